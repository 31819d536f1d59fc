"""A clock that stands still until a test moves it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.world import World, at


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def shows(self, now: datetime) -> datetime:
        self.now = now
        return now

    def goes_on(self, **much: float) -> datetime:
        """Moves the clock by e.g. minutes=10 and answers what it shows then."""
        return self.shows(self.now + timedelta(**much))


@pytest.fixture
def clock(world: World, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stands at 10 in the morning of yesterday, on the clock of Mira's family."""
    clock = Clock(at(world.ago(1), 10))
    monkeypatch.setattr(timezone, "now", clock)
    return clock
