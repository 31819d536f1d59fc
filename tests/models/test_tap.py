"""Session.objects.tap: one tap on a tile, into the sitting that is going on."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from milestones.models import Session, Timer
from tests.models.log import log_of, movements_in_log, tallies_are_right
from tests.world import ZONE, at, log


@pytest.fixture
def tap(world, clock):
    """Taps now, or replays a tap that was made `at`."""

    def tap(movement, id=None, at=None, by=None, zone=ZONE):
        by = by or world.owner
        return Session.objects.tap(world.mira, by, id=id or uuid4(), at=at or clock.now, zone=zone, movement=movement)

    return tap


def sessions(world):
    return Session.objects.log_of(world.mira).count()


def test_the_first_tap_begins_a_session_with_the_id_of_its_page(world, clock, tap):
    page = uuid4()
    recorded = tap("backward", page)
    assert recorded.session.pk == page
    assert recorded.added == recorded.firsts == ("backward",)
    assert Session.objects.get(pk=page).started_at == clock.now
    assert Session.objects.get(pk=page).day == world.ago(1)


def test_a_tap_joins_the_sitting_while_the_last_one_is_under_30_minutes_old(world, clock, tap):
    session = tap("backward").session
    for movement in ("pivoting", "pushing-up", "forward"):
        clock.goes_on(minutes=29, seconds=59)
        assert tap(movement).session == session
    assert sessions(world) == 1
    assert Session.objects.get(pk=session.pk).seen.keys() == {"pushing-up", "pivoting", "backward", "forward"}
    assert tallies_are_right(world.mira)


def test_a_tap_30_minutes_after_the_last_begins_a_new_one(world, clock, tap):
    tap("backward")
    clock.goes_on(minutes=30)
    tap("backward")
    assert sessions(world) == 2


def test_the_same_movement_again_in_a_sitting_adds_nothing_but_keeps_the_sitting_going(world, clock, tap):
    tap("backward")
    clock.goes_on(minutes=20)
    assert tap("backward").added == ()
    clock.goes_on(minutes=20)
    tap("forward")
    assert sessions(world) == 1


def test_a_note_left_meanwhile_keeps_the_sitting_going(world, clock, tap):
    session = tap("backward").session
    clock.goes_on(minutes=25)
    tap("pivoting")
    clock.goes_on(minutes=1)
    leave_a_note(Session.objects.get(pk=session.pk), world)
    clock.goes_on(minutes=20)
    assert tap("forward").session == session


def test_a_tap_joins_a_sitting_that_was_logged_with_the_form(world, clock, tap):
    session = log(world.mira, world.owner, world.ago(1), "pivoting", hour=9, minutes=45)
    assert tap("backward").session == session


def test_a_session_that_is_said_to_go_on_for_hours_does_not_take_in_the_taps_of_the_afternoon(world, clock, tap):
    log(world.mira, world.owner, world.ago(1), "pivoting", hour=10, minutes=600)
    clock.goes_on(hours=4)
    tap("backward")
    assert sessions(world) == 2


def test_a_page_that_was_left_open_for_hours_begins_a_new_sitting_each_time(world, clock, tap):
    page = uuid4()
    for _morning in range(3):
        first = tap("backward", page).session
        clock.goes_on(minutes=5)
        assert tap("forward", page).session == first
        clock.goes_on(hours=3)
    assert sessions(world) == 3
    assert movements_in_log(world.mira) == {"backward": 3, "forward": 3}


def test_two_pages_a_second_apart_join_one_sitting(world, clock, tap):
    tap("backward", by=world.owner)
    clock.goes_on(seconds=1)
    tap("backward", by=world.caregiver)
    tap("pivoting", by=world.caregiver)
    assert sessions(world) == 1
    assert movements_in_log(world.mira) == {"backward": 1, "pivoting": 1}


def test_two_taps_that_arrive_in_the_other_order_join_one_sitting(world, clock, tap):
    earlier, later = clock.now, clock.goes_on(seconds=1)
    tap("backward", at=later, by=world.owner)
    tap("pivoting", at=earlier, by=world.caregiver)
    assert sessions(world) == 1


def test_the_id_of_another_childs_session_is_unknown_here(world, clock, tap):
    theirs = log(world.otto, world.stranger, world.ago(1), "forward", hour=10)
    with pytest.raises(Session.DoesNotExist):
        tap("backward", theirs.pk)
    assert log_of(world.mira) == []


@pytest.mark.parametrize("there", [True, False], ids=["in a sitting", "with no sitting"])
@pytest.mark.parametrize(
    ("wrong", "about"),
    [
        ({"movement": "flying"}, "seen"),
        ({"zone": "Moon/Tranquility"}, "zone"),
        ({"at": timedelta(minutes=6)}, "started_at"),
        ({"at": timedelta(days=-400)}, "started_at"),
    ],
)
def test_it_refuses_what_record_refuses(world, clock, tap, there, wrong, about):
    page = uuid4()
    if there:
        tap("pivoting", page)
    before = log_of(world.mira)
    if "at" in wrong:
        wrong = {"at": clock.now + wrong["at"]}
    with pytest.raises(ValidationError) as refused:
        tap(**{"movement": "backward", "id": page, **wrong})
    assert [*refused.value.error_dict] == [about]
    assert log_of(world.mira) == before


# --- Undo, and taps that come again -----------------------------------------------------------------------------------


def test_a_tap_after_an_undo_is_logged(world, clock, tap):
    page = uuid4()
    session = tap("backward", page).session
    tap("forward", page)
    clock.goes_on(seconds=5)
    session.unsee(world.owner, "backward")
    clock.goes_on(seconds=5)
    assert tap("backward", page).added == ("backward",)
    assert movements_in_log(world.mira) == {"backward": 1, "forward": 1}
    assert tallies_are_right(world.mira)


def test_a_tap_of_the_same_page_after_its_session_went_to_the_bin_is_logged(world, clock, tap):
    page = uuid4()
    session = tap("backward", page).session
    clock.goes_on(seconds=5)
    session.unsee(world.owner, "backward")  # its only movement, so the session is in the bin
    clock.goes_on(seconds=5)
    assert tap("pivoting", page).added == ("pivoting",)
    assert movements_in_log(world.mira) == {"pivoting": 1}


def unsee(session, world):
    session.unsee(world.owner, "backward")


def remove(session, world):
    session.remove(world.owner)


def say_something_else(session, world):
    session.change(world.owner, session.revision, session.started_at, session.zone, {"forward": []}, note="no, forward")


def move_to_the_day_before(session, world):
    started_at = session.started_at - timedelta(days=1)
    session.change(world.owner, session.revision, started_at, session.zone, session.seen)


def move_to_an_hour_before(session, world):
    started_at = session.started_at - timedelta(hours=1)
    session.change(world.owner, session.revision, started_at, session.zone, session.seen)


def leave_a_note(session, world):
    session.change(world.owner, session.revision, session.started_at, session.zone, session.seen, note="lovely")


def start_the_timer(session, world):
    at = session.started_at - timedelta(minutes=1)
    Timer.objects.create(child=world.mira, started_at=at, zone=ZONE, started_by=world.owner)


MEANWHILE = [
    unsee,
    remove,
    say_something_else,
    move_to_the_day_before,
    move_to_an_hour_before,
    leave_a_note,
    start_the_timer,
]


@pytest.mark.parametrize("meanwhile", MEANWHILE)
@pytest.mark.parametrize("repeat_after", [{"seconds": 1}, {"minutes": 20}, {"days": 1}], ids=str)
def test_a_late_repeat_of_the_tap_that_began_a_session_changes_nothing(world, clock, tap, meanwhile, repeat_after):
    page, moment = uuid4(), clock.now
    session = tap("backward", page).session
    clock.goes_on(seconds=30)
    meanwhile(session, world)
    before = log_of(world.mira)
    clock.goes_on(**repeat_after)
    assert tap("backward", page, at=moment).added == ()
    assert log_of(world.mira) == before


@pytest.mark.parametrize("meanwhile", MEANWHILE)
@pytest.mark.parametrize("repeat_after", [{"seconds": 1}, {"minutes": 20}, {"days": 1}], ids=str)
def test_a_late_repeat_of_a_tap_that_joined_a_session_changes_nothing(world, clock, tap, meanwhile, repeat_after):
    tap("pivoting")
    clock.goes_on(minutes=25)
    tap("pushing-up")
    page, moment = uuid4(), clock.goes_on(minutes=25)
    session = tap("backward", page).session
    assert sessions(world) == 1
    clock.goes_on(seconds=30)
    meanwhile(Session.objects.get(pk=session.pk), world)
    before = log_of(world.mira)
    clock.goes_on(**repeat_after)
    assert tap("backward", page, at=moment).added == ()
    assert log_of(world.mira) == before


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_a_late_repeat_of_a_tap_that_added_nothing_changes_nothing(world, clock, tap, meanwhile):
    tap("backward")
    page, moment = uuid4(), clock.goes_on(minutes=25)
    session = tap("backward", page).session
    clock.goes_on(seconds=30)
    meanwhile(Session.objects.get(pk=session.pk), world)
    before = log_of(world.mira)
    clock.goes_on(days=1)
    assert tap("backward", page, at=moment).added == ()
    assert log_of(world.mira) == before


def test_a_tap_that_arrives_after_the_undo_of_another_movement_is_not_lost(world, clock, tap):
    session = tap("backward").session
    moment = clock.goes_on(seconds=1)  # the tap is made, and waits while the undo is written
    clock.goes_on(seconds=1)
    session.unsee(world.caregiver, "backward")
    assert tap("forward", session.pk, at=moment).added == ("forward",)
    assert movements_in_log(world.mira) == {"forward": 1}


def test_a_tap_that_arrives_after_the_removal_of_its_sitting_is_not_lost(world, clock, tap):
    session = tap("backward").session
    moment = clock.goes_on(seconds=1)
    clock.goes_on(seconds=1)
    session.remove(world.caregiver)
    assert tap("forward", at=moment).added == ("forward",)
    assert movements_in_log(world.mira) == {"forward": 1}


def test_a_late_repeat_while_a_timer_runs_does_not_bring_back_what_was_undone(world, clock, tap):
    Timer.objects.create(child=world.mira, started_at=clock.now, zone=ZONE)
    page, moment = uuid4(), clock.goes_on(minutes=1)
    session = tap("backward", page).session
    clock.goes_on(seconds=5)
    session.unsee(world.owner, "backward")
    clock.goes_on(seconds=5)
    assert tap("backward", page, at=moment).added == ()
    assert log_of(world.mira) == []


def test_a_clock_that_is_ahead_does_not_bring_back_what_was_undone(world, clock, tap):
    page, moment = uuid4(), clock.now + timedelta(minutes=4)
    tap("forward", page)
    session = tap("backward", page, at=moment).session
    clock.goes_on(seconds=5)
    session.unsee(world.owner, "backward")
    assert tap("backward", page, at=moment).added == ()
    assert movements_in_log(world.mira) == {"forward": 1}


def test_taps_that_were_queued_for_a_night_stand_in_the_sittings_they_were_made_in(world, clock, tap):
    queued = [at(world.ago(1), 8), at(world.ago(1), 8, 10), at(world.ago(1), 8, 35), at(world.ago(1), 9, 6)]
    taps = [(uuid4(), moment, movement) for moment, movement in zip(queued, ["backward", "forward"] * 2, strict=True)]
    clock.goes_on(hours=12)
    for _time in range(2):  # and the whole queue comes twice
        for page, moment, movement in taps:
            tap(movement, page, at=moment)
    assert [(row[1], [*row[6]]) for row in log_of(world.mira)] == [
        (queued[0], ["backward", "forward"]),
        (queued[3], ["forward"]),
    ]


# --- While a timer runs -----------------------------------------------------------------------------------------------


def test_a_running_timer_holds_the_sitting(world, clock, tap):
    timer = Timer.objects.create(child=world.mira, started_at=clock.now, zone="Asia/Tokyo")
    clock.goes_on(hours=1, minutes=59)
    session = tap("backward").session
    assert session.pk == timer.session_id
    assert (session.started_at, session.zone) == (timer.started_at, "Asia/Tokyo")
    assert tap("forward").session == session


def test_a_timer_that_was_forgotten_for_two_hours_does_not(world, clock, tap):
    timer = Timer.objects.create(child=world.mira, started_at=clock.now, zone=ZONE)
    clock.goes_on(hours=2)
    assert tap("backward").session.pk != timer.session_id


def test_a_tap_does_not_end_the_timer(world, clock, tap):
    Timer.objects.create(child=world.mira, started_at=clock.now, zone=ZONE)
    tap("backward")
    assert Timer.objects.filter(child=world.mira).exists()


@pytest.mark.parametrize("away", [unsee, remove])
def test_a_tap_after_the_timed_session_went_to_the_bin_is_logged_and_the_timer_goes_with_it(world, clock, tap, away):
    Timer.objects.create(child=world.mira, started_at=clock.now, zone=ZONE)
    wrong = tap("backward").session
    clock.goes_on(seconds=5)
    away(wrong, world)
    clock.goes_on(seconds=5)
    right = tap("pivoting")
    assert right.added == ("pivoting",)
    assert movements_in_log(world.mira) == {"pivoting": 1}
    assert Timer.objects.get(child=world.mira).session_id == right.session.pk


def test_a_tap_after_the_timer_was_stopped_begins_a_sitting_of_its_own(world, clock, tap):
    timer = Timer.objects.create(child=world.mira, started_at=clock.now, zone=ZONE)
    started = clock.now
    clock.goes_on(minutes=2)
    during = tap("backward").session
    during.change(world.owner, during.revision, started, ZONE, {"backward": []}, minutes=2)
    clock.goes_on(minutes=2)
    after = tap("forward").session
    assert during.pk == timer.session_id
    assert after.pk != during.pk
