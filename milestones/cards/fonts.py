"""Which font has which letters: one bookish family for most, others for the scripts it lacks, then the system's own.

A font's file is opened when a letter first asks for it, and what it has is kept as few numbers, so that a server that
has once drawn a Chinese name is hardly larger than one that has not.
"""

import re
import sys
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError
from PIL import ImageFont

FIRST_LETTER = ord(" ")
MOST_SYSTEM_FONTS = 400  # that one letter may make us look into
FOLDERS = {
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": (r"C:\Windows\Fonts",),
}.get(sys.platform, ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"))

CJK = {"CJK", "IDEOGRAPHIC", "FULLWIDTH", "KANGXI"}
OURS: tuple[
    tuple[str, str, set[str]], ...
] = (  # package, beginning of the file's name, the scripts it is asked for; none is all
    ("fontpkg_noto_serif", "NotoSerif[", set()),
    ("justmytype_intl_rtl", "NotoSansArabic", {"ARABIC"}),
    ("justmytype_intl_rtl", "NotoSansHebrew", {"HEBREW"}),
    ("justmytype_intl_south_asia", "NotoSansDevanagari", {"DEVANAGARI", "VEDIC"}),
    ("justmytype_intl_south_asia", "NotoSansBengali", {"BENGALI"}),
    ("justmytype_intl_south_asia", "NotoSansTamil", {"TAMIL"}),
    ("justmytype_intl_south_asia", "NotoSansTelugu", {"TELUGU"}),
    ("justmytype_intl_sea", "NotoSansThai", {"THAI"}),
    ("justmytype_intl_sea", "NotoSansLao", {"LAO"}),
    ("justmytype_intl_sea", "NotoSansKhmer", {"KHMER"}),
    ("justmytype_intl_sea", "NotoSansMyanmar", {"MYANMAR"}),
    ("justmytype_intl_africa", "NotoSansEthiopic", {"ETHIOPIC"}),
    ("justmytype_intl_cjk", "NotoSansSC", CJK),
    ("justmytype_intl_cjk", "NotoSansTC", CJK | {"BOPOMOFO"}),
    ("justmytype_intl_cjk", "NotoSansJP", CJK | {"HIRAGANA", "KATAKANA", "HALFWIDTH"}),
    ("justmytype_intl_cjk", "NotoSansKR", CJK | {"HANGUL"}),
)
HOME_OF = {  # where one sign is written in several ways, the one of the country the child is in
    "Asia/Tokyo": "NotoSansJP",
    "Asia/Seoul": "NotoSansKR",
    "Asia/Taipei": "NotoSansTC",
    "Asia/Hong_Kong": "NotoSansTC",
    "Asia/Macau": "NotoSansTC",
}


@dataclass(frozen=True)
class Face:
    """A font's file, and the scripts it is asked for; with none it is asked for all."""

    path: Path
    scripts: frozenset[str] = frozenset()

    def has(self, text: str) -> bool:
        return all(bisect_right(self._edges, ord(letter)) % 2 or is_unseen(letter) for letter in text)

    @cached_property
    def _edges(self) -> "array[int]":
        """Where its letters begin and end, by turns."""
        try:
            with TTFont(self.path, lazy=True, fontNumber=0) as font:
                letters = sorted(letter for letter in font.getBestCmap() or () if letter >= FIRST_LETTER)
        except (TTLibError, OSError, ValueError, LookupError, AssertionError):
            return array("I")  # a broken file among the system's fonts has nothing
        edges = array("I")
        for before, letter in pairwise([0, *letters, sys.maxunicode + 2]):
            if letter > before + 1:
                edges.extend([before + 1, letter])
        return edges[1:-1]

    def at(self, size: int, weight: int) -> ImageFont.FreeTypeFont:
        """Raises OSError when it has pictures of one size for letters, and this is another."""
        font = ImageFont.truetype(self.path, size, layout_engine=ImageFont.Layout.RAQM)
        try:
            axes = font.get_variation_axes()
        except OSError:
            return font  # it has one weight
        font.set_variation_by_axes([weight if axis["name"] == b"Weight" else axis["default"] or 0 for axis in axes])
        return font


def script_of(letter: str) -> str:
    """The first word of its name, which is its script: "ARABIC", "CJK"; "" for what has no name."""
    return re.split("[ -]", unicodedata.name(letter, ""), maxsplit=1)[0]


def is_unseen(letter: str) -> bool:
    """It joins or chooses, and is never seen itself."""
    return unicodedata.category(letter) == "Cf" or script_of(letter) == "VARIATION"


def is_picture(cluster: str) -> bool:
    """An emoji or another sign that stands for a thing."""
    return unicodedata.category(cluster[0]) == "So"


@lru_cache(maxsize=2048)
def face_for(text: str, zone: str = "") -> Face | None:
    """The first font that has all of `text`. `zone` is the time zone of where it is read."""
    if any(unicodedata.category(letter) in ("Cn", "Co") for letter in text):
        return None  # no letters; a font that has something there means something else by it
    scripts = {script_of(letter) for letter in text}
    candidates = _system_faces("emoji") if is_picture(text) else ()
    return next(
        (face for face in _each_once(candidates, _ours(scripts, zone), _system_faces(*scripts)) if face.has(text)), None
    )


def _each_once(*rows: Iterable[Face]) -> Iterator[Face]:
    seen = set()
    for row in rows:
        for face in row:
            if face not in seen:
                seen.add(face)
                yield face


def _ours(scripts: set[str], zone: str) -> list[Face]:
    """Those that are for all first, then those for most of the `scripts`."""
    asked = [face for face in _faces() if not face.scripts or face.scripts & scripts]
    at_home = HOME_OF.get(zone, "NotoSansSC")
    return sorted(
        asked,
        key=lambda face: (bool(face.scripts), -len(face.scripts & scripts), not face.path.name.startswith(at_home)),
    )


@lru_cache(maxsize=1)
def _faces() -> list[Face]:
    return [
        Face(file, frozenset(scripts))
        for package, begins, scripts in OURS
        for folder in getattr(find_spec(package), "submodule_search_locations", None) or ()
        for file in sorted(Path(folder).rglob("*.ttf"))
        if file.name.startswith(begins)
    ]


def _system_faces(*scripts: str) -> Iterator[Face]:
    """The system's fonts, those that say that they are for one of the scripts first, then bookish ones."""
    wanted = [script.lower() for script in scripts if script]

    def suits(file: Path) -> tuple[bool, ...]:
        name = file.name.lower()
        plain = not re.search("italic|oblique|bold|light|thin|black|medium|condensed|mono", name)
        return (not any(word in name for word in wanted), not plain, "serif" not in name, "sans" not in name)

    yield from (_face(file) for file in sorted(_system_files(), key=suits)[:MOST_SYSTEM_FONTS])


@lru_cache(maxsize=1)
def _system_files() -> list[Path]:
    folders = (Path(folder).expanduser() for folder in FOLDERS)
    return sorted(file for folder in folders for file in folder.rglob("*.[to]t[fc]"))


@lru_cache(maxsize=MOST_SYSTEM_FONTS)
def _face(file: Path) -> Face:
    return Face(file)
