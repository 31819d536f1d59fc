"""A whole browser with a profile of its own, killed and started again: a phone whose battery ran out."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from milestones.models import Child, Session
from tests.browser.conftest import PATIENCE, PHONE, QUIETLY, chromium
from tests.browser.steps import is_logged, tile
from tests.browser.test_pages_without_a_connection import is_kept
from tests.world import ZONE, signed_in

EACH = 100  # entries for each of two children
SOON = 60  # seconds from the connection to the last entry in the log

LOG = """async ([numbers, day]) => {
  const { log, newId } = await import("/static/js/outbox/outbox.js");
  for (const number of numbers) {
    const empty = { when: `${day}T08:00`, zone: "Europe/Berlin", minutes: "", note: "", seen: [] };
    const says = { ...empty, minutes: String(number % 50 + 1), note: `Number ${number}`, seen: ["backward"] };
    await log("save", { session: newId(), was: empty, says });
  }
}"""


NO_CONNECTION = "--host-resolver-rules=MAP * ~NOTFOUND"


@contextmanager
def running_browser(profile: Path, browser: Browser, *flags: str) -> Iterator[BrowserContext]:
    """A browser with this profile; at the end it is killed, with no time to put anything away."""
    (profile / "DevToolsActivePort").unlink(missing_ok=True)
    said = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}", *QUIETLY, *flags]
    process = subprocess.Popen(
        [chromium() or browser.browser_type.executable_path, *said],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port_of(profile)}").contexts[0]
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def port_of(profile: Path) -> str:
    for _ in range(PATIENCE // 100):
        said = (profile / "DevToolsActivePort").read_text() if (profile / "DevToolsActivePort").exists() else ""
        if "\n" in said:
            return said.partition("\n")[0]
        time.sleep(0.1)
    raise AssertionError("The browser did not start.")


def phone(context: BrowserContext, site: str, visit: str) -> Page:
    """A page of a phone that is signed in. A browser writes cookies down twice a minute, and these live for less."""
    context.add_cookies(
        [{"name": name, "value": said, "url": site} for name, said in (("zone", ZONE), ("crawltrack_session", visit))]
    )
    page = context.new_page()
    page.set_viewport_size(PHONE)
    page.set_default_timeout(PATIENCE)
    return page


def test_what_was_logged_on_a_phone_that_died_without_a_connection_all_arrives_once(
    browser, live_server, world, tmp_path
):
    site, profile = live_server.url, tmp_path / "profile"
    visit = signed_in(world.owner).cookies["crawltrack_session"].value
    ida = Child.objects.welcome(world.owner, name="Ida", born=world.ago(300), due=None)
    todays = [site + reverse("today", args=[child.pk]) for child in (world.mira, ida)]

    with running_browser(profile, browser) as context:
        page = phone(context, site, visit)
        page.goto(todays[0])
        is_kept(page, todays[1])  # it was in the menu

    with running_browser(profile, browser, NO_CONNECTION) as context:
        page = phone(context, site, visit)
        for today in todays:
            page.goto(today)
            expect(page.locator(".of-phone")).to_contain_text("No connection.")
            page.evaluate(LOG, [list(range(EACH)), str(world.ago(2))])
        tile(page, "Forward").click()
        is_logged(page, "Forward")
        expect(page.locator("outbox-status")).to_contain_text(f"{2 * EACH + 1} logs wait on this phone")
    assert not Session.objects.exists()

    with running_browser(profile, browser) as context:
        page = phone(context, site, visit)
        page.goto(site)
        deadline = time.monotonic() + SOON
        while Session.objects.count() < 2 * EACH + 1 and time.monotonic() < deadline:
            time.sleep(0.2)
        expect(page.locator("outbox-status")).to_be_hidden()

    for child in (world.mira, ida):
        sessions = Session.objects.filter(child=child, note__startswith="Number").order_by("logged_at")
        assert [session.note for session in sessions] == [f"Number {number}" for number in range(EACH)]
        assert {(session.zone, session.day) for session in sessions} == {(ZONE, world.ago(2))}
    assert Session.objects.count() == 2 * EACH + 1
