"""A tap on a tile, and its undo."""

from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from milestones.models import Session
from tests.views.page import Page
from tests.world import ZONE, log

PAGE = UUID(int=7)


@pytest.fixture
def path(world):
    return reverse("tap", args=[world.mira.pk])


def sitting(**fields):
    return {"id": PAGE, "zone": ZONE, "movement": "backward", **fields}


@pytest.mark.parametrize("who", ["owner", "caregiver"])
def test_it_logs_the_movement_now_and_leads_back_to_today(world, clock, request, path, who):
    response = request.getfixturevalue(who).post(path, sitting())
    assert response.status_code == 302
    assert response["Location"] == reverse("today", args=[world.mira.pk])
    session = Session.objects.get()
    assert (session.pk, session.child, session.started_at, session.zone) == (PAGE, world.mira, clock.now, ZONE)
    assert session.seen == {"backward": []}
    assert session.logged_by == getattr(world, who)


def test_a_viewer_may_not(world, viewer, path):
    assert viewer.post(path, sitting()).status_code == 403
    assert not Session.objects.exists()


def test_the_same_request_twice_logs_once(world, owner, path):
    for _time in range(2):
        assert owner.post(path, sitting()).status_code == 302
    assert [session.seen for session in Session.objects.all()] == [{"backward": []}]


@pytest.mark.parametrize("zone", ["", "Moon/Tranquility", "x" * 100_000, "a\0b", None])
def test_a_device_whose_zone_nobody_knows_logs_in_the_zone_the_person_is_in(world, owner, path, zone):
    said = sitting(zone=zone)
    owner.post(path, {name: value for name, value in said.items() if value is not None})
    assert Session.objects.get().zone == ZONE


NOT_WHOLE = {
    "no id": {"id": ""},
    "an id that is none": {"id": "1; DROP TABLE"},
    "a long id": {"id": "f" * 1_000_000},
    "no movement": {"movement": ""},
    "a movement nobody knows": {"movement": "flying"},
    "markup": {"movement": "<script>alert(1)</script>"},
    "NUL": {"movement": "back\0ward", "id": "\0"},
}


@pytest.mark.parametrize("wrong", NOT_WHOLE.values(), ids=NOT_WHOLE)
def test_a_tap_that_did_not_arrive_whole_says_so_on_today(world, owner, path, wrong):
    response = owner.post(path, sitting(**wrong), follow=True)
    assert response.redirect_chain == [(reverse("today", args=[world.mira.pk]), 302)]
    assert "Please tap once more" in Page(response).complaints
    assert not Session.objects.exists()


def test_a_tap_before_the_birthday_says_why_it_is_not_logged(world, owner, path):
    world.mira.born = world.today.replace(year=world.today.year + 1)
    world.mira.save()
    response = owner.post(path, sitting(), follow=True)
    assert "before Mira was born" in Page(response).complaints
    assert not Session.objects.exists()


def test_the_id_of_another_childs_session_is_404_and_tells_nothing(world, owner, path):
    log(world.otto, world.stranger, world.today, "forward", id=PAGE, hour=0)
    response = owner.post(path, sitting())
    assert response.status_code == 404
    assert Session.objects.get().seen == {"forward": []}


# --- Undo -------------------------------------------------------------------------------------------------------------


def undo(world, session, movement="backward"):
    return reverse("sighting-removal", args=[world.mira.pk, session.pk, movement])


def test_undo_takes_the_movement_back_and_leads_back_to_today(world, owner, path):
    owner.post(path, sitting())
    owner.post(path, sitting(movement="pivoting"))
    response = owner.post(undo(world, Session.objects.get()))
    assert response["Location"] == reverse("today", args=[world.mira.pk])
    assert Session.objects.get().seen == {"pivoting": []}


def test_undo_of_the_only_movement_empties_today_again(world, owner, path):
    owner.post(path, sitting())
    response = owner.post(undo(world, Session.objects.get()), follow=True)
    assert "Nothing is logged yet." in Page(response).text


def test_undo_twice_is_undo_once(world, owner, caregiver, path):
    owner.post(path, sitting())
    session = Session.objects.get()
    assert {client.post(undo(world, session)).status_code for client in (owner, caregiver, owner)} == {302}
    session.refresh_from_db()
    assert (session.removed_by, session.revision) == (world.owner, 2)


@pytest.mark.parametrize("movement", ["forward", "flying", "x" * 3000])
def test_undo_of_what_is_not_there_changes_nothing(world, owner, path, movement):
    owner.post(path, sitting())
    assert owner.post(undo(world, Session.objects.get(), movement)).status_code == 302
    assert Session.objects.get().seen == {"backward": []}


def test_undo_in_a_session_that_is_not_there_is_404(world, owner):
    assert owner.post(reverse("sighting-removal", args=[world.mira.pk, uuid4(), "backward"])).status_code == 404
