"""The book on paper: every page of the screen is a page of paper, and nothing on it is cut or left behind."""

from io import BytesIO

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from milestones.models import Child
from milestones.typesetting import PAPERS, Paper
from tests.browser.places import LONG_NAME, LONG_NOTE
from tests.browser.steps import press
from tests.pictures import photo, picture
from tests.world import World, log

SHAPES = [(80, 60), (60, 80), (70, 70), (120, 40), (40, 120), (96, 54), (54, 96), (90, 60), (64, 80), (160, 40)]
ROUNDING = 2  # pixels


@pytest.fixture
def told(world: World) -> Child:
    """Ten photos of all shapes, alone and up to four at once, short notes and one longer than a page."""
    Child.objects.filter(pk=world.mira.pk).update(due=world.ago(200))
    left = [*enumerate(SHAPES)]
    for number, (movement, many) in enumerate({"pushing-up": 1, "backward": 2, "forward": 3, "pivoting": 4}.items()):
        note = ["", "After the bath.", LONG_NOTE, LONG_NOTE * 6][number]
        session = log(world.mira, world.caregiver, world.ago(70 - 10 * number), movement, note=note)
        for _ in range(many):
            hue, size = left.pop()
            photo(session, world.owner, picture(*size, hue=hue * 36), caption="On the rug. " * (hue % 3))
        log(world.mira, world.owner, world.ago(69 - 10 * number), movement, note="One pull forward! Then a nap.")
    return world.mira


def sheets(page: Page) -> list[str]:
    """The words of each printed page."""
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    return [sheet.extract_text() for sheet in printed.pages]


# How high each page of the book is in print, whether it may flow over the next, and how many pictures stand out of it.
PAGES_IN_PRINT = """() => [...document.querySelectorAll(".book-leaf")].map((leaf) => {
  const page = leaf.getBoundingClientRect();
  const isIn = (box) => box.top >= page.top - 1 && box.bottom <= page.bottom + 1
    && box.left >= page.left - 1 && box.right <= page.right + 1 && box.width > 20 && box.height > 20;
  const images = [...leaf.querySelectorAll("figure img")];
  return {
    height: page.height,
    flows: leaf.matches(".book-flows"),
    cut: images.filter((image) => !image.naturalWidth || !isIn(image.getBoundingClientRect())).length,
    images: images.length,
  };
})"""


def look_at_each_page(page: Page, paper: Paper) -> int:
    """Asserts that each fits on the paper with all that is on it; answers how many pictures there are."""
    pixels = 96 / 25.4
    page.set_viewport_size({"width": int((paper.width - 2 * paper.margin) * pixels), "height": 800})
    page.emulate_media(media="print")
    cover, *leaves = page.evaluate(PAGES_IN_PRINT)
    assert cover["height"] <= paper.height * pixels + ROUNDING
    for number, leaf in enumerate(leaves, start=2):
        assert leaf["flows"] or leaf["height"] <= (paper.height - 2 * paper.margin) * pixels + ROUNDING, number
        assert leaf["cut"] == 0, number
    assert sum(leaf["flows"] for leaf in leaves) == 1
    page.emulate_media(media="null")
    return sum(leaf["images"] for leaf in leaves)


def test_every_page_of_the_screen_is_a_page_of_paper_with_all_that_is_on_it(phones, world, told):
    page = phones.open(world.owner)
    for slug in ("square", "a5"):
        page.goto(reverse("book", args=[told.pk], query={"paper": slug}))
        assert look_at_each_page(page, PAPERS[slug]) == len(SHAPES)
    leaves = page.locator(".book-leaf").count()
    printed = sheets(page)
    assert leaves + 1 <= len(printed) <= leaves + 2  # the long note takes one more, or two
    assert "Mira" in printed[0]
    assert "For learning only." in printed[-1]
    whole = " ".join(" ".join(printed).split())
    for words in (
        "Off and away, backward!",
        "After the bath.",
        "Jonas",
        "One pull forward! Then a nap.",
        "On the rug.",
    ):
        assert words in whole
    assert whole.count("hauptbetriebswerk") == 7
    for gone in ("Choose what is in it", "Today", "The whole notice"):
        assert gone not in whole
    assert all(sheet.strip() for sheet in printed)
    assert [str(number) in sheet for number, sheet in enumerate(printed[1:], start=2)] == [True] * (len(printed) - 1)


def test_a_long_name_and_a_book_from_right_to_left_fit_too_and_a_button_prints(phones, world, told):
    Child.objects.filter(pk=told.pk).update(name=LONG_NAME)
    page = phones.open(world.owner)
    page.add_init_script("window.print = () => { document.title = 'printing' }")
    page.goto(reverse("book", args=[told.pk]))
    press(page, "Print or save as PDF")
    expect(page).to_have_title("printing")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert look_at_each_page(page, PAPERS["a5"]) == len(SHAPES)
    assert LONG_NAME.split()[-1] in " ".join(sheets(page)[0].split())
