"""Session.amend: what somebody changed who did not know what the session says by now."""

import pytest
from django.core.exceptions import ValidationError

from milestones.models import Change, Conflict, Session, Timer
from tests.models.log import log_of, tallied, tallies_are_right
from tests.world import ZONE, at, log


@pytest.fixture
def session(world, clock):
    return log(world.mira, world.owner, world.ago(2), "backward", minutes=10)


def amend(session, by, said_at=None, was=None, **fields):
    was = was or session.says
    return session.amend(by, was, {**was, **fields}, said_at)


def test_it_says_what_was_wanted_and_the_change_stands_at_its_own_time(world, clock, session):
    made = clock.now
    clock.goes_on(hours=3)
    started_at = at(world.ago(3), 9)
    amend(session, world.caregiver, made, started_at=started_at.isoformat(), note="new", seen={"forward": ["arms"]})
    kept = Session.objects.get()
    assert (kept.started_at, kept.day, kept.note, kept.seen) == (started_at, world.ago(3), "new", {"forward": ["arms"]})
    assert (kept.changed_by, kept.changed_at, kept.revision) == (world.caregiver, clock.now, 2)
    assert (Change.objects.get().at, Change.objects.get().stands) == (made, True)
    assert tallies_are_right(world.mira)
    assert (world.ago(2), "backward") not in tallied(world.mira)


def test_the_same_again_changes_nothing(world, clock, session):
    was = session.says
    for _time in range(2):
        amend(session, world.caregiver, was=was, note="new")
    assert Session.objects.get().revision == 2
    assert Change.objects.count() == 1


def test_a_change_that_comes_too_late_is_kept_beside_the_one_that_stands(world, clock, session):
    was, made = session.says, clock.now
    clock.goes_on(minutes=5)
    amend(session, world.caregiver, note="theirs")
    clock.goes_on(minutes=5)
    amend(session, world.owner, made, was=was, note="mine")
    assert (Session.objects.get().note, Session.objects.get().changed_by) == ("theirs", world.caregiver)
    late = Change.objects.get(stands=False)
    assert (late.by, late.at, [difference.kind for difference in late.differences]) == (
        world.owner,
        made,
        ["note-added"],
    )
    amend(session, world.owner, made, was=was, note="mine")  # it is no change that anybody loses to
    assert Session.objects.get().note == "theirs"


def test_a_change_of_another_part_does_not_make_it_late(world, clock, session):
    was, made = session.says, clock.now
    clock.goes_on(minutes=5)
    amend(session, world.caregiver, minutes=12)
    amend(session, world.owner, made, was=was, note="mine")
    assert (Session.objects.get().note, Session.objects.get().minutes) == ("mine", 12)


def test_what_both_emptied_goes_to_the_bin(world, clock, session):
    was = session.says
    amend(session, world.caregiver, seen={})
    amend(session, world.owner, was=was, minutes=None)
    assert log_of(world.mira) == []
    assert Session.objects.get().removed_by == world.owner


def test_what_was_removed_asks_first(world, clock, session):
    was = session.says
    session.remove(world.caregiver)
    with pytest.raises(Conflict):
        amend(session, world.owner, was=was, note="mine")
    brought_back = session.amend(world.owner, was, {**was, "note": "mine"}, brings_back=True)
    assert (brought_back.note, brought_back.seen, brought_back.removed_at) == ("mine", {"backward": []}, None)
    assert tallies_are_right(world.mira)


def test_minutes_that_the_running_timer_filled_in_are_said_by_saving(world, clock, session):
    Timer.objects.create(child=world.mira, session_id=session.pk, started_at=session.started_at, zone=ZONE)
    shown = {**session.says, "minutes": 25}
    session.amend(world.owner, shown, shown, clock.now)
    kept = Session.objects.get()
    assert (kept.minutes, kept.ended_at) == (25, clock.now)
    assert not Timer.objects.exists()


def test_what_is_refused_changes_nothing(world, clock, session):
    before = log_of(world.mira)
    for wrong in ({"minutes": 601}, {"note": "n" * 2001}, {"seen": {"backward": ["left"]}}, {"note": "\x1b"}):
        with pytest.raises(ValidationError):
            amend(session, world.owner, **wrong)
    assert log_of(world.mira) == before
    assert not Change.objects.exists()
