"""The way of the Tab key around a page: to all there is, in the order it is read, and never out of sight."""

from playwright.sync_api import Page

from tests.browser.steps import look_for


def walk_around(page: Page) -> list[str]:
    """What is wrong with the way of the Tab key around the page."""
    look_for(page, "goToTheTop")
    stops = look_for(page, "stops")
    passed, said = [], []
    # A date has a stop for each of its parts. Who is not back by then is caught somewhere.
    for _ in range(6 * len(stops)):
        page.keyboard.press("Tab")
        focus = look_for(page, "focus")
        if not focus or (focus["stop"] == stops[0] and passed):
            break
        if [focus["stop"]] == passed[-1:]:
            continue
        passed.append(focus["stop"])
        name = focus["stop"][1]
        said += [] if focus["ring"] else [f"{name} has focus and nothing shows it"]
        said += [] if focus["free"] else [f"{name} has focus and is not wholly in sight"]
    if [name for _, name in passed[:1]] != ["a “Skip to the page”"]:
        said.append(f"the first stop is {passed[:1]}")
    said += [f"{name} is never reached" for number, name in stops if [number, name] not in passed]
    said += [f"{name} is no control and has focus" for number, name in passed if [number, name] not in stops]
    if not said and passed != stops:
        said.append(f"the order is {passed} and not {stops}")
    return said
