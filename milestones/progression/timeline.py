"""timeline(): the journey along time, week by week: lanes, firsts, gaps, minutes and what was tried."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from milestones.progression.age import CORRECTED_UNTIL_MONTHS, add_months, age_between, born_early
from milestones.progression.facts import THE_FLOOR, ChildFacts, DayFacts, TrialFacts
from milestones.progression.journey import QUIET_AFTER
from milestones.progression.movements import MOVEMENTS, Movement
from milestones.progression.tips import BY_SLUG as TIPS

WEEK = timedelta(days=7)
FEWEST_WEEKS = 6  # a log of three days still gets a picture with room to grow
SEEN_NEXT_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Lane:
    """One movement along time. `days_by_week[i]` is on how many days of week i it was seen."""

    movement: Movement
    days_by_week: tuple[int, ...]
    first: date | None

    @property
    def days_seen(self) -> int:
        return sum(self.days_by_week)


@dataclass(frozen=True, slots=True)
class AgeMark:
    """The local day on which a child is so many months old."""

    day: date
    months: int


@dataclass(frozen=True, slots=True)
class Gap:
    """More than QUIET_AFTER between two logs: from the first day without one to the day before the log goes on."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Tried:
    """A tip that was tried, and on how many days each movement was seen in the week after. No claim of a cause."""

    tip: str
    day: date
    seen_next: tuple[tuple[Movement, int], ...]
    is_over: bool  # the week after has passed


@dataclass(frozen=True, slots=True)
class Timeline:
    start: date  # a Monday
    weeks: int
    lanes: tuple[Lane, ...]
    minutes_by_week: tuple[int, ...]
    days_by_week: tuple[int, ...]  # on how many days anything was logged
    ages: tuple[AgeMark, ...]
    corrected_ages: tuple[AgeMark, ...]
    gaps: tuple[Gap, ...]
    tried: tuple[Tried, ...]

    @property
    def end(self) -> date:
        """The first day after the timeline."""
        return self.start + self.weeks * WEEK

    def rows(self) -> list[dict[str, object]]:
        """The same as the lanes, a row a week that has a log, the newest on top."""
        return [
            {
                "week": self.start + week * WEEK,
                "days": [lane.days_by_week[week] for lane in self.lanes],
                "minutes": self.minutes_by_week[week],
            }
            for week in reversed(range(self.weeks))
            if self.days_by_week[week]
        ]

    @property
    def total_minutes(self) -> int:
        return sum(self.minutes_by_week)


def timeline(
    child: ChildFacts, days: Iterable[DayFacts], today: date, trials: Iterable[TrialFacts] = ()
) -> Timeline | None:
    """The weeks from the first that holds a log or a tried tip to `today`'s, Monday to Sunday, at least FEWEST_WEEKS.

    None when nothing was logged and nothing tried.
    """
    days = list(days)
    tried = _tried(days, trials, today)
    told = [record.day for record in days] + [trial.day for trial in tried]
    if not told:
        return None
    return _along(child, days, min(today, *told), max(today, *told), tried)


def timeline_between(child: ChildFacts, days: Iterable[DayFacts], start: date, end: date) -> Timeline:
    """The weeks that hold `start` to `end`. They count only the days from one to the other, both included; a lane's
    first is still the first ever, which may lie outside."""
    days = list(days)
    along = _along(child, [record for record in days if start <= record.day <= end], start, end, ())
    return replace(along, lanes=tuple(replace(lane, first=_first(lane.movement, days)) for lane in along.lanes))


def _along(
    child: ChildFacts, days: list[DayFacts], first_day: date, last_day: date, tried: tuple[Tried, ...]
) -> Timeline:
    start = first_day - timedelta(days=first_day.weekday())
    weeks = max((last_day - start) // WEEK + 1, FEWEST_WEEKS)
    floor = [record for record in days if record.movement == THE_FLOOR]
    minutes = Counter[int]()
    for record in floor:
        minutes[(record.day - start) // WEEK] += record.minutes
    end = start + weeks * WEEK
    return Timeline(
        start=start,
        weeks=weeks,
        lanes=tuple(_lane(movement, days, start, weeks) for movement in MOVEMENTS),
        minutes_by_week=tuple(minutes[week] for week in range(weeks)),
        days_by_week=_days_by_week(floor, start, weeks),
        ages=_age_marks(child.born, start, end),
        corrected_ages=_corrected_age_marks(child, start, end),
        gaps=_gaps(days),
        tried=tried,
    )


def _lane(movement: Movement, days: list[DayFacts], start: date, weeks: int) -> Lane:
    seen = [record for record in days if record.movement == movement.slug]
    return Lane(movement, _days_by_week(seen, start, weeks), _first(movement, seen))


def _first(movement: Movement, days: Iterable[DayFacts]) -> date | None:
    return min((record.day for record in days if record.movement == movement.slug), default=None)


def _days_by_week(days: Iterable[DayFacts], start: date, weeks: int) -> tuple[int, ...]:
    counted = Counter((record.day - start) // WEEK for record in days)
    return tuple(counted[week] for week in range(weeks))


def _age_marks(origin: date, start: date, end: date) -> tuple[AgeMark, ...]:
    """A mark for each whole month since `origin` that falls from `start` up to, not including, `end`."""
    first_month = age_between(origin, start).months
    marks = []
    for months in range(max(first_month, 1), first_month + (end - start).days // 28 + 2):
        day = add_months(origin, months)
        if start <= day < end:
            marks.append(AgeMark(day, months))
    return tuple(marks)


def _corrected_age_marks(child: ChildFacts, start: date, end: date) -> tuple[AgeMark, ...]:
    if child.due is None or not born_early(child.born, child.due):
        return ()
    return _age_marks(child.due, start, min(end, add_months(child.born, CORRECTED_UNTIL_MONTHS)))


def _gaps(days: list[DayFacts]) -> tuple[Gap, ...]:
    """The time since the last log is not a gap."""
    logged = sorted({record.day for record in days})
    day = timedelta(days=1)
    return tuple(Gap(before + day, after - day) for before, after in pairwise(logged) if after - before > QUIET_AFTER)


def _tried(days: list[DayFacts], trials: Iterable[TrialFacts], today: date) -> tuple[Tried, ...]:
    tried = []
    for trial in sorted(trials, key=lambda trial: trial.day):
        if trial.mark != "tried" or trial.tip not in TIPS:
            continue
        week_after = [record for record in days if trial.day < record.day <= trial.day + SEEN_NEXT_WITHIN]
        seen = Counter(record.movement for record in week_after)
        seen_next = tuple((movement, seen[movement.slug]) for movement in MOVEMENTS if seen[movement.slug])
        tried.append(Tried(trial.tip, trial.day, seen_next, is_over=trial.day + SEEN_NEXT_WITHIN < today))
    return tuple(tried)
