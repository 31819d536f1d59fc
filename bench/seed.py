"""Families with a log of any length, in the rows that `Session.objects.record` would have made one by one."""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from crawltrack.accounts.models import Person
from milestones.models import Child, Session, Sighting, Tally
from milestones.progression.movements import MOVEMENTS

ZONE = "Europe/Berlin"
MONTHS_20 = timedelta(days=608)


@transaction.atomic
def family(name: str, sessions: int) -> Child:
    """A parent and a child of 20 months, with so many sessions spread evenly from birth until an hour ago."""
    chance = random.Random(name)  # noqa: S311, the same family every time
    until = timezone.now() - timedelta(hours=1)
    parent = Person.objects.create_user(f"{name}@bench.crawltrack.example", name=name)
    EmailAddress.objects.create(user=parent, email=parent.email, verified=True, primary=True)
    child = Child.objects.welcome(parent, name=name, born=(until - MONTHS_20).date() - timedelta(days=1))
    log = [
        _session(child, parent, until - MONTHS_20 * (sessions - 1 - number) / sessions, chance)
        for number in range(sessions)
    ]
    Session.objects.bulk_create(log, batch_size=1000)
    sightings = (
        sighting for number, session in enumerate(log) for sighting in _sightings(session, number / sessions, chance)
    )
    Sighting.objects.bulk_create(sightings, batch_size=1000)
    _count(child, log)
    Child.objects.filter(pk=child.pk).update(zone=ZONE, version=sessions, changed_at=until)
    return child


def _session(child: Child, parent: Person, at: datetime, chance: random.Random) -> Session:
    minutes = chance.choice([3, 4, 5, 6, 8, 8, 10, 12, 15, None])
    note = "One pull forward! Then a nap." if chance.random() < 0.1 else ""
    id = UUID(int=chance.getrandbits(128), version=4)
    session = Session.begun(child, parent, id, at, ZONE, minutes, note)
    session.revision, session.logged_at, session.changed_at = 1, at, at
    return session


def _sightings(session: Session, grown: float, chance: random.Random) -> Iterable[Sighting]:
    """One to three of the movements that the child, this far through its 20 months, does by now."""
    so_far = MOVEMENTS[: 1 + int(grown * len(MOVEMENTS))]
    for movement in chance.sample(so_far, k=min(chance.randint(1, 3), len(so_far))):
        details = [detail.slug for detail in movement.details if chance.random() < 0.3]
        at = session.started_at
        yield Sighting(session=session, child_id=session.child_id, movement=movement.slug, details=details, seen_at=at)


def _count(child: Child, log: list[Session]) -> None:
    for day, _of_day in groupby(log, key=lambda session: session.day):
        Tally.objects.recount(child, day, Session.objects.log_of(child).filter(day=day).with_seen())
