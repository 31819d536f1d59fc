"""What the tests of the log ask again and again."""

from collections import Counter
from typing import Any

from milestones.models import Child, Session, Tally
from milestones.progression.facts import THE_FLOOR


def log_of(child: Child) -> list[tuple[Any, ...]]:
    """All that a family would see of the log, the oldest first, and nothing of how it is kept."""
    sessions = Session.objects.log_of(child).order_by("started_at", "pk")
    return [(s.pk, s.started_at, s.zone, s.day, s.minutes, s.note, s.seen) for s in sessions]


def movements_in_log(child: Child) -> Counter[str]:
    return Counter(movement for session in Session.objects.log_of(child) for movement in session.seen)


def tallies_are_right(child: Child) -> bool:
    return tallied(child) == counted(child)


def tallied(child: Child) -> dict[Any, Any]:
    rows = Tally.objects.filter(child=child).select_related("earliest")
    return {(row.day, row.movement): (row.sessions, row.minutes, row.details, row.earliest.started_at) for row in rows}


def counted(child: Child) -> dict[Any, Any]:
    """The tallies as a plain count of the log has them, written without a look at how the models count."""
    found: dict[Any, Any] = {}
    for session in Session.objects.log_of(child).order_by("-started_at"):
        for movement, details in [(THE_FLOOR, []), *session.seen.items()]:
            sessions, minutes, ticked, _later = found.get((session.day, movement), (0, 0, {}, None))
            minutes += (session.minutes or 0) if movement == THE_FLOOR else 0
            ticked = dict(Counter(ticked) + Counter(details))
            found[session.day, movement] = (sessions + 1, minutes, ticked, session.started_at)
    return found


def version(child: Child) -> int:
    return Child.objects.get(pk=child.pk).version


def zone(child: Child) -> str:
    return Child.objects.get(pk=child.pk).zone
