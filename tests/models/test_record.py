"""Session.objects.record: the one verb that puts a session into the log."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError

from milestones.models import Child, Session, Sighting
from tests.models.log import log_of, tallies_are_right, version, zone
from tests.world import ZONE, at, log

ID = UUID("5f0f5a3c-3f0e-4a43-9f0c-0d7f6b6f5a01")


def said(world, clock, **fields):
    """A record of one quarter of an hour ago, with what a test wants different."""
    fields = {"id": ID, "started_at": clock.now - timedelta(minutes=15), "zone": ZONE, "seen": {}, **fields}
    return Session.objects.record(world.mira, world.owner, **fields)


def test_it_keeps_what_was_said(world, clock):
    started_at = clock.now - timedelta(hours=1)
    recorded = said(
        world,
        clock,
        started_at=started_at,
        seen={"pivoting": ["right", "left"], "backward": []},
        minutes=12,
        note="Away from the ball",
    )
    session = Session.objects.get(pk=ID)
    assert (session.started_at, session.zone, session.day) == (started_at, ZONE, world.ago(1))
    assert (session.minutes, session.note) == (12, "Away from the ball")
    assert session.seen == {"pivoting": ["left", "right"], "backward": []}
    assert (session.logged_by, session.changed_by, session.revision) == (world.owner, world.owner, 1)
    assert recorded.session == session
    assert set(recorded.added) == set(recorded.firsts) == {"pivoting", "backward"}


def test_saying_the_same_again_adds_nothing_and_answers_the_same(world, clock):
    once = said(world, clock, seen={"backward": ["far"]}, minutes=5, note="n")
    before = log_of(world.mira)
    again = said(world, clock, seen={"backward": ["far"]}, minutes=5, note="n")
    assert again.session == once.session
    assert (again.added, again.firsts) == ((), ())
    assert log_of(world.mira) == before
    assert Sighting.objects.count() == 1
    assert Session.objects.get(pk=ID).revision == 1


def test_an_id_that_is_there_gains_only_the_movements_it_lacks(world, clock):
    said(world, clock, seen={"backward": ["far"]}, minutes=5, note="first")
    recorded = said(world, clock, seen={"backward": ["short"], "forward": ["arms"]}, minutes=90, note="second")
    session = Session.objects.get(pk=ID)
    assert recorded.added == ("forward",)
    assert session.seen == {"backward": ["far"], "forward": ["arms"]}
    assert (session.minutes, session.note) == (5, "first")
    assert tallies_are_right(world.mira)


def test_only_what_was_never_seen_in_this_child_before_is_a_first(world, clock):
    log(world.mira, world.owner, world.ago(9), "backward")
    log(world.otto, world.stranger, world.ago(9), "forward")
    recorded = said(world, clock, seen={"backward": [], "forward": []})
    assert recorded.added == ("backward", "forward")
    assert recorded.firsts == ("forward",)


def test_time_on_the_floor_needs_no_movement(world, clock):
    recorded = said(world, clock, minutes=20)
    assert recorded.added == ()
    assert recorded.session.seen == {}
    assert tallies_are_right(world.mira)


def test_the_id_of_another_childs_session_is_unknown_here(world, clock):
    theirs = log(world.otto, world.stranger, world.ago(1), "forward", id=ID, hour=9)
    with pytest.raises(Session.DoesNotExist):
        said(world, clock, seen={"backward": []})
    assert log_of(world.mira) == []
    assert Session.objects.get(pk=theirs.pk).seen == {"forward": []}
    assert version(world.mira) == 0


def test_a_child_that_is_gone_is_said_to_be(world, clock):
    Child.objects.filter(pk=world.mira.pk).delete()
    with pytest.raises(Child.DoesNotExist):
        said(world, clock)


def test_a_removed_session_stays_removed_when_it_is_said_again(world, clock):
    session = said(world, clock, seen={"backward": []}).session
    session.remove(world.owner)
    assert said(world, clock, seen={"backward": [], "forward": []}).added == ()
    assert log_of(world.mira) == []


REFUSED = {
    "a time that is still to come": ({"started_at": timedelta(minutes=5, seconds=1)}, "started_at", "future"),
    "next year": ({"started_at": timedelta(days=365)}, "started_at", "future"),
    "before birth": ({"started_at": timedelta(days=-240)}, "started_at", "before_birth"),
    "the beginning of time": (
        {"started_at": datetime(1, 1, 1, tzinfo=UTC), "zone": "America/New_York"},
        "started_at",
        "before_birth",
    ),
    "the end of time": ({"started_at": datetime.max.replace(tzinfo=UTC)}, "started_at", "future"),
    "no zone": ({"zone": ""}, "zone", "unknown_zone"),
    "a zone on the moon": ({"zone": "Moon/Tranquility"}, "zone", "unknown_zone"),
    "a zone in another case": ({"zone": "europe/berlin"}, "zone", "unknown_zone"),
    "a path": ({"zone": "../../etc/passwd"}, "zone", "unknown_zone"),
    "no minutes at all": ({"minutes": 0}, "minutes", "minutes"),
    "fewer than none": ({"minutes": -5}, "minutes", "minutes"),
    "more than ten hours": ({"minutes": 601}, "minutes", "minutes"),
    "a novel": ({"note": "n" * 2001}, "note", "long_note"),
    "NUL": ({"note": "a\0b"}, "note", "control_character"),
    "a bell": ({"note": "ding\x07"}, "note", "control_character"),
    "half a letter": ({"note": "a\ud800"}, "note", "control_character"),
    "a movement nobody knows": ({"seen": {"flying": []}}, "seen", "unknown_movement"),
    "a detail of another movement": ({"seen": {"backward": ["left"]}}, "seen", "unknown_movement"),
    "a detail as a word": ({"seen": {"pivoting": "left"}}, "seen", "unknown_movement"),
}


@pytest.mark.parametrize(("different", "about", "code"), REFUSED.values(), ids=REFUSED)
def test_it_refuses_and_says_what_it_is_about(world, clock, different, about, code):
    if isinstance(different.get("started_at"), timedelta):
        different = {"started_at": clock.now + different["started_at"]}
    with pytest.raises(ValidationError) as refused:
        said(world, clock, **different)
    assert [*refused.value.error_dict] == [about]
    assert [error.code for error in refused.value.error_dict[about]] == [code]
    assert log_of(world.mira) == []
    assert version(world.mira) == 0


def test_every_problem_is_named_at_once(world, clock):
    with pytest.raises(ValidationError) as refused:
        said(world, clock, zone="Nowhere", minutes=601, note="n" * 2001)
    assert {*refused.value.error_dict} == {"zone", "minutes", "note"}


ACCEPTED = {
    "clocks that differ by five minutes": {"started_at": timedelta(minutes=5)},
    "one minute": {"minutes": 1},
    "ten hours": {"minutes": 600},
    "the longest note": {"note": "n" * 2000},
    "lines and tabs": {"note": "one\r\ntwo\n\tthree"},
    "emoji": {"note": "🐛👶🏽‍🍼"},
    "right to left": {"note": "\u200fزحف للخلف\u200f"},
}


@pytest.mark.parametrize("different", ACCEPTED.values(), ids=ACCEPTED)
def test_it_takes_what_a_parent_may_mean(world, clock, different):
    if "started_at" in different:
        different = {"started_at": clock.now + different["started_at"]}
    said(world, clock, **different)
    kept = Session.objects.get(pk=ID)
    assert all(getattr(kept, name) == value for name, value in different.items())


def test_the_day_of_birth_itself_can_be_logged(world, clock):
    said(world, clock, started_at=at(world.mira.born, 0))
    with pytest.raises(ValidationError):
        said(world, clock, id=uuid4(), started_at=at(world.mira.born, 0) - timedelta(minutes=1))


def test_every_write_moves_the_childs_version(world, clock):
    said(world, clock)
    assert version(world.mira) == 1
    said(world, clock, id=uuid4())
    assert version(world.mira) == 2


def test_the_child_is_in_the_zone_of_the_newest_session(world, clock):
    assert zone(world.mira) == ""
    log(world.mira, world.owner, world.ago(3), zone="Asia/Tokyo")
    assert zone(world.mira) == "Asia/Tokyo"
    log(world.mira, world.owner, world.ago(9), zone="America/New_York")  # logged later, but seen earlier
    assert zone(world.mira) == "Asia/Tokyo"
    newest = log(world.mira, world.owner, world.ago(2), zone="Pacific/Kiritimati")
    assert zone(world.mira) == "Pacific/Kiritimati"
    newest.remove(world.owner)
    assert zone(world.mira) == "Asia/Tokyo"
