"""For who follows many children: a list to search, and a menu that holds a few."""

from datetime import timedelta

import pytest
from django.urls import reverse

from milestones.models import Child
from milestones.views.access import FEW
from tests.views.page import Page
from tests.world import log

LIST = reverse("children")


def follow(world, *names):
    return [
        Child.objects.welcome(world.owner, name=name, born=world.today - timedelta(days=200), due=None)
        for name in names
    ]


@pytest.fixture
def ward(world):
    return follow(world, *(f"Baby {number:02}" for number in range(40)))


def names(response):
    """The children of the list, from top to bottom."""
    rows = response.content.decode().partition('class="followed"')[2].partition("</ul>")[0]
    return [row.partition("</span>")[0] for row in rows.split('<span class="story">')[1:]]


def test_a_row_says_who_how_old_when_last_and_what_is_current(world, owner):
    log(world.mira, world.owner, world.ago(1), "backward", "pivoting")
    page = Page(owner.get(LIST))
    assert reverse("today", args=[world.mira.pk]) in page.links
    for words in ("Mira", "7 months", "Last session: Yesterday", "Lately: ", "Circles", "Backward"):
        assert words in page.text


def test_after_a_break_nothing_is_called_current(world, owner):
    log(world.mira, world.owner, world.ago(22), "backward")
    page = Page(owner.get(LIST))
    assert "Last session: " in page.text
    assert "Lately:" not in page.text


def test_a_child_without_a_log_says_so(owner):
    assert "Nothing is logged yet." in Page(owner.get(LIST)).text


def test_a_strangers_child_is_in_no_list_and_no_search(world, owner):
    log(world.otto, world.stranger, world.ago(1), "backward")
    for query in ({}, {"q": "Otto"}, {"order": "latest"}, {"q": "o"}):
        assert reverse("today", args=[world.otto.pk]) not in Page(owner.get(LIST, query)).links
    assert "No child you follow has “Otto” in the name." in Page(owner.get(LIST, {"q": "Otto"})).text


def test_a_viewer_follows_too(world, viewer):
    assert names(viewer.get(LIST)) == ["Mira"]


@pytest.mark.parametrize(("q", "found"), [("öm", ["Ömer"]), ("ÖMER", ["Ömer"]), (" ira ", ["Mira"]), ("xyz", [])])
def test_a_search_knows_no_case_in_any_alphabet(world, owner, q, found):
    follow(world, "Ömer")
    response = owner.get(LIST, {"q": q})
    assert names(response) == found
    assert Page(response)["q"] == q.strip()


def test_by_name_or_the_last_session_first(world, owner):
    _anna, zoe, ben = follow(world, "anna", "Zoe", "Ben")
    log(zoe, world.owner, world.ago(1), "backward")
    log(ben, world.owner, world.ago(5), "backward")
    assert names(owner.get(LIST)) == ["anna", "Ben", "Mira", "Zoe"]
    assert names(owner.get(LIST, {"order": "latest"})) == ["Zoe", "Ben", "anna", "Mira"]
    assert names(owner.get(LIST, {"order": "nonsense"})) == ["anna", "Ben", "Mira", "Zoe"]


def test_thirty_a_page_and_the_rest_on_the_next(ward, owner):
    first, second = (owner.get(LIST, {"page": page, "order": "name"}) for page in (1, 2))
    assert [len(names(first)), len(names(second))] == [30, 11]
    assert not {*names(first)} & {*names(second)}
    assert "Page 1 of 2" in Page(first).text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99", "9" * 5000, "1e9", ""])
def test_a_page_that_is_not_there_is_one_that_is(ward, owner, page):
    assert names(owner.get(LIST, {"page": page}))


def test_the_way_to_the_next_page_keeps_the_search_and_the_order(ward, owner):
    links = Page(owner.get(LIST, {"q": "baby", "order": "latest"})).links
    assert "?q=baby&order=latest&page=2" in links


def test_the_start_leads_to_the_list_when_there_are_more_than_a_few(world, owner):
    follow(world, *(f"Baby {number}" for number in range(FEW - 1)))
    assert owner.get(reverse("start"))["Location"].startswith("/children/")
    assert owner.get(reverse("start"))["Location"] != LIST
    follow(world, "One more")
    assert owner.get(reverse("start"))["Location"] == LIST


def test_the_menu_holds_a_few_and_leads_to_all(world, ward, owner):
    links = Page(owner.get(reverse("today", args=[world.mira.pk]))).links
    others = [child for child in ward if reverse("today", args=[child.pk]) in links]
    assert others == ward[:FEW]
    assert LIST in links


def test_who_follows_one_child_needs_no_list(world, caregiver):
    assert LIST not in Page(caregiver.get(reverse("today", args=[world.mira.pk]))).links
