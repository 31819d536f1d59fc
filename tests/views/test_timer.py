"""Tummy time: start it, see it run, stop it into the form, or throw it away."""

from uuid import UUID

import pytest
from django.urls import reverse

from milestones.models import Session, Timer
from tests.views.page import Page
from tests.world import ZONE


@pytest.fixture
def start(world, owner):
    return lambda client=owner: client.post(reverse("timer", args=[world.mira.pk]))


@pytest.fixture
def form(world):
    return reverse("session-new", args=[world.mira.pk])


def test_it_starts_now_where_the_person_is(world, clock, start):
    assert start()["Location"] == reverse("today", args=[world.mira.pk])
    timer = Timer.objects.get()
    assert (timer.child, timer.started_at, timer.zone, timer.started_by) == (world.mira, clock.now, ZONE, world.owner)


def test_one_that_runs_goes_on(world, clock, start, caregiver):
    start()
    clock.goes_on(minutes=5)
    start(caregiver)
    timer = Timer.objects.get()
    assert (timer.started_at, timer.started_by) == (clock.now.replace(minute=0), world.owner)


def test_stopping_it_fills_the_form_in(world, clock, owner, start, form):
    start()
    clock.goes_on(minutes=14, seconds=10)
    page = Page(owner.get(f"{form}?timer", follow=True))
    assert (page["when"], page["minutes"], page["zone"]) == (f"{world.ago(1)}T10:00", "14", ZONE)
    assert UUID(page["id"]) == Timer.objects.get().session_id
    assert "Saving stops the timer" in page.text


def test_saving_stops_it(world, clock, owner, start, form):
    start()
    clock.goes_on(minutes=14)
    page = Page(owner.get(f"{form}?timer", follow=True))
    owner.post(form, {name: page[name] for name in ("id", "zone", "when", "minutes")} | {"seen": "backward"})
    session = Session.objects.get()
    assert (session.minutes, session.seen) == (14, {"backward": []})
    assert not Timer.objects.exists()


def test_a_mistake_in_the_form_does_not_stop_it_and_is_still_about_the_timer(world, clock, owner, start, form):
    start()
    page = Page(owner.get(f"{form}?timer", follow=True))
    sent = {name: page[name] for name in ("id", "zone", "when")} | {"minutes": "a few"}
    response = owner.post(form, sent)
    assert response.status_code == 422
    assert "Saving stops the timer" in Page(response).text
    assert Timer.objects.exists()


def test_one_that_ran_for_longer_than_a_session_can_leaves_the_minutes_open(world, clock, owner, start, form):
    start()
    clock.goes_on(hours=10, minutes=1)
    assert Page(owner.get(f"{form}?timer", follow=True))["minutes"] == ""


def test_with_no_timer_the_form_is_the_plain_one(world, owner, form):
    page = Page(owner.get(f"{form}?timer", follow=True))
    assert "Saving stops the timer" not in page.text
    assert page["minutes"] == ""


def test_after_a_tap_while_it_runs_stopping_it_leads_to_that_session(world, clock, owner, start, form):
    start()
    clock.goes_on(minutes=5)
    owner.post(reverse("tap", args=[world.mira.pk]), {"id": UUID(int=1), "movement": "backward"})
    clock.goes_on(minutes=5)
    response = owner.get(f"{form}?timer", follow=True)
    page = Page(response)
    assert (page["minutes"], page.fields["seen"]) == ("10", ["backward"])
    said = {name: page.fields[name] for name in ("id", "zone", "when", "revision", "minutes", "seen")}
    owner.post(response.redirect_chain[-1][0], said)
    assert Session.objects.get().minutes == 10
    assert not Timer.objects.exists()


def test_a_tap_by_somebody_else_while_the_form_is_open_is_not_lost(world, clock, owner, caregiver, start, form):
    start()
    clock.goes_on(minutes=10)
    page = Page(owner.get(f"{form}?timer", follow=True))
    caregiver.post(reverse("tap", args=[world.mira.pk]), {"id": UUID(int=1), "movement": "backward"})
    sent = {name: page[name] for name in ("id", "zone", "when", "minutes")} | {"seen": ["pivoting", "pivoting:left"]}
    response = owner.post(form, sent)
    assert response.status_code == 422
    again = Page(response)
    assert {*again.fields["seen"]} == {"backward", "pivoting", "pivoting:left"}
    assert again["minutes"] == "10"
    change = reverse("session", args=[world.mira.pk, Session.objects.get().pk])
    assert change in again.actions
    owner.post(change, {name: again.fields[name] for name in ("id", "zone", "when", "minutes", "revision", "seen")})
    session = Session.objects.get()
    assert (session.minutes, session.seen) == (10, {"pivoting": ["left"], "backward": []})
    assert not Timer.objects.exists()


def test_undoing_the_only_tap_while_it_runs_leaves_it_to_be_saved(world, clock, owner, start, form):
    start()
    clock.goes_on(minutes=5)
    owner.post(reverse("tap", args=[world.mira.pk]), {"id": UUID(int=1), "movement": "backward"})
    owner.post(reverse("sighting-removal", args=[world.mira.pk, Session.objects.get().pk, "backward"]))
    clock.goes_on(minutes=5)
    page = Page(owner.get(f"{form}?timer", follow=True))
    response = owner.post(form, {name: page[name] for name in ("id", "zone", "when", "minutes")})
    assert response.status_code == 302
    assert [session.minutes for session in Session.objects.log_of(world.mira)] == [10]


def test_throwing_it_away_logs_nothing_and_keeps_what_was_tapped(world, clock, owner, start):
    start()
    clock.goes_on(minutes=5)
    owner.post(reverse("tap", args=[world.mira.pk]), {"id": UUID(int=1), "movement": "backward"})
    for _time in range(2):
        response = owner.post(reverse("timer-removal", args=[world.mira.pk]))
        assert response["Location"] == reverse("today", args=[world.mira.pk])
    assert not Timer.objects.exists()
    assert [(session.minutes, session.seen) for session in Session.objects.all()] == [(None, {"backward": []})]


def test_a_viewer_may_neither_start_it_nor_throw_it_away(world, owner, viewer, start):
    assert start(viewer).status_code == 403
    start()
    assert viewer.post(reverse("timer-removal", args=[world.mira.pk])).status_code == 403
    assert Timer.objects.exists()
