"""What everybody may read, and where the start leads."""

import pytest
from django.urls import reverse

from milestones.models import Carer
from milestones.progression.movements import MOVEMENTS
from tests.views.page import Page
from tests.world import log, person, signed_in

START = "/"


def test_with_no_account_yet_the_start_leads_to_the_first_one(client, db, settings):
    for settings.SIGNUP_POLICY in ("open", "invite", "closed"):
        page = Page(client.get(START))
        assert "Make the first account and it is yours." in page.text
        assert reverse("account_signup") in page.links


def test_after_that_it_leads_to_signing_up_where_that_is_open(world, client, settings):
    for settings.SIGNUP_POLICY, is_open in (("open", True), ("invite", False), ("closed", False)):
        page = Page(client.get(START))
        assert "Make the first account" not in page.text
        assert reverse("account_login") in page.links
        assert (reverse("account_signup") in page.links) is is_open


def test_it_draws_the_progression(client, db):
    links = Page(client.get(START)).links
    assert {reverse("movement", args=[movement.slug]) for movement in MOVEMENTS} <= {*links}


def test_signed_in_it_leads_to_the_child_whose_log_changed_last(world, owner):
    Carer.objects.create(child=world.otto, person=world.owner, role="caregiver")
    for child in (world.otto, world.mira, world.otto):
        log(child, world.owner, world.ago(1), "backward")
        assert owner.get(START)["Location"] == reverse("today", args=[child.pk])


def test_signed_in_with_no_child_it_leads_to_adding_one(world):
    assert signed_in(person("neu")).get(START)["Location"] == reverse("child-new")


@pytest.mark.parametrize("movement", MOVEMENTS, ids=lambda movement: movement.slug)
def test_every_movement_has_its_page(client, db, movement):
    page = Page(client.get(reverse("movement", args=[movement.slug])))
    assert str(movement.looks_like) in page.text
    assert str(movement.signs[0]) in page.text
    assert str(movement.sources[0].title) in page.text
    assert {reverse("movement", args=[slug]) for slug in movement.leads_to} <= {*page.links}


@pytest.mark.parametrize("slug", ["walking", "0", "x" * 3000, "Backward"])
def test_a_movement_that_is_none_is_404(client, db, slug):
    assert client.get(reverse("movement", args=[slug])).status_code == 404


def test_only_public_pages_may_be_found_by_search_engines(world, client, owner):
    for name in ("start", "tips", "notice", "privacy"):
        assert 'content="noindex"' not in client.get(reverse(name)).content.decode()
    for path in (reverse("today", args=[world.mira.pk]), reverse("child-tip", args=[world.mira.pk, "both-ways-round"])):
        assert 'content="noindex"' in owner.get(path).content.decode()


def test_the_privacy_page_names_where_photos_lie_when_that_is_elsewhere(client, settings):
    assert "Only the photos lie elsewhere" not in Page(client.get(reverse("privacy"))).text
    settings.PHOTO_STORE = settings.PHOTO_STORE._replace(origin="https://s3.example.org")
    assert "your browser fetches them from s3.example.org." in Page(client.get(reverse("privacy"))).text
