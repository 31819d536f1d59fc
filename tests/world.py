"""The cast every test knows: a family, its friends, and a stranger with a child of her own."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from time import sleep
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from crawltrack.accounts.models import Person
from milestones.models import Child, Session

LONGEST_ORDINARY_TEST = 20  # seconds
PASSWORD = "a-floor-is-for-babies"
ZONE = "Europe/Berlin"


def person(mailbox: str, **fields: str) -> Person:
    made = Person.objects.create_user(f"{mailbox}@example.org", PASSWORD, **fields)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def signed_in(somebody: Person) -> Client:
    client = Client()
    with timezone.override(ZONE):  # the first page of a day notes the device, and signing in counts as that
        client.force_login(somebody)
    client.cookies["zone"] = ZONE
    return client


def at(day: date, hour: int = 10, minute: int = 0, zone: str = ZONE) -> datetime:
    """The moment a clock in `zone` shows that day and time, in UTC."""
    return datetime.combine(day, time(hour, minute), ZoneInfo(zone)).astimezone(UTC)


def log(
    child: Child,
    by: Person,
    day: date,
    *movements: str,
    hour: int = 10,
    minutes: int | None = None,
    note: str = "",
    zone: str = ZONE,
    id: UUID | None = None,
    details: dict[str, Collection[str]] | None = None,
) -> Session:
    """A session with these movements, through the one write path; now, where that hour of today is still to come."""
    seen = {movement: (details or {}).get(movement, ()) for movement in movements}
    return Session.objects.record(
        child,
        by,
        id=id or uuid4(),
        started_at=min(at(day, hour, zone=zone), timezone.now()),
        zone=zone,
        seen=seen,
        minutes=minutes,
        note=note,
    ).session


@dataclass
class World:
    """Mira's family; Stella the stranger with Otto. `today` is the real day, so that pages call it today."""

    owner: Person
    caregiver: Person
    viewer: Person
    stranger: Person
    mira: Child
    otto: Child
    today: date = field(default_factory=lambda: datetime.now(ZoneInfo(ZONE)).date())

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)


def let_midnight_pass() -> None:
    """What is today for a test has to be today until its end."""
    now = datetime.now(ZoneInfo(ZONE))
    left = at(now.date() + timedelta(days=1), hour=0) - now
    if left.total_seconds() < LONGEST_ORDINARY_TEST:
        sleep(left.total_seconds())


@pytest.fixture
def world(db: None) -> World:
    let_midnight_pass()
    owner, caregiver = person("nadia", name="Nadia"), person("jonas", name="Jonas")
    viewer, stranger = person("oma", name="Oma"), person("stella", name="Stella")
    today = datetime.now(ZoneInfo(ZONE)).date()
    mira = Child.objects.welcome(owner, name="Mira", born=today - timedelta(days=240), due=None)
    mira.carers.create(person=caregiver, role="caregiver")
    mira.carers.create(person=viewer, role="viewer")
    otto = Child.objects.welcome(stranger, name="Otto", born=today - timedelta(days=200), due=None)
    return World(owner, caregiver, viewer, stranger, mira, otto, today)
