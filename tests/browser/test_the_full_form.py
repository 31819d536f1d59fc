from django.urls import reverse
from django.utils.formats import date_format
from PIL import Image
from playwright.sync_api import expect

from milestones.models import Session
from tests.browser.steps import (
    day_in_history,
    follow,
    go_to,
    open_today,
    press,
    save,
    sees,
    sees_heading,
    tick,
)
from tests.pictures import photo, picture
from tests.world import log


def test_logging_an_earlier_day_with_details_then_changing_it(phones, world):
    page = phones.open(world.owner)
    day = world.ago(3)
    open_today(page, world.mira)
    follow(page, "Log an earlier time, or with details")
    tick(page, "Circles")
    tick(page, "to the left")
    page.get_by_label("When").fill(f"{day}T09:15")
    page.get_by_label("How many minutes on the floor").fill("12")
    page.get_by_label("Note").fill("After the red ball.\n<b>Twice!</b> 🎈")
    save(page)
    sees_heading(page, "A first! Round and round, a first circle!")

    go_to(page, "History")
    logged = day_in_history(page, date_format(day, "l, j F"))
    for words in ("09:15", "Circles", "12 minutes", "Circles: to the left.", "<b>Twice!</b> 🎈", "by you."):
        expect(logged).to_contain_text(words)

    follow(page, "Change or add details, 09:15")
    expect(page.get_by_label("When")).to_have_value(f"{day}T09:15")
    expect(page.get_by_role("checkbox", name="to the left")).to_be_checked()
    tick(page, "to the right")
    tick(page, "Backward")
    page.get_by_label("When").fill(f"{day}T09:20")
    save(page)
    sees(page, "Saved.")
    logged = day_in_history(page, date_format(day, "l, j F"))
    for words in ("09:20", "Backward", "Circles: to the left and to the right."):
        expect(logged).to_contain_text(words)
    assert Session.objects.get().seen == {"pivoting": ["left", "right"], "backward": []}


def test_removing_undoing_and_the_bin(phones, world):
    log(world.mira, world.owner, world.ago(1), "backward", note="Under the sofa.")
    page = phones.open(world.owner)
    page.goto(reverse("history", args=[world.mira.pk]))
    follow(page, "Change or add details, 10:00")
    press(page, "Remove this session")
    sees(page, "Removed. It stays in the bin for 30 days.")
    expect(day_in_history(page, "Yesterday")).to_have_count(0)

    press(page, "Undo")
    sees(page, "It is back in the log.")
    expect(day_in_history(page, "Yesterday")).to_contain_text("Under the sofa.")

    follow(page, "Change or add details, 10:00")
    press(page, "Remove this session")
    follow(page, "The bin")
    sees(page, "Under the sofa.")
    press(page, "Bring back, 10:00")
    expect(day_in_history(page, "Yesterday")).to_contain_text("Under the sofa.")
    follow(page, "The bin")
    sees(page, "The bin is empty.")


def test_going_back_and_saving_again_changes_nothing(phones, world):
    page = phones.open(world.owner)
    page.goto(reverse("session-new", args=[world.mira.pk]))
    tick(page, "Backward")
    save(page)
    sees_heading(page, "A first!")
    page.go_back()
    expect(page.get_by_role("checkbox", name="Backward")).to_be_checked()
    save(page)
    assert Session.objects.get().seen == {"backward": []}


def test_changing_photos_leaves_alone_what_is_being_typed(phones, world):
    session = log(world.mira, world.owner, world.ago(1), "forward")
    for number in range(6):
        photo(session, world.owner, picture(60, 40 + number), f"Photo {number}")
    page = phones.open(world.owner)
    page.goto(reverse("session", args=[world.mira.pk, session.pk]))
    page.get_by_label("Note").fill("Under the table")
    captions = page.get_by_label("Caption", exact=True)
    captions.last.fill("not yet")
    captions.first.fill("On the rug")
    press(page, "Save the caption of photo 1")
    sees(page, "Saved.")
    press(page, "Later, photo 1")
    expect(captions.nth(1)).to_have_value("On the rug")
    expect(page.get_by_role("button", name="Later, photo 2")).to_be_focused()
    sees(page, "This session is full")
    press(page, "Remove, photo 3")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(undo).to_be_in_viewport()
    expect(page.locator(".session-photo-list .told")).to_contain_text("The photo is removed.")
    expect(page.get_by_role("status").filter(has_text="The photo is removed.")).to_have_count(1)
    expect(captions).to_have_count(5)
    expect(page.locator("photo-adder")).to_be_visible()
    expect(captions.last).to_have_value("not yet")
    expect(page.get_by_label("Note")).to_have_value("Under the table")
    kept = session.photos.filter(removed_at=None).values_list("caption", flat=True)
    assert [*kept] == ["Photo 1", "On the rug", "Photo 3", "Photo 4", "Photo 5"]


def test_the_time_of_a_photo_is_taken_over_beside_what_is_being_typed(phones, world):
    session = log(world.mira, world.owner, world.ago(3), "forward")
    for hour in (14, 16):
        exif = Image.Exif()
        exif.get_ifd(0x8769)[0x9003] = f"{world.ago(3):%Y:%m:%d} {hour}:30:00"
        photo(session, world.owner, picture(60, 40 + hour, exif=exif))
    photo(session, world.owner, b"no picture")
    page = phones.open(world.owner)
    page.goto(reverse("session", args=[world.mira.pk, session.pk]))
    page.get_by_label("Note").fill("Under the table")
    rows = page.locator("[data-photo-row]")
    press(rows.first, "Use that time")
    expect(rows.first.locator(".told")).to_have_text(f"Moved to {date_format(world.ago(3), 'l, j F')}, 14:30.")
    expect(rows.first.locator(".told")).to_be_focused()
    expect(page.locator(".photo-when")).to_have_count(0)
    expect(page.get_by_label("When")).to_have_value(f"{world.ago(3)}T14:30")
    press(page, "Remove what was not taken, number 1")
    expect(page.locator(".session-photos .told")).to_be_focused()
    expect(rows).to_have_count(2)
    press(page, "Remove, photo 2")
    press(page, "Undo")
    expect(rows).to_have_count(2)
    expect(rows.last.locator(".told")).to_have_text("The photo is back.")
    save(page)
    sees(page, "Saved.")
    session.refresh_from_db()
    assert (session.note, f"{session.local_start:%H:%M}") == ("Under the table", "14:30")
