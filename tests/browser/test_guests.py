from datetime import timedelta
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from milestones.models import GuestLink
from tests.browser.steps import follow, go_to, open_today, press, sees, sees_heading
from tests.world import log


def test_an_owner_makes_a_link_and_a_guest_reads_with_it_until_it_is_ended(phones, world):
    log(world.mira, world.owner, world.ago(9), "backward", note="Under the sofa")
    log(world.mira, world.caregiver, world.ago(2), "backward", "forward")
    hers = phones.open(world.owner)
    open_today(hers, world.mira)
    hers.locator("summary").first.tap()
    follow(hers, "Share with the doctor")
    hers.get_by_label("Who is it for?").fill("Dr. Weber")
    press(hers, "Make the link")
    address = hers.get_by_label("The link is ready.").input_value()

    guest = phones.open()
    guest.context.clear_cookies()
    guest.goto(urlsplit(address).path)
    sees_heading(guest, "Mira’s journey")
    sees(guest, "Seen on 2 days")
    follow(guest, "Summary")
    sees_heading(guest, "Mira on the floor")
    sees(guest, "Logged on 2 days, 2 sessions.")
    follow(guest, "4 weeks")
    sees(guest, "Logged on 2 days, 2 sessions.")
    expect(guest.get_by_text("Under the sofa")).to_have_count(0)
    follow(guest, "Journey")
    sees_heading(guest, "Mira’s journey")
    assert guest.context.cookies() == []

    hers.reload()
    sees(hers, "Opened 1 time")
    press(hers, "End the link, Dr. Weber")
    sees(hers, "That link is ended.")
    with phones.expecting(404):
        guest.reload()
    sees_heading(guest, "This link opens nothing")


def test_a_link_is_copied_with_one_tap(phones, world):
    page = phones.open(world.owner, permissions=["clipboard-read", "clipboard-write"])
    page.goto(reverse("links", args=[world.mira.pk]))
    page.get_by_label("Who is it for?").fill("Dr. Weber")
    press(page, "Make the link")
    press(page, "Copy")
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("The link is ready.").input_value()


def test_parents_choose_the_days_and_their_questions_stay_on_the_page(phones, world):
    log(world.mira, world.owner, world.ago(100), "backward")
    log(world.mira, world.owner, world.ago(9), "backward", note="Under the sofa")
    page = phones.open(world.viewer)
    open_today(page, world.mira)
    go_to(page, "Journey")
    follow(page, "For the appointment")
    sees(page, "Logged on 1 day, 1 session.")
    page.get_by_role("textbox", name="Our questions").fill("Is it fine to go backward only?")
    page.get_by_label("From", exact=True).fill(str(world.ago(100)))
    page.get_by_label("With our notes").check()
    press(page, "Show these days")
    sees(page, "Logged on 2 days, 2 sessions.")
    sees(page, "Under the sofa")
    expect(page.get_by_role("textbox", name="Our questions")).to_have_value("Is it fine to go backward only?")
    assert "backward" not in page.url
    assert "questions" not in page.url


def test_a_link_is_made_and_the_summary_read_without_javascript(phones, world):
    hers = phones.open(world.owner, java_script_enabled=False)
    hers.goto(reverse("links", args=[world.mira.pk]))
    hers.get_by_label("Who is it for?").fill("Dr. Weber")
    press(hers, "Make the link")
    token = hers.get_by_label("The link is ready.").get_attribute("value").rstrip("/").rpartition("/")[2]
    guest = phones.open(java_script_enabled=False)
    guest.goto(reverse("shared-summary", args=[token]))
    guest.locator("summary", has_text="Other days").tap()
    guest.get_by_label("From", exact=True).fill(str(world.ago(3)))
    press(guest, "Show these days")
    sees(guest, "Nothing was logged in these days.")


def test_a_link_that_has_run_out_opens_nothing(phones, world):
    token = GuestLink.objects.make(world.mira, world.owner, label="x", expires_at=timezone.now() - timedelta(1))[1]
    guest = phones.open()
    with phones.expecting(404):
        guest.goto(reverse("shared", args=[token]))
    sees_heading(guest, "This link opens nothing")
