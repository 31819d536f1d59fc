"""What a parent does on the page, and what a parent sees there."""

import re
from pathlib import Path
from typing import Any

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from milestones.models import Child

EYES = (Path(__file__).parent / "eyes.js").read_text().partition("\n")[2]  # without its first line

OUTBOX = "(await import('/static/js/outbox/store.js'))"

# --- going somewhere ---


def open_today(page: Page, child: Child) -> None:
    page.goto(reverse("today", args=[child.pk]))


def go_to(page: Page, name: str) -> None:
    """By the navigation at the bottom."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name=name).tap()
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name=name)).to_have_attribute(
        "aria-current", "page"
    )


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).tap()


def press(page: Page | Locator, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).tap()


# --- logging ---


def tap(page: Page, movement: str) -> None:
    """The tile of a movement; waits until what was tapped is in the log and the page is the server's."""
    tile(page, movement).tap()
    expect(undo(page, movement)).to_be_visible()
    expect(page.locator(".unsent")).to_have_count(0)


def tile(page: Page, movement: str) -> Locator:
    return page.locator("main").get_by_role("button", name=movement, exact=True)


def undo(page: Page, movement: str) -> Locator:
    return page.get_by_role("button", name=f"Undo {movement}")


def is_logged(page: Page, movement: str) -> None:
    expect(undo(page, movement)).to_be_visible()


def is_not_logged(page: Page, movement: str) -> None:
    expect(tile(page, movement)).to_be_visible()
    expect(undo(page, movement)).to_have_count(0)


def all_sent(page: Page) -> None:
    """Waits until nothing of this phone's waits any more."""
    expect(page.locator(".unsent")).to_have_count(0)
    for _ in range(100):
        if not kept(page):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"Still on the phone: {kept(page)}")


def kept(page: Page) -> list[dict[str, Any]]:
    """What this phone keeps, to be sent or mended."""
    return page.evaluate(f"async () => await {OUTBOX}.entries()")


def tick(page: Page, words: str) -> None:
    """A movement, or one of its details, in the full form."""
    page.locator("label").filter(has_text=re.compile(rf"^\s*{words}\s*$")).tap()


def save(page: Page) -> None:
    press(page, "Save")


# --- seeing ---


def sees(page: Page, words: str) -> None:
    expect(page.locator("main").get_by_text(words).locator("visible=true").first).to_be_visible()


def sees_heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", name=words).first).to_be_visible()


def day_in_history(page: Page, day: str) -> Locator:
    """The part of the history that is headed with that day."""
    return page.locator("section").filter(has=page.get_by_role("heading", name=day))


def look_for(page: Page, what: str, *among: Any) -> Any:
    """Asks one of the questions in eyes.js."""
    return page.evaluate(f"among => {EYES.strip()}.{what}(...among)", among)
