"""The colours of the light look, read from where they live: static/css/tokens.css.

A picture that is sent away wears one look, whatever look its sender's screen wears.
"""

import ast
import math
import operator
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings

TOKENS = "css/tokens.css"

Colour = tuple[int, int, int]
Lab = tuple[float, float, float]

COLOURS = ("paper", "leaf", "ink", "ink-2", "hair", "line", "skin", "skin-far", "hair-curl", "limb")
ACCENTS = ("a", "a-line", "a-ink", "a-tint", "a-deep")

_SUMS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_VAR = re.compile(r"var\((--[\w-]+)\)")
_CALL = re.compile(r"([\w-]+)\((.*)\)", re.DOTALL)


@lru_cache(maxsize=64)  # five movements in six skin tones
def palette(hue: str, skin: str = "skin-drawn") -> Mapping[str, Colour]:
    """{name of a colour: (red, green, blue)} inside an element with the classes of a movement and of a skin tone."""
    said = _said_for({":root", f".{hue}", f".{skin}"})
    return {name: _colour(f"var(--{name})", said) for name in COLOURS + ACCENTS}


def _said_for(known: set[str]) -> dict[str, str]:
    """{custom property: what the last rule says that matches one of the `known` selectors}."""
    return {
        name: value for selectors, declarations in _rules() if selectors & known for name, value in declarations.items()
    }


@lru_cache(maxsize=1)
def _rules() -> list[tuple[set[str], dict[str, str]]]:
    css = (Path(settings.BASE_DIR) / "static" / TOKENS).read_text(encoding="utf-8")
    return [*_rules_in(_COMMENT.sub("", css))]


def _rules_in(css: str) -> Iterator[tuple[set[str], dict[str, str]]]:
    """The rules of every layer; what a medium asks for is another look."""
    for head, body in _blocks(css):
        if head.startswith("@layer"):
            yield from _rules_in(body)
        elif not head.startswith("@"):
            pairs = (declaration.partition(":") for declaration in _split(body, ";"))
            yield _selectors(head), {name.strip(): value.strip() for name, _colon, value in pairs if value}


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    start = depth = opened = 0
    for at, letter in enumerate(css):
        if letter == "{":
            depth += 1
            opened = at if depth == 1 else opened
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].rpartition(";")[2].strip(), css[opened + 1 : at]
                start = at + 1


def _selectors(head: str) -> set[str]:
    found = set()
    for selector in _split(head, ","):
        several = re.fullmatch(r":is\((.*)\)", selector)
        found |= _selectors(several[1]) if several else {selector}
    return found


def _split(text: str, separator: str) -> list[str]:
    """The parts between separators that stand in no brackets."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == separator and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts if part.strip()]


# --- what a value is worth ---


def _colour(value: str, said: Mapping[str, str]) -> Colour:
    return _rgb(_lab(_filled_in(value, said)))


def _filled_in(value: str, said: Mapping[str, str]) -> str:
    while found := _VAR.search(value):
        value = value[: found.start()] + said[found[1]] + value[found.end() :]
    return value


def _lab(value: str) -> Lab:
    call = _CALL.fullmatch(value)
    if call and call[1] == "light-dark":
        return _lab(_split(call[2], ",")[0])
    if call and call[1] == "color-mix":
        _space, first, second = _split(call[2], ",")
        colour, _gap, part = first.rpartition(" ")
        return _mixed(_lab(colour), _lab(second), float(part.rstrip("%")) / 100)
    if call and call[1] == "oklch":
        lightness, chroma, hue = (_number(part) for part in _split(call[2], " "))
        return lightness, chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    raise ValueError(f"{TOKENS}: “{value}” is no colour that is known here.")


def _mixed(first: Lab, second: Lab, part: float) -> Lab:
    a, b, c = (one * part + other * (1 - part) for one, other in zip(first, second, strict=True))
    return a, b, c


def _number(text: str) -> float:
    call = _CALL.fullmatch(text)
    return _worth(ast.parse((call[2] if call and call[1] == "calc" else text).strip(), mode="eval").body)


def _worth(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return node.value
    if isinstance(node, ast.BinOp) and type(node.op) in _SUMS:
        return _SUMS[type(node.op)](_worth(node.left), _worth(node.right))
    raise ValueError(f"{TOKENS}: “{ast.unparse(node)}” is no number that is known here.")


# --- OKLab, as https://bottosson.github.io/posts/oklab/ defines it ---


def _rgb(lab: Lab) -> Colour:
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return _byte(red), _byte(green), _byte(blue)


def _byte(light: float) -> int:
    light = min(max(light, 0), 1)
    return round(255 * (light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))
