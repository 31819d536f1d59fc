"""The book: the journey to print, in months of age."""

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from milestones.models import Child
from milestones.progression import book as progression
from tests.pictures import photo, picture
from tests.views.page import Page
from tests.world import log


@pytest.fixture
def path(world):
    return reverse("book", args=[world.mira.pk])


def test_an_empty_log_says_what_will_stand_in_the_book(owner, path):
    response = owner.get(path)
    assert response.status_code == 200
    assert "The book begins with the first thing you log of Mira." in Page(response).text
    assert "book-leaf" not in response.content.decode()


def test_it_tells_firsts_photos_and_notes_with_who_wrote_them(world, owner, path):
    first = log(world.mira, world.caregiver, world.ago(40), "backward", note="After the bath")
    shown = photo(first, world.owner, picture(60, 40), caption="On the rug")
    later = log(world.mira, world.owner, world.ago(39), "backward", note="Again and again")
    beside = photo(later, world.owner, picture(60, 40))
    response = owner.get(path)
    page, html = Page(response), response.content.decode()
    for told in ("Off and away, backward!", "After the bath", "Jonas", "Again and again", "Nadia", "On the rug"):
        assert told in page.text
    for each in (shown, beside):
        assert html.count(f"/photos/{each.pk}/") == 1
    assert f"{date_format(world.ago(40), 'j F Y')}, at 6 months" in page.text
    assert "For learning only." in page.text


def test_both_ages_of_a_baby_who_came_early(world, owner, path):
    Child.objects.filter(pk=world.mira.pk).update(due=world.ago(180))
    log(world.mira, world.owner, world.ago(40), "backward")
    text = Page(owner.get(path)).text
    assert "Corrected age on the last day:" in text
    assert "(corrected " in text


def test_a_month_with_only_minutes_on_the_floor_has_its_page(world, owner, path):
    log(world.mira, world.owner, world.ago(3), minutes=5)
    assert "Time on the floor" in Page(owner.get(path)).text


def test_months_notes_and_photos_can_be_left_out(world, owner, path):
    shown = photo(log(world.mira, world.owner, world.ago(200), "backward", note="Early"), world.owner, picture(60, 40))
    log(world.mira, world.owner, world.ago(20), "forward", note="Late")
    late = owner.get(path, {"since": "7"})
    assert "Late" in Page(late).text
    assert "Early" not in Page(late).text
    no_notes = owner.get(path, {"no_notes": "on"}).content.decode()
    assert "Early" not in no_notes
    assert str(shown.pk) in no_notes
    no_photos = owner.get(path, {"no_photos": "on"}).content.decode()
    assert "Early" in no_photos
    assert str(shown.pk) not in no_photos


@pytest.mark.parametrize("paper", ["a5", "a4", "letter", "square"])
def test_each_paper_has_its_sheet(world, owner, path, paper):
    log(world.mira, world.owner, world.ago(3), "backward")
    assert f"css/book-{paper}" in owner.get(path, {"paper": paper}).content.decode()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"since": "x"}, "Choose one of the months shown here."),
        ({"until": "999999999999"}, "Choose one of the months shown here."),
        ({"since": "7", "until": "1"}, "This is before the month it starts from. Check both."),
        ({"paper": "../a5"}, "Choose one of the papers shown here."),
        ({"since": "-1", "no_notes": "\0"}, "Choose one of the months shown here."),
    ],
)
def test_what_cannot_be_chosen_is_said_beside_its_field_and_the_whole_book_shown(world, owner, path, query, sentence):
    log(world.mira, world.owner, world.ago(200), "backward", note="Early")
    log(world.mira, world.owner, world.ago(20), "forward", note="Late")
    response = owner.get(path, query)
    assert response.status_code == 422
    text = Page(response).text
    for told in (sentence, "Early", "Late"):
        assert told in text


def test_what_is_in_the_bin_or_not_developed_is_in_no_book(world, owner, path):
    session = log(world.mira, world.owner, world.ago(9), "backward")
    gone, waiting = (photo(session, world.owner, picture(60, 40)) for _ in range(2))
    gone.remove(world.owner)
    type(waiting).objects.filter(pk=waiting.pk).update(state="waiting")
    removed = log(world.mira, world.owner, world.ago(8), "backward", note="Thrown away")
    removed.remove(world.owner)
    html = owner.get(path).content.decode()
    for nowhere in (str(gone.pk), str(waiting.pk), "Thrown away"):
        assert nowhere not in html


def test_a_full_book_says_so_and_leads_to_the_next_one(world, owner, path, monkeypatch):
    monkeypatch.setattr(progression, "MOST_NOTES", 2)
    monkeypatch.setattr("milestones.views.book.MOST_NOTES", 2)
    for ago in (200, 199, 120, 119, 20):
        log(world.mira, world.owner, world.ago(ago), "backward", note=f"Day {ago}")
    page = Page(owner.get(path, {"paper": "a4"}))
    assert "A book holds up to 300 photos and 2 notes, so this one ends on" in page.text
    assert "Day 120" not in page.text
    assert "?since=3&until=7&paper=a4" in " ".join(page.links).replace("&amp;", "&")


def test_a_month_with_too_much_says_from_when_on(world, owner, path, monkeypatch):
    monkeypatch.setattr(progression, "MOST_NOTES", 2)
    monkeypatch.setattr("milestones.views.book.MOST_NOTES", 2)
    for ago in (29, 28, 27):
        log(world.mira, world.owner, world.ago(ago), "backward", note=f"Day {ago}")
    text = Page(owner.get(path)).text
    assert f"from {date_format(world.ago(27), 'j F Y')} on they are left out" in text
    assert "Day 28" in text
    assert "Day 27" not in text


def test_it_costs_few_queries_and_as_many_for_a_long_log_as_for_a_short_one(
    world, owner, path, django_assert_num_queries
):
    for ago in (200, 20):
        for days in range(ago, ago - 19, -1):
            session = log(world.mira, world.caregiver, world.ago(days), "backward", note="n")
            if days % 6 == 0:
                photo(session, world.owner, picture(60, 40))
        with django_assert_num_queries(5):
            owner.get(path)
