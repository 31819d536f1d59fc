"""The sprite in static is the one docs/drawings.py draws, and keeps the rules that let every theme colour it."""

import gzip
import importlib.util
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPRITE = ROOT / "static" / "drawings.svg"
FAVICON = ROOT / "static" / "favicon.svg"
SVG = "{http://www.w3.org/2000/svg}"

SCENE = "0 0 470 240"
MARK = "0 0 48 40"
ICON = "0 0 28 24"
SCENES = (
    "tummy-time",
    "sleep",
    "eye-level",
    "towel",
    "circle",
    "reach",
    "hands",
    "floor",
    "cushion",
    "safe",
    "ways",
    "seat",
    "early",
    "talk",
    "empty",
    "welcome",
    "lost",
)
ICONS = (
    "today",
    "journey",
    "history",
    "tips",
    "plus",
    "check",
    "undo",
    "edit",
    "bin",
    "clock",
    "children",
    "heart",
    "person",
    "settings",
    "look",
    "back",
    "share",
    "print",
    "flag",
    "note",
    "book",
    "close",
    "camera",
    "photos",
    "larger",
)
TOKENS = (
    "paper",
    "leaf",
    "ink",
    "ink-2",
    "hair",
    "line",
    "skin",
    "skin-far",
    "hair-curl",
    "limb",
    "a",
    "a-line",
    "a-ink",
    "a-tint",
    "a-deep",
)
BOXES = {
    "up": "0 0 310 198",
    "round": "0 0 300 198",
    "back": "0 0 390 198",
    "knees": "0 0 300 198",
    "fwd": "0 0 390 198",
    "me": "0 0 128 128",
    "room": SCENE,
    "plan": "0 0 300 306",
    "logo": MARK,
    "app-mark": "0 0 64 64",
    "i-lamp": "0 0 28 28",
}
BOXES |= {f"{movement}-s": MARK for movement in ("up", "round", "back", "knees", "fwd")}
BOXES |= {f"scene-{name}": SCENE for name in SCENES}
BOXES |= {f"i-{name}": ICON for name in ICONS}
COLOURS = {f"var(--{name})" for name in TOKENS} | {"currentColor", "none"}
LIMIT = 12_000


@pytest.fixture(scope="module")
def drawings():
    spec = importlib.util.spec_from_file_location("drawings", ROOT / "docs" / "drawings.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sprite():
    return ElementTree.parse(SPRITE).getroot()


def elements(sprite):
    return list(sprite.iter())[1:]


def test_the_committed_sprite_is_the_drawn_one(drawings):
    assert SPRITE.read_text(encoding="utf-8") == drawings.sprite(), "run python docs/drawings.py"


def test_the_committed_favicon_is_the_drawn_one(drawings):
    assert FAVICON.read_text(encoding="utf-8") == drawings.favicon(), "run python docs/drawings.py"


def test_drawing_twice_gives_the_same(drawings):
    assert drawings.sprite() == drawings.sprite()


def test_every_drawing_is_there_in_its_box(sprite):
    assert {symbol.get("id"): symbol.get("viewBox") for symbol in sprite} == BOXES


def test_ids_are_unique_and_only_on_symbols(sprite):
    ids = [element.get("id") for element in sprite.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == len(sprite)
    assert {child.tag for child in sprite} == {f"{SVG}symbol"}


def test_only_plain_shapes_without_class_style_script_text_or_links(sprite):
    allowed = {f"{SVG}{tag}" for tag in ("symbol", "g", "path", "circle", "ellipse", "rect")}
    assert {element.tag for element in elements(sprite)} <= allowed
    attributes = {name for element in elements(sprite) for name in element.attrib}
    assert not attributes & {"class", "style", "href"}
    assert not [name for name in attributes if name.startswith(("{", "on", "data-"))]
    assert not [element for element in elements(sprite) if (element.text or "").strip()]


def test_every_colour_is_a_custom_property(sprite):
    used = {element.get(paint) for element in elements(sprite) for paint in ("fill", "stroke", "color", "stop-color")}
    assert used - {None} <= COLOURS


def test_every_symbol_says_its_colours_itself(sprite):
    """A page's own fill and stroke rules would otherwise leak in by inheritance."""
    for symbol in sprite:
        assert {"fill", "stroke", "stroke-width"} <= set(symbol.keys()), symbol.get("id")


def test_icons_follow_the_text_colour(sprite):
    for symbol in sprite:
        if symbol.get("id").startswith("i-") or symbol.get("id") == "logo":
            paints = {element.get(paint) for element in symbol.iter() for paint in ("fill", "stroke")}
            assert paints - {None} <= {"none", "currentColor"}, symbol.get("id")


def test_coordinates_have_at_most_one_decimal(sprite):
    for element in elements(sprite):
        assert not re.search(r"\.\d\d", element.get("d", "")), element.get("d")


def test_the_sprite_stays_lean():
    """As a visitor gets it: the bytes of the compressed file."""
    assert len(gzip.compress(SPRITE.read_bytes(), mtime=0)) < LIMIT


def test_the_favicon_needs_nothing_from_a_page():
    text = FAVICON.read_text(encoding="utf-8")
    ElementTree.fromstring(text)
    assert not re.search(r"var\(|href|class=|<script|<text", text)
