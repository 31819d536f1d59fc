"""A timer counts whole minutes and holds the sitting for two hours."""

from datetime import UTC, datetime, timedelta

import pytest

from milestones.models import Session, Timer
from tests.world import ZONE, log

STARTED = datetime(2025, 6, 18, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ran", "minutes"),
    [(0, 1), (1, 1), (29, 1), (89, 1), (91, 2), (600, 10), (629, 10), (631, 11), (-120, 1)],
)
def test_it_counts_whole_minutes_and_at_least_one(ran, minutes):
    assert Timer(started_at=STARTED).minutes_until(STARTED + timedelta(seconds=ran)) == minutes


@pytest.mark.parametrize(
    ("after", "holds"),
    [(timedelta(0), True), (timedelta(minutes=119, seconds=59), True), (timedelta(hours=2), False)],
)
def test_it_holds_the_sitting_for_two_hours(after, holds):
    assert Timer(started_at=STARTED).holds_sitting_at(STARTED + after) is holds


def test_it_does_not_hold_what_came_before_it():
    assert not Timer(started_at=STARTED).holds_sitting_at(STARTED - timedelta(seconds=1))


def test_recording_its_session_ends_it(world, clock):
    timer = Timer.objects.create(child=world.mira, started_at=clock.now, zone=ZONE)
    log(world.mira, world.owner, world.ago(2), "backward")
    assert Timer.objects.exists()
    Session.objects.record(world.mira, world.owner, timer.session_id, timer.started_at, ZONE, {})
    assert not Timer.objects.exists()


def test_recording_its_session_again_after_it_was_started_anew_leaves_the_new_one_alone(world, clock):
    first = Timer.objects.create(child=world.mira, started_at=clock.now, zone=ZONE)
    said = (first.session_id, first.started_at, ZONE, {})
    Session.objects.record(world.mira, world.owner, *said)
    second = Timer.objects.create(child=world.mira, started_at=clock.now, zone=ZONE)
    Session.objects.record(world.mira, world.owner, *said)
    assert Timer.objects.get() == second
