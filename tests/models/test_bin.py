"""Taking back, removing, restoring, and the bin that empties after 30 days."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command

from milestones.models import Session, Sighting, Timer
from tests.models.log import log_of, tallies_are_right, version, zone
from tests.world import ZONE, log

A_MONTH = timedelta(days=30)


@pytest.fixture
def session(world, clock):
    return log(world.mira, world.owner, world.ago(2), "backward", "pivoting", details={"pivoting": ["left"]})


def in_bin(world, clock):
    return [*Session.objects.in_bin(world.mira, clock.now)]


# --- Taking one movement back -----------------------------------------------------------------------------------------


def test_one_movement_is_taken_back_and_the_rest_stays(world, clock, session):
    session.unsee(world.caregiver, "backward")
    kept = Session.objects.get(pk=session.pk)
    assert kept.seen == {"pivoting": ["left"]}
    assert (kept.changed_by, kept.removed_at) == (world.caregiver, None)
    assert tallies_are_right(world.mira)


@pytest.mark.parametrize("movement", ["forward", "flying", ""])
def test_taking_back_what_was_not_seen_changes_nothing(world, clock, session, movement):
    before = log_of(world.mira)
    session.unsee(world.owner, movement)
    assert log_of(world.mira) == before
    assert Session.objects.get(pk=session.pk).revision == 1


def test_a_session_that_then_says_nothing_goes_to_the_bin(world, clock, session):
    session.unsee(world.owner, "backward")
    session.unsee(world.caregiver, "pivoting")
    assert log_of(world.mira) == []
    assert [(found.pk, found.removed_by) for found in in_bin(world, clock)] == [(session.pk, world.caregiver)]
    assert tallies_are_right(world.mira)


@pytest.mark.parametrize("more", [{"minutes": 5}, {"note": "on the blue rug"}], ids=["minutes", "a note"])
def test_a_session_that_still_says_something_stays(world, clock, more):
    session = log(world.mira, world.owner, world.ago(2), "backward", **more)
    session.unsee(world.owner, "backward")
    assert [row[0] for row in log_of(world.mira)] == [session.pk]


def test_taking_back_twice_is_taking_back_once(world, clock, session):
    session.unsee(world.owner, "backward")
    clock.goes_on(seconds=1)
    session.unsee(world.caregiver, "backward")
    kept = Session.objects.get(pk=session.pk)
    assert (kept.revision, kept.changed_by) == (2, world.owner)


def test_taking_back_from_a_session_in_the_bin_leaves_it_as_it_is(world, clock, session):
    session.remove(world.owner)
    session.unsee(world.caregiver, "backward")
    session.restore(world.owner)
    assert Session.objects.get(pk=session.pk).seen == {"pivoting": ["left"], "backward": []}


# --- Removing and restoring -------------------------------------------------------------------------------------------


def test_a_removed_session_is_in_the_bin_and_not_in_the_log(world, clock, session):
    session.remove(world.caregiver)
    assert log_of(world.mira) == []
    assert [(found.pk, found.removed_by, found.removed_at) for found in in_bin(world, clock)] == [
        (session.pk, world.caregiver, clock.now)
    ]
    assert tallies_are_right(world.mira)
    assert zone(world.mira) == ""


def test_removing_twice_is_removing_once(world, clock, session):
    session.remove(world.owner)
    clock.goes_on(days=3)
    session.remove(world.caregiver)
    kept = Session.objects.get(pk=session.pk)
    assert (kept.removed_by, kept.removed_at) == (world.owner, clock.now - timedelta(days=3))


def test_restoring_brings_back_all_of_it(world, clock, session):
    before = log_of(world.mira)
    session.remove(world.owner)
    clock.goes_on(days=1)
    session.restore(world.caregiver)
    assert log_of(world.mira) == before
    kept = Session.objects.get(pk=session.pk)
    assert (kept.changed_by, kept.removed_at, kept.removed_by) == (world.caregiver, None, None)
    assert in_bin(world, clock) == []
    assert tallies_are_right(world.mira)
    assert zone(world.mira) == ZONE


def test_restoring_what_is_in_the_log_changes_nothing(world, clock, session):
    before = log_of(world.mira)
    session.restore(world.caregiver)
    assert log_of(world.mira) == before
    assert Session.objects.get(pk=session.pk).revision == 1


def test_restoring_a_session_that_lost_its_last_movement_brings_that_movement_back(world, clock, session):
    session.unsee(world.owner, "pivoting")
    clock.goes_on(seconds=1)
    session.unsee(world.owner, "backward")
    clock.goes_on(seconds=1)
    session.restore(world.owner)
    assert Session.objects.get(pk=session.pk).seen == {"backward": []}
    assert tallies_are_right(world.mira)


def test_a_movement_that_was_taken_back_before_stays_away(world, clock, session):
    session.unsee(world.owner, "backward")
    clock.goes_on(seconds=1)
    session.remove(world.owner)
    clock.goes_on(seconds=1)
    session.restore(world.owner)
    assert Session.objects.get(pk=session.pk).seen == {"pivoting": ["left"]}


@pytest.mark.parametrize("verb", [lambda s, by: s.unsee(by, "backward"), Session.remove, Session.restore])
def test_each_verb_moves_the_childs_version(world, clock, session, verb):
    before = version(world.mira)
    verb(session, world.owner)
    assert version(world.mira) == before + 1


@pytest.mark.parametrize("verb", [lambda s, by: s.unsee(by, "backward"), Session.remove, Session.restore])
def test_a_session_that_is_gone_for_good_is_said_to_be(world, clock, session, verb):
    Session.objects.all().delete()
    with pytest.raises(Session.DoesNotExist):
        verb(session, world.owner)


# --- The bin ----------------------------------------------------------------------------------------------------------


def test_the_bin_shows_the_latest_removal_first(world, clock, session):
    other = log(world.mira, world.owner, world.ago(9), "forward")
    session.remove(world.owner)
    clock.goes_on(seconds=1)
    other.remove(world.owner)
    assert [found.pk for found in in_bin(world, clock)] == [other.pk, session.pk]


def test_the_bin_of_one_child_holds_nothing_of_another(world, clock, session):
    log(world.otto, world.stranger, world.ago(2), "forward").remove(world.stranger)
    assert in_bin(world, clock) == []


def test_the_bin_keeps_for_30_days_and_not_a_moment_longer(world, clock, session):
    session.remove(world.owner)
    clock.goes_on(days=30, microseconds=-1)
    assert in_bin(world, clock) == [session]
    assert not Session.objects.past_the_bin(clock.now).exists()
    clock.goes_on(microseconds=1)
    assert in_bin(world, clock) == []
    assert [*Session.objects.past_the_bin(clock.now)] == [session]


def test_nothing_comes_back_after_30_days(world, clock, session):
    session.remove(world.owner)
    clock.goes_on(days=30)
    with pytest.raises(Session.DoesNotExist):
        session.restore(world.owner)


def test_removing_empties_what_was_in_the_bin_for_30_days(world, clock, session):
    old, of_another = session, log(world.otto, world.stranger, world.ago(2), "forward")
    old.remove(world.owner)
    of_another.remove(world.stranger)
    kept = log(world.mira, world.owner, world.ago(1), "backward", hour=9)
    clock.goes_on(days=30)
    kept.remove(world.owner)
    assert {*Session.objects.all()} == {kept, of_another}


def test_the_command_empties_the_bins_of_all(world, clock, session):
    session.remove(world.owner)
    log(world.otto, world.stranger, world.ago(2), "forward").remove(world.stranger)
    clock.goes_on(days=29)
    recent = log(world.mira, world.owner, world.ago(1), "backward", hour=9)
    recent.remove(world.owner)
    kept = log(world.mira, world.owner, world.ago(1), "backward", hour=8)
    clock.goes_on(days=1)
    said = StringIO()
    call_command("empty_bin", stdout=said)
    assert said.getvalue() == "Sessions deleted for good: 2. Photos: 0.\n"
    assert {*Session.objects.all()} == {recent, kept}
    assert {*Sighting.objects.values_list("session", flat=True)} == {recent.pk, kept.pk}
    call_command("empty_bin", stdout=said)
    assert said.getvalue().endswith(": 0. Photos: 0.\n")


# --- While a timer runs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("away", [lambda s, by: s.unsee(by, "backward"), Session.remove])
def test_a_timer_is_not_thrown_away_with_its_session(world, clock, away):
    timer = Timer.objects.create(child=world.mira, started_at=clock.now, zone=ZONE)
    session = Session.objects.tap(world.mira, world.owner, uuid4(), clock.now, ZONE, "backward").session
    clock.goes_on(minutes=10)
    away(session, world.owner)
    running = Timer.objects.get(child=world.mira)
    assert running.started_at == timer.started_at
    recorded = Session.objects.record(
        world.mira, world.owner, running.session_id, running.started_at, ZONE, {"forward": []}, minutes=10
    )
    assert recorded.added == ("forward",)
    assert not Timer.objects.exists()
