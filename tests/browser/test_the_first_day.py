from django.utils.formats import date_format
from playwright.sync_api import expect

from milestones.models import Child, Session, Trial
from tests.browser.steps import all_sent, follow, go_to, press, sees, sees_heading, tap


def test_from_signing_up_to_the_corner_tip_and_the_journey(phones, transactional_db):
    page = phones.open()
    page.goto("/")
    sees(page, "This Crawltrack is new.")
    follow(page, "Make the first account")

    page.get_by_label("E-mail").fill("nadia@example.org")
    page.get_by_label("Choose a password", exact=True).fill("a-floor-is-for-babies")
    press(page, "Show: Choose a password")
    expect(page.get_by_label("Choose a password", exact=True)).to_have_attribute("type", "text")
    press(page, "Make my account")

    sees_heading(page, "Who is on the floor?")
    page.get_by_label("Name").fill("Mira")
    page.get_by_label("Born on").fill("2026-03-01")
    press(page, "Go to today")

    sees_heading(page, "What has Mira been up to on the floor?")
    tap(page, "Backward")
    sees_heading(page, "A first! Off and away, backward!")
    session = Session.objects.get()
    assert (session.seen, session.zone) == ({"backward": []}, "Europe/Berlin")

    today = date_format(session.day, "j F")
    go_to(page, "Today")
    sees(page, "Backward, for the first time on")
    follow(page, "Give your baby a wall to push from")
    sees(page, f"Why this one now. Backward, for the first time on {today}.")
    press(page, "We tried it")
    sees(page, f"Tried on {today}. You’ll find it on the journey.")
    all_sent(page)
    assert Trial.objects.get().tip == "corner-play-space"

    go_to(page, "Journey")
    backward = page.locator("#backward")
    expect(backward).to_contain_text("New")
    expect(backward).to_contain_text("Seen on 1 day")
    expect(backward).to_contain_text(f"First {today}, at ")
    expect(page.locator("#forward")).to_contain_text("Often comes next")
    firsts = page.get_by_role("region", name="The firsts")
    expect(firsts).to_contain_text("Off and away, backward!")
    expect(page.get_by_role("region", name="What you tried")).to_contain_text("Give your baby a wall to push from")
    assert Child.objects.get().name == "Mira"
