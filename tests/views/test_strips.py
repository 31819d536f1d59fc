"""Photos in the lines of the log, and the ways to add some."""

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from milestones.models import Photo
from tests.pictures import photo, picture
from tests.views.page import Page
from tests.world import ZONE, log

TINY = picture(40, 30)


def adding(session):
    return f"{reverse('photo-new', args=[session.child_id])}?session={session.pk}"


@pytest.fixture
def session(world):
    return log(world.mira, world.owner, world.ago(1), "backward")


@pytest.mark.parametrize("name", ["today", "history"])
def test_a_line_shows_the_photos_of_its_session(world, owner, viewer, session, name):
    shown = photo(session, world.owner, TINY, caption="Under the <sofa>")
    waits = Photo.objects.add(world.mira, world.owner, uuid4(), ContentFile(TINY), session=session.pk)
    for person in (owner, viewer):
        page = Page(person.get(reverse(name, args=[world.mira.pk])))
        assert reverse("photo", args=[world.mira.pk, shown.pk]) in page.links
        assert reverse("photo", args=[world.mira.pk, waits.pk]) in page.links
        assert 'alt="Under the &lt;sofa&gt;"' in page.html
        assert 'data-day="Yesterday, at ' in page.html
        assert 'data-seen="Backward"' in page.html
        assert "Being developed" in page.text
        assert page.inline == []


def test_what_was_not_taken_is_told_on_the_page_of_its_session_alone(world, owner, viewer, session):
    gone = photo(session, world.owner, b"no picture")
    page = reverse("session", args=[world.mira.pk, session.pk])
    assert reverse("photo-removal", args=[world.mira.pk, gone.pk]) in Page(owner.get(page)).actions
    for person, path in ((viewer, page), (owner, reverse("history", args=[world.mira.pk]))):
        assert "Not taken" not in Page(person.get(path)).text


def test_who_may_log_is_led_to_adding_photos_until_there_is_no_room(world, owner, caregiver, viewer, session):
    path = reverse("history", args=[world.mira.pk])
    for person, is_led in ((owner, True), (caregiver, True), (viewer, False)):
        assert (adding(session) in Page(person.get(path)).links) is is_led
    for _ in range(5):
        photo(session, world.owner, TINY)
    photo(session, world.owner, b"no picture")
    assert adding(session) in Page(owner.get(path)).links
    photo(session, world.owner, TINY)
    assert adding(session) not in Page(owner.get(path)).links


def test_a_first_asks_for_a_photo_of_it(world, clock, owner):
    log(world.mira, world.owner, world.ago(1), "pivoting")
    owner.post(reverse("tap", args=[world.mira.pk]), {"id": uuid4(), "zone": ZONE, "movement": "backward"})
    page = Page(owner.get(reverse("today", args=[world.mira.pk])))
    first = world.mira.sessions.get(sightings__movement="backward")
    assert "Add a photo of it" in page.text
    assert page.links.index(adding(first)) < page.links.index(reverse("session", args=[world.mira.pk, first.pk]))
