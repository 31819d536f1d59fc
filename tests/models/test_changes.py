"""Every change of a session is kept beside it: what it said before and after, by whom and when."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from milestones.models import Change, Conflict, Session
from milestones.models.change import SHOWN
from tests.models.log import tallies_are_right
from tests.models.test_change import change
from tests.world import ZONE, log


@pytest.fixture
def session(world, clock):
    return log(world.mira, world.owner, world.ago(2), "backward", "pivoting", minutes=10)


def kinds(session):
    """What each change says, the latest first."""
    found = Change.objects.latest_of(Session.objects.get(pk=session.pk))
    return [[difference.kind for difference in change.differences] for change in found]


def tap(world, clock, by, movement, id=None):
    return Session.objects.tap(world.mira, by, id or uuid4(), clock.now, ZONE, movement).session


def test_a_new_session_has_none(world, clock, session):
    tap(world, clock, world.owner, "forward")
    assert not Change.objects.exists()


def test_a_change_keeps_what_was_and_what_is_and_who_and_when(world, clock, session):
    clock.goes_on(minutes=5)
    change(session, world.caregiver, minutes=12, note="On the rug", seen={"backward": ["far"]})
    kept = Change.objects.get()
    assert (kept.session, kept.by, kept.at) == (session, world.caregiver, clock.now)
    assert kept.before == {
        "started_at": session.started_at.isoformat(),
        "zone": ZONE,
        "minutes": 10,
        "note": "",
        "seen": {"pivoting": [], "backward": []},
    }
    assert kept.after == {**kept.before, "minutes": 12, "note": "On the rug", "seen": {"backward": ["far"]}}


def test_a_tap_into_a_sitting_is_a_change_of_it(world, clock):
    session = tap(world, clock, world.owner, "backward")
    clock.goes_on(minutes=1)
    tap(world, clock, world.caregiver, "forward")
    kept = Change.objects.get()
    assert (kept.session, kept.by) == (session, world.caregiver)
    assert (kept.before["seen"], kept.after["seen"]) == ({"backward": []}, {"backward": [], "forward": []})


def test_what_a_tap_keeps_is_what_the_log_holds(world, clock):
    for movement in ("forward", "pushing-up", "backward"):
        session = tap(world, clock, world.owner, movement)
        clock.goes_on(minutes=1)
        assert session.seen == Session.objects.get(pk=session.pk).seen == Session.objects.with_seen().get().seen
        assert session.seen_at == Session.objects.with_seen().get().seen_at
    session.unsee(world.owner, "forward")
    clock.goes_on(minutes=1)
    again = tap(world, clock, world.owner, "forward")
    assert again.says == Change.objects.latest("pk").after == Session.objects.get().says


def test_taking_a_movement_back_to_the_bin_and_back_again(world, clock, session):
    session.unsee(world.owner, "pivoting")
    clock.goes_on(minutes=1)
    session.remove(world.caregiver)
    session.restore(world.owner)
    assert kinds(session) == [["brought-back"], ["put-in-bin"], ["movement-taken-out"]]
    assert [row.by for row in Change.objects.all()] == [world.owner, world.caregiver, world.owner]
    last, first = Change.objects.latest("pk"), Change.objects.earliest("pk")
    assert last.after == first.after == Session.objects.get(pk=session.pk).says


def test_a_session_emptied_by_an_undo_is_put_in_the_bin(world, clock):
    session = tap(world, clock, world.owner, "backward")
    session.unsee(world.owner, "backward")
    assert kinds(session) == [["put-in-bin"]]


def test_who_changes_it_after_it_was_removed_brings_it_back(world, clock, session):
    removed = session.remove(world.caregiver)
    change(session, world.owner, revision=removed.revision, note="it was real")
    assert kinds(session) == [["brought-back"], ["put-in-bin"]]


def test_what_changes_nothing_is_not_kept(world, clock, session):
    tapped = tap(world, clock, world.owner, "forward", UUID(int=1))
    change(session, world.owner)
    session.unsee(world.owner, "forward")
    session.restore(world.owner)
    tap(world, clock, world.owner, "forward", UUID(int=1))
    log(world.mira, world.owner, session.day, "backward", id=session.pk)
    assert tapped.revision == 1
    assert not Change.objects.exists()


def test_the_same_twice_is_kept_once(world, clock, session):
    for _time in range(2):
        change(session, world.owner, note="twice", revision=1)
    for verb in ("remove", "remove", "restore", "restore"):
        getattr(session, verb)(world.caregiver)
    for _time in range(2):
        session.unsee(world.owner, "pivoting")
    assert kinds(session) == [["movement-taken-out"], ["brought-back"], ["put-in-bin"], ["note-added"]]


def test_what_is_refused_is_not_kept(world, clock, session):
    change(session, world.caregiver, note="Jonas was first")
    with pytest.raises(Conflict):
        change(session, world.owner, note="Nadia was second")
    assert Change.objects.count() == 1


def test_a_form_sent_again_that_adds_a_movement_changes_the_session(world, clock, session):
    log(world.mira, world.caregiver, session.day, "backward", "forward", id=session.pk)
    assert kinds(session) == [["movement-added"]]
    assert tallies_are_right(world.mira)


def test_changes_go_with_their_session_when_the_bin_is_emptied(world, clock, session):
    change(session, world.owner, note="new")
    session.remove(world.owner)
    clock.goes_on(days=30)
    log(world.mira, world.owner, world.ago(1), "forward").remove(world.owner)
    assert not Session.objects.filter(pk=session.pk).exists()
    assert not Change.objects.filter(session_id=session.pk).exists()


def test_who_left_is_no_longer_named_but_what_they_changed_stays(world, clock, session):
    change(session, world.caregiver, note="new")
    world.caregiver.delete()
    assert Change.objects.get().by is None


def test_only_the_latest_are_read_and_in_one_query(world, clock, session):
    Change.objects.bulk_create(
        Change(
            session=session,
            by=world.owner,
            at=clock.now + timedelta(minutes=number),
            before={**session.says, "minutes": number},
            after={**session.says, "minutes": number + 1},
        )
        for number in range(SHOWN + 5)
    )
    Session.objects.filter(pk=session.pk).update(revision=SHOWN + 6)
    changed = Session.objects.get(pk=session.pk)
    with CaptureQueriesContext(connection) as asked:
        found = Change.objects.latest_of(changed)
        assert {change.by for change in found} == {world.owner}
    assert len(asked) == 1
    assert [change.after["minutes"] for change in found] == [*range(SHOWN + 5, 5, -1)]


def test_a_tap_costs_one_statement_more_for_it(world, clock):
    """What the session said before comes with it, and what it says now is known without asking."""
    tap(world, clock, world.owner, "backward")
    with CaptureQueriesContext(connection) as asked:
        tap(world, clock, world.owner, "forward")
    statements = [query["sql"] for query in asked]
    assert len([sql for sql in statements if "milestones_change" in sql]) == 1
    of_sightings = [sql for sql in statements if sql.startswith('SELECT "milestones_sighting"')]
    assert len(of_sightings) == 2  # the tap's own: whether it came before, and whether the movement is there
