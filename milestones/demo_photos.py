"""The photos of the made-up family: our own drawings, framed as somebody with a phone in one hand frames a baby."""

import re
from dataclasses import dataclass

import resvg_py

from milestones.drawings import shapes

LONGEST = 1024  # pixels
# The light look of static/css/tokens.css, in colours that the renderer knows.
PLAIN = {
    "paper": "#fbf6ec", "leaf": "#efe4d2", "ink": "#33261b", "hair": "#ddd2c0", "line": "#3a2a1e", "limb": "#3a2a1e",
    "hair-curl": "#6b4a2e",
}  # fmt: skip
ACCENTS = {
    "up": {"a": "#dfae52", "a-line": "#b37a1c", "a-tint": "#f3e5c8", "a-deep": "#ead3a0"},
    "round": {"a": "#4fb3ab", "a-line": "#1f8a83", "a-tint": "#d4ebe7", "a-deep": "#aadbd5"},
    "back": {"a": "#79a5de", "a-line": "#3d7ac4", "a-tint": "#dfe9f5", "a-deep": "#bdd3ee"},
    "knees": {"a": "#c78fca", "a-line": "#9a5a9f", "a-tint": "#f0e0f0", "a-deep": "#e0c2e1"},
    "fwd": {"a": "#82b672", "a-line": "#4d8a3d", "a-tint": "#e1eedb", "a-deep": "#c3debb"},
}
SKINS = {"light": ("#f7d9bf", "#e6c1a1"), "dark": ("#a8714c", "#8f5c3b")}
DRAWN = 'fill="none" stroke="#3a2a1e" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"'


@dataclass(frozen=True, slots=True)
class Shot:
    """A part of one of our drawings: the corner where it starts, and how wide and high it is there."""

    drawing: str
    frame: tuple[int, int, int, int]
    accent: str
    caption: str = ""
    tilt: int = 0  # degrees: nobody holds a phone straight who lies on the floor


def take(shot: Shot, skin: str) -> bytes:
    """The shot as a PNG."""
    left, top, width, height = shot.frame
    across, down = left + width / 2, top + height / 2
    large = LONGEST * width // max(width, height)
    picture = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}" {DRAWN}>
        <radialGradient id="lamp" cx=".4" cy=".3" r=".9"><stop stop-color="#fff3d6" stop-opacity=".28"/>
        <stop offset=".55" stop-color="#fff3d6" stop-opacity="0"/>
        <stop offset="1" stop-color="#3a2314" stop-opacity=".3"/></radialGradient>
        <g transform="rotate({shot.tilt} {across} {down})">{shapes(shot.drawing)}</g>
        <rect x="{left}" y="{top}" width="{width}" height="{height}" fill="url(#lamp)" stroke="none"/></svg>"""
    colours = PLAIN | ACCENTS[shot.accent] | dict(zip(("skin", "skin-far"), SKINS[skin], strict=True))
    painted = re.sub(r"var\(--([\w-]+)\)", lambda name: colours[name[1]], picture)
    return bytes(resvg_py.svg_to_bytes(svg_string=painted, skip_system_fonts=True, width=large))
