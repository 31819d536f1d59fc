"""Twins: one tap may log for both, each in a session of its own child, and one undo takes both back."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from milestones.models import Child, Session
from tests.models.log import tallies_are_right
from tests.views.page import Page
from tests.world import ZONE, log

PAGE = UUID(int=7)


@pytest.fixture
def noa(world):
    noa = Child.objects.welcome(world.owner, name="Noa", born=world.mira.born, due=None)
    noa.carers.create(person=world.caregiver, role="caregiver")
    noa.carers.create(person=world.viewer, role="viewer")
    return noa


def today(child):
    return reverse("today", args=[child.pk])


def tap(client, child, *also, movement="backward", id=PAGE):
    body = {"id": id, "zone": ZONE, "movement": movement, "also": [str(each) for each in also]}
    return client.post(reverse("tap", args=[child.pk]), body)


def undo(client, child, movement="backward"):
    session = Session.objects.log_of(child).get()
    return client.post(reverse("sighting-removal", args=[child.pk, session.pk, movement]))


def seen(child):
    return [session.seen for session in Session.objects.log_of(child).newest_first()]


def asks(client, child):
    """Whether today asks for a twin, and whether that is ticked."""
    page = Page(client.get(today(child)))
    return ("Also for" in page.text, "also" in page.fields)


@pytest.mark.parametrize("who", ["owner", "caregiver"])
def test_one_tap_logs_for_both(world, noa, clock, request, who):
    response = tap(request.getfixturevalue(who), world.mira, noa.pk)
    assert response["Location"] == today(world.mira)
    for child in (world.mira, noa):
        session = Session.objects.get(child=child)
        assert (session.seen, session.started_at) == ({"backward": []}, clock.now)
        assert (session.zone, session.logged_by) == (ZONE, getattr(world, who))
        assert tallies_are_right(child)


def test_without_the_tick_only_the_one_is_logged_for(world, noa, owner):
    tap(owner, world.mira)
    assert (seen(world.mira), seen(noa)) == ([{"backward": []}], [])


def test_the_same_tap_again_logs_nothing_twice(world, noa, owner):
    for _time in range(3):
        tap(owner, world.mira, noa.pk)
    assert seen(world.mira) == seen(noa) == [{"backward": []}]
    assert Session.objects.count() == 2


def test_each_tap_joins_the_sitting_of_its_own_child(world, noa, clock, owner):
    tap(owner, noa, movement="forward", id=uuid4())
    clock.goes_on(minutes=5)
    tap(owner, world.mira, noa.pk)
    assert (seen(world.mira), seen(noa)) == ([{"backward": []}], [{"backward": [], "forward": []}])


def test_undo_takes_both_back(world, noa, clock, owner):
    tap(owner, world.mira, noa.pk)
    clock.goes_on(minutes=1)
    tap(owner, world.mira, movement="forward")
    for _time in range(2):
        session = Session.objects.get(child=world.mira)
        owner.post(reverse("sighting-removal", args=[world.mira.pk, session.pk, "backward"]))
    assert (seen(world.mira), seen(noa)) == ([{"forward": []}], [])


def test_undo_on_the_page_of_the_twin_takes_both_back_too(world, noa, clock, owner):
    tap(owner, world.mira, noa.pk)
    undo(owner, noa)
    assert seen(world.mira) == seen(noa) == []


def test_undo_leaves_what_was_seen_in_the_twin_by_another_tap(world, noa, clock, owner):
    tap(owner, noa, id=uuid4())
    clock.goes_on(minutes=1)
    tap(owner, world.mira, noa.pk)  # adds nothing to Noa's sitting
    undo(owner, world.mira)
    assert (seen(world.mira), seen(noa)) == ([], [{"backward": []}])


def test_a_late_copy_of_the_tap_does_not_bring_back_what_was_undone(world, noa, clock, owner):
    tap(owner, world.mira, noa.pk)
    undo(owner, world.mira)
    tap(owner, world.mira, noa.pk)
    assert seen(world.mira) == seen(noa) == []


def test_the_choice_is_remembered_on_the_pages_of_both(world, noa, owner, caregiver):
    assert asks(owner, world.mira) == asks(owner, noa) == (True, False)
    tap(owner, world.mira, noa.pk)
    assert asks(owner, world.mira) == asks(owner, noa) == (True, True)
    assert asks(caregiver, world.mira) == (True, False)
    tap(owner, noa, movement="forward", id=uuid4())
    assert asks(owner, world.mira) == asks(owner, noa) == (True, False)


@pytest.mark.parametrize("named", ["otto", "a child that is not there", "nonsense", "Mira", "huge"])
def test_no_other_child_is_written_to(world, noa, clock, owner, named):
    also = {"otto": world.otto.pk, "a child that is not there": 999, "Mira": world.mira.pk, "huge": "9" * 400}
    Child.objects.filter(pk=world.otto.pk).update(born=world.mira.born)
    assert tap(owner, world.mira, also.get(named, "x\0y")).status_code == 302
    assert (seen(world.mira), seen(noa), seen(world.otto)) == ([{"backward": []}], [], [])
    assert not Session.objects.filter(child=world.otto).exists()


def test_a_sibling_of_another_birthday_is_no_twin(world, noa, owner):
    Child.objects.filter(pk=noa.pk).update(born=noa.born + timedelta(days=1))
    assert asks(owner, world.mira) == (False, False)
    tap(owner, world.mira, noa.pk)
    assert seen(noa) == []


@pytest.mark.parametrize(("of", "to"), [("mira", "noa"), ("noa", "mira")])
def test_who_may_not_log_for_both_may_not_at_once(world, noa, clock, caregiver, of, to):
    children = {"mira": world.mira, "noa": noa}
    children[to].carers.filter(person=world.caregiver).update(role="viewer")
    assert asks(caregiver, children[of]) == asks(caregiver, children[to]) == (False, False)
    assert tap(caregiver, children[of], children[to].pk).status_code == 302
    assert seen(children[to]) == []
    assert tap(caregiver, children[to], children[of].pk).status_code == 403


def test_the_undo_of_who_may_not_log_for_the_twin_leaves_the_twin(world, noa, clock, owner, caregiver):
    tap(owner, world.mira, noa.pk)
    noa.carers.filter(person=world.caregiver).update(role="viewer")
    undo(caregiver, world.mira)
    assert (seen(world.mira), seen(noa)) == ([], [{"backward": []}])


def test_a_viewer_is_not_asked(noa, viewer):
    assert asks(viewer, noa) == (False, False)


def test_a_twin_is_found_among_many_children(world, noa, owner):
    for number in range(12):
        Child.objects.welcome(world.owner, name=f"Anna {number}", born=world.ago(100), due=None)
    assert asks(owner, world.mira) == (True, False)


def test_one_tap_for_triplets(world, noa, owner):
    ada = Child.objects.welcome(world.owner, name="Ada", born=world.mira.born, due=None)
    tap(owner, world.mira, noa.pk, ada.pk)
    assert seen(world.mira) == seen(noa) == seen(ada) == [{"backward": []}]


def test_the_log_of_a_twin_stays_with_the_twin(world, noa, owner):
    log(noa, world.owner, world.ago(1), "forward", note="Noa alone")
    assert "Noa alone" not in Page(owner.get(today(world.mira))).text
