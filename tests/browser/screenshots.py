"""Pictures of every page in every size and look, to look them over. `make test` passes this file by, for its name.

Some places make a test, for one at a time most of the time went to making the family anew; `-k` finds them by name.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, file_name
from tests.browser.places import PLACES

FOLDER = Path(__file__).parents[2] / "screenshots"
SIZES = {"phone": {}, "desktop": DESK}
SOME = [PLACES[start : start + 8] for start in range(0, len(PLACES), 8)]
LOOKS = os.environ.get("LOOKS", "light dark night").split()  # there are also "forced" and "rtl"


def wear(page: Page, look: str) -> None:
    page.emulate_media(forced_colors="active" if look == "forced" else "none")
    page.evaluate(
        """look => {
          const page = document.documentElement;
          page.dataset.theme = /forced|rtl/.test(look) ? "light" : look;
          page.dir = look === "rtl" ? "rtl" : "ltr";
        }""",
        look,
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("some", SOME, ids=lambda some: ", ".join(place.name for place in some))
def test_pictures(walk, some, size):
    for place, page in walk(some, **SIZES[size]):
        for look in LOOKS:
            wear(page, look)
            page.screenshot(path=FOLDER / f"{size}-{look}" / f"{file_name(place.name)}.png", full_page=True)
