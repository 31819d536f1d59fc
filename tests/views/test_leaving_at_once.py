"""Leaving while others do something at the same moment. Each request runs in a thread of its own."""

from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session as SignIn
from django.urls import reverse

from crawltrack.accounts import devices
from crawltrack.accounts.models import Person
from milestones.models import Carer, Child, Session
from tests.models.log import tallies_are_right
from tests.views.test_at_once import at_once, of, post
from tests.views.test_leaving import PATH, filled_in, sure
from tests.views.test_session_form import filled_in as session_filled_in
from tests.world import log, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


def leaves(somebody):
    client = sure(somebody)
    return post(client, PATH, filled_in(client, somebody.email))


def nobody_is_without_an_owner():
    return not Child.objects.exclude(carers__role="owner").exists()


@pytest.mark.parametrize("again", range(3))
def test_of_two_owners_who_leave_at_once_one_is_asked_again(world, again):
    world.mira.carers.filter(person=world.caregiver).update(role="owner")
    log(world.mira, world.owner, world.ago(2), "backward")
    answers = at_once(leaves(world.owner), leaves(world.caregiver))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert Child.objects.filter(pk=world.mira.pk).exists()
    assert nobody_is_without_an_owner()
    assert Carer.objects.get(child=world.mira, role="owner").person in (world.owner, world.caregiver)


def test_the_same_form_sent_four_times_leaves_once(world):
    client = sure(world.owner)
    said = filled_in(client, world.owner.email)
    answers = at_once(*(post(client, PATH, said) for _time in range(4)))
    assert {answer.status_code for answer in answers} == {302}
    assert not Person.objects.filter(pk=world.owner.pk).exists()


@pytest.mark.parametrize("again", range(3))
def test_an_owner_steps_down_while_the_other_leaves(world, again):
    world.mira.carers.filter(person=world.caregiver).update(role="owner")
    his = Carer.objects.get(child=world.mira, person=world.caregiver)

    def steps_down():
        try:
            his.become("viewer")
        except Exception as refused:  # by then the last owner, or the child is gone
            return refused

    at_once(leaves(world.owner), steps_down)
    assert nobody_is_without_an_owner()
    assert Child.objects.filter(pk=world.mira.pk).exists()


@pytest.mark.parametrize("again", range(3))
def test_taps_and_forms_from_other_phones_of_who_leaves_are_no_fault_of_ours(world, again):
    """They either come first, or find nobody any more."""
    world.mira.carers.filter(person=world.caregiver).update(role="owner")
    log(world.mira, world.owner, world.ago(2), "pivoting")
    asks = [leaves(world.owner)]
    asks += [
        post(signed_in(world.owner), of(world, "tap"), {"id": uuid4(), "movement": "backward"}),
        post(signed_in(world.owner), of(world, "timer")),
        post(signed_in(world.owner), of(world, "session-new"), session_filled_in(world, id=uuid4(), seen=["backward"])),
        post(signed_in(world.owner), of(world, "trial", "corner-play-space"), {"mark": "tried"}),
        post(signed_in(world.owner), reverse("child-settings", args=[world.mira.pk]), {"name": ""}),
    ]
    left, *others = at_once(*asks)
    assert left.status_code == 302
    assert {answer.status_code for answer in others} <= {302, 404, 422}
    assert not Person.objects.filter(pk=world.owner.pk).exists()
    assert not Session.objects.exclude(logged_by=None).exists()
    assert tallies_are_right(world.mira)


def test_taps_of_others_while_somebody_leaves_are_in_the_log(world):
    world.mira.carers.filter(person=world.caregiver).update(role="owner")
    log(world.mira, world.owner, world.ago(2), "pivoting")
    tap = post(signed_in(world.caregiver), of(world, "tap"), {"id": uuid4(), "movement": "backward"})
    left, tapped = at_once(leaves(world.owner), tap)
    assert (left.status_code, tapped.status_code) == (302, 302)
    assert Session.objects.filter(logged_by=world.caregiver).count() == 1
    assert tallies_are_right(world.mira)


def asked_to_sign_in(response):
    return response.status_code == 302 and response["Location"] == f"{reverse('account_login')}?next=/"


def signed_in_yesterday(somebody):
    """The next request is the first of a new day, which notes the device."""
    client = signed_in(somebody)
    session = client.session
    session[devices.SEEN] = "2026-05-12"
    session.save()
    return client


@pytest.mark.parametrize("comes_in", [signed_in, signed_in_yesterday])
def test_a_write_that_comes_after_its_person_left_asks_to_sign_in(world, comes_in):
    """As when it waited for the child while the account went."""
    world.mira.carers.filter(person=world.caregiver).update(role="owner")
    client, path = comes_in(world.owner), of(world, "tap")

    def gone_in_between(child):
        Person.objects.get(pk=world.owner.pk).erase()
        return writing(child)

    writing = Child.writing
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Child, "writing", gone_in_between)
        response = client.post(path, {"id": uuid4(), "movement": "backward"})
    assert asked_to_sign_in(response)
    assert not Session.objects.exists()


def test_a_new_day_that_begins_while_its_person_leaves_asks_to_sign_in(world, monkeypatch):
    client = signed_in_yesterday(world.owner)

    def gone_in_between(request):
        Person.objects.get(pk=world.owner.pk).erase()
        note(request)

    note = devices.note
    monkeypatch.setattr(devices, "note", gone_in_between)
    assert asked_to_sign_in(client.get("/account/"))


def test_who_is_signed_out_elsewhere_meanwhile_is_asked_to_sign_in(world, monkeypatch):
    client = signed_in_yesterday(world.owner)

    def signed_out_in_between(request):
        note(request)
        SignIn.objects.filter(pk=request.session.session_key).delete()

    note = devices.note
    monkeypatch.setattr(devices, "note", signed_out_in_between)
    assert asked_to_sign_in(client.get("/account/"))
