"""What changed in a session stands on its page: who, when, and both what it said and what it says."""

from datetime import timedelta

import pytest
from django.urls import reverse

from milestones.models import Session
from tests.models.test_change import change
from tests.views.page import Page
from tests.world import log


@pytest.fixture
def session(world):
    return log(world.mira, world.owner, world.ago(2), "backward", minutes=10, note="On the rug")


@pytest.fixture
def path(world, session):
    return reverse("session", args=[world.mira.pk, session.pk])


@pytest.mark.parametrize("who", ["owner", "caregiver", "viewer"])
def test_any_carer_reads_who_changed_what(world, session, path, request, who):
    change(
        session,
        world.caregiver,
        minutes=12,
        note="",
        seen={"backward": ["far"], "pivoting": ["left"]},
        started_at=session.started_at + timedelta(minutes=30),
    )
    page = Page(request.getfixturevalue(who).get(path))
    for words in (
        "Circles added (to the left)",
        "Backward: no details →became",
        "Time: 10:00 →became 10:30",
        "Minutes: 10 →became 12",
        "Note taken out: On the rug",
        "Last changed by you." if who == "caregiver" else "Last changed by Jonas.",
    ):
        assert words in page.text


def test_the_bin_and_the_way_back_are_told_too(world, session, path, owner):
    session.remove(world.caregiver)
    session.restore(world.owner)
    text = Page(owner.get(path)).text
    assert text.index("Brought back") < text.index("Put in the bin")


def test_a_session_that_nobody_changed_says_nothing_of_changes(owner, viewer, path):
    for client in (owner, viewer):
        assert "What changed" not in Page(client.get(path)).text


def test_many_changes_are_folded(world, session, path, viewer):
    for number in range(1, 5):
        change(Session.objects.get(pk=session.pk), world.caregiver, minutes=20 + number)
        page = Page(viewer.get(path))
        assert page.tags["ol"] == 1
        assert ("details" in page.html.partition('class="changes"')[2]) == (number > 3)
    assert "4 changes" in page.text


def test_a_change_by_somebody_who_left_has_no_name(world, session, path, owner):
    change(session, world.caregiver, minutes=12)
    world.caregiver.delete()
    page = Page(owner.get(path))
    assert "by someone who has left." in page.text
    assert "Jonas" not in page.text
