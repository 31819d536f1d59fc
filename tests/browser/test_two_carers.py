from django.urls import reverse
from playwright.sync_api import expect

from milestones.models import Session, Sighting
from tests.browser.steps import follow, is_logged, open_today, save, sees, tap, tick
from tests.world import log


def test_both_tap_what_they_saw_and_it_is_in_the_log_once(phones, world):
    hers, his = phones.open(world.owner), phones.open(world.caregiver)
    open_today(hers, world.mira)
    open_today(his, world.mira)
    tap(hers, "Backward")
    tap(his, "Backward")  # on a page from before her tap
    tap(his, "Circles")
    is_logged(his, "Backward")
    assert Session.objects.get().seen == {"pivoting": [], "backward": []}
    assert Sighting.objects.count() == 2
    tap(hers, "Forward")
    is_logged(hers, "Circles")
    assert Session.objects.count() == 1


def test_what_he_logs_stands_at_the_top_of_her_today_once(phones, world):
    hers, his = phones.open(world.owner), phones.open(world.caregiver)
    open_today(his, world.mira)
    tap(his, "Backward")
    open_today(hers, world.mira)
    sees(hers, "Jonas logged backward at")
    tap(hers, "Forward")  # the page goes on, and so does what it told
    sees(hers, "Jonas logged backward at")
    open_today(hers, world.mira)
    expect(hers.get_by_text("Jonas logged")).to_have_count(0)
    open_today(his, world.mira)
    sees(his, "Nadia changed a session at")


def test_both_change_the_same_session_and_what_each_changed_stays(phones, world):
    session = log(world.mira, world.owner, world.ago(1), "backward", note="Under the sofa.")
    hers, his = phones.open(world.owner), phones.open(world.caregiver)
    for page in (hers, his):
        page.goto(reverse("session", args=[world.mira.pk, session.pk]))
    hers.get_by_label("Note").fill("Under the bed.")
    tick(hers, "Circles")
    save(hers)
    sees(hers, "Saved.")
    his.get_by_label("Note").fill("Under the table.")
    his.get_by_label("How many minutes on the floor").fill("9")
    save(his)
    sees(his, "Saved.")
    session = Session.objects.get()
    assert (session.note, session.minutes) == ("Under the table.", 9)
    assert session.seen == {"pivoting": [], "backward": []}
    follow(his, "Change or add details, 10:00")
    sees(his, "Under the bed.")  # what changed tells of both


def test_without_javascript_who_changes_what_was_changed_meanwhile_is_asked(phones, world):
    session = log(world.mira, world.owner, world.ago(1), "backward")
    hers, his = (phones.open(person, java_script_enabled=False) for person in (world.owner, world.caregiver))
    for page in (hers, his):
        page.goto(reverse("session", args=[world.mira.pk, session.pk]))
    hers.get_by_label("Note").fill("Under the sofa.")
    save(hers)
    sees(hers, "Saved.")

    his.get_by_label("Note").fill("Under the table.")
    with phones.expecting(422):
        save(his)
        expect(his.get_by_role("alert")).to_contain_text("Somebody else changed this while you were typing.")
    expect(his.get_by_role("region", name="In the log now")).to_contain_text("Under the sofa.")
    expect(his.get_by_label("Note")).to_have_value("Under the table.")
    session.refresh_from_db()
    assert session.note == "Under the sofa."

    save(his)
    sees(his, "Saved.")
    session.refresh_from_db()
    assert (session.note, session.changed_by) == ("Under the table.", world.caregiver)
