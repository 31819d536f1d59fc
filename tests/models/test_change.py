"""Session.change: makes a session say exactly this, unless somebody else changed it meanwhile."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from milestones.models import Conflict, Session, Timer
from tests.models.log import log_of, tallied, tallies_are_right, version, zone
from tests.world import ZONE, at, log


@pytest.fixture
def session(world, clock):
    return log(
        world.mira, world.owner, world.ago(2), "backward", "pivoting", minutes=10, details={"pivoting": ["left"]}
    )


def change(session, by, **fields):
    """What it says now, with what a test wants different, on the revision the session was read at."""
    said = {name: getattr(session, name) for name in ("revision", "started_at", "zone", "seen", "minutes", "note")}
    return session.change(by, **{**said, **fields})


def test_it_says_exactly_this_afterwards(world, clock, session):
    started_at = at(world.ago(3), 18, zone="Asia/Tokyo")
    change(
        session,
        world.caregiver,
        started_at=started_at,
        zone="Asia/Tokyo",
        seen={"forward": ["arms"], "pivoting": ["right"]},
        minutes=None,
        note="in the garden",
    )
    kept = Session.objects.get(pk=session.pk)
    assert (kept.started_at, kept.zone, kept.day) == (started_at, "Asia/Tokyo", world.ago(3))
    assert kept.seen == {"pivoting": ["right"], "forward": ["arms"]}
    assert (kept.minutes, kept.note) == (None, "in the garden")
    assert (kept.logged_by, kept.changed_by, kept.revision) == (world.owner, world.caregiver, 2)


def test_moving_it_to_another_day_counts_both_days_anew(world, clock, session):
    log(world.mira, world.owner, world.ago(2), "backward", hour=15)
    change(session, world.owner, started_at=session.started_at - timedelta(days=3))
    assert tallies_are_right(world.mira)
    assert tallied(world.mira)[world.ago(2), "backward"][0] == 1
    assert tallied(world.mira)[world.ago(5), "backward"][0] == 1
    assert (world.ago(2), "pivoting") not in tallied(world.mira)


def test_moving_it_moves_the_zone_the_child_is_in(world, clock, session):
    log(world.mira, world.owner, world.ago(3), zone="Asia/Tokyo")
    assert zone(world.mira) == ZONE
    change(session, world.owner, started_at=session.started_at - timedelta(days=3))
    assert zone(world.mira) == "Asia/Tokyo"


def test_a_movement_taken_out_and_put_in_again_is_there_once(world, clock, session):
    change(session, world.owner, seen={"pivoting": []})
    assert Session.objects.get(pk=session.pk).seen == {"pivoting": []}
    change(Session.objects.get(pk=session.pk), world.owner, seen={"backward": ["far"], "pivoting": []})
    assert Session.objects.get(pk=session.pk).seen == {"pivoting": [], "backward": ["far"]}
    assert tallies_are_right(world.mira)


def test_the_same_change_twice_is_one(world, clock, session):
    said = {"revision": 1, "seen": {"forward": []}, "note": "twice"}
    change(session, world.owner, **said)
    before = log_of(world.mira)
    change(session, world.owner, **said)
    assert log_of(world.mira) == before
    assert Session.objects.get(pk=session.pk).revision == 2


def test_saying_what_it_says_already_leaves_no_mark(world, clock, session):
    change(session, world.caregiver)
    kept = Session.objects.get(pk=session.pk)
    assert (kept.revision, kept.changed_by, kept.was_changed) == (1, world.owner, False)


def test_a_change_of_what_somebody_changed_meanwhile_is_a_conflict(world, clock, session):
    change(session, world.caregiver, note="Jonas was first")
    before, moved = log_of(world.mira), version(world.mira)
    with pytest.raises(Conflict) as conflict:
        change(session, world.owner, note="Nadia was second")
    assert conflict.value.session.note == "Jonas was first"
    assert log_of(world.mira) == before
    assert version(world.mira) == moved


def test_a_tap_meanwhile_is_a_conflict_too_so_that_nothing_is_overwritten_unseen(world, clock):
    session = Session.objects.tap(world.mira, world.owner, uuid4(), clock.now, ZONE, "backward").session
    read = Session.objects.get(pk=session.pk)
    clock.goes_on(minutes=1)
    Session.objects.tap(world.mira, world.caregiver, uuid4(), clock.now, ZONE, "forward")
    with pytest.raises(Conflict):
        change(read, world.owner, note="lovely")


def test_a_change_of_what_somebody_removed_meanwhile_is_a_conflict(world, clock, session):
    session.remove(world.caregiver)
    with pytest.raises(Conflict) as conflict:
        change(session, world.owner, note="too late")
    assert conflict.value.session.removed_by == world.caregiver
    assert log_of(world.mira) == []


def test_a_change_by_who_knows_that_it_was_removed_brings_it_back(world, clock, session):
    removed = session.remove(world.caregiver)
    change(session, world.owner, revision=removed.revision, seen={"forward": []}, note="it was real")
    kept = Session.objects.get(pk=session.pk)
    assert (kept.seen, kept.note, kept.removed_at, kept.removed_by) == ({"forward": []}, "it was real", None, None)
    assert tallies_are_right(world.mira)


def test_a_session_that_is_gone_for_good_cannot_be_changed(world, clock, session):
    Session.objects.all().delete()
    with pytest.raises(Session.DoesNotExist):
        change(session, world.owner, note="too late")


@pytest.mark.parametrize(
    ("different", "about"),
    [
        ({"started_at": timedelta(days=3)}, "started_at"),
        ({"started_at": timedelta(days=-300)}, "started_at"),
        ({"zone": "Moon/Tranquility"}, "zone"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 601}, "minutes"),
        ({"note": "n" * 2001}, "note"),
        ({"note": "\x1b[31m"}, "note"),
        ({"seen": {"flying": []}}, "seen"),
        ({"seen": {"forward": ["left"]}}, "seen"),
    ],
)
def test_it_refuses_what_record_refuses_and_changes_nothing(world, clock, session, different, about):
    before = log_of(world.mira)
    if "started_at" in different:
        different = {"started_at": session.started_at + different["started_at"]}
    with pytest.raises(ValidationError) as refused:
        change(session, world.owner, **different)
    assert [*refused.value.error_dict] == [about]
    assert log_of(world.mira) == before
    assert tallies_are_right(world.mira)


def test_a_change_ends_the_timer_of_its_session_even_when_it_changes_nothing(world, clock, session):
    Timer.objects.create(child=world.mira, session_id=session.pk, started_at=session.started_at, zone=ZONE)
    change(session, world.owner)
    assert not Timer.objects.exists()
