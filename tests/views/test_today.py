"""Today: the sentence of fact, the tip with its reason, the tiles, the last sessions."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from milestones.models import Child, Session, Timer
from tests.views.page import Page
from tests.world import ZONE, log


@pytest.fixture
def path(world):
    return reverse("today", args=[world.mira.pk])


def test_an_empty_log_says_what_to_do(world, owner, path):
    page = Page(owner.get(path))
    assert "What has Mira been up to on the floor?" in page.text
    assert "Nothing is logged yet." in page.text
    assert {reverse("tap", args=[world.mira.pk]), reverse("timer", args=[world.mira.pk])} <= {*page.actions}


def test_it_shows_what_was_seen_this_week_and_the_reason_of_the_tip(world, owner, path):
    for days in (1, 2, 3):
        log(world.mira, world.owner, world.ago(days), "backward")
    page = Page(owner.get(path))
    assert "This week it’s backward." in page.text
    assert "Backward on 3 of the last 7 days, no forward yet" in page.text


def test_the_last_sessions_say_who_logged_them(world, owner, path):
    log(world.mira, world.caregiver, world.ago(1), "pivoting", minutes=7, note="On the blue rug")
    page = Page(owner.get(path))
    assert "Yesterday, 7 minutes, by Jonas." in page.text
    assert "On the blue rug" in page.text


def test_every_page_brings_an_id_of_its_own_for_its_next_tap(world, owner, path):
    first, second = Page(owner.get(path)), Page(owner.get(path))
    assert UUID(first.fields["id"][0]) != UUID(second.fields["id"][0])
    assert first.fields["zone"] == [ZONE]


def test_what_is_in_the_sitting_can_be_undone_and_given_details(world, clock, owner, path):
    session = Session.objects.tap(world.mira, world.owner, UUID(int=1), clock.now, ZONE, "backward").session
    undo = reverse("sighting-removal", args=[world.mira.pk, session.pk, "backward"])
    page = Page(owner.get(path))
    assert undo in page.actions
    assert reverse("session", args=[world.mira.pk, session.pk]) in page.links
    assert "10:00" in page.text
    clock.goes_on(minutes=30)
    assert undo not in Page(owner.get(path)).actions


def test_a_viewer_sees_it_all_and_has_nothing_to_tap(world, viewer, path):
    log(world.mira, world.owner, world.ago(1), "backward", note="On the rug")
    page = Page(viewer.get(path))
    assert "On the rug" in page.text
    assert {*page.actions} == {reverse("lamp")}
    assert reverse("session-new", args=[world.mira.pk]) not in page.links


def test_a_running_timer_shows_how_long_it_has_run(world, clock, owner, path):
    Timer.objects.create(child=world.mira, started_at=clock.now, zone=ZONE)
    clock.goes_on(minutes=12)
    page = Page(owner.get(path))
    assert "12:00" in page.text
    assert f"{reverse('session-new', args=[world.mira.pk])}?timer" in page.links
    assert reverse("timer", args=[world.mira.pk]) not in page.actions


def test_tapping_while_a_timer_runs_shows_on_the_tiles(world, clock, owner, path):
    Timer.objects.create(child=world.mira, started_at=clock.now, zone=ZONE)
    clock.goes_on(minutes=50)
    owner.post(reverse("tap", args=[world.mira.pk]), {"id": UUID(int=1), "movement": "backward"})
    session = Session.objects.get()
    undo = reverse("sighting-removal", args=[world.mira.pk, session.pk, "backward"])
    assert undo in Page(owner.get(path)).actions


def test_both_ages_stand_in_the_head_when_the_baby_came_early(world, owner, path):
    Child.objects.filter(pk=world.mira.pk).update(due=world.mira.born + timedelta(weeks=8))
    assert "corrected" in Page(owner.get(path)).text


def test_the_other_children_are_a_tap_away(world, owner, path):
    world.otto.carers.create(person=world.owner, role="viewer")
    assert reverse("today", args=[world.otto.pk]) in Page(owner.get(path)).links


# --- A first ----------------------------------------------------------------------------------------------------------


def tap(client, child, movement):
    return client.post(reverse("tap", args=[child.pk]), {"id": UUID(int=1), "movement": movement})


def test_a_first_is_celebrated_once(world, owner, path):
    tap(owner, world.mira, "backward")
    assert "Off and away, backward!" in Page(owner.get(path)).text
    assert "Off and away, backward!" not in Page(owner.get(path)).text


def test_a_first_that_was_undone_in_another_tab_is_not_celebrated(world, owner, path):
    tap(owner, world.mira, "backward")
    Session.objects.get().unsee(world.owner, "backward")
    response = owner.get(path)
    assert response.status_code == 200
    assert "Off and away, backward!" not in Page(response).text


def test_the_first_of_one_child_is_not_celebrated_on_the_page_of_another(world, owner, path):
    world.otto.carers.create(person=world.owner, role="owner")
    tap(owner, world.mira, "backward")
    response = owner.get(reverse("today", args=[world.otto.pk]))
    assert response.status_code == 200
    assert "Off and away, backward!" not in Page(response).text
