"""The journey along time: weeks, lanes, ages, gaps, and what was tried."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.progression.age import ages_on
from milestones.progression.facts import ChildFacts, DayFacts, TrialFacts
from milestones.progression.journey import journey
from milestones.progression.movements import SLUGS
from milestones.progression.timeline import AgeMark, Gap, Timeline, timeline, timeline_between
from tests.unit.logs import BABY, BORN_EARLY, TODAY, ago, floor, log, logs, seen

MONDAY = ago(1)


def along(*parts: list[DayFacts], tried: tuple[TrialFacts, ...] = (), child: ChildFacts = BABY) -> Timeline:
    found = timeline(child, log(*parts), TODAY, tried)
    assert found
    return found


def days_of(found: Timeline, slug: str) -> tuple[int, ...]:
    return next(lane.days_by_week for lane in found.lanes if lane.movement.slug == slug)


# Weeks


def test_there_is_no_timeline_before_anything_is_told() -> None:
    assert timeline(BABY, [], TODAY) is None


@pytest.mark.parametrize(
    ("first", "start"),
    [
        pytest.param(0, MONDAY, id="a Tuesday"),
        pytest.param(1, MONDAY, id="a Monday"),
        pytest.param(2, ago(8), id="a Sunday"),
        pytest.param(100, ago(106), id="long ago"),
    ],
)
def test_the_weeks_begin_on_the_monday_of_the_first_log(first: int, start: date) -> None:
    assert along(floor(first)).start == start


@pytest.mark.parametrize(
    ("first", "weeks"),
    [
        pytest.param(0, 6, id="today"),
        pytest.param(3, 6, id="three days"),
        pytest.param(36, 6, id="the last day that fits into six weeks"),
        pytest.param(37, 7, id="a Sunday seven weeks back"),
        pytest.param(425, 62, id="14 months"),
        pytest.param(731, 106, id="24 months"),
    ],
)
def test_there_are_six_weeks_at_least_and_as_many_as_it_takes_up_to_today(first: int, weeks: int) -> None:
    found = along(floor(first))
    assert found.weeks == weeks
    assert found.start <= ago(first)
    assert TODAY < found.end == found.start + timedelta(weeks=weeks)


def test_a_quiet_log_still_reaches_to_today() -> None:
    assert along(seen("backward", 200)).end > TODAY


def test_a_log_a_day_ahead_lies_inside() -> None:
    sunday = date(2026, 5, 10)
    found = timeline(BABY, log([DayFacts(sunday + timedelta(days=1), "backward")]), sunday)
    assert found
    assert found.start <= sunday < sunday + timedelta(days=1) < found.end


# Lanes


def test_a_lane_counts_the_days_of_each_week() -> None:
    found = along(seen("backward", 0, 1, 2, 8, 9), seen("forward", 0))
    assert days_of(found, "backward") == (1, 2, 2, 0, 0, 0)
    assert days_of(found, "forward") == (0, 0, 1, 0, 0, 0)
    assert days_of(found, "pivoting") == (0, 0, 0, 0, 0, 0)


def test_a_lane_knows_its_first_and_an_empty_lane_has_none() -> None:
    firsts = {lane.movement.slug: lane.first for lane in along(seen("backward", 9, 30), seen("forward", 0)).lanes}
    assert firsts == {
        "pushing-up": None,
        "pivoting": None,
        "backward": ago(30),
        "hands-and-knees": None,
        "forward": TODAY,
    }


def test_minutes_are_summed_by_week() -> None:
    found = along(floor(0, 1, minutes=20), floor(8, minutes=5))
    assert found.minutes_by_week == (5, 40, 0, 0, 0, 0)
    assert found.total_minutes == 45
    assert found.days_by_week == (1, 2, 0, 0, 0, 0)


def test_the_table_has_a_row_for_each_week_with_a_log_the_newest_on_top() -> None:
    found = along(seen("pivoting", 1), floor(15, minutes=30), seen("backward", 29, 28))
    assert found.rows() == [
        {"week": MONDAY, "days": [0, 1, 0, 0, 0], "minutes": 0},
        {"week": ago(15), "days": [0, 0, 0, 0, 0], "minutes": 30},
        {"week": ago(29), "days": [0, 0, 2, 0, 0], "minutes": 0},
    ]


# Gaps


@pytest.mark.parametrize(
    ("days_between", "is_named"),
    [
        pytest.param(1, False, id="the next day"),
        pytest.param(21, False, id="three weeks"),
        pytest.param(22, True, id="a day more than three weeks"),
        pytest.param(90, True, id="three months"),
    ],
)
@pytest.mark.parametrize("weekday", range(7), ids=["Tue", "Mon", "Sun", "Sat", "Fri", "Thu", "Wed"])
def test_a_gap_is_named_when_it_is_longer_than_three_weeks_on_whatever_weekday(
    days_between: int, is_named: bool, weekday: int
) -> None:
    found = along(floor(weekday, weekday + days_between))
    expected = Gap(ago(weekday + days_between - 1), ago(weekday + 1))
    assert found.gaps == ((expected,) if is_named else ())


def test_the_time_since_the_last_log_is_no_gap() -> None:
    assert along(floor(60, 61)).gaps == ()


# Ages


def test_the_months_of_age_are_marked_on_their_days() -> None:
    assert along(floor(40)).ages == (AgeMark(date(2026, 4, 20), 7),)


def test_a_baby_born_on_the_31st_has_marks_at_the_ends_of_months() -> None:
    child = ChildFacts(born=date(2026, 1, 31))
    found = along(floor(100), child=child)
    assert [(mark.day.isoformat(), mark.months) for mark in found.ages] == [
        ("2026-02-28", 1),
        ("2026-03-31", 2),
        ("2026-04-30", 3),
    ]


def test_the_day_of_birth_is_no_mark() -> None:
    assert [mark.months for mark in along(floor(30), child=ChildFacts(born=ago(30))).ages] == [1]


def test_a_child_born_on_time_has_no_corrected_marks() -> None:
    assert along(floor(100)).corrected_ages == ()
    nearly = ChildFacts(BABY.born, BABY.born + timedelta(days=21))
    assert along(floor(100), child=nearly).corrected_ages == ()


def test_corrected_marks_count_from_the_due_date() -> None:
    assert along(floor(40), child=BORN_EARLY).corrected_ages == (
        AgeMark(date(2026, 4, 1), 5),
        AgeMark(date(2026, 5, 1), 6),
    )


def test_a_log_from_before_the_due_date_has_its_first_corrected_mark_a_month_after_it() -> None:
    child = ChildFacts(born=ago(100), due=ago(50))
    assert [mark.months for mark in along(floor(99), child=child).corrected_ages] == [1]


def test_corrected_marks_end_where_the_correction_ends() -> None:
    child = ChildFacts(born=date(2024, 3, 20), due=date(2024, 5, 1))
    found = along(floor(200), child=child)
    assert [mark.months for mark in found.ages] == [19, 20, 21, 22, 23, 24, 25]
    assert [mark.months for mark in found.corrected_ages] == [18, 19, 20, 21, 22]
    assert ages_on(found.corrected_ages[-1].day, child.born, child.due).corrected


# What was tried


def tried(tip: str, days_ago: int) -> TrialFacts:
    return TrialFacts(tip, "tried", ago(days_ago))


def test_what_was_tried_stands_with_what_was_seen_in_the_week_after() -> None:
    found = along(
        seen("backward", 20, 14, 13, 10, 8, 6),
        seen("forward", 8),
        tried=(tried("corner-play-space", 14),),
    )
    (mark,) = found.tried
    assert (mark.tip, mark.day) == ("corner-play-space", ago(14))
    assert [(movement.slug, days) for movement, days in mark.seen_next] == [("backward", 3), ("forward", 1)]


@pytest.mark.parametrize(("days_ago", "over"), [(7, False), (8, True)])
def test_the_week_after_a_trial_is_over_when_seven_days_have_passed(days_ago: int, over: bool) -> None:
    (mark,) = along(seen("forward", 0), tried=(tried("corner-play-space", days_ago),)).tried
    assert mark.is_over is over


def test_what_was_seen_on_the_day_it_was_tried_may_have_come_before_and_does_not_count() -> None:
    (mark,) = along(seen("forward", 9, 2, 1), tried=(tried("corner-play-space", 9),)).tried
    assert [days for _movement, days in mark.seen_next] == [1]


def test_time_on_the_floor_is_no_movement_that_was_seen_next() -> None:
    assert along(floor(1, 0), tried=(tried("rolled-towel", 1),)).tried[0].seen_next == ()


def test_tips_stand_in_the_order_they_were_tried() -> None:
    found = along(floor(30), tried=(tried("rolled-towel", 2), tried("corner-play-space", 9)))
    assert [mark.tip for mark in found.tried] == ["corner-play-space", "rolled-towel"]


@pytest.mark.parametrize(
    "trial",
    [TrialFacts("corner-play-space", "not-for-us", TODAY), TrialFacts("a-tip-of-yore", "tried", TODAY)],
    ids=["not for us", "no longer known"],
)
def test_only_tips_that_were_tried_and_are_known_are_marked(trial: TrialFacts) -> None:
    assert along(floor(0), tried=(trial,)).tried == ()
    assert timeline(BABY, [], TODAY, [trial]) is None


def test_a_tip_tried_before_the_first_log_lies_inside() -> None:
    found = along(floor(0), tried=(tried("tummy-time-basics", 9),))
    assert found.start <= ago(9)
    assert found.weeks == 6


def test_a_tip_tried_before_anything_was_logged_has_a_timeline() -> None:
    found = timeline(BABY, [], TODAY, [tried("tummy-time-basics", 3)])
    assert found
    assert len(found.tried) == 1
    assert found.rows() == []


# Odd logs


def test_a_movement_that_is_no_longer_known_has_no_lane() -> None:
    found = along(seen("rolling", 0))
    assert [lane.movement.slug for lane in found.lanes] == list(SLUGS)
    assert sum(lane.days_seen for lane in found.lanes) == 0


# Whatever is logged


@given(logs(longest=760), st.sampled_from([BABY, BORN_EARLY]))
def test_the_lanes_say_what_the_map_says(records: list[DayFacts], child: ChildFacts) -> None:
    found = timeline(child, records, TODAY)
    assert (found is None) == (not records)
    if not found:
        return
    map_of = journey(child, records, TODAY)
    for lane in found.lanes:
        stop = map_of.stop(lane.movement.slug)
        assert (lane.days_seen, lane.first) == (stop.days_seen, stop.first)
        assert all(days <= any_day for days, any_day in zip(lane.days_by_week, found.days_by_week, strict=True))
    assert found.start.weekday() == 0
    assert found.weeks >= 6
    assert max(found.days_by_week) <= 7
    assert sum(found.days_by_week) == len({record.day for record in records})
    assert found.total_minutes == sum(record.minutes for record in records)
    assert len(found.rows()) == sum(1 for days in found.days_by_week if days)
    for gap in found.gaps:
        assert not [record for record in records if gap.start <= record.day <= gap.end]
    for marks in (found.ages, found.corrected_ages):
        assert [mark.months for mark in marks] == sorted({mark.months for mark in marks})
        assert all(found.start <= mark.day < found.end for mark in marks)
    for mark in found.ages:
        age = ages_on(mark.day, child.born).actual
        assert (age.months, age.days) == (mark.months, 0)


# A range


def between(*parts: list[DayFacts], start: date, end: date = TODAY) -> Timeline:
    return timeline_between(BABY, log(*parts), start, end)


def test_a_range_has_the_weeks_that_hold_it() -> None:
    found = between(start=ago(60), end=ago(5))
    assert found.start <= ago(60) < found.start + timedelta(days=7)
    assert found.end - timedelta(days=7) <= ago(5) < found.end


def test_a_range_counts_only_its_days_even_within_a_week() -> None:
    wednesday = ago(6)
    found = between(seen("backward", 7, 6, 5), floor(7, minutes=9), start=wednesday)
    assert (found.start, days_of(found, "backward")[0]) == (ago(8), 2)
    assert found.total_minutes == 0


def test_in_a_range_a_first_is_still_the_first_ever() -> None:
    found = between(seen("backward", 90, 3), seen("forward", 1), start=ago(20), end=ago(2))
    firsts = {lane.movement.slug: lane.first for lane in found.lanes}
    assert (firsts["backward"], firsts["forward"], firsts["pivoting"]) == (ago(90), ago(1), None)
