"""A real browser on a phone, against the site as it runs. What goes wrong behind the page fails the test too."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, expect, sync_playwright

from crawltrack.accounts.models import Person
from tests.browser.places import Family, Place, Visit, people
from tests.world import ZONE, World, signed_in

HERE = Path(__file__).parent
FAILURES = HERE.parent / "failures"
PHONE = {"width": 390, "height": 844}
DESK = {"viewport": {"width": 1280, "height": 800}, "has_touch": True, "is_mobile": False}
PATIENCE = 10_000  # milliseconds; a busy machine is no reason to fail
# Without its own windows Chromium does the same work in less than half the time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIETLY = [
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
# Says in the console what the page's policy refused.
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", ({violatedDirective, blockedURI, sourceFile}) =>
  console.error(`Refused by ${violatedDirective}: ${blockedURI} ${sourceFile}`))"""


def chromium() -> str | None:
    """The browser of this machine; without one Playwright takes its own."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def file_name(name: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in name)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[None]:
    """After each test asks its phones what went wrong behind the page; a failure leaves pictures of them."""
    phones: Phones | None = pyfuncitem.funcargs.get("phones")
    try:
        result = yield
        if phones:
            assert not phones.problems, "\n".join(phones.problems)
        return result
    except BaseException:
        if phones:
            phones.photograph(pyfuncitem.name)
        raise


class Phones:
    """Phones that are open in a test, and everything that went wrong on them unexpectedly."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser, self.site = browser, site
        self.contexts: list[BrowserContext] = []
        self.problems: list[str] = []
        self.expected: set[int | str] = set()
        self.met: set[int | str] = set()

    def open(self, person: Person | None = None, look: str = "", **options: Any) -> Page:
        """A page of a phone on which `person` is signed in already; nothing is open in it yet.

        Nothing is kept for the time without a connection but with service_workers="allow".
        """
        # With less motion pages change at once; a transition that a quick step overtakes is an error to Chromium.
        phone = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
        options = phone | {"locale": "en-GB", "service_workers": "block"} | options
        context = self.browser.new_context(base_url=self.site, timezone_id=ZONE, **options)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(TELL_VIOLATIONS)
        cookies = {"zone": ZONE} | ({"lamp": "on"} if look == "night" else {"look": look} if look else {})
        if person:
            cookies["crawltrack_session"] = signed_in(person).cookies["crawltrack_session"].value
        context.add_cookies([{"name": name, "value": value, "url": self.site} for name, value in cookies.items()])
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.problems.append(f"Script: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)
        self.contexts.append(context)
        return context.new_page()

    @contextmanager
    def expecting(self, *troubles: int | str) -> Iterator[None]:
        """Inside, answers with these statuses (or "no answer") are what the test is about; each has to come."""
        self.expected, self.met = {*troubles}, set()
        yield
        assert self.met == self.expected, f"expected {self.expected}, met {self.met}"
        self.expected = set()

    def photograph(self, name: str) -> None:
        FAILURES.mkdir(exist_ok=True)
        for number, page in enumerate(page for context in self.contexts for page in context.pages):
            with suppress(Exception):  # the test's own failure says more
                page.screenshot(path=FAILURES / f"{file_name(name)}-{number}.png", full_page=True)

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _heard(self, message: Any) -> None:
        # What was not loaded is known from its answer.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.problems.append(f"Console: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before the answer came
            self._trouble("no answer", f"{request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._trouble(response.status, f"{response.status} {response.request.method} {response.url}")

    def _trouble(self, kind: int | str, told: str) -> None:
        if kind in self.expected:
            self.met.add(kind)
        else:
            self.problems.append(told)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium(), args=QUIETLY)


@pytest.fixture
def phones(browser: Browser, live_server: Any) -> Iterator[Phones]:
    phones = Phones(browser, live_server.url)
    yield phones
    phones.close()


@pytest.fixture
def walk(phones: Phones, world: World, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Iterator[tuple[Place, Page]]]:
    """Leads through the places one after the other; what each of them answers is as it says."""
    family = Family(world)
    persons = people(world)

    def walk(places: list[Place], **options: Any) -> Iterator[tuple[Place, Page]]:
        pages: dict[str, Page] = {}
        for place in places:
            if place.by not in pages:
                pages[place.by] = phones.open(persons[place.by], **options)
            page = pages[place.by]
            expected = phones.expecting(place.trouble) if place.trouble else nullcontext()
            with monkeypatch.context() as patch, expected:
                place.lead(Visit(page, family, patch))
                page.wait_for_load_state("load")
                yield place, page

    return walk
