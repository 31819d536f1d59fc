"""A real browser on a line that breaks: what was logged in it is in the log, each once, with its own time and zone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Phones
from tests.deploy.broken_line import CUTS, BrokenLine, twice, whole
from tests.deploy.phone import PASSWORD, Phone, milliseconds
from tests.world import ZONE

pytestmark = pytest.mark.xdist_group("server")

LOGS, AT_ONCE = 50, 5
FIRST = datetime.now(UTC).replace(microsecond=0) - timedelta(days=40)
APART = timedelta(minutes=40)  # so each is a session of its own
OUTBOX = r"""async () => {
  const isOutbox = ({ name }) => /outbox\/outbox\./.test(name);
  let found;
  while (!(found = performance.getEntriesByType("resource").find(isOutbox))) await new Promise(requestAnimationFrame);
  return found.name;
}"""

# A few taps; then the phone tries until none of them waits any more.
LOG = """async ([outbox, times]) => {
  const { flush, log, newId, waiting } = await import(outbox);
  for (const at of times) await log("tap", { session: newId(), movement: "backward", also: [] }, { at });
  while ((await waiting()).length) await flush();
}"""


@pytest.fixture(scope="module")
def home(server: Any) -> Phone:
    return Phone(server.for_another(), "browser-cuts@example.org").signs_up()


@pytest.fixture
def page(browser: Browser, line: BrokenLine) -> Iterator[Page]:
    phones = Phones(browser, line.url)
    yield phones.open()
    phones.close()


def opens_today(page: Page, email: str, child: int) -> None:
    page.goto(f"/accounts/login/?next=/children/{child}/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).tap()
    expect(page.locator("log-tiles")).to_be_visible()


@pytest.mark.parametrize("where", [*CUTS, twice], ids=lambda where: where.__name__)
def test_fifty_taps_of_a_browser_arrive_once_wherever_the_line_breaks(home, line, page, where):
    child = home.adds_a_child(where.__name__)
    opens_today(page, home.email, child)
    outbox = page.evaluate(OUTBOX)
    times = [FIRST + number * APART for number in range(LOGS)]
    for number in range(0, LOGS, AT_ONCE):
        line.breaks(f"/{child}/outbox/", where, whole)
        page.evaluate(LOG, [outbox, [milliseconds(at) for at in times[number : number + AT_ONCE]]])
    assert line.broken.count(where) >= LOGS / AT_ONCE / 2
    logged = [
        (
            datetime.fromisoformat(session["started_at"]),
            session["zone"],
            [seen["movement"] for seen in session["movements"]],
        )
        for session in home.journal(child)["sessions"]
    ]
    assert sorted(logged) == [(at, ZONE, ["backward"]) for at in times]
