"""A text as the pieces it is written in: letters with their marks, each with its font and its direction."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from milestones.cards.direction import levels_of
from milestones.cards.fonts import Face, face_for, is_picture, is_unseen

JOINER = "\u200d"
VIRAMA = 9  # the combining class of the sign that joins two letters of India into one


@dataclass(frozen=True, slots=True)
class Cluster:
    """What is read as one letter: it is not broken, and comes from one font."""

    text: str
    face: Face
    level: int  # odd where one reads from right to left

    @property
    def is_space(self) -> bool:
        return self.text.isspace()


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbours that one font writes in one direction."""

    text: str
    face: Face
    rtl: bool


def can_write(text: str, zone: str = "") -> bool:
    """Some font has every letter of it. Pictures among the letters may be missing, as long as there are letters."""
    missing = [cluster for cluster, face in _with_faces(text, zone) if face is None]
    return all(is_picture(cluster) for cluster in missing) and bool(clusters(text, zone))


def clusters(text: str, zone: str = "") -> list[Cluster]:
    """The text without what no font has. `zone` is the time zone of where it is read."""
    found: list[tuple[str, Face]] = []
    for cluster, face in _with_faces(text, zone):
        if face and not (cluster.isspace() and (not found or found[-1][0].isspace())):
            found.append((cluster, face))
    if found and found[-1][0].isspace():
        found.pop()  # what stood behind it is missing
    levels = levels_of([cluster[0] for cluster, _face in found])
    return [Cluster(cluster, face, level) for (cluster, face), level in zip(found, levels, strict=True)]


def runs(row: Sequence[Cluster]) -> list[Run]:
    """One line, from its left to its right."""
    pieces = [
        (level, Run("".join(cluster.text for cluster in together), face, rtl=bool(level % 2)))
        for (face, level), together in groupby(row, key=lambda cluster: (cluster.face, cluster.level))
    ]
    for level in range(max((level for level, _run in pieces), default=0), 0, -1):
        pieces = [*_turned(pieces, level)]
    return [run for _level, run in pieces]


def _turned(pieces: list[tuple[int, Run]], level: int) -> Iterator[tuple[int, Run]]:
    for inside, together in groupby(pieces, key=lambda piece: piece[0] >= level):
        row = [*together]
        yield from reversed(row) if inside else row


def _with_faces(text: str, zone: str) -> Iterator[tuple[str, Face | None]]:
    """A word comes from one font where one has all of it."""
    for _is_space, together in groupby(_split(text), key=str.isspace):
        word = [*together]
        letters = "".join(cluster for cluster in word if not is_picture(cluster))
        whole = face_for(letters, zone) if letters else None
        for cluster in word:
            yield cluster, whole if whole and not is_picture(cluster) else face_for(cluster, zone)


def _split(text: str) -> list[str]:
    """The letters of a text, each with the marks on it."""
    found: list[str] = []
    for letter in " ".join(unicodedata.normalize("NFC", text).split()):
        if found and _belongs_to(found[-1], letter):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _belongs_to(before: str, letter: str) -> bool:
    joins = before.endswith(JOINER) or (unicodedata.combining(before[-1]) == VIRAMA and letter.isalpha())
    is_mark = unicodedata.category(letter)[0] == "M" or is_unseen(letter) or 0x1F3FB <= ord(letter) <= 0x1F3FF
    return joins or is_mark or (_is_half_a_flag(letter) and len(before) == 1 and _is_half_a_flag(before))


def _is_half_a_flag(letter: str) -> bool:
    return 0x1F1E6 <= ord(letter) <= 0x1F1FF
