"""The full form, removing and marking a tip while the connection is gone: nothing is lost, and nothing is twice."""

from contextlib import contextmanager

from django.urls import reverse
from playwright.sync_api import expect

from milestones.models import Session, Trial
from tests.browser.steps import all_sent, day_in_history, press, save, sees, tick
from tests.world import log

KEPT = "Kept on this phone. It goes by itself when there is a connection."


@contextmanager
def cut(phones, page):
    """Inside, the phone has no connection. Afterwards it has one again, and has sent all it could."""
    with phones.expecting("no answer"):
        page.context.set_offline(True)
        yield
        page.context.set_offline(False)
        page.wait_for_timeout(200)  # what failed just before is told a little later


def form(page, world, session=None):
    name, args = ("session", [session.pk]) if session else ("session-new", [])
    page.goto(reverse(name, args=[world.mira.pk, *args]))


def test_a_session_with_details_and_an_earlier_time_arrives_as_it_was_typed(phones, world):
    page, day = phones.open(world.owner), world.ago(3)
    form(page, world)
    with cut(phones, page):
        tick(page, "Circles")
        tick(page, "to the left")
        page.get_by_label("When").fill(f"{day}T09:15")
        page.get_by_label("How many minutes on the floor").fill("12")
        page.get_by_label("Note").fill("After the red ball.\n<b>Twice!</b> 🎈")
        save(page)
        sees(page, KEPT)
        assert not Session.objects.exists()
    expect(page.locator("body")).to_have_class("today")
    sees(page, "A first!")
    session = Session.objects.get()
    assert (session.seen, session.minutes) == ({"pivoting": ["left"]}, 12)
    assert session.note == "After the red ball.\n<b>Twice!</b> 🎈"
    assert f"{session.local_start:%Y-%m-%dT%H:%M}" == f"{day}T09:15"


def test_two_change_the_same_session_and_both_changes_stay(phones, world):
    session = log(world.mira, world.owner, world.ago(1), "backward")
    hers, his = phones.open(world.owner), phones.open(world.caregiver)
    for page in (hers, his):
        form(page, world, session)
    with cut(phones, hers):
        hers.get_by_label("Note").fill("Under the sofa.")
        save(hers)
        sees(hers, KEPT)
        his.get_by_label("Note").fill("Under the table.")
        tick(his, "Circles")
        save(his)
        sees(his, "Saved.")
    sees(hers, "Saved.")
    expect(day_in_history(hers, "Yesterday")).to_contain_text("Circles")
    session = Session.objects.get()
    assert (session.seen, session.note) == ({"pivoting": [], "backward": []}, "Under the table.")  # the later one
    form(hers, world, session)
    sees(hers, "A later change stands.")


def test_removing_and_bringing_back(phones, world):
    session = log(world.mira, world.owner, world.ago(1), "backward")
    page = phones.open(world.owner)
    form(page, world, session)
    with cut(phones, page):
        press(page, "Remove this session")
        sees(page, "Removed. It stays in the bin for 30 days.")
        press(page, "Undo")
        sees(page, "It is back in the log.")
    all_sent(page)
    session.refresh_from_db()
    assert (session.removed_at, session.changes.count()) == (None, 2)


def test_a_tip_is_marked_and_the_mark_taken_back(phones, world):
    page = phones.open(world.owner)
    page.goto(reverse("child-tip", args=[world.mira.pk, "corner-play-space"]))
    with cut(phones, page):
        press(page, "We tried it")
        sees(page, "You’ll find it on the journey.")
        sees(page, "Waits on this phone.")
    expect(page.get_by_text("Waits on this phone.").locator("visible=true")).to_have_count(0)
    assert Trial.objects.get().mark == "tried"
    press(page, "Undo")
    expect(page.get_by_role("button", name="Not for us")).to_be_visible()
    all_sent(page)
    assert not Trial.objects.exists()


def test_history_shows_what_waits(phones, world):
    known = log(world.mira, world.owner, world.ago(1), "backward", note="Under the sofa.")
    page = phones.open(world.owner)
    page.goto(reverse("history", args=[world.mira.pk]))
    with cut(phones, page):
        page.evaluate(
            """async ([known, day]) => {
              const { log, newId } = await import("/static/js/outbox/outbox.js");
              const nothing = { when: `${day}T08:00`, zone: "Europe/Berlin", minutes: "", note: "", seen: [] };
              const says = { ...nothing, seen: ["pivoting", "pivoting:left"], minutes: "7" };
              await log("save", { session: newId(), was: nothing, says }, { isNew: true });
              await log("remove", { session: known });
            }""",
            [str(known.pk), str(world.ago(3))],
        )
        removed = day_in_history(page, "Yesterday")
        expect(removed).to_contain_text("Removed. That waits on this phone.")
        sees(page, "7 minutes, by you. Circles: to the left.")
        sees(page, "Waits on this phone.")
        removed.get_by_role("button", name="Undo").tap()
        expect(removed).not_to_contain_text("waits on this phone")
        expect(removed).to_contain_text("Under the sofa.")
    all_sent(page)
    expect(page.locator(".waits")).to_have_count(0)
    assert Session.objects.filter(removed_at=None).count() == 2


def test_what_is_not_taken_comes_back_beside_the_fields_and_is_sent_once(phones, world):
    page = phones.open(world.owner)
    form(page, world)
    with cut(phones, page):
        tick(page, "Forward")
        page.get_by_label("Note").fill("She did it!")
        page.get_by_label("When").fill(f"{world.ago(-1)}T10:00")
        save(page)
        sees(page, KEPT)
    expect(page.get_by_role("alert")).to_contain_text("This time is still to come.")
    expect(page.get_by_label("When")).to_have_attribute("aria-invalid", "true")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("This time is still to come.")
    expect(page.get_by_label("Note")).to_have_value("She did it!")
    page.get_by_label("When").fill(f"{world.ago(2)}T10:00")
    save(page)
    expect(page.locator("body")).to_have_class("today")
    assert Session.objects.get().seen == {"forward": []}
