"""What is logged without a connection, or with a bad one, is kept on the phone and arrives once, as it was made."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, Route, expect

from crawltrack.accounts.models import Person
from milestones.models import Carer, Child, Session, Timer
from tests.browser.steps import (
    all_sent,
    follow,
    is_logged,
    is_not_logged,
    kept,
    open_today,
    press,
    sees,
    sees_heading,
    tap,
    tile,
    undo,
)
from tests.world import PASSWORD, signed_in

STATUS = "outbox-status"
NO_ROOM = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('made up', 'QuotaExceededError') } }"
NO_STORE = "indexedDB.open = () => { throw new Error('made up by a test') }"


def lately(page: Page):
    return page.get_by_role("region", name="Lately")


def come_back(context: BrowserContext) -> None:
    """The connection is there again."""
    context.set_offline(False)


def test_taps_and_an_undo_without_a_connection_arrive_as_they_were_made(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    began = timezone.now() - timedelta(seconds=2)
    page.context.set_offline(True)
    with phones.expecting("no answer"):
        for movement in ("Backward", "Circles", "Forward"):
            tile(page, movement).tap()
            is_logged(page, movement)
        expect(tile(page, "Circles")).to_have_accessible_description("Logged. It waits on this phone.")
        undo(page, "Circles").tap()
        is_not_logged(page, "Circles")
        expect(page.locator(STATUS)).to_contain_text("4 logs are waiting on this phone, the first since")
        expect(lately(page).get_by_role("listitem")).to_have_count(1)
        expect(lately(page)).to_contain_text("Waits on this phone.")
        expect(lately(page)).not_to_contain_text("Circles")
        assert not Session.objects.exists()
        come_back(page.context)
        expect(page.locator(STATUS)).to_have_text("Sent.")
    all_sent(page)
    session = Session.objects.get()
    assert session.seen == {"backward": [], "forward": []}
    assert (session.zone, session.logged_by) == ("Europe/Berlin", world.owner)
    assert began < session.started_at < began + timedelta(minutes=1)
    sees_heading(page, "A first!")
    expect(lately(page)).to_contain_text("Today, by you.")
    expect(page.locator(STATUS)).to_be_hidden()


def test_a_timer_started_without_a_connection_runs_and_keeps_its_taps(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    page.context.set_offline(True)
    with phones.expecting("no answer"):
        press(page, "Start the tummy time timer")
        expect(page.locator("tummy-timer time")).to_have_text("0:02")
        tile(page, "Backward").tap()
        is_logged(page, "Backward")
        come_back(page.context)
        all_sent(page)
    assert Session.objects.get().pk == Timer.objects.get().session_id
    expect(page.locator("tummy-timer")).to_be_visible()


def test_a_tap_whose_answer_got_lost_is_in_the_log_once(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    page.route("**/outbox/", lose_the_answer, times=1)
    with phones.expecting("no answer"):
        tile(page, "Backward").tap()
        expect(page.locator(STATUS)).to_contain_text("1 log is waiting on this phone")
    all_sent(page)
    assert Session.objects.get().seen == {"backward": []}
    is_logged(page, "Backward")
    sees(page, "Today, by you.")


def test_a_connection_that_breaks_right_after_the_answer_leaves_nothing_looking_unsent(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    page.route(page.url, lambda route: route.abort("connectionreset"), times=1)
    with phones.expecting("no answer"), page.expect_event("requestfailed"):
        tile(page, "Backward").tap()
    all_sent(page)
    is_logged(page, "Backward")


def test_two_tabs_show_the_same_and_send_it_once(phones, world):
    page = phones.open(world.owner)
    other = page.context.new_page()
    for tab in (page, other):
        open_today(tab, world.mira)
    arrived: list[bool] = []
    page.context.on("response", lambda answer: arrived.append(answer.url.endswith("/outbox/")))
    page.context.set_offline(True)
    with phones.expecting("no answer"):
        tile(page, "Backward").tap()
        is_logged(other, "Backward")
        undo(other, "Backward").tap()
        is_not_logged(page, "Backward")
        tile(other, "Circles").tap()
        is_logged(page, "Circles")
        come_back(page.context)
        for tab in (page, other):
            all_sent(tab)
    for tab in (page, other):
        is_logged(tab, "Circles")
        is_not_logged(tab, "Backward")
    assert Session.objects.filter(removed_at=None).get().seen == {"pivoting": []}
    assert len([*filter(None, arrived)]) == 1


def test_who_was_signed_out_while_away_signs_in_and_it_goes(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    page.context.clear_cookies(name="crawltrack_session")
    tile(page, "Backward").tap()
    is_logged(page, "Backward")
    follow(page, "Sign in to send 1 log that waits on this phone")
    assert not Session.objects.exists()

    page.get_by_label("E-mail").fill(world.owner.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")
    expect(page.locator(".tiles")).to_be_visible()
    all_sent(page)
    is_logged(page, "Backward")
    assert Session.objects.get().seen == {"backward": []}


def be(page: Page, person: Person) -> None:
    """Somebody else signs in on this phone."""
    cookie = {"name": "crawltrack_session", "value": signed_in(person).cookies["crawltrack_session"].value}
    page.context.add_cookies([cookie | {"url": page.evaluate("location.origin")}])


def test_what_one_person_logged_never_goes_under_the_name_of_another(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    page.context.set_offline(True)
    with phones.expecting("no answer", 409):
        tile(page, "Backward").tap()
        expect(page.locator(STATUS)).to_be_visible()
        be(page, world.caregiver)  # while her page is still open
        come_back(page.context)
        expect(page.locator(STATUS)).to_contain_text("Somebody else is signed in here now. 1 log of yours waits")
    open_today(page, world.mira)
    is_not_logged(page, "Backward")
    expect(page.locator(STATUS)).to_be_hidden()
    tap(page, "Circles")
    page.goto("/outbox/")
    sees(page, "1 log of somebody else waits on this phone.")
    assert Session.objects.get().logged_by == world.caregiver

    be(page, world.owner)
    open_today(page, world.mira)
    all_sent(page)
    assert Session.objects.get().seen == {"pivoting": [], "backward": []}


def test_what_was_not_taken_says_why_and_is_tried_again_or_thrown_away(phones, world):
    page = phones.open(world.caregiver)
    open_today(page, world.mira)
    page.context.set_offline(True)
    with phones.expecting("no answer"):
        tile(page, "Backward").tap()
        tile(page, "Circles").tap()
        expect(page.locator(STATUS)).to_contain_text("2 logs are waiting")
        Carer.objects.filter(person=world.caregiver).update(role="viewer")
        come_back(page.context)
        expect(page.locator(STATUS)).to_contain_text("2 logs were not taken.")
    expect(page.locator(".tile")).to_have_count(0)
    follow(page, "See why")
    cards = page.locator(".entries > li")
    expect(cards).to_have_count(2)
    expect(cards.first).to_contain_text("Mira")
    expect(cards.first).to_contain_text("Backward")
    expect(cards.first.locator(".why")).not_to_be_empty()

    Carer.objects.filter(person=world.caregiver).update(role="caregiver")
    cards.first.get_by_role("button", name="Try again").tap()
    expect(cards).to_have_count(1)
    cards.first.get_by_role("button", name="Throw away").tap()
    press(page, "Keep it")
    cards.first.get_by_role("button", name="Throw away").tap()
    press(page, "Yes, throw away")
    sees(page, "Nothing waits here.")
    assert Session.objects.get().seen == {"backward": []}


def test_signing_out_first_says_what_still_waits_and_keeps_it(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    page.route("**/children/*/outbox/", lambda route: route.abort())
    with phones.expecting("no answer"):
        tile(page, "Backward").tap()
        expect(page.locator(STATUS)).to_be_visible()
        page.goto("/accounts/logout/")
        sees(page, "1 log of yours still waits on this phone.")
        press(page, "Send them first")
        sees(page, "There is no connection now.")
        page.locator("main").get_by_role("button", name="Sign out").tap()
        expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    page.unroute("**/children/*/outbox/")
    page.goto("/outbox/")
    sees(page, "1 log of somebody else waits on this phone.")
    expect(page.locator("main")).not_to_contain_text("Mira")
    assert [entry["person"] for entry in kept(page)] == [world.owner.pk]
    assert not Session.objects.exists()


def test_the_back_button_brings_no_page_of_who_signed_out(phones, world):
    page = phones.open(world.owner)  # a page as it was left, which the browsers of tests do not keep
    open_today(page, world.mira)
    page.context.clear_cookies()
    page.evaluate("""async () => {
      const { keep } = await import("/static/js/outbox/store.js");
      await keep("person", undefined);
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    }""")
    expect(page).to_have_url(re.compile("/accounts/login/"))


def test_where_the_browser_keeps_nothing_it_says_so_and_sends_at_once(phones, world):
    page = phones.open(world.owner)
    page.context.add_init_script(NO_STORE)
    open_today(page, world.mira)
    sees_that_nothing_is_kept = page.get_by_text("This browser keeps nothing without a connection")
    expect(sees_that_nothing_is_kept).to_be_visible()
    tap(page, "Backward")
    assert Session.objects.get().seen == {"backward": []}
    page.context.set_offline(True)
    with phones.expecting("no answer"):
        tile(page, "Circles").tap()
        expect(page.get_by_role("alert")).to_have_text(
            "Not sent: there is no connection. Nothing is in the log yet; tap again in a moment."
        )
    is_not_logged(page, "Circles")
    come_back(page.context)
    undo(page, "Backward").tap()
    is_not_logged(page, "Backward")
    press(page, "Start the tummy time timer")
    expect(page.locator("tummy-timer")).to_be_visible()
    expect(page.locator(".unsent")).to_have_count(0)
    assert Timer.objects.exists()
    assert not Session.objects.filter(removed_at=None).exists()


def test_a_tap_for_twins_waits_on_the_page_of_each(phones, world):
    noa = Child.objects.welcome(world.owner, name="Noa", born=world.mira.born, due=None)
    page = phones.open(world.owner)
    open_today(page, world.mira)
    page.get_by_label("Also for Noa").tap()
    page.route("**/outbox/", lambda route: route.abort())
    with phones.expecting("no answer"):
        tile(page, "Backward").tap()
        expect(page.locator(STATUS)).to_be_visible()
        open_today(page, noa)
        is_logged(page, "Backward")
        tile(page, "Circles").tap()
        is_logged(page, "Circles")
        undo(page, "Backward").tap()
        is_not_logged(page, "Backward")
        page.unroute("**/outbox/")
        page.evaluate("dispatchEvent(new Event('online'))")
        all_sent(page)
    log = Session.objects.filter(removed_at=None).get()
    assert (log.child, log.seen) == (noa, {"pivoting": []})


def test_an_owner_is_told_once_what_a_site_without_https_lacks(phones, world):
    page = phones.open(world.owner)
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    open_today(page, world.mira)
    sees_no_https = page.locator(STATUS).get_by_text("Without a connection these pages do not open")
    expect(sees_no_https).to_be_visible()
    press(page, "All right")
    expect(page.locator(STATUS)).to_be_hidden()
    page.reload()
    tap(page, "Backward")
    expect(page.locator(STATUS)).to_be_hidden()


def test_a_tap_on_a_phone_that_is_full_is_sent_at_once(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    page.evaluate(NO_ROOM)
    tap(page, "Backward")
    is_logged(page, "Backward")
    expect(undo(page, "Backward")).to_be_visible()
    assert Session.objects.get().seen == {"backward": []}
    assert kept(page) == []
