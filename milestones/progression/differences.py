"""What became different when a session was changed: kinds and plain values, which templates word."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from milestones.progression.movements import BY_SLUG, Movement

Said = Mapping[str, Any]  # started_at, zone, minutes, note, seen: as a change keeps it


@dataclass(frozen=True, slots=True)
class Difference:
    kind: str  # a template in templates/differences words it
    before: Any = None
    after: Any = None
    movement: Movement | None = None


def differences(before: Said | None, after: Said | None) -> list[Difference]:
    """In the order of the form. None stands for a session in the bin, of which nothing more is said."""
    if before is None or after is None:
        kinds = {(False, True): "put-in-bin", (True, False): "brought-back"}
        kind = kinds.get((before is None, after is None))
        return [Difference(kind)] if kind else []
    return [*_seen(before, after), *_time(before, after), *_minutes(before, after), *_note(before, after)]


def _seen(before: Said, after: Said) -> Iterator[Difference]:
    was, now = before["seen"], after["seen"]
    for slug, movement in BY_SLUG.items():
        if slug not in was and slug not in now:
            continue
        if slug not in was:
            yield Difference("movement-added", (), _labels(movement, now[slug]), movement)
        elif slug not in now:
            yield Difference("movement-taken-out", _labels(movement, was[slug]), (), movement)
        elif {*was[slug]} != {*now[slug]}:
            yield Difference("details", _labels(movement, was[slug]), _labels(movement, now[slug]), movement)


def _labels(movement: Movement, ticked: Collection[str]) -> tuple[Any, ...]:
    return tuple(detail.label for detail in movement.details if detail.slug in ticked)


def _time(before: Said, after: Said) -> Iterator[Difference]:
    """On the clocks they were read from. The day is said when it moved, the clock's place when that did."""
    was, now = _on_its_clock(before), _on_its_clock(after)
    if was.date() != now.date():
        yield Difference("day", was.date(), now.date())
    if (was.hour, was.minute) != (now.hour, now.minute):
        yield Difference("time", was, now)
    if before["zone"] != after["zone"]:
        yield Difference("zone", before["zone"], after["zone"])


def _on_its_clock(said: Said) -> datetime:
    return datetime.fromisoformat(said["started_at"]).astimezone(ZoneInfo(said["zone"]))


def _minutes(before: Said, after: Said) -> Iterator[Difference]:
    if before["minutes"] != after["minutes"]:
        yield Difference("minutes", before["minutes"], after["minutes"])


def _note(before: Said, after: Said) -> Iterator[Difference]:
    was, now = before["note"], after["note"]
    if was != now:
        yield Difference("note" if was and now else "note-added" if now else "note-taken-out", was, now)
