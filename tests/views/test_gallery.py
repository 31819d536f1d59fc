"""All photos of a child, by age."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from milestones.models import Child, Photo
from milestones.views import gallery
from tests.pictures import photo, picture
from tests.views.page import Page
from tests.world import log, signed_in

TINY = picture(40, 30)


@pytest.fixture
def path(world):
    return reverse("photos", args=[world.mira.pk])


def shown(page):
    """The ids of the photos, in the order they hang."""
    return re.findall(r'data-photo="([^"]+)"', page.html)


def headings(page):
    return [" ".join(re.sub("<[^>]+>", "", words).split()) for words in re.findall("<h2>(.*?)</h2>", page.html)]


def test_without_photos_it_says_what_will_hang_here_and_how(world, owner, viewer, path):
    page = Page(owner.get(path))
    assert "The photos of Mira will hang here, month by month." in page.text
    assert reverse("history", args=[world.mira.pk]) in page.links[page.links.index("#main") :]
    assert "has a camera" not in Page(viewer.get(path)).text


def test_photos_hang_newest_first_by_month_of_life_and_in_the_order_of_their_session(world, owner, path):
    born = world.mira.born
    early = log(world.mira, world.owner, born + timedelta(days=100), "pushing-up")
    late = log(world.mira, world.owner, world.ago(2), "backward", "pivoting")
    photos = [photo(session, world.owner, TINY) for session in (early, late, late)]
    page = Page(owner.get(path))
    assert shown(page) == [str(photos[number].pk) for number in (1, 2, 0)]
    assert headings(page) == ["7 months", "3 months"]
    assert "Circles" in page.text
    of_late = f'<time datetime="{late.day}">'
    assert page.html.count(of_late) == 2  # each photo has its day, wherever its row breaks


def test_the_first_month_and_a_baby_born_early(world, owner):
    lia = Child.objects.welcome(world.owner, name="Lia", born=world.ago(120), due=world.ago(64))
    for days in (110, 75, 2):
        photo(log(lia, world.owner, world.ago(days), "pushing-up"), world.owner, TINY)
    # The corrected age counts other days: the page's head tells it, of today.
    assert headings(Page(owner.get(reverse("photos", args=[lia.pk])))) == ["3 months", "1 month", "The first month"]


def test_what_cannot_be_looked_at_does_not_hang_there(world, owner, path):
    session = log(world.mira, world.owner, world.ago(2), "backward")
    stays = photo(session, world.owner, TINY)
    photo(session, world.owner, TINY).remove(world.owner)
    photo(session, world.owner, b"no picture")
    removed = log(world.mira, world.owner, world.ago(3), "backward")
    photo(removed, world.owner, TINY)
    removed.remove(world.owner)
    Photo.objects.add(world.mira, world.owner, uuid4(), ContentFile(TINY), session=session.pk)  # still waits
    assert shown(Page(owner.get(path))) == [str(stays.pk)]


def test_earlier_pages_show_each_photo_once_and_sessions_whole(world, owner, path, monkeypatch):
    monkeypatch.setattr(gallery, "PHOTOS_A_PAGE", 4)
    sessions = [log(world.mira, world.owner, world.ago(days), "backward") for days in range(1, 6)]
    sessions.append(log(world.mira, world.owner, world.ago(5), "forward"))  # at the same time as another
    expected = {str(photo(session, world.owner, TINY).pk) for session in sessions for _ in range(2)}
    seen, way = [], path
    for _page in range(3):
        page = Page(owner.get(way))
        assert len(shown(page)) == 4
        seen += shown(page)
        way = next((path + link for link in page.links if link.startswith("?before=")), None)
    assert way is None
    assert sorted(seen) == sorted(expected)
    assert path in page.links


def test_a_page_goes_on_after_a_session_that_is_in_the_bin_by_now(world, owner, path):
    older, newer = (log(world.mira, world.owner, world.ago(days), "backward") for days in (5, 2))
    photos = [photo(session, world.owner, TINY) for session in (older, newer)]
    newer.remove(world.owner)
    assert shown(Page(owner.get(path, {"before": newer.pk}))) == [str(photos[0].pk)]


def test_a_page_before_the_first_photo_leads_back(world, owner, path):
    session = log(world.mira, world.owner, world.ago(5), "backward")
    photo(session, world.owner, TINY)
    page = Page(owner.get(path, {"before": session.pk}))
    assert "No photos from before that day." in page.text
    assert path in page.links


@pytest.mark.parametrize("before", ["", "x", "../..", str(UUID(int=4)), "\x00"])
def test_a_made_up_page_is_the_first(world, owner, path, before):
    shown_first = photo(log(world.mira, world.owner, world.ago(5), "backward"), world.owner, TINY)
    assert shown(Page(owner.get(path, {"before": before}))) == [str(shown_first.pk)]


def test_the_session_of_another_child_is_no_place_in_it(world, owner, path):
    world.otto.carers.create(person=world.owner, role="owner")
    theirs = log(world.otto, world.stranger, world.ago(9), "backward")
    hers = photo(log(world.mira, world.owner, world.ago(5), "backward"), world.owner, TINY)
    assert shown(Page(owner.get(path, {"before": theirs.pk}))) == [str(hers.pk)]


def test_a_photo_of_one_child_hangs_nowhere_else(world, owner):
    photo(log(world.mira, world.owner, world.ago(5), "backward"), world.owner, TINY)
    assert shown(Page(signed_in(world.stranger).get(reverse("photos", args=[world.otto.pk])))) == []


def test_the_menu_of_the_child_leads_there(world, viewer, path):
    assert path in Page(viewer.get(reverse("today", args=[world.mira.pk]))).links
