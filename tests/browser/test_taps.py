import re

from playwright.sync_api import expect

from milestones.models import Child, Session
from tests.browser.steps import (
    all_sent,
    follow,
    is_logged,
    is_not_logged,
    open_today,
    sees,
    sees_heading,
    tap,
    tile,
    undo,
)
from tests.models.log import movements_in_log


def seen_in_log() -> list[set[str]]:
    """What the sessions in the log hold, the oldest first."""
    return [{*session.seen} for session in Session.objects.filter(removed_at=None).order_by("started_at")]


def test_a_tile_answers_and_offers_undo_and_details(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    tap(page, "Backward")
    expect(page).to_have_url(re.compile(rf"/children/{world.mira.pk}/$"))
    expect(tile(page, "Backward")).to_be_focused()
    expect(tile(page, "Backward")).to_have_accessible_description("Logged in this sitting")
    expect(page.get_by_role("region", name="Lately")).to_contain_text("Today, by you.")

    follow(page, "Add details to Backward")
    sees_heading(page, "Today, ")
    expect(page.get_by_role("checkbox", name="Backward", exact=True)).to_be_checked()


def test_a_tile_is_logged_at_once_and_never_flickers_while_it_is_sent(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    held = []
    page.route("**/outbox/", lambda route: held.append(route))
    with page.expect_request("**/outbox/"):
        tile(page, "Backward").tap()
    is_logged(page, "Backward")
    expect(page.locator("outbox-status")).to_be_empty()
    assert not seen_in_log()

    page.evaluate("""() => new MutationObserver(() => {
        document.querySelector("[data-movement=backward] .undo") || console.error("the tile flickered")
    }).observe(document.body, {childList: true, subtree: true})""")
    held.pop().continue_()
    expect(page.locator(".unsent")).to_have_count(0)
    is_logged(page, "Backward")
    expect(tile(page, "Backward")).to_be_focused()
    expect(tile(page, "Backward")).to_have_accessible_description("Logged in this sitting")
    assert seen_in_log() == [{"backward"}]


def test_taps_on_two_tiles_are_one_sitting(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    tap(page, "Backward")
    tap(page, "Circles")
    is_logged(page, "Backward")
    assert seen_in_log() == [{"backward", "pivoting"}]


def test_undo_takes_one_movement_back(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    tap(page, "Backward")
    tap(page, "Circles")
    undo(page, "Backward").tap()  # waits until the button is awake
    is_not_logged(page, "Backward")
    is_logged(page, "Circles")
    all_sent(page)
    assert seen_in_log() == [{"pivoting"}]


def test_undoing_the_only_tap_leaves_nothing_behind(phones, world):
    page = phones.open(world.owner)
    open_today(page, world.mira)
    tap(page, "Backward")
    undo(page, "Backward").tap()
    is_not_logged(page, "Backward")
    sees(page, "Nothing is logged yet.")
    all_sent(page)
    assert seen_in_log() == []


def test_a_double_tap_logs_once_and_does_not_undo(phones, world):
    """Wherever on the tile it falls: also where Undo is going to be."""
    page = phones.open(world.owner)
    for movement, corner in (("Backward", (0.5, 0.5)), ("Forward", (0.95, 0.95)), ("Circles", (0.9, 0.1))):
        open_today(page, world.mira)
        place = tile(page, movement).bounding_box()
        spot = place["x"] + corner[0] * place["width"], place["y"] + corner[1] * place["height"]
        page.touchscreen.tap(*spot)
        page.touchscreen.tap(*spot)
        is_logged(page, movement)
        page.touchscreen.tap(*spot)
        page.wait_for_timeout(300)
        expect(page.locator("body")).to_have_class("today")
        is_logged(page, movement)
    all_sent(page)
    assert seen_in_log() == [{"backward", "forward", "pivoting"}]


def test_one_tap_for_twins_and_one_undo(phones, world):
    noa = Child.objects.welcome(world.owner, name="Noa", born=world.mira.born, due=None)
    page = phones.open(world.owner)
    open_today(page, world.mira)
    page.get_by_label("Also for Noa").tap()
    tap(page, "Backward")
    assert movements_in_log(noa) == movements_in_log(world.mira) == {"backward": 1}
    open_today(page, noa)
    is_logged(page, "Backward")
    expect(page.get_by_label("Also for Mira")).to_be_checked()
    undo(page, "Backward").tap()
    is_not_logged(page, "Backward")
    all_sent(page)
    assert movements_in_log(noa) == movements_in_log(world.mira) == {}
