"""Removing a session with undo, and the bin."""

from uuid import uuid4

import pytest
from django.urls import reverse

from milestones.models import Session
from tests.views.page import Page
from tests.world import log


@pytest.fixture
def session(world):
    return log(world.mira, world.owner, world.ago(2), "backward", minutes=10, note="By the sofa")


@pytest.fixture
def paths(world, session):
    return {
        name: reverse(name, args=[world.mira.pk, session.pk]) for name in ("session-removal", "session-restoration")
    } | {name: reverse(name, args=[world.mira.pk]) for name in ("history", "bin")}


def test_removing_leads_to_the_history_which_offers_to_undo(world, caregiver, session, paths):
    response = caregiver.post(paths["session-removal"], follow=True)
    page = Page(response)
    assert response.redirect_chain == [(paths["history"], 302)]
    assert "It stays in the bin for 30 days." in page.complaints
    assert paths["session-restoration"] in page.actions
    session.refresh_from_db()
    assert session.removed_by == world.caregiver


def test_undo_brings_it_back_and_leads_to_its_day(world, owner, session, paths):
    owner.post(paths["session-removal"])
    page = Page(owner.post(paths["session-restoration"], follow=True))
    assert "It is back in the log." in page.complaints
    assert "By the sofa" in page.text
    assert Session.objects.log_of(world.mira).get() == session


def test_each_may_be_asked_twice(world, owner, session, paths):
    for path in ("session-removal", "session-removal", "session-restoration", "session-restoration"):
        assert owner.post(paths[path]).status_code == 302
    session.refresh_from_db()
    assert session.removed_at is None


def test_the_bin_shows_what_was_removed_and_by_whom(world, owner, session, paths):
    session.remove(world.caregiver)
    page = Page(owner.get(paths["bin"]))
    assert "10 minutes. Removed by Jonas." in page.text
    assert "By the sofa" in page.text
    assert paths["session-restoration"] in page.actions


def test_an_empty_bin_says_so(world, owner, paths):
    assert "The bin is empty." in Page(owner.get(paths["bin"])).text


def test_after_30_days_it_is_gone(world, clock, owner, session, paths):
    session.remove(world.owner)
    clock.goes_on(days=30)
    owner.force_login(world.owner)
    assert "The bin is empty." in Page(owner.get(paths["bin"])).text
    assert owner.post(paths["session-restoration"]).status_code == 404


@pytest.mark.parametrize("name", ["session-removal", "session-restoration"])
def test_a_session_that_is_not_there_is_404(world, owner, name):
    assert owner.post(reverse(name, args=[world.mira.pk, uuid4()])).status_code == 404


@pytest.mark.parametrize("name", ["session-removal", "session-restoration"])
def test_a_viewer_may_not(world, viewer, session, paths, name):
    assert viewer.post(paths[name]).status_code == 403
    assert viewer.get(paths["bin"]).status_code == 403
    session.refresh_from_db()
    assert session.removed_at is None
