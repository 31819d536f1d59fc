"""In which direction each letter is read: the Unicode Bidirectional Algorithm (UAX #9), without the marks that turn
text around, which a name cannot have. W1 to N2 are its own names for its steps.
"""

import unicodedata
from collections.abc import Callable, Sequence
from itertools import groupby


def levels_of(letters: Sequence[str]) -> list[int]:
    """For each letter a number that is odd where one reads from right to left; each step deeper turns once more."""
    kinds = [unicodedata.bidirectional(letter) or "L" for letter in letters]
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    base = 0 if first == "L" else 1
    kinds = _resolved(kinds, "R" if base else "L")
    return [base + _deeper(kind, base) for kind in kinds]


def _deeper(kind: str, base: int) -> int:
    if base:
        return 0 if kind == "R" else 1
    return {"L": 0, "R": 1}.get(kind, 2)


def _resolved(kinds: list[str], base: str) -> list[str]:
    """Each letter's direction: "L" or "R", or a number's, "EN" or "AN"."""
    kinds = _each(kinds, lambda kind, before, strong: before if kind in ("NSM", "BN") else kind, base)  # W1
    kinds = _each(kinds, lambda kind, before, strong: "AN" if (kind, strong) == ("EN", "AL") else kind, base)  # W2
    kinds = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    kinds = _between(kinds)  # W4
    kinds = _beside_numbers(kinds)  # W5
    kinds = [kind if kind in ("L", "R", "EN", "AN") else "ON" for kind in kinds]  # W6
    kinds = _each(kinds, lambda kind, before, strong: "L" if (kind, strong) == ("EN", "L") else kind, base)  # W7
    return _neutrals(kinds, base)  # N1, N2


def _each(kinds: list[str], rule: Callable[[str, str, str], str], base: str) -> list[str]:
    """Each by a rule from (its kind, that of the one before, that of the last one with a direction)."""
    before = strong = base
    done = []
    for kind in kinds:
        before = rule(kind, before, strong)
        strong = before if before in ("L", "R", "AL") else strong
        done.append(before)
    return done


def _between(kinds: list[str]) -> list[str]:
    for at in range(1, len(kinds) - 1):
        before, kind, after = kinds[at - 1 : at + 2]
        if before == after and (before, kind) in (("EN", "ES"), ("EN", "CS"), ("AN", "CS")):
            kinds[at] = before
    return kinds


def _beside_numbers(kinds: list[str]) -> list[str]:
    rows = [(kind, [*together]) for kind, together in groupby(kinds)]
    done: list[str] = []
    for at, (kind, row) in enumerate(rows):
        beside = {rows[at - 1][0] if at else "", rows[at + 1][0] if at + 1 < len(rows) else ""}
        done += ["EN"] * len(row) if kind == "ET" and "EN" in beside else row
    return done


def _neutrals(kinds: list[str], base: str) -> list[str]:
    rows = [(is_neutral, [*together]) for is_neutral, together in groupby(kinds, key="ON".__eq__)]
    done: list[str] = []
    for at, (is_neutral, row) in enumerate(rows):
        before = _side(done[-1]) if at else base
        after = _side(rows[at + 1][1][0]) if at + 1 < len(rows) else base
        done += [before if before == after else base] * len(row) if is_neutral else row
    return done


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"
