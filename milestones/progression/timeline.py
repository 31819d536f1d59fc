"""timeline(): the journey along time, week by week: lanes, firsts, gaps, minutes and what was tried."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from milestones.progression.age import add_months, age_between, born_early
from milestones.progression.facts import THE_FLOOR, ChildFacts, DayFacts, TrialFacts
from milestones.progression.movements import MOVEMENTS, Movement

WEEK = timedelta(days=7)
FEWEST_WEEKS = 6  # a log of three days still gets a picture with room to grow
GAP_FROM_WEEKS = 3  # so many weeks without a session in a row are named, without a word of blame
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
    """Weeks in a row with nothing logged: from the first day without to the day before the log goes on."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Tried:
    """A tip that was tried, and on how many days each movement was seen in the week after. No claim of a cause."""

    tip: str
    day: date
    seen_next: tuple[tuple[Movement, int], ...]


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
    """The weeks from the first logged day to `today`, Monday to Sunday, at least FEWEST_WEEKS. None with no log."""
    days = list(days)
    if not days:
        return None
    first_day = min(record.day for record in days)
    last_day = max(today, *(record.day for record in days))
    start = first_day - timedelta(days=first_day.weekday())
    weeks = max((last_day - start) // WEEK + 1, FEWEST_WEEKS)
    floor = [record for record in days if record.movement == THE_FLOOR]
    minutes = Counter[int]()
    for record in floor:
        minutes[(record.day - start) // WEEK] += record.minutes
    days_by_week = _days_by_week(floor, start, weeks)
    end = start + weeks * WEEK
    return Timeline(
        start=start,
        weeks=weeks,
        lanes=tuple(_lane(movement, days, start, weeks) for movement in MOVEMENTS),
        minutes_by_week=tuple(minutes[week] for week in range(weeks)),
        days_by_week=days_by_week,
        ages=_age_marks(child.born, start, end),
        corrected_ages=_age_marks(child.due, start, end) if child.due and born_early(child.born, child.due) else (),
        gaps=_gaps(days_by_week, start),
        tried=_tried(days, trials),
    )


def _lane(movement: Movement, days: list[DayFacts], start: date, weeks: int) -> Lane:
    seen = [record for record in days if record.movement == movement.slug]
    first = min((record.day for record in seen), default=None)
    return Lane(movement, _days_by_week(seen, start, weeks), first)


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


def _gaps(days_by_week: tuple[int, ...], start: date) -> tuple[Gap, ...]:
    """Runs of empty weeks between weeks that were logged. The time since the last log is not a gap."""
    gaps: list[Gap] = []
    logged = [week for week, days in enumerate(days_by_week) if days]
    for before, after in pairwise(logged):
        if after - before > GAP_FROM_WEEKS:
            gaps.append(Gap(start + (before + 1) * WEEK, start + after * WEEK - timedelta(days=1)))
    return tuple(gaps)


def _tried(days: list[DayFacts], trials: Iterable[TrialFacts]) -> tuple[Tried, ...]:
    tried = []
    for trial in sorted(trials, key=lambda trial: trial.day):
        if trial.mark != "tried":
            continue
        seen = Counter(record.movement for record in days if trial.day <= record.day < trial.day + SEEN_NEXT_WITHIN)
        seen_next = tuple((movement, seen[movement.slug]) for movement in MOVEMENTS if seen[movement.slug])
        tried.append(Tried(trial.tip, trial.day, seen_next))
    return tuple(tried)
