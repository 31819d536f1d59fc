"""A phone that keeps what is logged and sends it when it can, for the tests of the outbox."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.test import Client
from django.urls import reverse

from crawltrack.accounts.models import Person
from milestones.models import Child
from tests.world import ZONE, signed_in


def milliseconds(at: datetime) -> int:
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def form(when: datetime | str = "", seen: tuple[str, ...] = (), **fields: str) -> dict[str, Any]:
    """What the full form holds; `when` is a moment, which a clock in ZONE shows, or a text."""
    zone = fields.pop("zone", ZONE)
    shown = when if isinstance(when, str) else on_the_wall(when, zone)
    return {"when": shown, "zone": zone, "minutes": "", "note": "", **fields, "seen": [*seen]}


def on_the_wall(at: datetime, zone: str = ZONE) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"


@dataclass
class Phone:
    """Whose it is, for which child; `wrong_by` is how far its clock is ahead."""

    person: Person
    child: Child
    wrong_by: timedelta = timedelta(0)
    zone: str = ZONE
    client: Client = field(init=False)
    entries: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client = signed_in(self.person)

    @property
    def path(self) -> str:
        return reverse("outbox", args=[self.child.pk])

    def keeps(self, kind: str, at: datetime, **said: Any) -> dict[str, Any]:
        """An entry made at this very moment, whatever the phone's clock shows then."""
        made = {"key": str(uuid4()), "kind": kind, "at": milliseconds(at + self.wrong_by), "zone": self.zone}
        self.entries.append({**made, "said": {name: as_sent(value) for name, value in said.items()}})
        return self.entries[-1]

    def taps(self, at: datetime, movement: str = "backward", session: object = None, **said: Any) -> dict[str, Any]:
        return self.keeps("tap", at, session=session or uuid4(), movement=movement, **said)

    def sends(self, at: datetime, *entries: dict[str, Any]) -> list[dict[str, Any]]:
        """What came of each of the entries, or of all that it keeps."""
        response = self.posts(at, [*entries] or self.entries)
        assert response.status_code == 200, response.content[:300]
        return response.json()["outcomes"]

    def posts(self, at: datetime, entries: Any, **more: Any) -> Any:
        body = {"person": self.person.pk, "now": milliseconds(at + self.wrong_by), "entries": entries, **more}
        return self.client.post(self.path, json.dumps(body), content_type="application/json")


def as_sent(value: Any) -> Any:
    return value if isinstance(value, str | int | list | dict) or value is None else str(value)
