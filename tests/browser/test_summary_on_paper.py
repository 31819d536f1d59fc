"""The summary on paper: one page for a usual log, as many as it needs for a long one, and nothing cut in between."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from milestones.models import Child
from tests.browser.places import LONG_NOTE, Family, guest_link
from tests.browser.test_print import each_size, pages_of
from tests.world import log

QUESTIONS = "Is it fine to go backward only?\nShall we roll out a longer rug?"


@pytest.fixture
def family(world) -> Family:
    return Family(world)


def summary_of(child: Child, phones, world, **query) -> Page:
    page = phones.open(world.owner)
    page.goto(reverse("summary", args=[child.pk], query=query))
    return page


def notes(child: Child, world, how_many: int, note: str) -> None:
    for number in range(how_many):
        log(
            child,
            world.owner,
            world.ago(1 + number % 50),
            "backward",
            hour=1 + number // 50,
            note=f"Note {number:03}. {note}",
        )


@each_size
def test_a_usual_log_with_a_few_notes_and_questions_is_one_page(phones, world, family, size):
    notes(world.mira, world, 4, "One pull forward! Then a nap.")
    page = summary_of(world.mira, phones, world, notes="on", since=str(world.ago(20)))
    page.get_by_role("textbox", name="Our questions").fill(QUESTIONS)
    assert pages_of(page, size) == 1


@each_size
def test_months_of_log_without_notes_are_one_page(phones, world, family, size):
    assert pages_of(summary_of(world.mira, phones, world, since=str(world.ago(200))), size) == 1


@each_size
def test_an_empty_log_is_one_page(phones, world, size):
    assert pages_of(summary_of(world.mira, phones, world), size) == 1


@each_size
def test_a_baby_with_a_long_name_born_early_is_one_page(phones, world, family, size):
    assert pages_of(summary_of(family.early, phones, world), size) == 1


@each_size
def test_a_guest_prints_the_same_one_page(phones, world, family, size):
    page = phones.open()
    page.goto(reverse("shared-summary", args=[guest_link(family.mira, world.owner)[1]]))
    assert pages_of(page, size) == 1


@each_size
def test_many_long_notes_are_more_pages_each_with_its_heads_and_no_note_is_cut(phones, world, size):
    notes(world.mira, world, 60, LONG_NOTE.replace("\n", " "))
    page = summary_of(world.mira, phones, world, notes="on")
    sheets = text_of(page, size)
    assert len(sheets) > 2
    for sheet in sheets[1:]:
        if "Note 0" in sheet:
            assert "Seen and noted" in sheet
    for number in range(60):
        (at,) = [sheet for sheet in sheets if f"Note {number:03}." in sheet]
        told = at.partition(f"Note {number:03}.")[2].partition("Note 0")[0]
        assert "hauptbetriebswerk" in told, f"note {number} goes on over the page"


@each_size
def test_long_questions_are_printed_whole(phones, world, size):
    page = summary_of(world.mira, phones, world)
    page.get_by_role("textbox", name="Our questions").fill("\n".join(f"Question {number}?" for number in range(120)))
    sheets = text_of(page, size)
    assert re.findall(r"Question (\d+)\?", " ".join(sheets)) == [str(number) for number in range(120)]


def text_of(page: Page, size: str) -> list[str]:
    """The words of each printed page."""
    printed = PdfReader(BytesIO(page.pdf(format=size, print_background=True)))
    return [sheet.extract_text() for sheet in printed.pages]


def test_paper_holds_the_facts_and_nothing_to_press(phones, world, family):
    page = summary_of(family.mira, phones, world)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("For learning only.")).to_be_visible()
    for gone in ("Main", "Which days", "Children and account"):
        expect(page.get_by_role("navigation", name=gone)).to_be_hidden()
    expect(page.get_by_role("button").locator("visible=true")).to_have_count(0)
    expect(page.get_by_role("link").locator("visible=true")).to_have_count(0)


def test_questions_are_printed_as_typed_and_their_place_is_gone_without_any(phones, world):
    page = summary_of(world.mira, phones, world)
    page.get_by_role("textbox", name="Our questions").fill(QUESTIONS)
    page.emulate_media(media="print")
    expect(page.locator(".printed")).to_have_text(QUESTIONS)
    expect(page.locator(".printed")).to_be_visible()
    page.emulate_media(media="screen")
    expect(page.locator(".printed")).to_be_hidden()
    page.get_by_role("textbox", name="Our questions").fill("")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Our questions")).to_be_hidden()


def test_without_javascript_the_questions_are_printed_all_the_same(phones, world):
    page = phones.open(world.owner, java_script_enabled=False)
    page.goto(reverse("summary", args=[world.mira.pk]))
    page.get_by_role("textbox", name="Our questions").fill("\n".join(f"Question {number}?" for number in range(20)))
    page.emulate_media(media="print")
    field = page.get_by_role("textbox", name="Our questions")
    expect(field).to_be_visible()
    expect(page.get_by_text("Print or save as PDF")).to_be_hidden()
    assert field.bounding_box()["height"] > 20 * 10
