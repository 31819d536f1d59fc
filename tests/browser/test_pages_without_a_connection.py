"""The site on a phone that has lost its connection, with the real service worker."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from crawltrack.accounts.models import Person
from tests.browser.steps import day_in_history, follow, go_to, open_today, press, save, sees, sees_heading, tap
from tests.pictures import photo, picture
from tests.world import World, log, signed_in

# Of somebody who is not signed in here, so that nobody sends it.
PUT_AN_ENTRY = """import("/static/js/outbox/store.js").then(({ put }) =>
  put({ key: "waits", person: 999, to: "/", kind: "tap", said: {}, state: "waiting" }))"""


ENTRIES_ARE = """async (...states) => {
  const { entries } = await import("/static/js/outbox/store.js");
  return String((await entries()).map(({ state }) => state)) === String(states);
}"""


@pytest.fixture
def phone(phones: Any) -> Any:
    """Opens a phone that keeps pages."""
    return lambda person, **options: phones.open(person, service_workers="allow", **options)


def open_and_keep(page: Page, world: World) -> None:
    """Opens Mira's today for the first time, and waits until the phone has kept all that it keeps by itself."""
    open_today(page, world.mira)
    for name in ("journey", "history", "child-tips", "session-new"):
        is_kept(page, reverse(name, args=[world.mira.pk]))


def becomes_true(page: Page, expression: str, *said: Any) -> None:
    """Waits until a promise of the page's resolves to something true."""
    page.evaluate(
        """async ([expression, said]) => {
          const ask = eval(expression);
          for (let tries = 0; tries < 200; tries += 1) {
            if (await ask(...said)) return;
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
          throw new Error(`It never became true: ${expression} ${said}`);
        }""",
        [expression, said],
    )


def is_kept(page: Page, path: str) -> None:
    becomes_true(page, "async (path) => Boolean(await caches.match(new URL(path, location)))", path)


def is_forgotten(page: Page, path: str) -> None:
    becomes_true(page, "async (path) => !(await caches.match(new URL(path, location)))", path)


def kept(page: Page) -> list[str]:
    return page.evaluate(
        """async () => {
          const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
          const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
          return keys.flat().map(({ url }) => new URL(url).pathname);
        }"""
    )


def installability(page: Page) -> set[str]:
    """What keeps Chromium from offering to put the site on the home screen."""
    devtools = page.context.new_cdp_session(page)
    assert devtools.send("Page.getAppManifest")["errors"] == []
    return {problem["errorId"] for problem in devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]}


def caches_of_files(page: Page) -> list[str]:
    return page.evaluate("async () => (await caches.keys()).filter((name) => name.startsWith('files-'))")


def banner(page: Page) -> Any:
    return page.locator(".of-phone")


def test_what_was_seen_is_there_without_a_connection(phones, phone, world):
    photo(log(world.mira, world.owner, world.ago(1), "backward"), world.owner, picture(400, 300))
    gallery = reverse("photos", args=[world.mira.pk])
    page = phone(world.owner)
    open_and_keep(page, world)
    page.goto(gallery)
    is_kept(page, gallery)
    open_today(page, world.mira)
    expect(banner(page)).to_be_hidden()
    assert installability(page) <= {"in-incognito"}  # which every page of a test is, where there are windows

    page.context.set_offline(True)
    with phones.expecting("no answer"):
        page.reload()
        expect(banner(page)).to_contain_text("No connection. This is how it looked today at")
        sees(page, "Yesterday")
        go_to(page, "Journey")
        expect(banner(page)).to_contain_text("No connection.")
        follow(page, "Photos")
        expect(banner(page)).to_contain_text("No connection.")
        becomes_true(page, "async () => document.querySelector('.wall img[width]').naturalWidth > 0")
        go_to(page, "History")
        sees(page, "Yesterday")
        page.goto(reverse("session-new", args=[world.mira.pk]) + "?timer")
        sees_heading(page, "Log a session")
        expect(banner(page)).to_contain_text("What you save stays on this phone")
        page.goto("/")
        expect(banner(page)).to_contain_text("No connection.")
        page.goto(reverse("summary", args=[world.mira.pk]))
        sees_heading(page, "No connection just now")
        follow(page, "What waits on this phone")
        sees(page, "Nothing waits here.")
        page.go_back()
        follow(page, "Mira")
        expect(banner(page)).to_contain_text("No connection.")
        page.context.set_offline(False)
        expect(banner(page)).to_be_hidden()


def test_the_history_that_is_kept_knows_what_today_knows_and_is_where_a_change_leads(phones, phone, world):
    session = log(world.mira, world.owner, world.ago(1), "backward")
    change = reverse("session", args=[world.mira.pk, session.pk])
    page = phone(world.owner)
    open_and_keep(page, world)
    tap(page, "Circles")
    with phones.expecting("no answer"):
        page.context.set_offline(True)
        page.goto(reverse("history", args=[world.mira.pk]))
        expect(day_in_history(page, "Today")).to_contain_text("Circles")
        expect(page.locator(".waits")).to_have_count(0)
        page.goto(reverse("session-new", args=[world.mira.pk]))
        page.wait_for_url("**/?id=*")
        page.get_by_label("Note").fill("Half a thought.")
        page.go_back()
        page.go_forward()
        expect(page.get_by_label("Note")).to_have_value("Half a thought.")
        page.goto(change)
        press(page, "Remove this session")
        press(page.get_by_role("status").filter(has_text="Removed."), "Undo")  # there is one in the list, too
        sees(page, "It is back in the log.")
        sees_heading(page, "History")
        page.goto(change)
        page.get_by_label("Note").fill("Under the table.")
        save(page)
        expect(day_in_history(page, "Yesterday")).to_contain_text("Under the table.")


def test_signing_out_leaves_nothing_on_the_phone(phones, phone, world):
    page = phone(world.owner)
    open_and_keep(page, world)
    assert kept(page)
    page.goto(reverse("account_logout"))
    press(page, "Sign out")
    sees_heading(page, "Backward is a way forward")
    assert kept(page) == []

    page.context.set_offline(True)
    with phones.expecting("no answer"):
        open_today(page, world.mira)
        sees_heading(page, "No connection just now")
        expect(page.get_by_role("link", name="Mira")).to_have_count(0)


def test_signing_out_without_a_connection_clears_the_phone_and_says_what_is_left_to_do(phones, phone, world):
    page = phone(world.owner)
    open_and_keep(page, world)
    page.goto(reverse("account_logout"))
    page.context.set_offline(True)
    with phones.expecting("no answer"):
        press(page, "Sign out")
        sees(page, "Signing out needs a connection.")
    assert kept(page) == []


def sign_in(page: Page, person: Person) -> None:
    cookie = signed_in(person).cookies["crawltrack_session"].value
    page.context.add_cookies([{"name": "crawltrack_session", "value": cookie, "url": page.evaluate("origin")}])


def test_another_person_sees_nothing_of_the_first(phone, world):
    page = phone(world.owner)
    open_and_keep(page, world)
    sign_in(page, world.stranger)
    page.goto(reverse("account"))
    is_forgotten(page, reverse("today", args=[world.mira.pk]))
    open_today(page, world.otto)
    is_kept(page, reverse("child-tips", args=[world.otto.pk]))
    assert not [path for path in kept(page) if path.startswith(f"/children/{world.mira.pk}/")]


def test_access_that_was_taken_away_takes_the_pages_of_the_child_along(phones, phone, world):
    page = phone(world.caregiver)
    open_and_keep(page, world)
    world.mira.carers.get(person=world.caregiver).leave()
    with phones.expecting(404):
        page.goto(reverse("history", args=[world.mira.pk]))
        is_forgotten(page, reverse("today", args=[world.mira.pk]))
    assert not [path for path in kept(page) if path.startswith(f"/children/{world.mira.pk}/")]


def test_a_phone_that_cannot_read_what_it_keeps_is_no_worse_than_one_that_keeps_nothing(phone, world):
    page = phone(world.owner)
    open_and_keep(page, world)
    (worker,) = page.context.service_workers
    worker.evaluate(
        """() => {
          CacheStorage.prototype.open = CacheStorage.prototype.keys = async () => { throw new Error("broken") };
        }"""
    )
    go_to(page, "Journey")
    open_today(page, world.mira)
    page.goto(reverse("account_logout"))
    press(page, "Sign out")
    sees_heading(page, "Backward is a way forward")


def test_a_proxy_that_finds_nothing_takes_nothing_from_the_phone(phones, phone, world):
    """Some answer so while the site behind them is being renewed."""
    page = phone(world.owner)
    open_and_keep(page, world)
    page.context.route(
        "**/children/**", lambda route: route.fulfill(status=404, body="404 page not found", content_type="text/html")
    )
    with phones.expecting(404):
        page.get_by_role("button", name="Backward").first.click()
        becomes_true(page, ENTRIES_ARE, "waiting")
        page.goto(reverse("history", args=[world.mira.pk]))
    assert reverse("today", args=[world.mira.pk]) in kept(page)
    page.context.unroute_all()
    open_today(page, world.mira)
    becomes_true(page, ENTRIES_ARE)


def test_a_tab_of_the_first_person_takes_no_page_from_the_second(phones, phone, world):
    first = phone(world.owner)
    open_and_keep(first, world)
    sign_in(first, world.stranger)
    second = first.context.new_page()
    open_today(second, world.otto)
    is_kept(second, reverse("child-tips", args=[world.otto.pk]))
    with phones.expecting(404):  # to the second there is no Mira
        first.get_by_role("button", name="Backward").first.click()
        becomes_true(first, ENTRIES_ARE, "waiting")
        first.get_by_text("Somebody else is signed in here now").wait_for()
    assert reverse("today", args=[world.otto.pk]) in kept(second)


def test_a_new_version_takes_over_and_an_older_page_still_finds_its_files(phones, phone, world, monkeypatch):
    page = phone(world.owner)
    open_and_keep(page, world)
    other = page.context.new_page()
    open_today(other, world.mira)
    other.evaluate(PUT_AN_ENTRY)
    before = caches_of_files(page)
    monkeypatch.setattr("milestones.views.app.__version__", "99")
    other.evaluate("navigator.serviceWorker.getRegistration().then((worker) => worker.update())")
    becomes_true(
        page,
        """async (before) => {
          const now = (await caches.keys()).filter((name) => name.startsWith("files-"));
          return now.length === 1 && now[0] !== before;
        }""",
        *before,
    )
    assert reverse("today", args=[world.mira.pk]) in kept(page)
    assert page.evaluate("import('/static/js/outbox/store.js').then(({ entries }) => entries())")[0]["key"] == "waits"
    # Names with a hash, as the production server has them: this one is of a version long gone.
    with phones.expecting(404):
        asked = page.evaluate("fetch('/static/css/base.0123456789ab.css').then((answer) => answer.text())")
    assert "@layer base" in asked
