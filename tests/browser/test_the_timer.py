import re
from datetime import timedelta

from django.db.models import F
from playwright.sync_api import Page, expect

from milestones.models import Session, Timer
from tests.browser.steps import day_in_history, follow, go_to, open_today, press, sees, sees_heading, tap, tick


def start(page: Page) -> None:
    press(page, "Start the tummy time timer")
    expect(page.locator("tummy-timer")).to_be_visible()
    expect(page.locator(".unsent")).to_have_count(0)


def stop(page: Page) -> None:
    page.locator(".timer.running").tap()
    sees_heading(page, "Tummy time done?")


def clock(page: Page) -> str:
    return page.locator("tummy-timer time").inner_text()


def counts_from(page: Page, shown: str) -> None:
    """As soon as its script is there."""
    expect(page.locator("tummy-timer time")).to_have_text(re.compile(f"^{shown}"))


def minutes_pass(minutes: int) -> None:
    Timer.objects.update(started_at=F("started_at") - timedelta(minutes=minutes))


def test_the_timer_runs_survives_a_reload_and_fills_the_form_in(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    start(page)
    expect(page.locator("tummy-timer time")).to_have_text("0:01")
    expect(page.locator("tummy-timer time")).to_have_text("0:02")

    minutes_pass(7)
    page.reload()
    assert clock(page).startswith("7:0")
    tap(page, "Backward")
    assert clock(page).startswith("7:0")

    stop(page)
    expect(page.get_by_label("How many minutes on the floor")).to_have_value("7")
    expect(page.get_by_role("checkbox", name="Backward", exact=True)).to_be_checked()
    press(page, "Stop and save")
    go_to(page, "History")
    today = day_in_history(page, "Today")
    expect(today).to_contain_text("7 minutes")
    expect(today).to_contain_text("Backward")
    assert Session.objects.get().minutes == 7
    go_to(page, "Today")
    expect(page.get_by_role("button", name="Start the tummy time timer")).to_be_visible()


def test_a_timer_without_a_tap_asks_what_was_seen(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    start(page)
    minutes_pass(70)
    page.reload()
    counts_from(page, "1:10:0")
    stop(page)
    expect(page.get_by_label("How many minutes on the floor")).to_have_value("70")
    follow(page, "Let it run")
    counts_from(page, "1:10:0")
    stop(page)
    tick(page, "Pushing up")
    press(page, "Stop and save")
    sees_heading(page, "A first! Up on the arms")
    session = Session.objects.get()
    assert (session.minutes, session.seen) == (70, {"pushing-up": []})


def test_a_timer_can_be_thrown_away(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    start(page)
    stop(page)
    press(page, "Stop without keeping the time")
    expect(page.get_by_role("button", name="Start the tummy time timer")).to_be_visible()
    sees(page, "Nothing is logged yet.")
