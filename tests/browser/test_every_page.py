"""What holds on every page: axe is content, nothing is cut off, targets are large, and the Tab key leads around.

Getting to a page costs as much as looking at it, so each is looked at in all these ways at one visit.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Page

from tests.browser import places
from tests.browser.conftest import DESK, PHONE
from tests.browser.places import PLACES
from tests.browser.steps import look_for
from tests.browser.tab_key import walk_around

MAIN = [place for place in PLACES if place.name in ("today", "journey", "history", "tips_for_a_child")]
SMALL = {"width": 320, "height": 640}
HALVES = [pytest.param(PLACES[::2], id="one half"), pytest.param(PLACES[1::2], id="the other half")]
EVERY_RULE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# Structure is the same in every look, colour is not.
COLOUR = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}


NEVER_A_PAGE = {
    *("healthz", "lamp", "favicon", "robots", "words", "sitemap", "worker", "manifest", "outbox"),
    *("tap", "session-removal", "session-restoration"),
    *("photo-state", "photo-caption", "photo-place", "photo-removal", "photo-restoration", "photo-time"),
    "photo-time-removal",
    *("sighting-removal", "invitation-removal", "link-removal", "journal-export"),
    *("portrait-removal", "portrait-file", "card-file", "photo-file", "shared-photo"),
    *("timer", "timer-removal", "trial", "trial-removal", "account_confirm_login_code"),
    *("mfa_login_webauthn", "mfa_download_recovery_codes", "device-removal"),
    *("openid_connect_login", "openid_connect_callback", "socialaccount_signup"),
}


def names(patterns: list[URLPattern | URLResolver]) -> set[str]:
    """Of all addresses of the site."""
    nested = (names(each.url_patterns) if isinstance(each, URLResolver) else {each.name} for each in patterns)
    return set().union(*nested)


def test_no_page_is_forgotten():
    told_of = Path(places.__file__).read_text()
    pages = names(get_resolver().url_patterns) - NEVER_A_PAGE
    assert not [name for name in pages if f'"{name}"' not in told_of]


def told(found: dict[str, list[str]]) -> str:
    """Each finding once, with the places it was met at."""
    return "\n".join(f"{what}\n    at {', '.join(places)}" for what, places in found.items())


def axe_says(page: Page, rules: dict[str, Any]) -> list[str]:
    """What is wrong with the page by these rules, and how to mend it. Under an open menu nobody looks or touches."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    ask = "rules => axe.run(document.querySelector('.menu[open]') ?? document, rules)"
    violations = page.evaluate(ask, rules)["violations"]
    return [f"{each['id']}: {node['html']} {node['failureSummary']}" for each in violations for node in each["nodes"]]


@pytest.mark.parametrize(
    ("options", "theme"),
    [
        pytest.param({"look": "night"}, "night", id="the night lamp"),
        pytest.param({"color_scheme": "dark"}, None, id="a dark device"),
    ],
)
def test_axe_has_nothing_to_say_of_the_main_pages_elsewhere(walk, options, theme):
    found = defaultdict(list)
    for place, page in walk(MAIN, **options):
        assert page.locator("html").get_attribute("data-theme") == theme
        for violation in axe_says(page, EVERY_RULE):
            found[violation].append(place.name)
    assert not found, told(found)


@contextmanager
def letters(page: Page, size: int) -> Iterator[None]:
    """As large as the person has told the browser to write."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{size}px"
    yield
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    devtools.detach()


def colours_say(page: Page) -> set[str]:
    """What depends on colour in the dark and by the night lamp."""
    said = set()
    for look in ("dark", "night"):
        page.evaluate("look => document.documentElement.dataset.theme = look", look)
        said |= {f"{look}: {each}" for each in axe_says(page, COLOUR)}
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    return said


def cannot_be_read(page: Page) -> set[str]:
    """On a phone, also mirrored, on a small one, and on a small one with letters twice as large."""
    said = {*look_for(page, "unreadable")}
    page.evaluate("document.documentElement.dir = 'rtl'")
    said |= {f"From right to left: {each}" for each in look_for(page, "unreadable")}
    page.evaluate("document.documentElement.dir = 'ltr'")
    page.set_viewport_size(SMALL)
    said |= {f"Small phone: {each}" for each in look_for(page, "unreadable")}
    with letters(page, 32):
        said |= {f"Large letters: {each}" for each in look_for(page, "unreadable")}
    page.set_viewport_size(PHONE)
    return said


@pytest.mark.parametrize("half", HALVES)
def test_every_page_is_for_everybody(walk, half):
    """Axe says so by every rule in the light; every word can be read, every target hit, and every control reached."""
    found = defaultdict(list)
    for place, page in walk(half, look="light"):
        said = cannot_be_read(page) | {*look_for(page, "tooSmall")}
        said |= {*axe_says(page, EVERY_RULE)} | colours_say(page)
        said |= {*walk_around(page)}
        for each in said:
            found[each].append(place.name)
    assert not found, told(found)


@pytest.mark.parametrize("look", ["light", "dark", "night"])
def test_the_main_pages_are_for_everybody_at_a_desk(walk, look):
    found = defaultdict(list)
    for place, page in walk(MAIN, look=look, **DESK):
        for each in [*axe_says(page, EVERY_RULE), *walk_around(page)]:
            found[each].append(place.name)
    assert not found, told(found)
