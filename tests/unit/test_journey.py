"""What a log says: states, what is current, what is furthest, what often comes next."""

from datetime import date

import pytest
from hypothesis import given

from milestones.progression.age import Age, Ages
from milestones.progression.facts import DayFacts
from milestones.progression.journey import Journey, State, Stop, beyond, journey
from milestones.progression.movements import MOVEMENTS, SLUGS
from tests.unit.logs import BABY, BORN_EARLY, TODAY, ago, floor, log, logs, seen


def told(*parts: list[DayFacts], today: date = TODAY) -> Journey:
    return journey(BABY, log(*parts), today)


def slugs(stops: tuple[Stop, ...]) -> list[str]:
    return [stop.movement.slug for stop in stops]


# No session, few sessions


def test_a_journey_without_a_log_is_empty() -> None:
    empty = told()
    assert empty.is_empty
    assert empty.latest is None
    assert not empty.is_quiet
    assert not empty.seen
    assert not empty.current
    assert not empty.furthest
    assert not empty.skipped
    assert not empty.firsts
    assert [stop.state for stop in empty.stops] == [State.NOT_SEEN] * 5
    assert slugs(empty.often_next) == ["pushing-up"]


def test_every_movement_has_its_stop_in_the_order_of_the_progression() -> None:
    assert slugs(told().stops) == list(SLUGS) == slugs(told(seen("forward", 3), seen("pushing-up", 1)).stops)


def test_one_session_is_a_first_with_its_ages() -> None:
    found = journey(BORN_EARLY, log(seen("backward", 0)), TODAY)
    stop = found.stop("backward")
    assert (stop.state, stop.days_seen, stop.recent_days) == (State.NEW, 1, 1)
    assert stop.first == stop.last == found.latest == TODAY
    assert stop.ages_at_first == Ages(Age(7, 22), corrected=Age(6, 11))
    assert stop.is_current


def test_two_sessions_on_a_day_are_one_day() -> None:
    found = journey(BABY, log([DayFacts(TODAY, "backward", sessions=2, details={"short": 2})]), TODAY)
    stop = found.stop("backward")
    assert (stop.days_seen, stop.recent_days, stop.days_with("short")) == (1, 1, 1)


def test_a_log_of_floor_time_alone_has_a_latest_day_and_no_movement() -> None:
    found = told(floor(0, 1, minutes=10))
    assert found.latest == TODAY
    assert not found.is_empty
    assert not found.seen
    assert not found.current


# States


@pytest.mark.parametrize(
    ("days_ago", "state"),
    [
        pytest.param((), State.NOT_SEEN, id="no day"),
        pytest.param((4,), State.NEW, id="1 day"),
        pytest.param((4, 2), State.NEW, id="2 days"),
        pytest.param((4, 2, 1), State.PRACTISING, id="3 days"),
        pytest.param((300, 200, 1), State.PRACTISING, id="3 days, months apart"),
    ],
)
def test_the_state_follows_from_the_days_it_was_seen_on(days_ago: tuple[int, ...], state: State) -> None:
    assert told(floor(0), seen("pivoting", *days_ago)).stop("pivoting").state is state


@pytest.mark.parametrize(
    ("days_ago", "recent"),
    [
        pytest.param((0,), 1, id="today"),
        pytest.param((6,), 1, id="6 days ago is in the last 7"),
        pytest.param((7,), 0, id="7 days ago is not"),
        pytest.param(range(7), 7, id="every day"),
        pytest.param(range(30), 7, id="every day for a month is 7 of 7"),
    ],
)
def test_the_last_seven_days_are_counted_up_to_today(days_ago: tuple[int, ...], recent: int) -> None:
    assert told(floor(0), seen("backward", *days_ago)).stop("backward").recent_days == recent


# Current and quiet


@pytest.mark.parametrize(
    ("days_before_latest", "is_current"),
    [
        pytest.param(0, True, id="on the latest day"),
        pytest.param(13, True, id="13 days before the latest session"),
        pytest.param(14, False, id="14 days before the latest session"),
    ],
)
@pytest.mark.parametrize("latest", [0, 5, 21], ids=lambda days: f"latest {days} days ago")
def test_a_movement_is_current_within_14_days_up_to_the_latest_session(
    days_before_latest: int, is_current: bool, latest: int
) -> None:
    found = told(floor(latest), seen("backward", latest + days_before_latest))
    assert found.stop("backward").is_current is is_current
    assert slugs(found.current) == (["backward"] if is_current else [])


@pytest.mark.parametrize(("days", "is_quiet"), [(0, False), (21, False), (22, True), (400, True)])
def test_a_log_is_quiet_after_more_than_21_days_and_then_nothing_is_current(days: int, is_quiet: bool) -> None:
    found = told(seen("backward", days))
    assert found.is_quiet is is_quiet
    assert bool(found.current) is not is_quiet
    assert found.stop("backward").is_seen


def test_what_is_current_stands_with_the_most_often_seen_first() -> None:
    found = told(seen("pushing-up", 12), seen("pivoting", 1, 3), seen("backward", 0, 1, 2), seen("forward", 0, 3))
    assert slugs(found.current) == ["backward", "forward", "pivoting", "pushing-up"]
    assert slugs(found.this_week) == ["backward", "forward", "pivoting"]
    most = found.most_seen_this_week
    assert most
    assert most.movement.slug == "backward"


def test_no_movement_is_most_seen_when_two_share_that_place() -> None:
    assert told(seen("pivoting", 0, 1), seen("backward", 0, 2)).most_seen_this_week is None


def test_no_movement_is_most_seen_in_a_week_without_one() -> None:
    assert told(seen("pivoting", 8), floor(0)).most_seen_this_week is None


# Furthest, next, skipped


@pytest.mark.parametrize(
    ("movements", "furthest", "often_next", "skipped"),
    [
        pytest.param([], [], ["pushing-up"], [], id="nothing"),
        pytest.param(["pushing-up"], ["pushing-up"], ["pivoting"], [], id="pushing up"),
        pytest.param(["pushing-up", "pivoting"], ["pivoting"], ["backward"], [], id="circles"),
        pytest.param(
            ["pushing-up", "pivoting", "backward"], ["backward"], ["hands-and-knees", "forward"], [], id="the fork"
        ),
        pytest.param(
            ["backward"], ["backward"], ["hands-and-knees", "forward"], ["pushing-up", "pivoting"], id="backward alone"
        ),
        pytest.param(["pushing-up", "forward"], ["forward"], [], ["pivoting", "backward"], id="straight to one branch"),
        pytest.param(
            ["hands-and-knees", "forward"],
            ["hands-and-knees", "forward"],
            [],
            ["pushing-up", "pivoting", "backward"],
            id="both branches are equally far",
        ),
        pytest.param(list(SLUGS), ["hands-and-knees", "forward"], [], [], id="all five"),
    ],
)
def test_the_map_names_the_furthest_and_what_often_comes_next_and_what_was_skipped(
    movements: list[str], furthest: list[str], often_next: list[str], skipped: list[str]
) -> None:
    found = told(*(seen(movement, 1) for movement in movements))
    assert slugs(found.furthest) == furthest
    assert slugs(found.often_next) == often_next
    assert slugs(found.skipped) == skipped


def test_the_furthest_stays_the_furthest_when_it_was_seen_long_ago() -> None:
    assert slugs(told(seen("backward", 200), seen("pushing-up", 0)).furthest) == ["backward"]


def test_what_lies_beyond_a_movement_is_near_and_far() -> None:
    assert beyond("pushing-up") == {"pivoting", "backward", "hands-and-knees", "forward"}
    assert beyond("backward") == {"hands-and-knees", "forward"}
    assert beyond("forward") == set()


# Firsts


def test_firsts_stand_newest_on_top_and_further_along_above_on_the_same_day() -> None:
    found = told(seen("pushing-up", 30, 1), seen("pivoting", 9), seen("backward", 9), seen("hands-and-knees", 20))
    assert slugs(found.firsts) == ["backward", "pivoting", "hands-and-knees", "pushing-up"]


def test_a_first_is_the_earliest_day_in_whatever_order_the_log_comes() -> None:
    records = log(seen("backward", 3, 40, 12))
    assert journey(BABY, records, TODAY) == journey(BABY, reversed(records), TODAY)
    stop = journey(BABY, records, TODAY).stop("backward")
    assert (stop.first, stop.last) == (ago(40), ago(3))


def test_a_journey_can_go_the_other_way_around() -> None:
    found = told(*(seen(slug, index + 1) for index, slug in enumerate(SLUGS)))
    assert slugs(found.firsts) == list(SLUGS)
    assert len(found.current) == 5


# Details


def test_details_are_counted_ever_and_lately() -> None:
    stop = told(seen("pivoting", 40, 20, details=["left"]), seen("pivoting", 2, 0, details=["left", "right"])).stop(
        "pivoting"
    )
    assert (stop.days_with("left"), stop.days_with("right")) == (4, 2)
    assert (stop.days_lately_with("left"), stop.days_lately_with("right")) == (2, 2)
    assert (stop.days_with("nothing-like-it"), told().stop("pivoting").days_with("left")) == (0, 0)


# Odd logs


def test_a_movement_that_is_no_longer_known_is_passed_over() -> None:
    found = told(seen("rolling", 0), seen("backward", 3))
    assert slugs(found.seen) == ["backward"]
    assert found.latest == TODAY


def test_a_log_that_is_a_day_ahead_after_a_flight_over_the_date_line_counts_as_now() -> None:
    found = told(seen("backward", -1, 0), seen("pushing-up", 6))
    stop = found.stop("backward")
    assert found.latest == found.today == ago(-1)
    assert (stop.recent_days, stop.days_seen) == (2, 2)
    assert slugs(found.this_week) == ["backward"]


def test_a_day_ahead_never_makes_more_than_seven_of_seven_days() -> None:
    assert told(seen("backward", *range(-1, 10))).stop("backward").recent_days == 7


def test_fourteen_months_of_log_are_read_as_one_journey() -> None:
    found = told(
        seen("pushing-up", *range(200, 426, 2)),
        seen("backward", *range(90, 200, 3)),
        seen("hands-and-knees", *range(0, 60, 5)),
        floor(*range(0, 426, 7)),
    )
    assert (found.stop("pushing-up").days_seen, found.stop("pushing-up").first) == (113, ago(424))
    assert slugs(found.current) == ["hands-and-knees"]
    assert slugs(found.skipped) == ["pivoting"]
    assert found.stop("backward").last == ago(90)


# Whatever is logged


@given(logs())
def test_no_two_numbers_of_a_journey_contradict_each_other(records: list[DayFacts]) -> None:
    found = journey(BABY, records, TODAY)
    for stop in found.stops:
        assert stop.is_seen == (stop.days_seen > 0) == (stop.state is not State.NOT_SEEN) == (stop in found.seen)
        assert 0 <= stop.recent_days <= min(stop.days_seen, 7)
        assert all(0 < days <= stop.days_seen for days in stop.details.values())
        assert all(days <= stop.days_with(detail) for detail, days in stop.details_lately.items())
        if stop.recent_days:
            assert stop.is_current, "what was seen this week is current"
        if stop.first and stop.last:
            assert stop.first <= stop.last <= (found.latest or stop.first)
            assert (stop.first == stop.last) == (stop.days_seen == 1)
    assert not set(slugs(found.skipped)) & set(slugs(found.often_next))
    assert found.is_empty == (not records)
    assert set(slugs(found.firsts)) == set(slugs(found.seen))


def test_the_movements_stand_so_that_each_comes_before_what_it_leads_to() -> None:
    for position, movement in enumerate(MOVEMENTS):
        assert all(SLUGS.index(slug) > position for slug in movement.leads_to)
