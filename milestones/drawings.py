"""Our drawings: which there are and how large, read once from the sprite they are kept in."""

from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from django.conf import settings

SPRITE = "drawings.svg"
SVG = "{http://www.w3.org/2000/svg}"


@lru_cache(maxsize=1)
def view_boxes() -> dict[str, str]:
    """{name of a drawing: its viewBox}."""
    return {name: str(symbol.get("viewBox")) for name, symbol in _symbols().items()}


def shapes(name: str) -> str:
    """What a drawing is made of, as SVG that asks for its colours by name."""
    return "".join(ElementTree.tostring(shape, encoding="unicode") for shape in _symbols()[name])


def _symbols() -> dict[str, ElementTree.Element]:
    sprite = ElementTree.parse(Path(settings.BASE_DIR) / "static" / SPRITE)
    return {str(symbol.get("id")): symbol for symbol in sprite.iter(f"{SVG}symbol")}
