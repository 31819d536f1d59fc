"""The main journey with nothing but a keyboard: focus can always be seen, and is never lost."""

from playwright.sync_api import Page, expect

from milestones.models import Session
from tests.browser.steps import is_logged, is_not_logged, look_for, open_today, sees, sees_heading, tile, undo


def focus_is_seen(page: Page) -> str:
    """The name of what has focus."""
    focus = look_for(page, "focus")
    assert focus, "nothing has focus"
    assert focus["ring"], f"{focus['name']} has focus and nothing shows it"
    assert focus["free"], f"{focus['name']} has focus and lies under something"
    return str(focus["name"])


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    passed = []
    for _ in range(60):
        page.keyboard.press(key)
        passed.append(focus_is_seen(page))
        if passed[-1].startswith(name):
            return
    raise AssertionError(f"{name} cannot be reached; passed {passed}")


def test_the_main_journey_by_keyboard_alone(phones, world):
    page = phones.open(world.owner, is_mobile=False, has_touch=False)
    open_today(page, world.mira)

    page.keyboard.press("Tab")
    assert focus_is_seen(page) == "Skip to the page"
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, "Circles")
    page.keyboard.press("Space")
    is_logged(page, "Circles")
    expect(tile(page, "Circles")).to_be_focused()
    assert focus_is_seen(page) == "Circles"

    tab_to(page, "Add details to Circles")
    tab_to(page, "Undo Circles")
    expect(undo(page, "Circles")).not_to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    is_not_logged(page, "Circles")
    expect(tile(page, "Circles")).to_be_focused()

    tab_to(page, "Backward")
    page.keyboard.press("Enter")
    is_logged(page, "Backward")
    sees_heading(page, "A first! Off and away, backward!")
    assert focus_is_seen(page) == "Backward"
    assert Session.objects.get(removed_at=None).seen == {"backward": []}

    tab_to(page, "Today")
    page.keyboard.press("Enter")
    sees(page, "Backward, for the first time on")
    tab_to(page, "Backward, for the first time on")
    page.keyboard.press("Enter")
    sees(page, "Why this one now.")
    tab_to(page, "We tried it")
    page.keyboard.press("Space")
    sees(page, "You’ll find it on the journey.")
    tab_to(page, "Journey")
    page.keyboard.press("Enter")
    sees_heading(page, "Mira’s journey")
    tab_to(page, "The same in a table")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Days seen, week by week")).to_be_visible()


def test_a_session_is_logged_and_removed_by_keyboard_alone(phones, world):
    page = phones.open(world.owner, is_mobile=False, has_touch=False)
    open_today(page, world.mira)
    tab_to(page, "Log an earlier time, or with details")
    page.keyboard.press("Enter")
    sees_heading(page, "Log a session")
    while not page.evaluate("document.activeElement.value === 'pivoting'"):
        page.keyboard.press("Tab")
        focus_is_seen(page)
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    focus_is_seen(page)
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="to the left")).to_be_checked()
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_class("today")
    assert Session.objects.get().seen == {"pivoting": ["left"]}
    tab_to(page, "Change or add details")
    page.keyboard.press("Enter")
    sees_heading(page, "Today, ")
    tab_to(page, "Remove this session")
    page.keyboard.press("Enter")
    sees(page, "Removed. It stays in the bin for 30 days.")
    tab_to(page, "Undo")
    page.keyboard.press("Enter")
    sees(page, "It is back in the log.")


def test_the_menu_opens_and_closes(phones, world):
    page = phones.open(world.owner, is_mobile=False, has_touch=False)
    open_today(page, world.mira)
    menu = page.get_by_role("navigation", name="Children and account")
    tab_to(page, "Mira")
    expect(menu).to_be_hidden()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    tab_to(page, "Add a child")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    assert focus_is_seen(page).startswith("Mira")

    page.keyboard.press("Space")
    expect(menu).to_be_visible()
    tab_to(page, "Sign out")
    page.keyboard.press("Tab")
    expect(menu).to_be_hidden()
    focus_is_seen(page)


def test_the_timer_by_keyboard_alone(phones, world):
    page = phones.open(world.owner, is_mobile=False, has_touch=False)
    open_today(page, world.mira)
    tab_to(page, "Start the tummy time timer")
    page.keyboard.press("Space")
    expect(page.locator("tummy-timer")).to_be_visible()
    expect(page.locator(".unsent")).to_have_count(0)
    assert focus_is_seen(page).startswith("Tummy time")
    page.keyboard.press("Enter")
    sees_heading(page, "Tummy time done?")
    tab_to(page, "Let it run")
    page.keyboard.press("Enter")
    expect(page.locator("tummy-timer")).to_be_visible()
