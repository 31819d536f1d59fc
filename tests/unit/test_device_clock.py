"""When it really was, by a phone's clock that may be wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.device_clock import DeviceClock, at_milliseconds

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)


def shown(at):
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@pytest.mark.parametrize("wrong_by", [timedelta(hours=3), timedelta(hours=-3), timedelta(days=-20_000)])
def test_a_wrong_clock_is_put_right(wrong_by):
    clock = DeviceClock(shown(NOON + wrong_by), NOON)
    assert clock.moment(shown(NOON + wrong_by - timedelta(minutes=7))) == NOON - timedelta(minutes=7)


@pytest.mark.parametrize("seconds", [-119, -1, 0, 119])
def test_under_two_minutes_it_is_the_way_here(seconds):
    clock = DeviceClock(shown(NOON + timedelta(seconds=seconds)), NOON)
    assert clock.moment(shown(NOON - timedelta(hours=1))) == NOON - timedelta(hours=1)


@given(st.integers(0, 2**43), st.integers(0, 2**43))
def test_nothing_is_still_to_come_and_the_order_stays(shows, at):
    clock = DeviceClock(shows, NOON)
    assert clock.moment(at) <= NOON
    assert clock.moment(at) <= clock.moment(at + 1)


def test_milliseconds_are_exact():
    assert at_milliseconds(1_778_587_200_123) == NOON + timedelta(milliseconds=123)
