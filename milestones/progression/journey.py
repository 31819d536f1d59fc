"""journey(): what all sightings of a child say together. Facts about the log, never a verdict on the baby."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from milestones.progression.age import Ages, ages_on
from milestones.progression.facts import THE_FLOOR, ChildFacts, DayFacts
from milestones.progression.movements import BY_SLUG, MOVEMENTS, Movement

PRACTISING_FROM_DAYS = 3
CURRENT_WITHIN = timedelta(days=14)
QUIET_AFTER = timedelta(days=21)
RECENT_DAYS = 7
CURRENT_IS_KNOWN_FROM = CURRENT_WITHIN + QUIET_AFTER  # so many days of the log say what is current


class State(StrEnum):
    NOT_SEEN = "not-seen"
    NEW = "new"  # seen on 1 or 2 days
    PRACTISING = "practising"  # seen on 3 days or more


@dataclass(frozen=True, slots=True)
class Stop:
    """One movement on a child's map, with its evidence."""

    movement: Movement
    state: State
    days_seen: int = 0
    recent_days: int = 0  # of the RECENT_DAYS up to today
    first: date | None = None
    last: date | None = None
    ages_at_first: Ages | None = None
    is_current: bool = False
    details: Mapping[str, int] = field(default_factory=dict)  # detail slug: on how many days, ever
    details_lately: Mapping[str, int] = field(default_factory=dict)  # the same, in the current window

    @property
    def is_seen(self) -> bool:
        return self.first is not None

    def days_with(self, detail: str) -> int:
        return self.details.get(detail, 0)

    def days_lately_with(self, detail: str) -> int:
        return self.details_lately.get(detail, 0)


@dataclass(frozen=True, slots=True)
class Journey:
    """Every movement's stop in the order of the progression, and what they say together."""

    child: ChildFacts
    today: date  # never before `latest`: a flight back over the date line makes a log that is a day ahead
    stops: tuple[Stop, ...]
    latest: date | None  # the day of the latest session, with or without a movement

    def stop(self, slug: str) -> Stop:
        return next(stop for stop in self.stops if stop.movement.slug == slug)

    @property
    def is_empty(self) -> bool:
        return self.latest is None

    @property
    def is_quiet(self) -> bool:
        """The log has not spoken for so long that nothing in it can be called current."""
        return self.latest is not None and self.today - self.latest > QUIET_AFTER

    @property
    def seen(self) -> tuple[Stop, ...]:
        return tuple(stop for stop in self.stops if stop.is_seen)

    @property
    def current(self) -> tuple[Stop, ...]:
        """The movements seen lately, the most often seen first."""
        current = [stop for stop in self.stops if stop.is_current]
        return tuple(sorted(current, key=lambda stop: (stop.recent_days, stop.last), reverse=True))

    @property
    def this_week(self) -> tuple[Stop, ...]:
        """What was seen in the RECENT_DAYS up to today: what is new in them first, then the most often seen."""
        week = [stop for stop in self.current if stop.recent_days]
        return tuple(sorted(week, key=lambda stop: stop.days_seen > stop.recent_days))

    @property
    def most_seen_this_week(self) -> Stop | None:
        """The one movement seen on more of the last days than any other; None when two share that place."""
        week = [stop for stop in self.current if stop.recent_days]
        if not week or (len(week) > 1 and week[0].recent_days == week[1].recent_days):
            return None
        return week[0]

    @property
    def furthest(self) -> tuple[Stop, ...]:
        """The furthest along ever seen. Two branches of the graph can be equally far."""
        seen = self.seen
        deepest = max((DEPTH[stop.movement.slug] for stop in seen), default=-1)
        return tuple(stop for stop in seen if DEPTH[stop.movement.slug] == deepest)

    @property
    def often_next(self) -> tuple[Stop, ...]:
        """What has not been seen and often follows the furthest that has."""
        if not self.seen:
            return self.stops[:1]
        following = {slug for stop in self.furthest for slug in stop.movement.leads_to}
        return tuple(stop for stop in self.stops if stop.movement.slug in following and not stop.is_seen)

    @property
    def skipped(self) -> tuple[Stop, ...]:
        """Movements not in the log although one that often comes after them is. Ordinary, and said to be so."""
        return tuple(
            stop
            for stop in self.stops
            if not stop.is_seen and any(self.stop(slug).is_seen for slug in beyond(stop.movement.slug))
        )

    @property
    def firsts(self) -> tuple[Stop, ...]:
        """The firsts, the newest on top."""
        furthest_first = self.seen[::-1]  # of two on the same day
        return tuple(sorted(furthest_first, key=lambda stop: stop.first or date.min, reverse=True))


def journey(child: ChildFacts, days: Iterable[DayFacts], today: date) -> Journey:
    """What `days` (any order, at most one record a day and movement) say, on the local day `today`.

    Records of movements the progression no longer knows are passed over.
    """
    days = sorted(days, key=lambda record: record.day)
    latest = days[-1].day if days else None
    today = max(today, latest or today)
    by_movement: dict[str, list[DayFacts]] = {movement.slug: [] for movement in MOVEMENTS}
    for record in days:
        if record.movement != THE_FLOOR and record.movement in by_movement:
            by_movement[record.movement].append(record)
    stops = tuple(_stop(movement, by_movement[movement.slug], child, latest, today) for movement in MOVEMENTS)
    return Journey(child, today, stops, latest)


def _stop(movement: Movement, days: list[DayFacts], child: ChildFacts, latest: date | None, today: date) -> Stop:
    if not days or latest is None:
        return Stop(movement, State.NOT_SEEN)
    first, last = days[0].day, days[-1].day
    in_window = [record for record in days if latest - record.day < CURRENT_WITHIN]
    return Stop(
        movement=movement,
        state=State.PRACTISING if len(days) >= PRACTISING_FROM_DAYS else State.NEW,
        days_seen=len(days),
        recent_days=sum((today - record.day).days < RECENT_DAYS for record in days),
        first=first,
        last=last,
        ages_at_first=ages_on(first, child.born, child.due),
        is_current=bool(in_window) and today - latest <= QUIET_AFTER,
        details=Counter(detail for record in days for detail in record.details),
        details_lately=Counter(detail for record in in_window for detail in record.details),
    )


def beyond(slug: str) -> set[str]:
    """Every movement that can come after `slug` in the progression, near or far."""
    following: set[str] = set()
    for following_slug in BY_SLUG[slug].leads_to:
        following |= {following_slug} | beyond(following_slug)
    return following


def _depths() -> dict[str, int]:
    depth = {movement.slug: 0 for movement in MOVEMENTS}
    for movement in MOVEMENTS:  # in the order of the progression, so that a movement's depth is final when reached
        for slug in movement.leads_to:
            depth[slug] = max(depth[slug], depth[movement.slug] + 1)
    return depth


DEPTH = _depths()
