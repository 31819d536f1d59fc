"""The journey on paper: one page to hang, in ink on white, whatever the look of the screen."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from milestones.models import Child, Trial
from milestones.progression.movements import MOVEMENTS
from milestones.progression.tips import TIPS
from tests.browser.places import LONG_NOTE, Family
from tests.browser.steps import press
from tests.world import log

WHITE = "rgb(255, 255, 255)"
PAGE_OF_A_PDF = re.compile(rb"/Type\s*/Page\b")

each_size = pytest.mark.parametrize("size", ["A4", "Letter"])


@pytest.fixture
def family(world) -> Family:
    return Family(world)


def journey_of(child: Child, phones, world, **options) -> Page:
    page = phones.open(world.owner, **options)
    page.goto(reverse("journey", args=[child.pk]))
    return page


def pages_of(page: Page, size: str) -> int:
    return len(PAGE_OF_A_PDF.findall(page.pdf(format=size, print_background=True)))


def fill(child: Child, world, days: int) -> None:
    """All five movements, each first with a long note, and many tips tried."""
    for number, movement in enumerate(MOVEMENTS):
        began = days - number * days // 6
        log(child, world.owner, world.ago(began), movement.slug, hour=8 + number, minutes=20, note=LONG_NOTE)
        for ago in range(began - 3, 0, -3):
            log(child, world.caregiver, world.ago(ago), movement.slug, hour=8 + number, minutes=5)
    for number, tip in enumerate([tip for tip in TIPS if tip.to_try][:9]):
        Trial.objects.mark(child, world.owner, tip.slug, "tried", world.ago(days - number))


@each_size
def test_months_of_log_are_one_page(phones, world, family, size):
    assert pages_of(journey_of(family.mira, phones, world), size) == 1


@each_size
def test_an_empty_journey_is_one_page(phones, world, size):
    assert pages_of(journey_of(world.mira, phones, world), size) == 1


@each_size
@pytest.mark.parametrize("days", [7, 140])
def test_all_that_a_baby_with_a_long_name_born_early_did_is_one_page(phones, world, family, size, days):
    fill(family.early, world, days)
    assert pages_of(journey_of(family.early, phones, world), size) == 1


@each_size
def test_right_to_left_it_is_one_page_and_nothing_lies_beside_it(phones, world, family, size):
    page = journey_of(family.mira, phones, world)
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert pages_of(page, size) == 1
    page.emulate_media(media="print")
    assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("look", ["light", "dark", "night"])
def test_every_look_is_printed_in_ink_on_white(phones, world, family, look):
    page = journey_of(family.mira, phones, world, look=look)
    assert pages_of(page, "A4") == 1
    page.emulate_media(media="print")
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    sheet = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert {paper, sheet} <= {WHITE, "rgba(0, 0, 0, 0)"}
    ink = page.locator("h1").evaluate("at => getComputedStyle(at).color")
    assert page.evaluate(IS_DARK, ink)


IS_DARK = """colour => {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data.slice(0, 3).every(part => part < 90);
}"""


def test_it_says_whose_it_is_how_old_and_when_and_leads_nowhere(phones, world, family):
    page = journey_of(family.early, phones, world)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    printed = page.locator(".title").get_by_text("Printed on")
    expect(printed).to_contain_text(f"{world.today.year}, at ")
    expect(printed).to_contain_text("(corrected ")
    expect(page.get_by_text("For learning only.")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_role("button").locator("visible=true")).to_have_count(0)
    for link in page.get_by_role("link").locator("visible=true").all():
        assert link.evaluate("at => getComputedStyle(at).textDecorationLine") == "none"


def test_a_button_opens_the_printing_window(phones, world, family):
    page = phones.open(world.owner)
    page.add_init_script("window.print = () => { document.title = 'printing' }")
    page.goto(reverse("journey", args=[family.mira.pk]))
    press(page, "Print for the wall")
    expect(page).to_have_title("printing")


def test_without_a_script_there_is_no_button_that_does_nothing(phones, world, family):
    page = journey_of(family.mira, phones, world, java_script_enabled=False)
    expect(page.get_by_text("Print for the wall")).to_be_hidden()
