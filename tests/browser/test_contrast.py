"""In every look what is written stands out from what it is written on, and so does what is drawn."""

from itertools import product

import pytest

from milestones.progression.movements import MOVEMENTS
from tests.browser.steps import look_for

GROUNDS = ["--paper", "--leaf"]
HUES = [movement.hue for movement in MOVEMENTS]
SKINS = [f"skin-{tone}" for tone in ("drawn", "light", "medium-light", "medium", "medium-dark", "dark")]

# What has to stand out, from what, how much, and in which classes. A ring around what has focus is drawn in ink.
PAIRS = [
    *((one, other, 4.5, [""]) for one, other in product(["--ink", "--ink-2"], GROUNDS)),
    ("--on-press", "--press", 4.5, [""]),
    ("--code", "--code-paper", 7, [""]),
    *((one, "--a-tint", 4.5, HUES) for one in ("--ink", "--ink-2")),
    ("--ink", "--a-deep", 4.5, HUES),
    *(("--a-ink", other, 4.5, HUES) for other in [*GROUNDS, "--a-tint"]),
    *(("--a-line", other, 3, HUES) for other in [*GROUNDS, "--a-tint"]),
    ("--line", "--skin", 3, SKINS),
]
TOKENS = sorted({token for one, other, *_ in PAIRS for token in (one, other)})


def luminance(colour: list[int]) -> float:
    """As WCAG 2 has it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (each / 255 for each in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: list[int], other: list[int]) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("look", ["light", "dark", "night"])
def test_what_is_written_and_drawn_stands_out(phones, look, transactional_db):
    page = phones.open(look=look)
    page.goto("/notice/")
    colours = look_for(page, "colours", {"tokens": TOKENS, "classes": ["", *HUES, *SKINS]})
    too_little = [
        f"{one} on {other}{f' in .{name}' if name else ''}: {found:.2f} of {least}"
        for one, other, least, names in PAIRS
        for name in names
        if (found := contrast(colours[name][one], colours[name][other])) < least
    ]
    assert not too_little, "\n".join(too_little)


@pytest.mark.parametrize("look", ["light", "dark", "night"])
def test_a_code_to_scan_is_dark_on_light_in_every_look(phones, look, transactional_db):
    page = phones.open(look=look)
    page.goto("/notice/")
    colours = look_for(page, "colours", {"tokens": ["--code", "--code-paper"], "classes": [""]})[""]
    assert luminance(colours["--code"]) < luminance(colours["--code-paper"])
