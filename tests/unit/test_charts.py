"""The picture of the lanes: everything inside it, nothing on top of anything else."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.charts import (
    AGE_LABEL_WIDTH,
    MEDAL,
    NARROW,
    ON_PAPER,
    ON_SCREEN,
    PAPER,
    TRIED_WIDTH,
    WIDE,
    Bar,
    Chart,
    Mark,
    Rows,
    draw,
)
from milestones.progression.facts import ChildFacts, DayFacts, TrialFacts
from milestones.progression.timeline import timeline, timeline_between
from milestones.progression.tips import TIPS
from tests.unit.logs import BABY, BORN_EARLY, TODAY, ago, floor, log, logs, seen

TO_TRY = [tip.slug for tip in TIPS if tip.to_try]

each_width = pytest.mark.parametrize("width", [NARROW, WIDE, PAPER], ids=["on a phone", "on a wide page", "on paper"])


def drawn(
    *parts: list[DayFacts],
    width: int = NARROW,
    child: ChildFacts = BABY,
    tried: Sequence[TrialFacts] = (),
    today: date = TODAY,
) -> Chart:
    found = timeline(child, log(*parts), today, tried)
    assert found
    return draw(found, width, today, rows_on(width))


def rows_on(width: int) -> Rows:
    return ON_PAPER if width == PAPER else ON_SCREEN


def tried(*days_ago: int) -> list[TrialFacts]:
    return [TrialFacts(tip, "tried", ago(days)) for tip, days in zip(TO_TRY, days_ago, strict=False)]


def assert_stands_well(chart: Chart) -> None:
    """What holds for every picture of every log."""
    for bars in (*(lane.bars for lane in chart.lanes), chart.minutes):
        assert_bars_stand_well(bars, chart)
    for lane in chart.lanes:
        assert 0 <= lane.label_y < lane.floor_y <= chart.lanes_bottom
        if lane.medal_x is not None:
            assert chart.lanes_from <= lane.medal_x - MEDAL
            assert lane.medal_x + MEDAL <= lane.bars[0].x + 0.1, "the picture of a first lies on its bar"
        assert lane.medal_x is None or lane.first is not None
        assert lane.first is not None or not lane.bars
    assert all(0 <= x <= chart.width for x in chart.weeks)
    for marks, named in ((chart.ages, 34), (chart.corrected_ages, 74)):
        assert_labels_stand_well(marks, named, chart)
    assert all(TRIED_WIDTH / 2 <= mark.x <= chart.width - TRIED_WIDTH / 2 for mark in chart.tried)
    assert all(right.x - left.x >= TRIED_WIDTH - 0.1 for left, right in pairwise(chart.tried))
    assert chart.minutes_label_y < chart.minutes_floor_y < chart.height
    assert chart.tried_y is None or chart.minutes_floor_y < chart.tried_y - 11 < chart.tried_y + 11 <= chart.height


def assert_bars_stand_well(bars: Sequence[Bar], chart: Chart) -> None:
    for bar in bars:
        assert all(isfinite(number) for number in (bar.x, bar.y, bar.width, bar.height, bar.radius))
        assert bar.width > 0
        assert bar.height > 0
        assert bar.count > 0
        assert 0 <= bar.x <= bar.x + bar.width <= chart.width + 0.1
        assert 0 <= bar.y <= bar.y + bar.height <= chart.height
        assert bar.radius <= min(bar.width, bar.height) / 2 + 0.1
    assert all(left.x + left.width <= right.x + 0.01 for left, right in pairwise(bars)), "bars lie on each other"


def assert_labels_stand_well(marks: Sequence[Mark], named: float, chart: Chart) -> None:
    assert all(0 <= mark.x <= chart.width for mark in marks)
    labelled = [mark.x for mark in marks if mark.labelled]
    assert all(x >= named for x in labelled), "a label lies on the row's own name"
    assert all(x + AGE_LABEL_WIDTH <= chart.width for x in labelled), "a label is cut off"
    assert all(right - left >= AGE_LABEL_WIDTH for left, right in pairwise(labelled)), "labels lie on each other"


# Logs of every length


@each_width
@pytest.mark.parametrize(
    ("days", "most_labels"),
    [
        pytest.param(1, 2, id="one day"),
        pytest.param(3, 2, id="three days"),
        pytest.param(120, 6, id="four months"),
        pytest.param(425, 7, id="14 months"),
        pytest.param(730, 7, id="24 months"),
        pytest.param(2190, 7, id="six years"),
    ],
)
def test_a_log_of_any_length_stands_well(width: int, days: int, most_labels: int) -> None:
    every_day = [seen(movement.movement.slug, *range(days)) for movement in drawn(floor(0)).lanes]
    born_early = ChildFacts(born=ago(days + 90), due=ago(days + 40))
    for child in (ChildFacts(born=ago(days + 90)), born_early):
        chart = drawn(
            *every_day, floor(*range(days), minutes=25), width=width, child=child, tried=tried(0, 1, days - 1)
        )
        assert_stands_well(chart)
        assert sum(mark.labelled for mark in chart.ages) <= most_labels


@each_width
def test_a_log_of_14_months_names_ages_over_its_whole_width(width: int) -> None:
    chart = drawn(floor(425), width=width, child=ChildFacts(born=ago(530)))
    labelled = [mark.x for mark in chart.ages if mark.labelled]
    assert len(labelled) >= 3
    assert labelled[0] < rows_on(width).weeks_from + 130
    assert labelled[-1] > width - 200


def test_on_a_phone_the_first_six_weeks_name_an_age_where_there_is_room() -> None:
    (mark,) = [mark for mark in drawn(floor(19)).ages if mark.months == 7]
    assert 34 <= mark.x < 74
    assert mark.labelled


# Bars and flags


def test_more_days_make_a_taller_bar_that_stays_on_its_line() -> None:
    chart = drawn(seen("backward", 1, 7, 8, *range(16, 23)))
    lane = next(lane for lane in chart.lanes if lane.movement.slug == "backward")
    assert [bar.count for bar in lane.bars] == [7, 2, 1]
    heights = [bar.height for bar in lane.bars]
    assert heights[0] > heights[1] > heights[2]
    assert all(abs(bar.y + bar.height / 2 - lane.floor_y) <= 0.1 for bar in lane.bars)


@each_width
def test_a_bar_stands_in_the_middle_of_its_week(width: int) -> None:
    (bar,) = next(lane.bars for lane in drawn(seen("pivoting", 8), floor(22), width=width).lanes if lane.bars)
    from_first = rows_on(width).weeks_from
    week = (width - from_first) / 6
    assert abs(bar.x + bar.width / 2 - (from_first + 2.5 * week)) <= 0.1


@each_width
def test_a_bar_stands_between_the_ticks_of_its_week(width: int) -> None:
    chart = drawn(seen("pivoting", 8), floor(22), width=width)
    (bar,) = next(lane.bars for lane in chart.lanes if lane.bars)
    assert len(chart.weeks) == 7
    assert chart.weeks[2] <= bar.x <= bar.x + bar.width <= chart.weeks[3]


def test_weeks_too_narrow_to_tell_apart_have_no_ticks() -> None:
    assert drawn(floor(2000)).weeks == ()


def test_more_minutes_make_a_taller_bar_that_stands_on_its_line() -> None:
    chart = drawn(floor(8, minutes=60), floor(1, minutes=30), floor(15, minutes=1))
    assert [bar.count for bar in chart.minutes] == [1, 60, 30]
    assert [bar.height for bar in chart.minutes] == [3, 36, 18]
    assert all(abs(bar.y + bar.height - chart.minutes_floor_y) <= 0.1 for bar in chart.minutes)


def test_a_week_without_minutes_has_no_bar() -> None:
    assert drawn(floor(1, 8)).minutes == ()


def test_the_picture_of_a_first_stands_right_before_its_week() -> None:
    lane = next(lane for lane in drawn(seen("forward", 10, 3)).lanes if lane.first)
    assert abs((lane.medal_x or 0) + MEDAL - lane.bars[0].x) <= 0.1


@each_width
def test_a_first_of_the_last_day_stands_inside(width: int) -> None:
    sunday = date(2026, 5, 10)
    assert_stands_well(drawn([DayFacts(sunday, "forward")], floor(700), width=width, today=sunday))


def test_on_paper_the_names_stand_beside_the_lanes() -> None:
    assert drawn(floor(9), width=PAPER).names_beside
    assert not drawn(floor(9)).names_beside


# What was tried


@each_width
def test_tips_tried_on_one_day_stand_side_by_side(width: int) -> None:
    chart = drawn(floor(430), width=width, tried=tried(9, 9, 9, 8))
    assert [mark.number for mark in chart.tried] == [1, 2, 3, 4]
    assert_stands_well(chart)


@each_width
@pytest.mark.parametrize("days_ago", [0, 430], ids=["today", "on the first day"])
def test_every_tip_tried_at_an_edge_stands_inside(width: int, days_ago: int) -> None:
    assert_stands_well(drawn(floor(430), width=width, tried=tried(*[days_ago] * len(TO_TRY))))


def test_a_tip_tried_alone_stands_at_its_day() -> None:
    chart = drawn(seen("forward", 20), floor(60), tried=tried(20))
    week = next(lane.bars[0] for lane in chart.lanes if lane.bars)
    assert week.x <= chart.tried[0].x <= week.x + week.width


def test_without_a_tip_there_is_no_row_for_it() -> None:
    without, with_one = drawn(floor(9)), drawn(floor(9), tried=tried(3))
    assert without.tried_y is None
    assert without.height < with_one.height


def test_a_log_a_day_ahead_of_a_sunday_lies_inside() -> None:
    sunday = date(2026, 5, 10)
    assert_stands_well(drawn([DayFacts(sunday + timedelta(days=1), "backward")], today=sunday))


# Whatever is logged


@given(
    logs(longest=760),
    st.sampled_from([NARROW, WIDE, PAPER]),
    st.sampled_from([BABY, BORN_EARLY, ChildFacts(ago(800), ago(710))]),
    st.lists(st.integers(0, 900), max_size=len(TO_TRY)),
)
def test_every_log_stands_well(records: list[DayFacts], width: int, child: ChildFacts, tried_ago: list[int]) -> None:
    found = timeline(child, records, TODAY, tried(*tried_ago))
    assert bool(found) == bool(records or tried_ago)
    if found:
        chart = draw(found, width, TODAY, rows_on(width))
        assert_stands_well(chart)
        for lane in chart.lanes:
            assert (lane.medal_x is None) == (lane.first is None) == (not lane.bars)


# A range


@each_width
def test_in_a_range_only_a_first_within_its_weeks_has_a_medal(width: int) -> None:
    found = log(seen("pushing-up", 90, 10), seen("backward", 9), seen("forward", 0))
    along = timeline_between(BABY, found, ago(40), ago(7))
    medals = {lane.movement.slug: lane.medal_x for lane in draw(along, width, ago(7), rows_on(width)).lanes}
    assert medals["pushing-up"] is None
    assert medals["backward"] is not None


@each_width
@given(found=logs(), one=st.integers(0, 430), other=st.integers(0, 430))
def test_the_picture_of_any_range_stands_well(width: int, found: list[DayFacts], one: int, other: int) -> None:
    start, end = ago(max(one, other)), ago(min(one, other))
    assert_stands_well(draw(timeline_between(BABY, found, start, end), width, end, rows_on(width)))
