"""The owner's page of guest links: making one, seeing it once, ending it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from milestones.models import GuestLink
from tests.views.page import Page
from tests.world import signed_in


@pytest.fixture
def path(world):
    return reverse("links", args=[world.mira.pk])


def make(world, **fields):
    ends = timezone.now() + timedelta(days=30)
    return GuestLink.objects.make(world.mira, world.owner, **{"label": "Dr. Weber", "expires_at": ends} | fields)


def given(response):
    """The link that the page shows, or None."""
    _before, found, after = response.content.decode().partition('readonly value="')
    return after.partition('"')[0] if found else None


def test_an_owner_makes_a_link_that_is_shown_once(world, owner, client, path):
    sent = owner.post(path, {"label": "Dr. Weber", "lasts": "7"})
    assert (sent.status_code, sent["Location"]) == (302, path)
    link = given(owner.get(path))
    assert link.startswith("http://127.0.0.1:8000/shared/")
    assert given(owner.get(path)) is None
    assert client.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200
    made = GuestLink.objects.get()
    assert (made.child, made.made_by, made.label, made.with_notes) == (world.mira, world.owner, "Dr. Weber", False)


@pytest.mark.parametrize("days", [1, 7, 30, 90])
def test_it_lasts_as_long_as_was_chosen(owner, path, days):
    owner.post(path, {"label": "Dr. Weber", "lasts": str(days), "with_notes": "on", "with_photos": "on"})
    made = GuestLink.objects.get()
    assert made.expires_at - made.made_at < timedelta(days=days, minutes=1)
    assert made.expires_at - made.made_at > timedelta(days=days, minutes=-1)
    assert (made.with_notes, made.with_photos) == (True, True)


def test_the_form_begins_with_thirty_days_and_neither_notes_nor_photos(owner, path):
    page = Page(owner.get(path))
    assert page["lasts"] == "30"
    assert "with_notes" not in page.fields
    assert "with_photos" not in page.fields


@pytest.mark.parametrize("sent", [{}, {"label": " ", "lasts": "7"}, {"label": "x", "lasts": "3650"}, {"lasts": "7"}])
def test_a_mistake_gets_a_sentence_and_makes_nothing(owner, path, sent):
    response = owner.post(path, sent)
    assert response.status_code == 422
    assert Page(response).complaints
    assert not GuestLink.objects.exists()


def test_each_link_says_its_state_and_how_often_it_was_opened(world, owner, path):
    link, _ = make(world, with_notes=True)
    link.count_use(timezone.now())
    make(world, label="Aunt Ida", with_photos=True)[0].revoke()
    make(world, label="The clinic", expires_at=timezone.now() - timedelta(days=1))
    text = Page(owner.get(path)).text
    assert "With our notes, without photos. Opened 1 time, on" in text
    assert "With photos, without our notes. Not opened yet." in text
    assert "Without our notes and photos. Not opened yet." in text
    assert text.index("Open until") < text.index("Ran out on") < text.index("Ended on")
    assert text.count("Not opened yet.") == 2
    assert text.count("End the link") == 1


def test_ending_a_link_ends_it_at_once(world, owner, client, path):
    link, token = make(world)
    shared = reverse("shared", args=[token])
    assert client.get(shared).status_code == 200
    ended = owner.post(reverse("link-removal", args=[world.mira.pk, link.pk]))
    assert (ended.status_code, ended["Location"]) == (302, path)
    assert "That link is ended." in Page(owner.get(path)).text
    assert client.get(shared).status_code == 404
    assert owner.post(reverse("link-removal", args=[world.mira.pk, link.pk])).status_code == 302


def test_no_page_tells_the_token_of_a_link_that_was_made(world, owner, path):
    link, token = make(world)
    for page in (owner.get(path), owner.get(reverse("child-settings", args=[world.mira.pk]))):
        assert token not in page.content.decode()
        assert link.hash not in page.content.decode()


def test_owners_find_the_links_from_the_menu_and_the_settings_and_others_do_not(world, owner, path):
    for name in ("today", "journey", "child-settings"):
        assert path in Page(owner.get(reverse(name, args=[world.mira.pk]))).links
    for somebody in (world.caregiver, world.viewer):
        assert path not in Page(signed_in(somebody).get(reverse("today", args=[world.mira.pk]))).links


def test_another_childs_links_are_not_listed(world, owner, path):
    ends = timezone.now() + timedelta(days=1)
    GuestLink.objects.make(world.otto, world.stranger, label="Otto’s doctor", expires_at=ends)
    assert "Otto" not in Page(owner.get(path)).text
