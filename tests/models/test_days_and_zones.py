"""A session's local day follows from its moment and its zone, and nothing ever moves it."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from milestones.models import Child, Session
from tests.models.log import tallies_are_right


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def leo(world, clock):
    """A child whose calendar does not depend on when the tests run."""
    clock.shows(utc("2025-12-01 12:00"))
    return Child.objects.welcome(world.owner, name="Leo", born=date(2024, 1, 20))


def seen(leo, world, moment, zone, movement="backward", minutes=None):
    return Session.objects.record(
        leo, world.owner, id=uuid4(), started_at=utc(moment), zone=zone, seen={movement: []}, minutes=minutes
    ).session


LOCAL_DAYS = [
    ("an ordinary evening", "2025-06-18 21:59", "Europe/Berlin", "2025-06-18 23:59"),
    ("a minute later", "2025-06-18 22:00", "Europe/Berlin", "2025-06-19 00:00"),
    ("before the clocks go forward", "2025-03-30 00:59", "Europe/Berlin", "2025-03-30 01:59"),
    ("after the clocks went forward", "2025-03-30 01:00", "Europe/Berlin", "2025-03-30 03:00"),
    ("the last minute of the short day", "2025-03-30 21:59", "Europe/Berlin", "2025-03-30 23:59"),
    ("the hour that comes twice, once", "2025-10-26 00:30", "Europe/Berlin", "2025-10-26 02:30"),
    ("the hour that comes twice, again", "2025-10-26 01:30", "Europe/Berlin", "2025-10-26 02:30"),
    ("the last minute of the long day", "2025-10-26 22:59", "Europe/Berlin", "2025-10-26 23:59"),
    ("clocks that change at midnight", "2025-04-25 00:30", "Africa/Cairo", "2025-04-25 03:30"),
    ("far in the east", "2025-06-18 10:00", "Pacific/Kiritimati", "2025-06-19 00:00"),
    ("far in the west", "2025-06-18 10:00", "Pacific/Pago_Pago", "2025-06-17 23:00"),
    ("a zone of three quarters", "2025-06-18 18:15", "Asia/Kathmandu", "2025-06-19 00:00"),
    ("a leap day's first minute", "2024-02-28 23:00", "Europe/Berlin", "2024-02-29 00:00"),
    ("a leap day's last minute", "2024-02-29 22:59", "Europe/Berlin", "2024-02-29 23:59"),
]


@pytest.mark.parametrize(
    ("moment", "zone", "local"), [row[1:] for row in LOCAL_DAYS], ids=[row[0] for row in LOCAL_DAYS]
)
def test_the_day_is_the_one_on_the_clock_where_it_was_seen(leo, world, moment, zone, local):
    session = Session.objects.get(pk=seen(leo, world, moment, zone).pk)
    assert session.local_start.strftime("%Y-%m-%d %H:%M") == local
    assert session.day == session.local_start.date()
    assert tallies_are_right(leo)


def test_one_moment_is_two_days_on_the_two_sides_of_the_date_line(leo, world):
    east = seen(leo, world, "2025-06-18 10:30", "Pacific/Kiritimati")
    west = seen(leo, world, "2025-06-18 10:30", "Pacific/Pago_Pago")
    assert (east.day, west.day) == (date(2025, 6, 19), date(2025, 6, 17))
    assert {(row.day, row.sessions) for row in leo.tallies.filter(movement="backward")} == {
        (date(2025, 6, 19), 1),
        (date(2025, 6, 17), 1),
    }


def test_both_sessions_in_the_hour_that_comes_twice_count_on_their_day(leo, world):
    seen(leo, world, "2025-10-26 00:30", "Europe/Berlin", minutes=10)
    seen(leo, world, "2025-10-26 01:30", "Europe/Berlin", minutes=10)
    floor = leo.tallies.get(day=date(2025, 10, 26), movement="")
    assert (floor.sessions, floor.minutes) == (2, 20)


def test_travel_does_not_move_what_was_logged_at_home(leo, world):
    home = seen(leo, world, "2025-06-18 22:30", "Europe/Berlin")
    before = {(row.day, row.movement) for row in leo.tallies.all()}
    abroad = seen(leo, world, "2025-06-20 03:00", "America/Los_Angeles")
    assert Session.objects.get(pk=home.pk).day == date(2025, 6, 19)
    assert abroad.day == date(2025, 6, 19)
    assert before <= {(row.day, row.movement) for row in leo.tallies.all()}
    assert leo.tallies.get(movement="backward").sessions == 2


def test_flying_west_over_the_date_line_gives_a_day_twice_and_it_counts_once(leo, world):
    seen(leo, world, "2025-06-18 20:00", "Pacific/Kiritimati")  # 19 June there
    seen(leo, world, "2025-06-19 20:00", "Pacific/Pago_Pago")  # a day later, 19 June here
    assert [(row.day, row.sessions) for row in leo.tallies.filter(movement="backward")] == [(date(2025, 6, 19), 2)]


def test_today_is_today_where_the_child_was_last_seen(leo, world, clock):
    now = clock.shows(utc("2025-06-18 10:30"))
    assert leo.today(now, "Europe/Berlin") == date(2025, 6, 18)
    seen(leo, world, "2025-06-18 10:00", "Pacific/Kiritimati")
    assert Child.objects.get(pk=leo.pk).today(now, "Europe/Berlin") == date(2025, 6, 19)
