"""Logs as the domain sees them, written by how many days ago a thing was seen."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import strategies as st

from milestones.progression.facts import THE_FLOOR, ChildFacts, DayFacts
from milestones.progression.movements import MOVEMENTS, Movement

TODAY = date(2026, 5, 12)  # a Tuesday
BABY = ChildFacts(born=date(2025, 9, 20))
BORN_EARLY = ChildFacts(born=date(2025, 9, 20), due=date(2025, 11, 1))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def seen(movement: str, *days_ago: int, details: Iterable[str] = ()) -> list[DayFacts]:
    return [DayFacts(ago(days), movement, details=dict.fromkeys(details, 1)) for days in days_ago]


def floor(*days_ago: int, minutes: int = 0) -> list[DayFacts]:
    return [DayFacts(ago(days), THE_FLOOR, minutes=minutes) for days in days_ago]


def log(*parts: list[DayFacts]) -> list[DayFacts]:
    """The parts as one log: every day in it has its record of the floor, as the tallies have."""
    records = [record for part in parts for record in part]
    told = {record.day for record in records if record.movement == THE_FLOOR}
    return records + [DayFacts(day, THE_FLOOR) for day in sorted({record.day for record in records} - told)]


def logs(longest: int = 430) -> st.SearchStrategy[list[DayFacts]]:
    """Any log of up to `longest` days, in any order, from nothing to many movements a day."""
    sighting = st.tuples(st.integers(0, longest), st.sampled_from(MOVEMENTS), st.integers(0, 3), st.integers(0, 90))
    return st.lists(sighting, max_size=40, unique_by=lambda told: (told[0], told[1].slug)).map(_as_log)


def _as_log(sightings: list[tuple[int, Movement, int, int]]) -> list[DayFacts]:
    """A sighting is how long ago, what, which of its two details, and how many minutes."""
    minutes: Counter[int] = Counter()
    records = []
    for days_ago, movement, ticked, lasted in sightings:
        minutes[days_ago] += lasted
        details = [detail.slug for bit, detail in enumerate(movement.details) if ticked & 1 << bit]
        records += seen(movement.slug, days_ago, details=details)
    return records + [record for days_ago, lasted in minutes.items() for record in floor(days_ago, minutes=lasted)]
