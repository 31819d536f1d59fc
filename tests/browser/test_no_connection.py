from playwright.sync_api import Route, expect

from milestones.models import Session
from tests.browser.steps import is_not_logged, open_today, press, sees, sees_heading, tap, tile, undo
from tests.world import PASSWORD


def test_a_tap_without_a_connection_says_so_and_is_not_doubled_later(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    page.context.set_offline(True)
    with phones.expecting("no answer"):
        tile(page, "Backward").tap()
        expect(page.get_by_role("alert")).to_have_text(
            "Not sent: there is no connection. Nothing is in the log yet; tap again in a moment."
        )
    is_not_logged(page, "Backward")
    expect(page.locator(".tile.logged")).to_have_count(0)

    page.context.set_offline(False)
    tap(page, "Backward")
    expect(page.get_by_role("alert")).to_have_count(0)
    tap(page, "Circles")
    assert Session.objects.get().seen == {"pivoting": [], "backward": []}


def test_a_tap_whose_answer_got_lost_is_not_doubled(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)

    def lose_the_answer(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    page.route("**/sightings/", lose_the_answer, times=1)
    with phones.expecting("no answer"):
        tile(page, "Backward").tap()
        expect(page.get_by_role("alert")).to_be_visible()
    assert Session.objects.get().seen == {"backward": []}

    tap(page, "Backward")
    assert Session.objects.get().seen == {"backward": []}
    sees(page, "Today, by you.")


def test_an_undo_without_a_connection_says_so(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    tap(page, "Backward")
    page.context.set_offline(True)
    with phones.expecting("no answer"):
        undo(page, "Backward").tap()
        expect(page.get_by_role("alert")).to_contain_text("there is no connection")
    expect(page.locator(".tile.logged")).to_have_count(1)
    assert Session.objects.get().seen == {"backward": []}


def test_a_tap_after_being_signed_out_leads_to_signing_in(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    page.context.clear_cookies(name="sessionid")
    tile(page, "Backward").tap()
    sees_heading(page, "Good to see you")
    assert not Session.objects.exists()

    page.get_by_label("E-mail").fill(world.owner.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")
    tap(page, "Backward")
    assert Session.objects.get().seen == {"backward": []}
