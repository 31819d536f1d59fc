"""Where things stand in the picture of the lanes: positions in the drawing's own units, no colours and no words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from milestones.progression.movements import Movement
from milestones.progression.timeline import AgeMark, Lane, Timeline

NARROW, WIDE, PAPER = 358, 560, 800  # a phone, the page of a desktop spread, and a printed page

AGE_LABEL_WIDTH = 84  # what a label such as "12 months" needs beside its mark
AGE_NAME_WIDTH, CORRECTED_NAME_WIDTH = 34, 74  # what the rows' own names need, "age" and "corrected"
TRIED_WIDTH = 24  # a numbered disc, with room to the next
MEDAL = 15  # the radius of the picture of a first; it stands on its lane, right before the week of the first
LEAST_BETWEEN_TICKS = 5


@dataclass(frozen=True, slots=True)
class Rows:
    """How high each row is, and where in it things stand."""

    names_width: int = 0  # kept free beside the lanes for their names; without it the names stand above the lanes
    axis_height: int = 50
    lane_height: int = 76
    floor_in_lane: int = 58  # from the lane's top down to its line
    tallest_bar: int = 34
    minutes_height: int = 84
    tallest_minutes: int = 36
    tried_height: int = 40

    @property
    def weeks_from(self) -> float:
        """Where the first week begins: its picture of a first has its place before it."""
        return self.names_width + 2 * MEDAL + 2


ON_SCREEN = Rows()
ON_PAPER = Rows(
    names_width=152,
    axis_height=44,
    lane_height=39,
    floor_in_lane=23,
    tallest_bar=20,
    minutes_height=40,
    tallest_minutes=22,
    tried_height=24,
)


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    radius: float
    count: int


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    months: int
    labelled: bool


@dataclass(frozen=True, slots=True)
class LanePicture:
    movement: Movement
    label_y: float
    floor_y: float
    bars: tuple[Bar, ...]
    medal_x: float | None
    first: date | None


@dataclass(frozen=True, slots=True)
class TriedMark:
    x: float
    number: int


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: float
    names_beside: bool
    lanes_from: float
    weeks: tuple[float, ...]  # where a week begins, as long as they can be told apart
    weeks_y: float
    ages: tuple[Mark, ...]
    corrected_ages: tuple[Mark, ...]  # only those with a label
    lanes: tuple[LanePicture, ...]
    minutes: tuple[Bar, ...]
    minutes_label_y: float
    minutes_floor_y: float
    tried: tuple[TriedMark, ...]
    tried_y: float | None
    today_x: float  # where the lanes end: what comes after is still to come
    lanes_bottom: float


def draw(timeline: Timeline, width: int, today: date, rows: Rows = ON_SCREEN) -> Chart:
    """The lanes of `timeline` drawn `width` units wide."""
    scale = _Scale(timeline, width, rows.weeks_from)
    lanes_bottom = rows.axis_height + rows.lane_height * len(timeline.lanes)
    minutes_bottom = lanes_bottom + rows.minutes_height
    minutes_floor = minutes_bottom - 10
    tried_height = rows.tried_height if timeline.tried else 0
    return Chart(
        width=width,
        height=minutes_bottom + tried_height,
        names_beside=bool(rows.names_width),
        lanes_from=rows.names_width + 2,
        weeks=tuple(scale.weeks()),
        weeks_y=rows.axis_height - 6,
        ages=scale.marks(timeline.ages, AGE_NAME_WIDTH),
        corrected_ages=tuple(
            mark for mark in scale.marks(timeline.corrected_ages, CORRECTED_NAME_WIDTH) if mark.labelled
        ),
        lanes=tuple(_lanes(timeline, scale, rows)),
        minutes=tuple(_minutes(timeline, scale, minutes_floor, rows.tallest_minutes)),
        minutes_label_y=minutes_floor - 12 if rows.names_width else lanes_bottom + 22,
        minutes_floor_y=minutes_floor,
        tried=tuple(_tried(timeline, scale)),
        tried_y=minutes_bottom + tried_height - TRIED_WIDTH / 2 if timeline.tried else None,
        today_x=scale.x(today),
        lanes_bottom=lanes_bottom,
    )


class _Scale:
    def __init__(self, timeline: Timeline, width: int, left: float) -> None:
        self.start, self.width, self.left = timeline.start, width, left
        self.column = (self.width - self.left) / timeline.weeks
        self.gap = min(4.0, self.column * 0.16)
        self._weeks = timeline.weeks

    def x(self, day: date) -> float:
        """The middle of a day."""
        return round(self.left + ((day - self.start).days + 0.5) * self.column / 7, 1)

    def week(self, number: int) -> float:
        """Where a week begins."""
        return self.left + number * self.column

    def weeks(self) -> Iterator[float]:
        if self.column >= LEAST_BETWEEN_TICKS:
            for number in range(self._weeks + 1):
                yield round(self.week(number), 1)

    def marks(self, ages: tuple[AgeMark, ...], free_from: float) -> tuple[Mark, ...]:
        """Every month has its tick; a month has its label where the one before leaves room."""
        marks = []
        for age in ages:
            x = self.x(age.day)
            labelled = free_from <= x <= self.width - AGE_LABEL_WIDTH
            if labelled:
                free_from = x + AGE_LABEL_WIDTH
            marks.append(Mark(x, age.months, labelled))
        return tuple(marks)


def _lanes(timeline: Timeline, scale: _Scale, rows: Rows) -> Iterator[LanePicture]:
    for row, lane in enumerate(timeline.lanes):
        top = rows.axis_height + row * rows.lane_height
        floor = top + rows.floor_in_lane
        bars = tuple(
            _bar(scale, week, days, 6 + (rows.tallest_bar - 6) * days / 7, centre=floor)
            for week, days in enumerate(lane.days_by_week)
            if days
        )
        yield LanePicture(
            movement=lane.movement,
            label_y=floor - 2 if rows.names_width else top + 22,
            floor_y=floor,
            bars=bars,
            medal_x=round(bars[0].x - MEDAL, 1) if _begins_here(lane, timeline) else None,
            first=lane.first,
        )


def _begins_here(lane: Lane, timeline: Timeline) -> bool:
    """Whether the first bar of a lane is the week of its first. In a timeline of some weeks it may be a later one."""
    week = next((week for week, days in enumerate(lane.days_by_week) if days), None)
    return lane.first is not None and week == (lane.first - timeline.start).days // 7


def _minutes(timeline: Timeline, scale: _Scale, floor: float, tallest: float) -> Iterator[Bar]:
    most = max(timeline.minutes_by_week, default=0)
    for week, minutes in enumerate(timeline.minutes_by_week):
        if minutes:
            height = max(tallest * minutes / most, 3)
            yield _bar(scale, week, minutes, height, centre=floor - height / 2)


def _tried(timeline: Timeline, scale: _Scale) -> Iterator[TriedMark]:
    """Each disc at its day, or as near to it as its neighbours and the edges let it stand."""
    most = max(len(timeline.tried) - 1, 1)
    step = min(TRIED_WIDTH, (scale.width - TRIED_WIDTH) / most)
    left, right = TRIED_WIDTH / 2, scale.width - TRIED_WIDTH / 2
    places: list[float] = []
    for tried in timeline.tried:
        places.append(max(scale.x(tried.day), places[-1] + step if places else left))
    for last in reversed(range(len(places))):
        places[last] = min(places[last], right - step * (len(places) - 1 - last))
    for number, x in enumerate(places, start=1):
        yield TriedMark(round(x, 1), number)


def _bar(scale: _Scale, week: int, count: int, height: float, centre: float) -> Bar:
    width = scale.column - scale.gap
    return Bar(
        x=round(scale.week(week) + scale.gap / 2, 1),
        y=round(centre - height / 2, 1),
        width=round(width, 1),
        height=round(height, 1),
        radius=round(min(10, height / 2, width / 2), 1),
        count=count,
    )
