"""The summary for an appointment: facts of the chosen days, the notes when ticked, and no word of what they mean."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from milestones.models import Child
from milestones.views import summaries
from tests.views.page import Page
from tests.world import log, signed_in


@pytest.fixture
def path(world):
    return reverse("summary", args=[world.mira.pk])


def day(value):
    return date_format(value, "j F Y")


def test_it_is_about_the_last_eight_weeks_unless_others_are_chosen(world, owner, path):
    page = Page(owner.get(path))
    assert (page["since"], page["until"]) == (str(world.ago(55)), str(world.today))
    assert f"From {day(world.ago(55))} to {day(world.today)}" in page.text
    assert "Nothing was logged in these days." in page.text


def test_it_counts_days_and_sessions_and_minutes_and_tells_the_firsts(world, owner, path):
    log(world.mira, world.owner, world.ago(100), "backward", minutes=90)
    log(world.mira, world.owner, world.ago(3), "backward", minutes=20)
    log(world.mira, world.owner, world.ago(3), "backward", hour=15, minutes=50, details={"backward": ["short"]})
    log(world.mira, world.owner, world.ago(2), hour=9)
    text = Page(owner.get(path)).text
    assert "Logged on 2 days, 3 sessions. On the floor: 1 hour 10 minutes, as far as it was timed." in text
    first = date_format(world.ago(100), "j M Y")
    assert f"Backward a short slide 1 1 2 {first} 4 months" in text
    assert text.count("not in the log") == 4


def test_it_tells_who_it_is_and_both_ages_of_a_baby_born_early(world, owner, path):
    due = world.mira.born + timedelta(weeks=10)
    Child.objects.filter(pk=world.mira.pk).update(due=due)
    log(world.mira, world.owner, world.ago(3), "backward")
    text = Page(owner.get(path)).text
    assert f"Name Mira Born {day(world.mira.born)} Due date {day(due)} Age on {day(world.today)} 7 months" in text
    assert "Corrected age 5 months" in text
    assert "Age then (corrected)" in text


def test_a_removed_session_and_one_of_another_child_count_nothing(world, owner, path):
    log(world.mira, world.owner, world.ago(3), "backward", note="Gone").remove(world.owner)
    log(world.otto, world.stranger, world.ago(3), "forward", note="Otto’s")
    text = Page(owner.get(path, {"notes": "on"})).text
    assert "Nothing was logged" in text
    assert "Gone" not in text
    assert "Otto" not in text


def test_notes_stand_in_it_only_when_ticked_from_the_range_alone_and_in_their_order(world, owner, path):
    for days, note in ((90, "Long ago"), (4, "Then this"), (2, "Then that"), (1, "")):
        log(world.mira, world.caregiver, world.ago(days), "backward", note=note)
    assert "Then this" not in Page(owner.get(path)).text
    text = Page(owner.get(path, {"notes": "on"})).text
    assert text.index("Then this") < text.index("Then that")
    assert "Long ago" not in text
    assert "Jonas" not in text
    everything = next(link for link in Page(owner.get(path, {"notes": "on"})).links if str(world.ago(90)) in link)
    assert "Long ago" in Page(owner.get(path + everything)).text


def test_of_very_many_notes_it_tells_the_newest_and_says_so(world, owner, path, monkeypatch):
    monkeypatch.setattr(summaries, "MOST_NOTES", 2)
    for days in (9, 8, 7):
        log(world.mira, world.owner, world.ago(days), "backward", note=f"Note of {days}")
    text = Page(owner.get(path, {"notes": "on"})).text
    assert "The newest 2 of these days." in text
    assert "Note of 9" not in text
    assert text.index("Note of 8") < text.index("Note of 7")


def test_one_day_can_be_chosen(world, owner, path):
    log(world.mira, world.owner, world.ago(4), "backward")
    log(world.mira, world.owner, world.ago(3), "backward")
    day = str(world.ago(4))
    assert "Logged on 1 day, 1 session." in Page(owner.get(path, {"since": day, "until": day})).text


def test_without_a_start_it_begins_eight_weeks_before_the_end(world, owner, path):
    assert Page(owner.get(path, {"until": str(world.ago(60))}))["since"] == str(world.ago(115))


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2199-01-01", "", "This day is still to come."),
        ("", "9999-12-31", "This day is still to come."),
        ("0001-01-01", "", "This is before the day of birth."),
        ("yesterday", "", "Choose a day, for example"),
        ("", "2026-02-30", "Choose a day, for example"),
        ("\0", "\ud800", "Choose a day, for example"),
    ],
)
def test_a_day_that_cannot_be_gets_a_sentence_and_stays_as_typed(world, owner, path, since, until, words):
    typed = {name: value for name, value in (("since", since), ("until", until)) if value}
    response = owner.get(path, {name: value.encode("utf-8", "replace") for name, value in typed.items()})
    page = Page(response)
    assert response.status_code == 422
    assert words in page.complaints
    if typed.get("since") and "\0" not in since:
        assert page["since"] == since
    assert f"From {day(world.ago(55))} to {day(world.today)}" in page.text


def test_a_range_that_ends_before_it_starts_gets_a_sentence(world, owner, path):
    response = owner.get(path, {"since": str(world.ago(3)), "until": str(world.ago(4))})
    assert response.status_code == 422
    assert "This is before the day it starts from." in Page(response).complaints


def test_a_baby_born_today_has_a_summary(world, owner, path):
    Child.objects.filter(pk=world.mira.pk).update(born=world.today)
    assert owner.get(path).status_code == 200


def test_what_parents_want_to_ask_is_in_no_form(owner, path):
    html = owner.get(path).content.decode()
    forms = [part.partition("</form>")[0] for part in html.split("<form")[1:]]
    assert "<textarea" in html
    assert not any("textarea" in form for form in forms)


def test_every_carer_finds_it_from_the_journey(world, path):
    for somebody in (world.owner, world.caregiver, world.viewer):
        client = signed_in(somebody)
        assert path in Page(client.get(reverse("journey", args=[world.mira.pk]))).links
        assert client.get(path).status_code == 200
