"""The full form without a server: a kept page of a new session, which fills itself in for whatever was asked for."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Route, expect

from milestones.models import Session
from tests.browser.steps import all_sent, open_today, press, save, sees, sees_heading, tick
from tests.world import log

KEEP = """async (addresses) => {
  const pages = await caches.open(`pages-${document.body.dataset.person}`);
  for (const address of addresses) await pages.put(new URL(address, location.href).href, await fetch(address));
}"""
LOG = "async ([kind, said]) => (await import('/static/js/outbox/outbox.js')).log(kind, said)"


@pytest.fixture
def phone(phones, world):
    """A phone that keeps today, the history and an empty form, and shows that for any session, as its worker does."""
    page = phones.open(world.owner)
    log(world.mira, world.owner, world.ago(1), "backward", note="Under the sofa.", minutes=4)
    open_today(page, world.mira)
    page.evaluate(KEEP, [reverse(name, args=[world.mira.pk]) for name in ("today", "history")])
    form = page.request.get(reverse("session-new", args=[world.mira.pk])).text()
    kept = form.replace("<html ", '<html data-copy="2026-05-12T12:30:00Z" ', 1)

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=kept, content_type="text/html")
        else:
            route.fallback()

    page.route(re.compile(r"/sessions/(new|[0-9a-f-]{36})/"), answer)
    return page


def test_a_new_session_begins_now_and_has_an_id_of_its_own(phone, world):
    addresses = set()
    for _ in range(2):
        phone.goto(reverse("session-new", args=[world.mira.pk]))
        phone.wait_for_url("**/sessions/new/?id=*")
        addresses.add(phone.url)
    assert len(addresses) == 2
    sees_heading(phone, "Log a session")
    tick(phone, "Circles")
    save(phone)
    expect(phone.locator("body")).to_have_class("today")
    assert Session.objects.get(revision=1, note="").seen == {"pivoting": []}


def test_a_session_that_is_known_is_changed(phone, world):
    session = Session.objects.get()
    phone.goto(reverse("session", args=[world.mira.pk, session.pk]))
    sees_heading(phone, "Yesterday, 10:00")
    expect(phone).to_have_title(re.compile("Change a session"))
    expect(phone.get_by_label("Note")).to_have_value("Under the sofa.")
    expect(phone.get_by_label("How many minutes on the floor")).to_have_value("4")
    expect(phone.get_by_role("checkbox", name="Backward", exact=True)).to_be_checked()
    tick(phone, "Forward")
    save(phone)
    sees(phone, "Saved.")
    session = Session.objects.get()
    assert (session.seen, session.note) == ({"backward": [], "forward": []}, "Under the sofa.")
    phone.goto(reverse("session", args=[world.mira.pk, session.pk]))
    press(phone, "Remove this session")
    sees(phone, "Removed. It stays in the bin for 30 days.")
    session.refresh_from_db()
    assert session.removed_at


def test_one_that_is_not_on_the_phone_says_so(phone, world):
    phone.goto(reverse("session", args=[world.mira.pk, "00000000-0000-4000-8000-000000000009"]))
    sees_heading(phone, "Not on this phone")


def test_a_timer_that_waits_becomes_its_session(phones, phone, world):
    timed = "00000000-0000-4000-8000-000000000007"
    with phones.expecting("no answer"):
        phone.route("**/outbox/", lambda route: route.abort())
        phone.evaluate(LOG, ["timer", {"session": timed}])
        phone.evaluate(LOG, ["tap", {"session": timed, "movement": "forward"}])
        phone.goto(reverse("session-new", args=[world.mira.pk]) + "?timer")
        sees_heading(phone, "Tummy time done?")
        expect(phone.get_by_label("How many minutes on the floor")).to_have_value("1")
        expect(phone.get_by_role("checkbox", name="Forward", exact=True)).to_be_checked()
        press(phone, "Stop and save")
        sees(phone, "Kept on this phone.")
        phone.unroute("**/outbox/")
        phone.wait_for_timeout(200)  # what failed just before is told a little later
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.locator("body")).to_have_class("today")
    all_sent(phone)
    session = Session.objects.get(pk=timed)
    assert (session.seen, session.minutes) == ({"forward": []}, 1)
