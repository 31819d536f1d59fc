"""An owner invites by link, and on a second phone somebody new comes in and logs."""

from django.urls import reverse
from playwright.sync_api import expect

from milestones.models import Session
from tests.browser.steps import follow, open_today, press, sees, sees_heading, tap


def invite(page, child) -> str:
    """From today's page on; the link as it is read there."""
    open_today(page, child)
    page.locator("summary").first.tap()
    follow(page, f"Who cares for {child.name}")
    follow(page, "Invite somebody")
    expect(page.get_by_role("radio", name="Caregiver")).to_be_checked()
    press(page, "Make the invitation")
    sees_heading(page, "Pass this on")
    return page.locator(".link-told").inner_text()


def on(page, link):
    """The same link at the address this test's server listens at."""
    return link[link.index("/invitations/") :]


def test_somebody_new_comes_in_by_a_link_and_logs(phones, world):
    hers, theirs = phones.open(world.owner), phones.open()
    hers.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = invite(hers, world.mira)
    press(hers, "Copy the link")
    expect(hers.get_by_role("status")).to_have_text("Copied")
    assert hers.evaluate("navigator.clipboard.readText()") == link

    theirs.goto(on(theirs, link))
    sees_heading(theirs, "Nadia invites you to care for Mira")
    press(theirs, "Yes, and make my account")
    sees_heading(theirs, "On the way to Mira")
    theirs.get_by_label("E-mail").fill("tante@example.org")
    theirs.get_by_label("Choose a password", exact=True).fill("a-floor-is-for-babies")
    press(theirs, "Make my account")
    sees(theirs, "Welcome! You are one of Mira’s carers now.")
    expect(theirs).to_have_url(phones.site + reverse("today", args=[world.mira.pk]))
    tap(theirs, "Backward")
    assert Session.objects.get().logged_by.email == "tante@example.org"

    theirs.goto(reverse("carers", args=[world.mira.pk]))
    theirs.get_by_label("Your word for yourself").fill("Tante Jo")
    press(theirs, "Save")
    sees(theirs, "Saved.")

    open_today(hers, world.mira)
    expect(hers.get_by_role("region", name="Lately")).to_contain_text("by Tante Jo.")
    hers.goto(reverse("carers", args=[world.mira.pk]))
    sees(hers, "Used by Tante Jo on")

    # The access is taken away while a page of theirs is open.
    open_today(theirs, world.mira)
    hers.get_by_role("link", name="Change what Tante Jo may do").tap()
    follow(hers, "Take the access of Tante Jo away")
    press(hers, "Take it away")
    sees(hers, "Tante Jo has no access any more.")
    with phones.expecting(404):
        theirs.reload()
        sees_heading(theirs, "Nothing rolls here")


def test_without_scripts_somebody_signed_in_comes_in_with_one_tap(phones, world):
    hers, theirs = (
        phones.open(world.owner, java_script_enabled=False),
        phones.open(world.stranger, java_script_enabled=False),
    )
    link = invite(hers, world.mira)
    expect(hers.get_by_role("button", name="Copy the link")).to_be_hidden()
    theirs.goto(on(theirs, link))
    press(theirs, "Yes, care for Mira too")
    sees(theirs, "Welcome! You are one of Mira’s carers now.")


def test_a_phone_that_can_share_offers_it(phones, world):
    page = phones.open(world.owner)
    page.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    link = invite(page, world.mira)
    press(page, "Send it")
    assert page.evaluate("window.shared") == {"url": link}
