"""Requests that really run at the same time, each in a thread with a database connection of its own."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from milestones.models import Carer, Child, Invitation, Photo, Receipt, Session, Sighting, Timer, Trial
from tests.models.log import movements_in_log, tallies_are_right, version
from tests.phone import Phone, form
from tests.pictures import picture
from tests.views.page import Page
from tests.views.test_session_form import as_shown, filled_in
from tests.world import at, log, person, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*asks: Callable):
    """What each of `asks` answers, all of them begun at the same moment."""
    together = Barrier(len(asks))

    def begin(ask):
        together.wait(timeout=20)
        try:
            return ask()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(asks)) as threads:
        return [answer.result(timeout=60) for answer in [threads.submit(begin, ask) for ask in asks]]


def post(client: Client, path: str, body: dict | None = None) -> Callable:
    return lambda: client.post(path, body or {})


def sending(client: Client, path: str, said: dict, height: int) -> Callable:
    """A photo as a script sends it."""
    file = SimpleUploadedFile("a.jpg", picture(60, height))
    return lambda: client.post(path, {**said, "file": file}, headers={"accept": "application/json"})


def of(world, name, *more):
    return reverse(name, args=[world.mira.pk, *more])


def test_the_same_form_sent_eight_times_is_one_session(world):
    said = filled_in(world, seen=["backward", "pivoting", "pivoting:left"], minutes="9")
    answers = at_once(*(post(signed_in(world.owner), of(world, "session-new"), said) for _time in range(8)))
    assert {answer["Location"] for answer in answers} == {of(world, "today")}
    assert Session.objects.get().seen == {"pivoting": ["left"], "backward": []}
    assert tallies_are_right(world.mira)
    assert version(world.mira) == 8


def test_the_same_tap_sent_eight_times_is_one_sighting(world):
    tap = {"id": uuid4(), "movement": "backward"}
    answers = at_once(*(post(signed_in(world.owner), of(world, "tap"), tap) for _time in range(8)))
    assert {answer.status_code for answer in answers} == {302}
    assert Sighting.objects.count() == Session.objects.count() == 1


def test_a_tap_for_twins_sent_four_times_is_one_for_each(world):
    noa = Child.objects.welcome(world.owner, name="Noa", born=world.mira.born, due=None)
    tap = {"id": uuid4(), "movement": "backward", "also": noa.pk}
    answers = at_once(*(post(signed_in(world.owner), of(world, "tap"), tap) for _time in range(4)))
    assert {answer.status_code for answer in answers} == {302}
    for child in (world.mira, noa):
        assert Session.objects.get(child=child).seen == {"backward": []}
        assert tallies_are_right(child)


def test_taps_of_two_carers_join_one_sitting_and_none_is_lost(world):
    movements = ["pushing-up", "pivoting", "backward", "forward"]
    taps = [(somebody, movement) for movement in movements for somebody in (world.owner, world.caregiver)]
    answers = at_once(
        *(post(signed_in(who), of(world, "tap"), {"id": uuid4(), "movement": movement}) for who, movement in taps)
    )
    assert {answer.status_code for answer in answers} == {302}
    assert Session.objects.count() == 1
    assert movements_in_log(world.mira) == Counter(movements)
    assert tallies_are_right(world.mira)
    assert version(world.mira) == len(taps)


def waiting(phone, world, *movements):
    """A phone that kept these taps, half an hour apart, of two days ago."""
    for number, movement in enumerate(movements):
        phone.taps(at(world.ago(2), 10) + timedelta(minutes=30 * number), movement)
    return phone


def test_one_outbox_sent_from_four_tabs_is_taken_once(world):
    noa = Child.objects.welcome(world.owner, name="Noa", born=world.mira.born, due=None)
    phone = waiting(Phone(world.owner, world.mira), world, "backward", "forward", "backward")
    phone.entries[0]["said"]["also"] = [noa.pk]
    start = form(at(world.ago(3), 10))
    phone.keeps("save", at(world.ago(1), 9), session=uuid4(), was=start, says={**start, "minutes": "7"})
    phone.keeps("timer", at(world.ago(1), 10), session=uuid4())
    answers = at_once(*(lambda: phone.sends(timezone.now()) for _tab in range(4)))
    assert all(answer == answers[0] for answer in answers)
    assert {outcome["state"] for outcome in answers[0]} == {"done"}
    assert movements_in_log(world.mira) == {"backward": 2, "forward": 1}
    assert movements_in_log(noa) == {"backward": 1}
    assert Session.objects.filter(child=world.mira).count() == 4
    assert Receipt.objects.count() == 6
    assert tallies_are_right(world.mira)


def test_two_phones_that_send_at_once_lose_nothing_and_double_nothing(world):
    noa = Child.objects.welcome(world.owner, name="Noa", born=world.mira.born, due=None)
    noa.carers.create(person=world.caregiver, role="caregiver")
    movements = ["backward", "forward", "pivoting", "backward"]
    phones = [waiting(Phone(world.owner, world.mira), world, *movements)]
    phones += [waiting(Phone(world.caregiver, noa), world, *movements)]
    for phone, twin in zip(phones, (noa, world.mira), strict=True):
        for entry in phone.entries:  # each phone's taps are for both children, which neither may wait for crosswise
            entry["said"]["also"] = [twin.pk]
    answers = at_once(*(lambda phone=phone: phone.sends(timezone.now()) for phone in phones * 2))
    assert {outcome["state"] for answer in answers for outcome in answer} == {"done"}
    for child in (world.mira, noa):
        assert movements_in_log(child) == Counter(movements)
        assert tallies_are_right(child)


def test_undoing_the_taps_of_twins_crosswise_waits_for_nobody_for_ever(world):
    noa = Child.objects.welcome(world.owner, name="Noa", born=world.mira.born, due=None)
    noa.carers.create(person=world.caregiver, role="caregiver")
    phones = [Phone(world.owner, world.mira), Phone(world.caregiver, noa)]
    begun = at(world.ago(1), 8)
    for number in range(12):
        moment = begun + timedelta(hours=number)
        for phone, twin, later in zip(phones, (noa, world.mira), (0, 1), strict=True):
            tap = phone.taps(moment + timedelta(minutes=later), ("forward", "backward")[later], also=[twin.pk])
            phone.keeps("untap", moment + timedelta(minutes=3), tap=tap["key"], **tap["said"])
    for phone in phones:
        phone.sends(timezone.now(), *phone.entries[::2])
    answers = at_once(*(lambda phone=phone: phone.sends(timezone.now(), *phone.entries[1::2]) for phone in phones))
    assert {outcome["state"] for answer in answers for outcome in answer} == {"done"}
    for child in (world.mira, noa):
        assert not movements_in_log(child)
        assert tallies_are_right(child)


def test_two_phones_that_changed_different_things_both_have_their_way(world):
    session = log(world.mira, world.owner, world.ago(4), "pivoting")
    shown = form(session.started_at, ("pivoting",))
    changes = {"owner": {"note": "On the rug"}, "caregiver": {"minutes": "9"}}
    phones = [Phone(getattr(world, who), world.mira) for who in changes]
    for phone, change in zip(phones, changes.values(), strict=True):
        phone.keeps("save", at(world.ago(1), 9), session=session.pk, was=shown, says={**shown, **change})
    at_once(*(lambda phone=phone: phone.sends(timezone.now()) for phone in phones * 2))
    session.refresh_from_db()
    assert (session.note, session.minutes, session.revision) == ("On the rug", 9, 3)


def test_the_same_photo_sent_four_times_at_once_is_one(world):
    session, key = log(world.mira, world.owner, world.ago(2), "pivoting"), uuid4()
    said = {"id": key, "session": session.pk, "person": world.owner.pk}
    asks = [sending(signed_in(world.owner), of(world, "photo-new"), said, 40) for _time in range(4)]
    assert [answer.json()["outcomes"][0]["state"] for answer in at_once(*asks)] == ["done"] * 4
    assert (Photo.objects.count(), Receipt.objects.filter(key=key).count()) == (1, 1)


def test_of_eight_photos_sent_at_once_six_are_taken(world):
    session = log(world.mira, world.owner, world.ago(2), "pivoting")
    said = [{"id": uuid4(), "session": session.pk, "person": world.owner.pk} for _time in range(8)]
    asks = [sending(signed_in(world.owner), of(world, "photo-new"), each, 40 + n) for n, each in enumerate(said)]
    answers = Counter(answer.json()["outcomes"][0]["state"] for answer in at_once(*asks))
    assert answers == {"done": 6, "refused": 2}
    assert sorted(session.photos.values_list("place", flat=True)) == [*range(6)]


def test_of_two_changes_one_wins_and_the_other_keeps_what_was_typed(world):
    session = log(world.mira, world.owner, world.ago(2), "pivoting")
    path = of(world, "session", session.pk)
    carers = {"Nadia": signed_in(world.owner), "Jonas": signed_in(world.caregiver)}
    shown = as_shown(Page(carers["Nadia"].get(path)))
    sent = {name: {**shown, "note": name, "seen": ["backward"]} for name in carers}
    answers = dict(zip(carers, at_once(*(post(carers[name], path, sent[name]) for name in carers)), strict=True))
    assert sorted(answer.status_code for answer in answers.values()) == [302, 422]
    loser = next(name for name, answer in answers.items() if answer.status_code == 422)
    (winner,) = {*carers} - {loser}
    page = Page(answers[loser])
    assert "Somebody else changed this" in page.complaints
    assert (page["note"], page.fields["seen"]) == (loser, ["backward"])
    session.refresh_from_db()
    assert (session.note, session.revision) == (winner, 2)


def test_the_same_change_sent_four_times_is_one_change(world):
    session = log(world.mira, world.owner, world.ago(2), "pivoting")
    path = of(world, "session", session.pk)
    said = {**as_shown(Page(signed_in(world.owner).get(path))), "note": "once"}
    answers = at_once(*(post(signed_in(world.owner), path, said) for _time in range(4)))
    assert {answer.status_code for answer in answers} == {302}
    session.refresh_from_db()
    assert (session.note, session.revision) == ("once", 2)


def test_a_timer_started_from_four_tabs_is_one(world):
    answers = at_once(*(post(signed_in(world.owner), of(world, "timer")) for _tab in range(4)))
    assert {answer.status_code for answer in answers} == {302}
    assert Timer.objects.count() == 1


def test_stopping_the_timer_while_somebody_taps_loses_neither(world):
    owner, caregiver = signed_in(world.owner), signed_in(world.caregiver)
    owner.post(of(world, "timer"))
    page = Page(owner.get(f"{of(world, 'session-new')}?timer", follow=True))
    stop = {name: page[name] for name in ("id", "zone", "when", "minutes")} | {"seen": ["pivoting"]}
    tap = {"id": uuid4(), "movement": "backward"}
    stopped, tapped = at_once(post(owner, of(world, "session-new"), stop), post(caregiver, of(world, "tap"), tap))
    assert tapped.status_code == 302
    if stopped.status_code == 422:  # the tap came first, so the form shows both and asks
        again = Page(stopped)
        assert {*again.fields["seen"]} == {"pivoting", "backward"}
        stopped = owner.post(of(world, "session", UUID(page["id"])), as_shown(again))
    assert stopped.status_code == 302
    assert movements_in_log(world.mira) == {"pivoting": 1, "backward": 1}


@pytest.mark.parametrize("again", range(3))
def test_removing_and_tapping_loses_no_tap(world, again):
    owner, caregiver = signed_in(world.owner), signed_in(world.caregiver)
    owner.post(of(world, "tap"), {"id": uuid4(), "movement": "backward"})
    session = Session.objects.get()
    asks = [
        post(owner, of(world, "session-removal", session.pk)),
        post(caregiver, of(world, "tap"), {"id": uuid4(), "movement": "forward"}),
    ]
    assert {answer.status_code for answer in at_once(*asks)} == {302}
    found = Sighting.objects.get(movement="forward", removed_at=None)
    assert found.session.removed_at is None or found.session == session  # removed with the session it had joined
    assert tallies_are_right(world.mira)


def test_undoing_twice_and_tapping_is_no_error(world):
    owner, caregiver = signed_in(world.owner), signed_in(world.caregiver)
    owner.post(of(world, "tap"), {"id": uuid4(), "movement": "backward"})
    undo = of(world, "sighting-removal", Session.objects.get().pk, "backward")
    asks = [
        post(owner, undo),
        post(caregiver, undo),
        post(caregiver, of(world, "tap"), {"id": uuid4(), "movement": "forward"}),
    ]
    assert {answer.status_code for answer in at_once(*asks)} == {302}
    assert movements_in_log(world.mira) == {"forward": 1}
    assert tallies_are_right(world.mira)


def test_what_others_logged_is_told_to_one_of_two_tabs(world):
    log(world.mira, world.caregiver, world.ago(2), "backward")
    tabs = [signed_in(world.owner) for _tab in range(2)]
    answers = at_once(*((lambda tab=tab: tab.get(of(world, "today"))) for tab in tabs))
    assert sorted("Jonas logged backward" in Page(answer).text for answer in answers) == [False, True]


def test_a_tip_marked_by_two_is_marked_once(world):
    path = of(world, "trial", "corner-play-space")
    asks = [post(signed_in(who), path, {"mark": mark}) for who in (world.owner, world.caregiver) for mark in Trial.Mark]
    assert {answer.status_code for answer in at_once(*asks)} == {302}
    assert Trial.objects.count() == 1


def test_a_child_added_by_a_form_sent_four_times_is_one_child(world):
    said = {"name": "Lotte", "born": str(world.ago(50)), "due": ""}
    answers = at_once(*(post(signed_in(world.owner), reverse("child-new"), said) for _time in range(4)))
    lotte = Child.objects.get(name="Lotte")
    assert {answer["Location"] for answer in answers} == {reverse("today", args=[lotte.pk])}


def test_tapping_while_the_child_is_deleted_is_no_error(world):
    log(world.mira, world.owner, world.ago(2), "pivoting")
    asks = [post(signed_in(world.owner), of(world, "child-removal"), {"name": "Mira"})]
    caregiver = signed_in(world.caregiver)
    asks += [post(caregiver, of(world, "tap"), {"id": uuid4(), "movement": "backward"}) for _time in range(3)]
    removal, *taps = at_once(*asks)
    assert removal.status_code == 302
    assert {answer.status_code for answer in taps} <= {302, 404}
    assert not Child.objects.filter(pk=world.mira.pk).exists()
    assert not Session.objects.exists()


def test_settings_saved_while_sessions_come_in_lose_none_of_them(world):
    settings = {"name": "Mirabelle", "born": str(world.mira.born), "due": ""}
    asks = [post(signed_in(world.owner), of(world, "child-settings"), settings)]
    asks += [
        post(signed_in(world.caregiver), of(world, "session-new"), filled_in(world, id=uuid4(), seen=["backward"]))
        for _time in range(3)
    ]
    assert {answer.status_code for answer in at_once(*asks)} == {302}
    mira = Child.objects.get(pk=world.mira.pk)
    assert (mira.name, mira.version, mira.zone) == ("Mirabelle", 4, "Europe/Berlin")
    assert tallies_are_right(world.mira)


def an_invitation(world, role="caregiver"):
    _made, token = Invitation.objects.make(world.mira, world.owner, role)
    return reverse("invitation", args=[token])


@pytest.mark.parametrize("again", range(3))
def test_two_owners_who_demote_each_other_leave_one(world, again):
    Carer.objects.filter(child=world.mira, person=world.caregiver).update(role="owner")
    nadia, jonas = (world.mira.carers.get(person=who) for who in (world.owner, world.caregiver))
    asks = [
        post(signed_in(world.owner), of(world, "carer-role", jonas.pk), {"role": "viewer"}),
        post(signed_in(world.caregiver), of(world, "carer-role", nadia.pk), {"role": "viewer"}),
    ]
    answers = [answer.status_code for answer in at_once(*asks)]
    assert answers.count(302) == 1
    assert {*answers} <= {302, 403, 422}
    assert world.mira.carers.filter(role="owner").count() == 1


@pytest.mark.parametrize("again", range(3))
def test_two_owners_who_take_each_others_access_away_leave_one(world, again):
    Carer.objects.filter(child=world.mira, person=world.caregiver).update(role="owner")
    nadia, jonas = (world.mira.carers.get(person=who) for who in (world.owner, world.caregiver))
    asks = [
        post(signed_in(world.owner), of(world, "carer-removal", jonas.pk)),
        post(signed_in(world.caregiver), of(world, "carer-removal", nadia.pk)),
    ]
    answers = [answer.status_code for answer in at_once(*asks)]
    assert answers.count(302) == 1
    assert {*answers} <= {302, 403, 404}
    assert world.mira.carers.filter(role="owner").count() == 1


def test_two_owners_who_leave_at_once_leave_one(world):
    Carer.objects.filter(child=world.mira, person=world.caregiver).update(role="owner")
    answers = at_once(*(post(signed_in(who), of(world, "leaving")) for who in (world.owner, world.caregiver)))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert world.mira.carers.filter(role="owner").count() == 1


def test_an_invitation_accepted_eight_times_at_once_is_one_carer(world):
    link, clients = an_invitation(world), [signed_in(world.stranger) for _time in range(8)]
    answers = at_once(*(post(client, link) for client in clients))
    assert {answer["Location"] for answer in answers} == {of(world, "today")}
    assert world.mira.carers.filter(person=world.stranger).count() == 1


def test_of_two_people_who_accept_at_once_one_comes_in(world):
    link, other = an_invitation(world), person("other")
    answers = at_once(*(post(signed_in(who), link) for who in (world.stranger, other)))
    assert sorted(answer.status_code for answer in answers) == [302, 404]
    assert world.mira.carers.filter(person__in=[world.stranger, other]).count() == 1
    assert Invitation.objects.get().used_by in (world.stranger, other)


@pytest.mark.parametrize("again", range(3))
def test_taking_back_and_accepting_agree(world, again):
    link = an_invitation(world)
    revoke = of(world, "invitation-removal", Invitation.objects.get().pk)
    _taken, came = at_once(post(signed_in(world.owner), revoke), post(signed_in(world.stranger), link))
    found = Invitation.objects.get()
    is_in = world.mira.carers.filter(person=world.stranger).exists()
    assert is_in is (came.status_code == 302) is (found.used_at is not None)
    assert (found.used_at is None) or (found.revoked_at is None)


def test_signing_up_through_one_link_on_two_phones_lets_one_in(world):
    link, clients = an_invitation(world), [Client(), Client()]
    ways = [client.post(link)["Location"] for client in clients]
    forms = [{"email": f"{number}@example.org", "password1": "a-floor-is-for-babies"} for number in range(2)]
    answers = at_once(*(post(*ask) for ask in zip(clients, ways, forms, strict=True)))
    assert {answer.status_code for answer in answers} == {302}
    assert world.mira.carers.filter(person__email__in=["0@example.org", "1@example.org"]).count() == 1
