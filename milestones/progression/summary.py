"""summary(): what the log holds of some weeks, for an appointment. Counts and dates alone, never what they mean."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from milestones.progression.age import Ages, ages_on
from milestones.progression.facts import THE_FLOOR, ChildFacts, DayFacts
from milestones.progression.movements import MOVEMENTS, Detail, Movement


@dataclass(frozen=True, slots=True)
class Seen:
    """One movement: its first ever, and how often it was seen in the chosen days."""

    movement: Movement
    first: date | None
    ages_at_first: Ages | None
    days: int
    sessions: int
    details: tuple[tuple[Detail, int], ...]  # (detail, in how many of the sessions), only what was ticked


@dataclass(frozen=True, slots=True)
class Summary:
    start: date
    end: date  # the last day that counts
    movements: tuple[Seen, ...]  # all of them, in the order of the progression
    days: int  # with a session, whatever was seen in it
    sessions: int
    minutes: int  # as far as they were timed


def summary(child: ChildFacts, days: Iterable[DayFacts], start: date, end: date) -> Summary:
    """What `days` (any order, at most one record a day and movement) hold from `start` to `end`, both included."""
    days = list(days)
    floor = [record for record in days if record.movement == THE_FLOOR and start <= record.day <= end]
    return Summary(
        start=start,
        end=end,
        movements=tuple(
            _seen(movement, [record for record in days if record.movement == movement.slug], child, start, end)
            for movement in MOVEMENTS
        ),
        days=len(floor),
        sessions=sum(record.sessions for record in floor),
        minutes=sum(record.minutes for record in floor),
    )


def _seen(movement: Movement, ever: list[DayFacts], child: ChildFacts, start: date, end: date) -> Seen:
    first = min((record.day for record in ever), default=None)
    chosen = [record for record in ever if start <= record.day <= end]
    details = Counter[str]()
    for record in chosen:
        details.update(record.details)
    return Seen(
        movement=movement,
        first=first,
        ages_at_first=ages_on(first, child.born, child.due) if first else None,
        days=len(chosen),
        sessions=sum(record.sessions for record in chosen),
        details=tuple((detail, details[detail.slug]) for detail in movement.details if details[detail.slug]),
    )
