"""From a first to its card, which is chosen, sent and saved."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from milestones.models import Child
from tests.browser.steps import open_today, press, sees_heading, tap
from tests.pictures import photo
from tests.world import log

A_PHONE_THAT_SENDS = """
  navigator.canShare = ({ files }) => files.every((file) => file.type === "image/jpeg");
  navigator.share = async ({ files: [file] }) => {
    const picture = await createImageBitmap(file);
    document.body.dataset.sent = [file.name, file.type, picture.width, picture.height].join(" ");
  };
"""
ONE_THAT_REFUSES = """
  navigator.canShare = () => true;
  navigator.share = async () => { throw new DOMException("no", "NotAllowedError"); };
"""


def sizes(file: Path | bytes) -> tuple[int, int]:
    return Image.open(BytesIO(file) if isinstance(file, bytes) else file).size


def begins(words: str) -> re.Pattern[str]:
    return re.compile(f"^{re.escape(words)}")


def card(world, **query):
    return reverse("card", args=[world.mira.pk, "backward"], query=query or None)


@pytest.fixture
def first(world):
    Child.objects.filter(pk=world.mira.pk).update(name="Mira Żółć")
    session = log(world.mira, world.owner, world.ago(3), "backward")
    photo(session, world.owner)
    return session


def test_a_first_becomes_a_card_that_is_chosen_sent_and_saved(phones, world, first):
    page = phones.open(world.owner)
    page.add_init_script(A_PHONE_THAT_SENDS)
    open_today(page, world.mira)
    tap(page, "Forward")
    page.get_by_role("link", name="Make a card").tap()
    sees_heading(page, "A card to keep or send")

    page.goto(card(world))
    shown = page.locator(".card-shown img")
    expect(shown).to_have_attribute("alt", begins("Mira Żółć. Off and away, backward!"))
    expect(page.get_by_role("button", name="Show the card like this")).to_be_hidden()
    page.get_by_text("Square", exact=True).tap()
    page.get_by_text("Without the name", exact=True).tap()
    expect(shown).to_have_js_property("naturalHeight", 1080)
    expect(page.locator("share-card")).not_to_have_attribute("aria-busy", "true")
    expect(page).to_have_url(phones.site + card(world, photo=first.photos.get().pk, shape="square", name="off"))
    press(page, "Send it")
    expect(page.locator("body")).to_have_attribute("data-sent", "backward.jpg image/jpeg 1080 1080")

    page.get_by_text("With “Mira Żółć” on it").tap()
    expect(shown).to_have_attribute("alt", begins("Mira Żółć. Off"))
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the picture").tap()
    assert saved.value.suggested_filename == "Mira Żółć backward.jpg"
    assert sizes(saved.value.path()) == (1080, 1080)

    page.reload()  # what was chosen is in the address
    expect(page.get_by_role("radio", name="Square")).to_be_checked()


def test_a_phone_that_does_not_send_says_so_and_one_that_cannot_offers_only_to_save(phones, world, first):
    page = phones.open(world.viewer)
    page.add_init_script(ONE_THAT_REFUSES)
    page.goto(card(world))
    press(page, "Send it")
    expect(page.get_by_role("status")).to_contain_text("Save the picture")

    page = phones.open(world.viewer)
    page.goto(card(world))
    expect(page.get_by_role("link", name="Save the picture")).to_be_visible()
    expect(page.get_by_role("button", name="Send it")).to_be_hidden()


def test_without_scripts_a_button_shows_what_was_chosen(phones, world, first):
    page = phones.open(world.owner, java_script_enabled=False)
    page.goto(card(world))
    page.get_by_text("The drawing").tap()
    page.get_by_text("Square", exact=True).tap()
    press(page, "Show the card like this")
    expect(page.get_by_role("radio", name="The drawing")).to_be_checked()
    address = page.locator(".card-shown img").get_attribute("src")
    assert "shape=square" in address
    assert sizes(page.request.get(address).body()) == (1080, 1080)
