"""The outbox: what a phone kept comes in whenever it can, in order and exactly once."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from milestones.forms.entry import SAID
from milestones.models import Change, Child, Receipt, Session, Timer, Trial
from tests.models.log import log_of, tallies_are_right, version
from tests.phone import Phone, form, milliseconds, on_the_wall
from tests.views.page import Page
from tests.world import ZONE, at, log


@pytest.fixture
def phone(world, clock):
    return Phone(world.owner, world.mira)


@pytest.fixture
def ten(clock):
    """Ten in the morning of yesterday; the clock goes on to noon, so that what is made at ten was kept for a while."""
    moment = clock.now
    clock.goes_on(hours=2)
    return moment


def minutes(count):
    return timedelta(minutes=count)


def seen(child):
    return [session.seen for session in Session.objects.log_of(child).order_by("started_at")]


def states(outcomes):
    return [outcome["state"] for outcome in outcomes]


# --- Taps -------------------------------------------------------------------------------------------------------------


def test_a_tap_is_logged_at_the_moment_it_was_made(world, clock, phone, ten):
    tap = phone.taps(ten, session=UUID(int=7))
    assert phone.sends(clock.now) == [{"key": tap["key"], "state": "done", "session": str(UUID(int=7))}]
    session = Session.objects.get()
    assert (session.started_at, session.zone, session.day, session.logged_by) == (ten, ZONE, world.ago(1), world.owner)
    assert (session.seen, session.logged_at) == ({"backward": []}, clock.now)
    assert tallies_are_right(world.mira)


def test_the_zone_is_the_one_it_was_made_in(world, clock, phone, ten):
    phone.zone = "Asia/Tokyo"
    phone.taps(ten)
    phone.zone = "Moon/Tranquility"
    phone.taps(ten + minutes(40))
    phone.sends(clock.now)
    assert [session.zone for session in Session.objects.order_by("started_at")] == ["Asia/Tokyo", ZONE]


def test_taps_of_a_morning_stand_in_the_sittings_they_were_made_in(world, clock, phone, ten):
    for after, movement in ((0, "backward"), (20, "pivoting"), (80, "backward")):
        phone.taps(ten + minutes(after), movement)
    sessions = [outcome["session"] for outcome in phone.sends(clock.now)]
    assert sessions[0] == sessions[1] != sessions[2]
    assert [[*each] for each in seen(world.mira)] == [["pivoting", "backward"], ["backward"]]
    assert Change.objects.get().at == ten + minutes(20)


def test_sent_again_and_again_it_is_logged_once_and_answered_the_same(world, clock, phone, ten):
    phone.taps(ten)
    phone.taps(ten + minutes(1), "forward")
    answer = phone.sends(clock.now)
    before, moved = log_of(world.mira), version(world.mira)
    for _time in range(3):
        clock.goes_on(hours=5)
        assert phone.sends(clock.now) == answer
    assert phone.sends(clock.now, *phone.entries, *phone.entries) == answer * 2
    assert (log_of(world.mira), version(world.mira)) == (before, moved)


def test_tap_undo_and_tap_again_with_no_connection_leaves_the_last_one(world, clock, phone, ten):
    """All three arrive at once, so the undo arrives after the tap that was made after it."""
    sitting = uuid4()
    first = phone.taps(ten, session=sitting)
    phone.keeps("untap", ten + minutes(1), session=sitting, movement="backward", tap=first["key"])
    phone.taps(ten + minutes(2), session=sitting)
    assert states(phone.sends(clock.now)) == ["done"] * 3
    assert seen(world.mira) == [{"backward": []}]
    assert tallies_are_right(world.mira)


def test_a_tap_after_the_sitting_was_removed_with_no_connection_is_not_lost(world, clock, phone, ten):
    sitting = uuid4()
    phone.taps(ten, session=sitting)
    phone.keeps("remove", ten + minutes(5), session=sitting)
    phone.taps(ten + minutes(10), session=sitting)
    assert states(phone.sends(clock.now)) == ["done"] * 3
    assert [(session.started_at, session.seen) for session in Session.objects.log_of(world.mira)] == [
        (ten + minutes(10), {"backward": []})
    ]


def test_an_undo_finds_the_session_that_the_tap_went_to(world, clock, phone, ten):
    sitting = log(world.mira, world.caregiver, world.ago(1), "pivoting", hour=10)
    tap = phone.taps(ten + minutes(1), session=uuid4())
    phone.keeps("untap", ten + minutes(2), session=uuid4(), movement="backward", tap=tap["key"])
    assert {outcome["session"] for outcome in phone.sends(clock.now)} == {str(sitting.pk)}
    assert seen(world.mira) == [{"pivoting": []}]


def test_an_undo_does_not_take_back_what_somebody_saw_long_after(world, clock, phone, ten):
    sitting = log(world.mira, world.caregiver, world.ago(1), "pivoting", hour=10)
    Session.objects.tap(world.mira, world.caregiver, sitting.pk, ten + minutes(20), ZONE, "backward")
    phone.keeps("untap", ten + minutes(2), session=sitting.pk, movement="backward")
    assert states(phone.sends(clock.now)) == ["done"]
    assert [[*each] for each in seen(world.mira)] == [["pivoting", "backward"]]


def test_a_first_is_celebrated_when_it_arrives_and_only_for_its_child(world, clock, phone, ten):
    world.otto.carers.create(person=world.owner, role="caregiver")
    phone.taps(ten)
    for _time in range(2):
        phone.sends(clock.now)
    pages = [Page(phone.client.get(reverse("today", args=[child.pk]))).text for child in (world.otto, world.mira)]
    assert ["A first!" in page for page in pages] == [False, True]


def test_a_tap_before_the_birthday_says_why_it_is_refused(world, clock, phone):
    tap = phone.taps(clock.now - timedelta(days=300))
    (outcome,) = phone.sends(clock.now)
    assert (outcome["key"], outcome["state"], outcome["mend"]) == (tap["key"], "refused", "")
    assert "before Mira was born" in outcome["why"]
    assert not Session.objects.exists()
    assert not Receipt.objects.exists()


# --- Clocks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong_by", [{"hours": 5}, {"hours": -7}, {"days": 4000}, {"days": -9000}], ids=str)
def test_a_clock_that_is_wrong_by_hours_or_years_does_not_move_what_it_logged(world, clock, phone, ten, wrong_by):
    phone.wrong_by = timedelta(**wrong_by)
    phone.taps(ten)
    phone.taps(ten + minutes(50), "forward")
    phone.sends(clock.now)
    assert [row[1] for row in log_of(world.mira)] == [ten, ten + minutes(50)]


@pytest.mark.parametrize("wrong_by", [-119, 119])
def test_a_slow_connection_is_no_wrong_clock_and_nothing_is_still_to_come(world, clock, phone, ten, wrong_by):
    phone.wrong_by = timedelta(seconds=wrong_by)
    phone.taps(ten)
    phone.taps(clock.now, "forward")
    phone.sends(clock.now)
    assert [row[1] for row in log_of(world.mira)] == [ten + phone.wrong_by, min(clock.now + phone.wrong_by, clock.now)]


# --- Twins ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def noa(world):
    noa = Child.objects.welcome(world.owner, name="Noa", born=world.mira.born, due=None)
    noa.carers.create(person=world.caregiver, role="viewer")
    return noa


def test_a_tap_for_twins_is_one_for_each_and_one_undo_takes_both_back(world, noa, clock, phone, ten):
    tap = phone.taps(ten, also=[noa.pk])
    for _time in range(2):
        phone.sends(clock.now)
    for child in (world.mira, noa):
        assert [(row[1], row[6]) for row in log_of(child)] == [(ten, {"backward": []})]
    assert "also" in Page(phone.client.get(reverse("today", args=[noa.pk]))).fields
    phone.keeps("untap", ten + minutes(1), session=uuid4(), movement="backward", tap=tap["key"])
    phone.sends(clock.now)
    assert log_of(world.mira) == log_of(noa) == []


def test_a_repeat_brings_the_twin_its_tap_when_the_first_sending_broke_off_between_the_two(
    world, noa, clock, phone, ten
):
    phone.taps(ten, also=[noa.pk])
    phone.sends(clock.now)
    Receipt.objects.filter(child=noa).delete()
    Session.objects.filter(child=noa).delete()
    phone.sends(clock.now)
    assert seen(world.mira) == seen(noa) == [{"backward": []}]


def test_the_tap_is_for_no_child_that_one_may_not_log_for(world, noa, clock, ten):
    phone = Phone(world.caregiver, world.mira)
    phone.taps(ten, also=[noa.pk, world.otto.pk, 10**30, "x"])
    assert states(phone.sends(clock.now)) == ["done"]
    assert (seen(world.mira), seen(noa), seen(world.otto)) == ([{"backward": []}], [], [])


# --- The full form ----------------------------------------------------------------------------------------------------


def test_a_new_session_is_recorded_once(world, clock, phone, ten):
    says = form(ten, ("pivoting", "pivoting:left"), minutes="12", note="On the rug\r\nand off")
    phone.keeps("save", ten, session=UUID(int=7), was=form(ten), says=says)
    for _time in range(2):
        assert states(phone.sends(clock.now)) == ["done"]
    session = Session.objects.get()
    assert (session.pk, session.started_at, session.minutes) == (UUID(int=7), ten, 12)
    assert (session.note, session.seen) == ("On the rug\nand off", {"pivoting": ["left"]})


def test_a_session_of_photos_alone_is_recorded_before_they_come(world, clock, phone, ten):
    """Also one that says nothing any more until then."""
    says = {**form(ten), "photos_follow": True}
    phone.keeps("save", ten, session=UUID(int=7), was=form(ten), says=says)
    was_ticked = log(world.mira, world.owner, world.ago(3), "forward")
    was = form(was_ticked.started_at, ("forward",))
    phone.keeps("save", ten, session=was_ticked.pk, was=was, says={**was, "seen": [], "photos_follow": True})
    assert states(phone.sends(clock.now)) == ["done", "done"]
    assert seen(world.mira) == [{}, {}]


def test_a_form_that_cannot_be_saved_says_so_field_by_field_and_can_be_sent_again_mended(world, clock, phone, ten):
    wrong = form(ten, ("flying",), minutes="a few", note="n" * 2001)
    entry = phone.keeps("save", ten, session=uuid4(), was=form(ten), says=wrong)
    (outcome,) = phone.sends(clock.now)
    assert (outcome["state"], outcome["mend"], {*outcome["errors"]}) == ("refused", "form", {"seen", "minutes", "note"})
    assert outcome["errors"]["minutes"] == ["Type a whole number of minutes, or leave this empty."]
    assert not Session.objects.exists()
    entry["said"]["says"] = form(ten, ("forward",))
    assert states(phone.sends(clock.now)) == ["done"]
    assert seen(world.mira) == [{"forward": []}]


@pytest.mark.parametrize(
    ("says", "field", "words"),
    [
        ({}, "seen", "Nothing is filled in yet"),
        ({"when": "", "minutes": "5"}, "when", "Choose when it was"),
        ({"when": "2001-01-01T10:00", "minutes": "5"}, "when", "before Mira was born"),
        ({"when": "2099-01-01T10:00", "minutes": "5"}, "when", "still to come"),
        ({"zone": "Moon/Tranquility", "minutes": "5"}, "when", "time zone is not known"),
    ],
)
def test_what_the_plain_form_refuses_is_refused_in_the_same_words(world, clock, phone, ten, says, field, words):
    phone.keeps("save", ten, session=uuid4(), was=form(ten), says={**form(ten), **says})
    (outcome,) = phone.sends(clock.now)
    assert words in " ".join(outcome["errors"][field])
    assert not Session.objects.exists()


def test_the_time_that_a_wrong_clock_filled_in_is_put_right_and_one_that_was_typed_is_not(world, clock, phone, ten):
    phone.wrong_by = timedelta(hours=5)
    shown = form(ten + phone.wrong_by)
    opened = milliseconds(ten + phone.wrong_by)
    phone.keeps("save", ten, session=UUID(int=1), was=shown, says={**shown, "minutes": "5"}, opened=opened)
    typed = {**shown, "when": on_the_wall(ten - minutes(60)), "note": "typed"}
    phone.keeps("save", ten, session=UUID(int=2), was=shown, says=typed, opened=opened)
    phone.sends(clock.now)
    assert [(row[1], row[5]) for row in log_of(world.mira)] == [(ten - minutes(60), "typed"), (ten, "")]


def test_two_who_changed_different_things_both_have_their_way(world, clock, phone, ten):
    session = log(world.mira, world.owner, world.ago(2), "pivoting", "forward", minutes=10)
    was = form(session.started_at, ("pivoting", "forward"), minutes="10")
    session.amend(world.caregiver, session.says, {**session.says, "minutes": 12, "seen": {"pivoting": []}})
    says = {**was, "note": "On the rug", "seen": ["pivoting", "pivoting:left", "forward", "backward"]}
    phone.keeps("save", ten, session=session.pk, was=was, says=says)
    for _time in range(2):
        phone.sends(clock.now)
    kept = Session.objects.get()
    assert (kept.minutes, kept.note, kept.seen) == (12, "On the rug", {"pivoting": ["left"], "backward": []})
    assert (kept.changed_by, kept.changed_at, kept.revision) == (world.owner, clock.now, 3)
    assert Change.objects.latest("pk").at == ten
    assert tallies_are_right(world.mira)


@pytest.mark.parametrize(("after", "stands"), [(5, "Jonas"), (-5, "Nadia")])
def test_of_two_changes_of_the_same_the_later_one_stands_and_the_history_says_so(
    world, clock, phone, ten, after, stands
):
    session = log(world.mira, world.owner, world.ago(2), "pivoting")
    was = form(session.started_at, ("pivoting",))
    session.amend(world.caregiver, session.says, {**session.says, "note": "Jonas"}, ten + minutes(after))
    phone.keeps("save", ten, session=session.pk, was=was, says={**was, "note": "Nadia", "minutes": "5"})
    assert states(phone.sends(clock.now)) == ["done"]
    kept = Session.objects.get()
    assert (kept.note, kept.minutes) == (stands, 5)
    page = Page(phone.client.get(reverse("session", args=[world.mira.pk, session.pk]))).text
    assert "Minutes: none →became 5" in page
    assert ("Note added: Nadia A later change stands." in page) is (stands == "Jonas")
    assert ("Jonas →became Nadia" in page) is (stands == "Nadia")


def test_a_change_of_what_was_removed_meanwhile_asks_and_brings_it_back_with_what_was_typed(world, clock, phone, ten):
    session = log(world.mira, world.owner, world.ago(2), "pivoting")
    session.remove(world.caregiver)
    was = form(session.started_at, ("pivoting",))
    entry = phone.keeps("save", ten, session=session.pk, was=was, says={**was, "note": "It was real"})
    (outcome,) = phone.sends(clock.now)
    assert (outcome["state"], outcome["mend"]) == ("refused", "restore")
    assert "This was removed meanwhile" in outcome["why"]
    assert log_of(world.mira) == []
    entry["said"]["restore"] = True
    assert states(phone.sends(clock.now)) == ["done"]
    assert [(row[5], row[6]) for row in log_of(world.mira)] == [("It was real", {"pivoting": []})]


def test_a_form_of_a_session_that_others_tapped_into_meanwhile_adds_to_it(world, clock, phone, ten):
    session = log(world.mira, world.caregiver, world.ago(1), "forward", hour=10)
    says = form(ten, ("pivoting",), minutes="9")
    phone.keeps("save", ten, session=session.pk, was=form(ten), says=says)
    phone.sends(clock.now)
    kept = Session.objects.get()
    assert (kept.seen, kept.minutes) == ({"pivoting": [], "forward": []}, 9)


# --- The bin, tips, the timer -----------------------------------------------------------------------------------------


def test_remove_and_restore(world, clock, phone, ten):
    session = log(world.mira, world.owner, world.ago(2), "pivoting")
    phone.keeps("remove", ten, session=session.pk)
    phone.sends(clock.now)
    assert log_of(world.mira) == []
    phone.keeps("restore", ten + minutes(1), session=session.pk)
    assert states(phone.sends(clock.now)) == ["done", "done"]
    assert [change.at for change in Change.objects.all()] == [ten, ten + minutes(1)]
    assert seen(world.mira) == [{"pivoting": []}]


def test_a_mark_stands_on_the_day_it_was_made_and_a_later_one_of_somebody_else_stays(world, clock, phone, ten):
    log(world.mira, world.owner, world.ago(3), "backward")
    tip = "corner-play-space"
    phone.keeps("mark", ten - timedelta(days=1), tip=tip, mark="tried")
    phone.sends(clock.now)
    assert [(trial.mark, trial.day) for trial in Trial.objects.all()] == [("tried", world.ago(2))]
    Trial.objects.mark(world.mira, world.caregiver, tip, "not-for-us", world.ago(1))
    phone.keeps("mark", ten + minutes(1), tip=tip, mark="tried")
    phone.keeps("unmark", ten + minutes(2), tip=tip)
    phone.sends(clock.now)
    assert Trial.objects.get().mark == "not-for-us"
    phone.keeps("unmark", clock.now, tip=tip)
    phone.sends(clock.now)
    assert not Trial.objects.exists()


def test_a_mark_from_before_the_birthday_is_refused_as_a_tap_is(world, clock, phone):
    phone.keeps("mark", clock.now - timedelta(days=300), tip="corner-play-space", mark="tried")
    (outcome,) = phone.sends(clock.now)
    assert (outcome["state"], "before Mira was born" in outcome["why"]) == ("refused", True)
    assert not Trial.objects.exists()


def test_a_timer_that_ran_with_no_connection(world, clock, phone, ten):
    timed, shown = uuid4(), {"when": on_the_wall(ten), "zone": ZONE, "minutes": "20", "note": "", "seen": ["backward"]}
    phone.keeps("timer", ten, session=timed)
    phone.taps(ten + minutes(5))
    phone.keeps("save", ten + minutes(20), session=timed, was=shown, says=shown)
    phone.taps(ten + minutes(25), "forward")
    assert states(phone.sends(clock.now)) == ["done"] * 4
    assert not Timer.objects.exists()
    rows = [(row[0] == timed, row[4], row[6]) for row in log_of(world.mira)]
    assert rows == [(True, 20, {"backward": []}), (False, None, {"forward": []})]


def test_a_timer_whose_only_tap_was_undone_is_stopped_all_the_same(world, clock, phone, ten):
    timed, shown = uuid4(), form(ten, minutes="20")
    phone.keeps("timer", ten, session=timed)
    tap = phone.taps(ten + minutes(5), session=timed)
    phone.keeps("untap", ten + minutes(6), session=timed, movement="backward", tap=tap["key"])
    phone.keeps("save", ten + minutes(20), session=timed, was=shown, says=shown)
    assert states(phone.sends(clock.now)) == ["done"] * 4
    assert [row[4] for row in log_of(world.mira)] == [20]
    assert not Timer.objects.exists()


def test_a_timer_of_somebody_else_goes_on_and_is_the_one_that_is_meant(world, clock, phone, ten):
    running = Timer.objects.start(world.mira, world.caregiver, uuid4(), ten, ZONE)
    start = phone.keeps("timer", ten + minutes(1), session=uuid4())
    assert phone.sends(clock.now)[0]["session"] == str(running.session_id)
    phone.keeps("untimer", ten + minutes(2), session=uuid4())
    phone.sends(clock.now)
    assert Timer.objects.exists()
    phone.keeps("untimer", ten + minutes(3), session=uuid4(), tap=start["key"])
    phone.sends(clock.now)
    assert not Timer.objects.exists()


def test_a_timer_named_like_a_session_that_is_there_becomes_another(world, clock, phone, ten):
    theirs = log(world.otto, world.stranger, world.ago(2), "forward")
    phone.keeps("timer", ten, session=theirs.pk)
    assert states(phone.sends(clock.now)) == ["done"]
    assert Timer.objects.get().session_id != theirs.pk
    phone.keeps("untimer", ten + minutes(3))
    assert states(phone.sends(clock.now)) == ["done", "done"]
    assert not Timer.objects.exists()


# --- Who may, and what may come ---------------------------------------------------------------------------------------


def test_who_may_only_read_is_told_so_entry_by_entry(world, clock, ten):
    phone = Phone(world.viewer, world.mira)
    phone.taps(ten)
    phone.keeps("mark", ten, tip="corner-play-space", mark="tried")
    outcomes = phone.sends(clock.now)
    assert states(outcomes) == ["refused", "refused"]
    assert "You can read the log of Mira" in outcomes[0]["why"]
    assert not Session.objects.exists()


def test_who_may_only_read_by_now_is_told_of_what_was_taken_before(world, clock, ten):
    """The answer was lost on its way, and an owner changed the role before the phone asked again."""
    phone = Phone(world.caregiver, world.mira)
    phone.taps(ten)
    answer = phone.sends(clock.now)
    world.mira.carers.filter(person=world.caregiver).update(role="viewer")
    assert phone.sends(clock.now) == answer
    phone.taps(ten, "forward")
    assert states(phone.sends(clock.now)) == ["done", "refused"]
    assert seen(world.mira) == [{"backward": []}]


def test_another_person_is_409_and_writes_nothing(world, clock, phone, ten):
    phone.taps(ten)
    assert phone.posts(clock.now, phone.entries, person=world.caregiver.pk).status_code == 409
    assert not Session.objects.exists()


def test_signed_out_leads_to_sign_in(world, clock, phone, ten):
    phone.taps(ten)
    phone.client = Client()
    assert phone.posts(clock.now, phone.entries).status_code == 302


def test_a_stranger_gets_404(world, clock, ten):
    phone = Phone(world.stranger, world.mira)
    phone.taps(ten)
    assert phone.posts(clock.now, phone.entries).status_code == 404


def test_an_old_token_is_403(world, clock, phone, ten):
    phone.taps(ten)
    phone.client = Client(enforce_csrf_checks=True)
    phone.client.force_login(world.owner)
    assert phone.posts(clock.now, phone.entries).status_code == 403


def test_no_answer_is_kept(world, clock, phone, ten):
    phone.taps(ten)
    for person in (world.owner.pk, world.caregiver.pk, "x"):
        assert "no-store" in phone.posts(clock.now, phone.entries, person=person)["Cache-Control"]


BODIES = {
    "nothing": b"",
    "half of it": b'{"person": 1, "now": 5, "entr',
    "no object": b"[]",
    "null": b"null",
    "not text": b"\xff\xfe\x00\xd8",
    "nested": b"[" * 100_000,
    "nested in an entry": b'{"person": %d, "now": 5, "entries": [' + b'{"a":' * 50_000,
    "a number without end": b'{"person": 1, "now": ' + b"9" * 100_000 + b"}",
}


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
def test_a_body_that_is_not_whole_is_400(world, phone, kind):
    for body in BODIES.values():
        assert phone.client.generic("POST", phone.path, body, content_type=kind).status_code == 400


NUMBERS = [None, True, "7", 7.5, -1, 2**60, [], {}, float("nan"), float("inf")]


def test_a_clock_that_is_none_is_400(world, clock, phone, ten):
    phone.taps(ten)
    for value in NUMBERS:
        assert phone.posts(clock.now, phone.entries, now=value).status_code == 400
    assert not Session.objects.exists()


def test_entries_that_are_none_or_too_many_are_400(world, clock, phone):
    for entries in (None, {}, "x", 5, [{}] * 51):
        assert phone.posts(clock.now, entries).status_code == 400


def test_nothing_to_send_is_answered_with_nothing(world, clock, phone):
    assert phone.posts(clock.now, []).json() == {"outcomes": []}


WRONG: list = [None, True, -1, 10**30, 1.5, "", "\0", "\ud800", "x" * 100_000, ["\ud800"], [{}], {"a": {"b": {}}}]
for _level in range(600):
    WRONG[-1] = [WRONG[-1]]


@pytest.mark.parametrize("kind", SAID)
def test_whatever_stands_in_an_entry_it_is_refused_or_done_and_the_next_one_is_taken(world, clock, phone, ten, kind):
    session = log(world.mira, world.owner, world.ago(2), "pivoting")
    shown = form(session.started_at, ("pivoting",))
    said = {"session": session.pk, "movement": "backward", "tip": "corner-play-space", "mark": "tried"}
    said |= {"was": shown, "says": shown}
    for value in WRONG:
        for name in SAID[kind].base_fields:
            phone.keeps(kind, ten, **{**said, name: value})
        for name in shown if kind == "save" else ():
            phone.keeps(kind, ten, **{**said, "says": {**shown, name: value}})
            phone.keeps(kind, ten, **{**said, "was": {**shown, name: value}})
        for name in ("key", "kind", "at", "zone", "said") if kind == "tap" else ():
            phone.keeps(kind, ten, **said)[name] = value
    entries = [*phone.entries]
    for first in range(0, len(entries), 49):
        answers = phone.sends(clock.now, *entries[first : first + 49], phone.taps(ten, "forward"))
        assert {*states(answers)} <= {"done", "refused"}
        assert answers[-1]["state"] == "done"
    assert tallies_are_right(world.mira)


def test_an_entry_that_is_none_is_refused(world, clock, phone):
    for outcome in phone.sends(clock.now, *WRONG):
        assert (outcome["state"], outcome["key"]) == ("refused", None)


@pytest.mark.parametrize("kind", ["tap", "untap", "save", "remove", "restore"])
def test_a_session_of_another_child_is_answered_like_one_that_is_not_there(world, clock, phone, ten, kind):
    theirs = log(world.otto, world.stranger, world.ago(1), "forward", hour=10)
    before = log_of(world.otto)
    shown = form(ten, ("forward",))
    said = {"movement": "forward", "was": shown, "says": {**shown, "note": "x"}, "restore": True}
    phone.keeps(kind, ten, session=theirs.pk, **said)
    (outcome,) = phone.sends(clock.now)
    assert (outcome["state"], outcome["why"], outcome["mend"]) == ("refused", "This is not in the log any more.", "")
    if kind not in ("tap", "save"):  # which begin a session that is not there
        phone.entries[0]["said"]["session"] = str(uuid4())
        assert phone.sends(clock.now) == [outcome]
    assert log_of(world.otto) == before
    assert not Receipt.objects.exists()


def test_a_session_named_like_the_running_timer_of_another_family_does_not_touch_that(world, clock, phone, ten):
    theirs = Timer.objects.start(world.otto, world.stranger, uuid4(), ten, ZONE)
    shown = form(ten, ("forward",))
    phone.keeps("save", ten, session=theirs.session_id, was=form(ten), says=shown)
    phone.keeps("save", ten, session=theirs.session_id, was=shown, says={**shown, "minutes": "5"})
    phone.keeps("remove", ten, session=theirs.session_id)
    phone.sends(clock.now)
    assert Timer.objects.values().get() == {name: getattr(theirs, name) for name in Timer.objects.values().get()}


def test_the_key_of_another_childs_entry_is_a_key_like_any_other(world, clock, phone, ten):
    tap = phone.taps(ten)
    phone.sends(clock.now)
    theirs = Phone(world.stranger, world.otto)
    theirs.taps(ten)["key"] = tap["key"]
    assert states(theirs.sends(clock.now)) == ["done"]
    assert seen(world.otto) == [{"backward": []}]


# --- What it costs ----------------------------------------------------------------------------------------------------


def test_fifty_taps_cost_fifty_times_what_one_does_and_a_repeat_of_them_hardly_anything(world, clock, phone, ten):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            phone.sends(clock.now)
        return len(asked)

    phone.taps(ten)
    one = cost()
    phone.entries = []
    for number in range(50):
        phone.taps(ten + timedelta(seconds=number), ("forward", "backward", "pivoting")[number % 3])
    assert cost() <= 50 * one
    assert one <= 30
    assert cost() <= 6


def test_the_pages_of_a_child_say_where_to_send(world, phone, client):
    today = phone.client.get(reverse("today", args=[world.mira.pk])).content.decode()
    mine = f'data-person="{world.owner.pk}"'
    assert f'{mine} data-child="{world.mira.pk}" data-name="Mira" data-outbox="{phone.path}"' in today
    account = phone.client.get(reverse("account")).content.decode()
    assert mine in account
    assert "data-outbox" not in account
    assert "data-person" not in client.get(reverse("tips")).content.decode()


def test_times_are_kept_to_the_millisecond(world, clock, phone, ten):
    moment = at(world.ago(1), 10) + timedelta(milliseconds=123)
    phone.taps(moment)
    phone.sends(clock.now)
    assert Session.objects.get().started_at == moment
