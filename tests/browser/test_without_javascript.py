from datetime import timedelta

from django.db.models import F
from django.urls import reverse
from playwright.sync_api import expect

from milestones.models import Photo, Session, Timer
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
from tests.pictures import picture
from tests.world import log


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


def test_photos_are_added_changed_and_brought_back_without_javascript(phones, world):
    session = log(world.mira, world.owner, world.ago(1), "forward")
    page = phones.open(world.owner, java_script_enabled=False)
    page.goto(reverse("photo-new", args=[world.mira.pk], query={"session": session.pk}))
    page.get_by_label("Choose photos").set_input_files([a_file("one.jpg", 60, 40), a_file("two.jpg", 40, 60)])
    press(page, "Add")
    sees(page, "2 photos came in.")
    rows = page.get_by_role("region", name="Photos").get_by_role("listitem")
    expect(rows).to_have_count(2)

    page.get_by_label("Caption", exact=True).last.fill("On the rug")
    press(page, "Save the caption of photo 2")
    press(page, "Earlier, photo 2")
    expect(rows.first.get_by_label("Caption", exact=True)).to_have_value("On the rug")

    rows.first.locator("a.photo").tap()
    expect(page.get_by_role("img", name="On the rug")).to_be_visible()
    follow(page, "The photo after")
    press(page, "Remove this photo")
    sees(page, "The photo is removed.")
    expect(rows).to_have_count(1)
    press(page, "Undo")
    expect(rows).to_have_count(2)
    press(page, "Remove, photo 1")
    expect(rows).to_have_count(1)
    page.goto(reverse("bin", args=[world.mira.pk]))
    sees(page, "On the rug")
    page.get_by_role("button", name="Bring back the photo").tap()
    expect(rows).to_have_count(2)

    page.goto(reverse("session-new", args=[world.mira.pk]))
    page.get_by_label("Photos").set_input_files([a_file("three.jpg", 50, 50)])
    save(page)
    sees(page, "Saved.")
    widths = Photo.objects.filter(removed_at=None).order_by("width").values_list("width", "session")
    assert [*widths] == [(40, session.pk), (50, Session.objects.newest_first()[0].pk), (60, session.pk)]


def a_file(name, width, height):
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture(width, height)}
