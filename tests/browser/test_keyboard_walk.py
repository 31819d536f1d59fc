"""The Tab key leads around every page: to all there is, in the order it is read, and never out of sight."""

from collections import defaultdict

import pytest
from playwright.sync_api import Page

from tests.browser.places import PLACES
from tests.browser.steps import look_for
from tests.browser.test_every_page import HALVES, MAIN_FOUR, told

KEYBOARD = {"is_mobile": False}
MAIN = [place for place in PLACES if place.name in MAIN_FOUR]


def walk_around(page: Page) -> list[str]:
    """What is wrong with the way of the Tab key around the page."""
    look_for(page, "goToTheTop")
    stops = look_for(page, "stops")
    passed, said = [], []
    # A date has a stop for each of its parts. Who is not back by then is caught somewhere.
    for _ in range(6 * len(stops)):
        page.keyboard.press("Tab")
        focus = look_for(page, "focus")
        if not focus or (focus["stop"] == stops[0] and passed):
            break
        if [focus["stop"]] == passed[-1:]:
            continue
        passed.append(focus["stop"])
        name = focus["stop"][1]
        said += [] if focus["ring"] else [f"{name} has focus and nothing shows it"]
        said += [] if focus["free"] else [f"{name} has focus and is not wholly in sight"]
    if [name for _, name in passed[:1]] != ["a “Skip to the page”"]:
        said.append(f"the first stop is {passed[:1]}")
    said += [f"{name} is never reached" for number, name in stops if [number, name] not in passed]
    said += [f"{name} is no control and has focus" for number, name in passed if [number, name] not in stops]
    if not said and passed != stops:
        said.append(f"the order is {passed} and not {stops}")
    return said


@pytest.mark.parametrize("half", HALVES)
def test_the_tab_key_leads_around_every_page(walk, half):
    found = defaultdict(list)
    for place, page in walk(half, **KEYBOARD):
        for each in walk_around(page):
            found[each].append(place.name)
    assert not found, told(found)


@pytest.mark.parametrize("look", ["light", "dark", "night"])
def test_the_tab_key_leads_around_the_main_pages_at_a_desk(walk, look):
    found = defaultdict(list)
    for place, page in walk(MAIN, look=look, viewport={"width": 1280, "height": 800}, **KEYBOARD):
        for each in walk_around(page):
            found[each].append(place.name)
    assert not found, told(found)
