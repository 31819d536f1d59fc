"""What is painted first stays: nothing moves when the rest arrives, and the look is there from the beginning."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK
from tests.browser.places import PLACES
from tests.browser.steps import look_for, open_today, tap

STEADY = ("start", "account_signup", "today", "journey", "history", "tips_for_a_child")
SHIFTS_AND_LOOKS = """
  shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources, hadRecentInput } of list.getEntries()) {
      if (hadRecentInput) continue; // somebody opened something
      shifts.push([value, sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 90))]);
    }
  }).observe({ type: "layout-shift", buffered: true });
  looks = [];
  new MutationObserver((changes) => {
    const { documentElement, body } = document;
    for (const { target, attributeName } of changes) {
      if (target === documentElement || target === body) looks.push(`${target.localName} ${attributeName}`);
    }
  }).observe(document, { subtree: true, attributes: true });
"""
BOXES = """tiles => tiles.map((tile) => {
  const { x, y, width, height } = tile.getBoundingClientRect();
  return [x, y + scrollY, width, height];
})"""
SIZES = [pytest.param({}, id="phone"), pytest.param(DESK, id="desk")]
MILLISECONDS_AWAY = 150  # from the server, so that a script comes after the first paint as it does on a phone


@pytest.fixture
def watched(phones: Any) -> Any:
    """Phones on which what moves and what changes its look is written down."""
    open_plainly = phones.open

    def open_watched(*args: Any, **options: Any) -> Page:
        page = open_plainly(*args, **options)
        page.add_init_script(SHIFTS_AND_LOOKS)
        network = {"offline": False, "latency": MILLISECONDS_AWAY, "downloadThroughput": -1, "uploadThroughput": -1}
        page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", network)
        return page

    phones.open = open_watched
    return phones


def what_moved(page: Page) -> list[Any]:
    page.wait_for_load_state("networkidle")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page.evaluate("shifts")


@pytest.mark.parametrize("size", SIZES)
def test_nothing_moves_when_a_page_opens(watched, walk, size):
    places = [place for place in PLACES if place.name in STEADY]
    moved = {place.name: what_moved(page) for place, page in walk(places, **size)}
    assert moved == {name: [] for name in STEADY}


@pytest.mark.parametrize("size", SIZES)
def test_the_tiles_stay_where_they_are_after_a_tap(phones, world, size):
    """Though one is logged and a first takes the place of the tip."""
    page = phones.open(world.owner, **size)
    open_today(page, world.mira)
    before = page.locator(".tile").evaluate_all(BOXES)
    for movement in ("Backward", "Pushing up"):
        tap(page, movement)
        assert page.locator(".tile").evaluate_all(BOXES) == before, movement


@pytest.mark.parametrize(("look", "scheme"), [("light", "light"), ("dark", "dark"), ("night", "dark")])
def test_a_page_comes_in_its_look_and_keeps_it(watched, world, look, scheme):
    page = watched.open(world.owner, look=look)
    answer = page.goto(f"/children/{world.mira.pk}/")
    page.wait_for_load_state("networkidle")
    assert f'data-theme="{look}"' in answer.text().partition("<head>")[0]
    assert page.locator("html").get_attribute("data-theme") == look
    assert page.evaluate("looks") == []
    # What the browser paints before there is a style, and around the page, is the paper of the page too.
    assert page.locator("meta[name=color-scheme]").get_attribute("content") == scheme
    paper = look_for(page, "colours", {"tokens": ["--paper"], "classes": [""]})[""]["--paper"]
    assert page.locator("meta[name=theme-color]").get_attribute("content") == "#" + bytes(paper).hex()
