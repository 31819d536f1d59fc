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
    sprite = ElementTree.parse(Path(settings.BASE_DIR) / "static" / SPRITE)
    return {str(symbol.get("id")): str(symbol.get("viewBox")) for symbol in sprite.iter(f"{SVG}symbol")}
