"""Our drawings as pictures, in the colours of a palette."""

import re
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import resvg_py
from django.conf import settings
from PIL import Image

from milestones.cards.palette import Colour
from milestones.drawings import SPRITE, view_boxes

_SYMBOL = r'<symbol id="{name}" viewBox="[^"]*"(?P<pen>[^>]*)>(?P<shapes>.*?)</symbol>'
_VAR = re.compile(r"var\(--([\w-]+)\)")


def figure(name: str, width: int, colours: Mapping[str, Colour], pen: str = "ink") -> Image.Image:
    """The drawing `name` so many pixels wide. What is drawn in the colour of the text comes in that of `pen`."""
    _left, _top, wide, high = (float(number) for number in view_boxes()[name].split())
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_boxes()[name]}" width="{wide}" height="{high}">'
        f"{_shapes(name)}</svg>"
    )
    svg = _VAR.sub(lambda found: _hex(colours[found[1]]), svg.replace("currentColor", _hex(colours[pen])))
    drawn = resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True)
    return Image.open(BytesIO(bytes(drawn))).convert("RGBA")


@lru_cache(maxsize=16)
def _shapes(name: str) -> str:
    """What is inside the symbol, as a group that has the symbol's pen."""
    sprite = (Path(settings.BASE_DIR) / "static" / SPRITE).read_text(encoding="utf-8")
    symbol = re.search(_SYMBOL.format(name=re.escape(name)), sprite, re.DOTALL)
    if symbol is None:
        raise KeyError(name)
    return f"<g{symbol['pen']}>{symbol['shapes']}</g>"


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
