"""The history by day: filtered by movement, paged by day."""

import re

import pytest
from django.urls import reverse

from tests.views.page import Page
from tests.world import log


@pytest.fixture
def path(world):
    return reverse("history", args=[world.mira.pk])


def days(page):
    return re.findall(r'<time datetime="(\d{4}-\d\d-\d\d)">', page.html)


def test_an_empty_log_says_what_will_stand_here(world, owner, path):
    page = Page(owner.get(path))
    assert "What you log of Mira stands here, day by day." in page.text
    assert reverse("today", args=[world.mira.pk]) in page.links


def test_days_stand_newest_first_and_sessions_within_them_too(world, owner, path):
    log(world.mira, world.owner, world.ago(2), "backward", hour=9)
    log(world.mira, world.caregiver, world.ago(2), "forward", hour=17, note="At last")
    log(world.mira, world.owner, world.ago(5), "pivoting")
    page = Page(owner.get(path))
    assert days(page) == [str(world.ago(2)), str(world.ago(5))]
    assert page.text.index("17:00") < page.text.index("09:00")
    assert "by Jonas." in page.text
    assert "At last" in page.text


def test_what_is_in_the_bin_is_not_in_the_history(world, owner, path):
    log(world.mira, world.owner, world.ago(2), "backward").remove(world.owner)
    assert days(Page(owner.get(path))) == []


def test_a_movement_filters(world, owner, path):
    log(world.mira, world.owner, world.ago(2), "backward", hour=9)
    log(world.mira, world.owner, world.ago(2), "pivoting", hour=17)
    log(world.mira, world.owner, world.ago(5), "pivoting", "backward")
    log(world.mira, world.owner, world.ago(6), "forward")
    page = Page(owner.get(path, {"movement": "backward"}))
    assert days(page) == [str(world.ago(2)), str(world.ago(5))]
    assert "09:00" in page.text
    assert "17:00" not in page.text


def test_a_movement_that_was_never_seen_says_that_this_is_ordinary(world, owner, path):
    log(world.mira, world.owner, world.ago(2), "backward")
    assert "some movements never come" in Page(owner.get(path, {"movement": "forward"})).text


@pytest.mark.parametrize("movement", ["", "backward"])
def test_following_earlier_days_shows_each_day_once(world, owner, path, movement):
    logged = [world.ago(number * 2) for number in range(1, 32)]
    for day in logged:
        log(world.mira, world.owner, day, "backward")
        log(world.mira, world.owner, day, "pivoting", hour=15)
    shown, address = [], f"{path}?movement={movement}"
    while address:
        page = Page(owner.get(address))
        shown += days(page)
        earlier = [link for link in page.links if "before=" in link]
        address = path + earlier[0] if earlier else None
        assert (path in page.links) or movement
    assert shown == [str(day) for day in logged]


@pytest.mark.parametrize(("a_day", "days_a_page"), [(25, [2, 1]), (61, [1, 1, 1])])
def test_very_full_days_make_short_pages_and_no_day_is_torn_apart(world, owner, path, a_day, days_a_page):
    for number in range(3 * a_day):
        log(world.mira, world.owner, world.ago(1 + number // a_day), "backward")
    shown, address = [], path
    while address:
        page = Page(owner.get(address))
        assert page.tags["li"] >= len(days(page)) * a_day
        shown.append(len(days(page)))
        address = next((path + link for link in page.links if "before=" in link), None)
    assert shown == days_a_page


def test_before_the_first_day_it_says_so(world, owner, path):
    log(world.mira, world.owner, world.ago(2), "backward")
    page = Page(owner.get(path, {"before": str(world.ago(2))}))
    assert "Nothing was logged before that day." in page.text
    assert path in page.links


@pytest.mark.parametrize(
    "strange",
    [
        "2026-02-30",
        "0000-00-00",
        "0001-01-01",
        "9999-12-31",
        "yesterday",
        "\0",
        "<script>",
        "９９９９-１２-３１",
        "x" * 100_000,
    ],
)
@pytest.mark.parametrize("name", ["before", "movement"])
def test_whatever_stands_in_the_address_there_is_a_page(world, owner, path, name, strange):
    log(world.mira, world.owner, world.ago(2), "backward")
    response = owner.get(path, {name: strange})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


def test_a_viewer_reads_it_and_is_offered_nothing_to_write(world, viewer, path):
    log(world.mira, world.owner, world.ago(2), "backward")
    page = Page(viewer.get(path))
    assert days(page) == [str(world.ago(2))]
    assert reverse("bin", args=[world.mira.pk]) not in page.links
    assert reverse("session-new", args=[world.mira.pk]) not in page.links
