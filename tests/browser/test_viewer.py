"""Photos one at a time: by finger, by keys, by buttons, and back to where one was."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.steps import follow, go_to, look_for, open_today, press
from tests.browser.test_every_page import EVERY_RULE, axe_says
from tests.pictures import photo, picture
from tests.world import log

SHAPES = [(400, 300), (300, 400), (60, 40)]


@pytest.fixture
def photos(world):
    session = log(world.mira, world.owner, world.ago(1), "backward")
    captions = ["Under the sofa", "", "And out again"]
    sent = [picture(*size, hue=90 * number) for number, size in enumerate(SHAPES)]
    return [photo(session, world.owner, each, caption) for each, caption in zip(sent, captions, strict=True)]


def open_photo(page: Page, number: int) -> None:
    page.locator("a.photo").nth(number).tap()
    shows(page, number + 1)


def shows(page: Page, number: int) -> None:
    expect(page.get_by_role("dialog").get_by_text(f"{number} of 3")).to_be_visible()


def is_closed(page: Page, focus: int) -> None:
    """And the photo it was opened with has the focus."""
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("a.photo").nth(focus)).to_be_focused()


def swipe(page: Page, start: int, end: int, fingers: int = 1) -> None:
    """Across the stage; a second finger stays where it is."""
    touch = page.context.new_cdp_session(page)
    still = [{"x": 195, "y": 500, "id": 9}][: fingers - 1]
    touch.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start, "y": 300, "id": 1}, *still]}
    )
    for step in range(1, 5):
        at = {"x": start + (end - start) * step / 4, "y": 300 - (30 * step if still else 0), "id": 1}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at, *still]})
        page.wait_for_timeout(30)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    touch.detach()


def test_a_grandmother_goes_through_the_photos_of_a_page(phones, world, photos):
    page = phones.open(world.viewer)
    open_today(page, world.mira)
    go_to(page, "History")
    open_photo(page, 0)
    viewer = page.get_by_role("dialog", name="Photos")
    expect(viewer.get_by_text("Under the sofa")).to_be_visible()
    expect(viewer.get_by_text("Yesterday, at 7 months")).to_be_visible()
    expect(viewer.get_by_text("Backward", exact=True)).to_be_visible()
    for look in ("light", "dark", "night"):
        page.evaluate("look => document.documentElement.dataset.theme = look", look)
        assert axe_says(page, EVERY_RULE) == []
    assert look_for(page, "tooSmall") == []

    # By finger, also beyond the end.
    swipe(page, 320, 120)
    shows(page, 2)
    swipe(page, 320, 120)
    shows(page, 3)
    swipe(page, 320, 120)
    shows(page, 3)
    expect(viewer.get_by_text("And out again")).to_be_visible()
    swipe(page, 120, 320)
    shows(page, 2)
    # Two fingers make it larger, and then one looks around in it.
    swipe(page, 195, 195, fingers=2)
    larger = viewer.get_by_role("button", name="Larger")
    expect(larger).to_have_attribute("aria-pressed", "true")
    swipe(page, 320, 120)
    shows(page, 2)
    larger.tap()
    expect(larger).to_have_attribute("aria-pressed", "false")

    for key, number in [("Home", 1), ("ArrowLeft", 1), ("ArrowRight", 2), ("End", 3), ("ArrowRight", 3)]:
        page.keyboard.press(key)
        shows(page, number)
    press(page, "The photo before")
    shows(page, 2)

    # Back closes it and nothing else; so does Escape, and leaves nothing behind for Back.
    page.go_back()
    is_closed(page, focus=0)
    open_photo(page, 2)
    page.keyboard.press("Escape")
    is_closed(page, focus=2)
    page.go_back()
    page.wait_for_url(f"**{reverse('today', args=[world.mira.pk])}")

    # To the page of a photo, and back to where it was opened.
    open_photo(page, 1)
    follow(page, "About this photo")
    page.wait_for_url(f"**{reverse('photo', args=[world.mira.pk, photos[1].pk])}")
    page.go_back()
    page.wait_for_url(f"**{reverse('today', args=[world.mira.pk])}")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_with_motion_and_from_right_to_left_each_turn_is_taken(phones, world, photos):
    page = phones.open(world.viewer, reduced_motion="no-preference")
    page.goto(reverse("photos", args=[world.mira.pk]))
    page.evaluate("document.documentElement.dir = 'rtl'")
    open_photo(page, 0)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    shows(page, 3)
    swipe(page, 320, 120)
    shows(page, 2)
    press(page, "Close")
    is_closed(page, focus=0)
