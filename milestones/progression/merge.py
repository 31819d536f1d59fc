"""Two people changed one session, neither knowing of the other: what it says then.

What a session says has parts: its time (with the zone), its minutes, its note, and each movement with its details.
Only what differs between what somebody was shown and what they sent is a change of theirs.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from milestones.progression.differences import Said
from milestones.progression.movements import BY_SLUG, SLUGS

PARTS = ("time", "minutes", "note", *SLUGS)


@dataclass(frozen=True, slots=True)
class Merged:
    says: Said  # what the session says now
    lost: tuple[Said, Said] | None  # before and after, for the part of the change that does not stand


def merge(now: Said, was: Said, mine: Said, wins: Collection[str]) -> Merged:
    """`now` as changed by who was shown `was` and sent `mine`.

    Where somebody else changed the same part meanwhile, mine stands if the part is in `wins`. Two changes of the
    details of one movement both stand, tick by tick.
    """
    has, saw, want = _parts(now), _parts(was), _parts(mine)
    says, lost_before, lost_after = now, now, now
    for part in has:
        if want[part] in (saw[part], has[part]):
            continue
        if part in BY_SLUG and has[part] is not None and want[part] is not None:
            says = _with_details(says, part, _both(has[part], saw[part], want[part]))
        elif has[part] == saw[part] or part in wins:
            says = _with(says, part, mine)
        else:
            lost_before, lost_after = _with(lost_before, part, was), _with(lost_after, part, mine)
    return Merged(says, (lost_before, lost_after) if lost_after is not now else None)


def last_touched(changes: Iterable[tuple[datetime, Said | None, Said | None]]) -> dict[str, datetime]:
    """When each part was last changed. `changes` are (made at, before, after), in the order they were written."""
    touched: dict[str, datetime] = {}
    last: Said | None = None
    for at, before, after in changes:
        before = before or last  # the bin says nothing, but what comes out of it is what went in
        if before and after:
            was, is_now = _parts(before), _parts(after)
            different = [part for part in was if was[part] != is_now[part]]
            touched |= {part: max(at, touched.get(part, at)) for part in different}
        last = after or before
    return touched


def says_the_same(one: Said, other: Said) -> bool:
    return _parts(one) == _parts(other)


def _parts(said: Said) -> dict[str, Any]:
    """By part, what can be compared: the time as the form shows it, to the minute."""
    start = datetime.fromisoformat(said["started_at"]).astimezone(ZoneInfo(said["zone"]))
    seen = {slug: frozenset(said["seen"][slug]) if slug in said["seen"] else None for slug in BY_SLUG}
    on_the_wall = start.replace(second=0, microsecond=0, tzinfo=None)
    return {"time": (on_the_wall, said["zone"]), "minutes": said["minutes"], "note": said["note"], **seen}


def _with(said: Said, part: str, source: Said) -> Said:
    """`said` with this part as `source` has it."""
    if part in BY_SLUG:
        return _with_details(said, part, source["seen"].get(part))
    names = ("started_at", "zone") if part == "time" else (part,)
    return {**said, **{name: source[name] for name in names}}


def _with_details(said: Said, movement: str, details: Collection[str] | None) -> Said:
    seen: Mapping[str, Collection[str]] = {**said["seen"], movement: details or ()}
    ticked = {slug: BY_SLUG[slug].in_order(seen[slug]) for slug in BY_SLUG if slug in seen}
    if details is None:
        del ticked[movement]
    return {**said, "seen": ticked}


def _both(has: frozenset[str], saw: frozenset[str] | None, want: frozenset[str]) -> frozenset[str]:
    """Each detail as whoever changed it has it."""
    shown = saw or frozenset()
    return (has | (want - shown)) - (shown - want)
