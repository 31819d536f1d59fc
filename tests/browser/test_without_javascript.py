from datetime import timedelta

from django.db.models import F
from playwright.sync_api import expect

from milestones.models import Session, Timer
from tests.browser.steps import (
    day_in_history,
    follow,
    go_to,
    is_logged,
    is_not_logged,
    press,
    save,
    sees,
    sees_heading,
    tap,
    tick,
    undo,
)


def test_the_same_days_work_without_javascript(phones, transactional_db):
    page = phones.open(java_script_enabled=False)
    page.goto("/")
    follow(page, "Make the first account")
    page.get_by_label("E-mail").fill("nadia@example.org")
    page.get_by_label("Choose a password").fill("a-floor-is-for-babies")
    press(page, "Make my account")
    page.get_by_label("Name").fill("Mira")
    page.get_by_label("Born on").fill("2026-03-01")
    press(page, "Go to today")

    tap(page, "Backward")
    sees_heading(page, "A first! Off and away, backward!")
    tap(page, "Forward")
    undo(page, "Forward").tap()
    is_not_logged(page, "Forward")
    is_logged(page, "Backward")
    assert Session.objects.get().seen == {"backward": []}

    follow(page, "Log an earlier time, or with details")
    tick(page, "Circles")
    tick(page, "to the right")
    page.get_by_label("When").fill(f"{Session.objects.get().day - timedelta(days=1)}T08:05")
    save(page)
    go_to(page, "History")
    expect(day_in_history(page, "Yesterday")).to_contain_text("Circles: to the right.")

    follow(page, "Change or add details, 08:05")
    press(page, "Remove this session")
    sees(page, "Removed. It stays in the bin for 30 days.")
    expect(day_in_history(page, "Yesterday")).to_have_count(0)
    press(page, "Undo")
    expect(day_in_history(page, "Yesterday")).to_contain_text("Circles")

    go_to(page, "Tips")
    follow(page, "Give your baby a wall to push from")
    press(page, "We tried it")
    sees(page, "You’ll find it on the journey.")
    press(page, "Undo")
    press(page, "Not for us")
    sees(page, "Not for you: it will not come up again.")


def test_the_timer_counts_on_the_server_without_javascript(phones, world):
    page = phones.open(world.owner, java_script_enabled=False)
    page.goto("/")
    press(page, "Start the tummy time timer")
    sees(page, "1:00")
    Timer.objects.update(started_at=F("started_at") - timedelta(minutes=9))
    page.reload()
    sees(page, "9:00")
    page.locator(".timer.running").tap()
    expect(page.get_by_label("How many minutes on the floor")).to_have_value("9")
    press(page, "Stop and save")
    sees(page, "9 minutes")
    assert Session.objects.get().minutes == 9
