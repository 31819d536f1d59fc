"""Where things stand in the picture of the lanes: positions in the drawing's own units, no colours and no words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from milestones.progression.movements import Movement
from milestones.progression.timeline import AgeMark, Timeline

NARROW, WIDE = 358, 560  # a phone, and the page of a desktop spread

AXIS_HEIGHT = 44
LANE_HEIGHT = 76
FLOOR_IN_LANE = 58  # from the lane's top down to its line
TALLEST_BAR = 34
MINUTES_HEIGHT = 84
TALLEST_MINUTES = 36
TRIED_HEIGHT = 40
AGE_LABEL_WIDTH = 84  # what a label such as "12 months" needs beside its mark
AGE_NAME_WIDTH, CORRECTED_NAME_WIDTH = 34, 74  # what the rows' own names need, "age" and "corrected"
TRIED_WIDTH = 24  # a numbered disc, with room to the next
FLAG_WIDTH = 14


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
    flag_x: float | None
    flag_points_back: bool  # near the right edge the flag flies to the left
    first: date | None


@dataclass(frozen=True, slots=True)
class TriedMark:
    x: float
    number: int


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: float
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


def draw(timeline: Timeline, width: int, today: date) -> Chart:
    """The lanes of `timeline` drawn `width` units wide."""
    scale = _Scale(timeline, width)
    lanes_bottom = AXIS_HEIGHT + LANE_HEIGHT * len(timeline.lanes)
    minutes_floor = lanes_bottom + MINUTES_HEIGHT - 10
    tried_y = lanes_bottom + MINUTES_HEIGHT + TRIED_HEIGHT / 2 + 4 if timeline.tried else None
    return Chart(
        width=width,
        height=lanes_bottom + MINUTES_HEIGHT + (TRIED_HEIGHT if timeline.tried else 0),
        ages=scale.marks(timeline.ages, AGE_NAME_WIDTH),
        corrected_ages=tuple(
            mark for mark in scale.marks(timeline.corrected_ages, CORRECTED_NAME_WIDTH) if mark.labelled
        ),
        lanes=tuple(_lanes(timeline, scale)),
        minutes=tuple(_minutes(timeline, scale, minutes_floor)),
        minutes_label_y=lanes_bottom + 22,
        minutes_floor_y=minutes_floor,
        tried=tuple(_tried(timeline, scale)),
        tried_y=tried_y,
        today_x=scale.x(today),
        lanes_bottom=lanes_bottom,
    )


class _Scale:
    def __init__(self, timeline: Timeline, width: int) -> None:
        self.start, self.width = timeline.start, width
        self.per_day = width / (timeline.weeks * 7)
        self.column = width / timeline.weeks
        self.gap = min(4.0, self.column * 0.16)

    def x(self, day: date) -> float:
        """The middle of a day."""
        return round(((day - self.start).days + 0.5) * self.per_day, 1)

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


def _lanes(timeline: Timeline, scale: _Scale) -> Iterator[LanePicture]:
    for row, lane in enumerate(timeline.lanes):
        top = AXIS_HEIGHT + row * LANE_HEIGHT
        floor = top + FLOOR_IN_LANE
        bars = tuple(
            _bar(scale, week, days, 6 + (TALLEST_BAR - 6) * days / 7, centre=floor)
            for week, days in enumerate(lane.days_by_week)
            if days
        )
        flag_x = scale.x(lane.first) if lane.first else None
        yield LanePicture(
            movement=lane.movement,
            label_y=top + 22,
            floor_y=floor,
            bars=bars,
            flag_x=flag_x,
            flag_points_back=flag_x is not None and flag_x > scale.width - FLAG_WIDTH,
            first=lane.first,
        )


def _minutes(timeline: Timeline, scale: _Scale, floor: float) -> Iterator[Bar]:
    most = max(timeline.minutes_by_week, default=0)
    for week, minutes in enumerate(timeline.minutes_by_week):
        if minutes:
            height = max(TALLEST_MINUTES * minutes / most, 3)
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
        x=round(week * scale.column + scale.gap / 2, 1),
        y=round(centre - height / 2, 1),
        width=round(width, 1),
        height=round(height, 1),
        radius=round(min(10, height / 2, width / 2), 1),
        count=count,
    )
