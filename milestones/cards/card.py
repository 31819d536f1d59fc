"""The card of a first: a picture above the floor line, and under it who did what, when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import IO

from PIL import Image, ImageDraw

from milestones.cards.figures import figure
from milestones.cards.lines import Block, Box, Style, fitted
from milestones.cards.palette import Colour, palette
from milestones.cards.wall import Wall, fills

SHAPES = {"tall": (1080, 1350), "square": (1080, 1080)}
EDGE = 84
QUALITY = 92
BOLD, PLAIN = 700, 400

TRACK = 16  # the floor line
STATION = 27  # the ring on it, where the line goes on from being dotted
OVER, UNDER, GAP = 84, 74, 42  # the room above, below and between what is told
MARK = 62
LOWEST = 0.48  # of the card is picture, at least
SCALES = tuple(percent / 100 for percent in range(130, 65, -5))
FACTS_SCALE = 0.85  # at least: they are the smallest already
BESIDE_A_PHOTO = 0.9  # the words may be that much smaller, so that a high photo is seen


@dataclass(frozen=True, slots=True)
class Card:
    """What is told, and in which look."""

    name: str  # "" is without one
    title: str  # "Off and away, backward!"
    facts: tuple[str, ...]  # the day, the age: a line each
    drawing: str  # in the sprite, of the movement
    hue: str  # the CSS class of its colour
    skin: str = ""  # the tone a family chose for its drawings
    zone: str = ""  # the time zone of where it is read, which decides how some signs are written
    rtl: bool = False  # whether its language is read from right to left
    shape: str = "tall"  # one of SHAPES


def draw(card: Card, photo: IO[bytes] | None = None) -> bytes:
    """The card as a JPEG, with the photo or else our drawing."""
    kept = BytesIO()
    Drawn(card, photo).image.save(kept, "JPEG", quality=QUALITY, subsampling="4:4:4")
    return kept.getvalue()


class Drawn:
    """A card while it is drawn: `image`, and where the ink of each line is in it."""

    def __init__(self, card: Card, photo: IO[bytes] | None = None) -> None:
        self.card = card
        self.width, self.height = SHAPES[card.shape]
        self.colours: Mapping[str, Colour] = palette(card.hue, f"skin-{card.skin or 'drawn'}")
        self.image = Image.new("RGB", (self.width, self.height), self.colours["paper"])
        self.boxes: list[Box] = []
        picture = _opened(photo, self.width) if photo else None
        floor = self._floor(picture)
        wall = Wall((self.width, floor), self.colours, card.drawing, card.rtl)
        self.image.paste(wall.with_photo(picture) if picture else wall.with_baby())
        self._draw_floor(floor)
        self._tell(floor)

    def _floor(self, photo: Image.Image | None) -> int:
        """How high the picture is: as the photo would have it, as far as there is room."""
        lowest = round(self.height * LOWEST)
        if photo is None:
            return max(min(self.height - _height_of(self._told(1.0)), round(self.width * 0.75)), lowest)
        highest = max(self.height - _height_of(self._told(BESIDE_A_PHOTO)), lowest)
        wanted = min(max(round(self.width * photo.height / photo.width), lowest), highest)
        return wanted if fills(photo.size, (self.width, wanted)) else highest

    def _told(self, scale: float) -> list[Block]:
        """What stands under the floor line."""
        room, zone = self.width - 2 * EDGE, self.card.zone
        ink, accent, quiet = self.colours["ink"], self.colours["a-ink"], self.colours["ink-2"]
        name = Style(112, 46, 2, BOLD, ink).scaled(scale)
        title = (Style(60, 38, 2, BOLD, accent) if self.card.name else Style(96, 52, 3, BOLD, ink)).scaled(scale)
        facts = self._facts(Style(40, 28, 2, PLAIN, quiet, leading=1.38).scaled(max(scale, FACTS_SCALE)))
        told = [fitted(self.card.name, name, room, zone), fitted(self.card.title, title, room, zone), facts]
        return [block for block in told if block.lines]

    def _facts(self, style: Style) -> Block:
        """All of one size, with room for the mark beside them."""
        room = self.width - 2 * EDGE - MARK - GAP
        sizes = [fitted(text, style, room, self.card.zone).size for text in self.card.facts]
        style = replace(style, largest=min(sizes, default=style.largest))
        facts = [fitted(text, style, room, self.card.zone) for text in self.card.facts]
        return Block(tuple(line for block in facts for line in block.lines), style.largest, style)

    def _tell(self, floor: int) -> None:
        """As large as the room under the floor line allows."""
        room = self.height - floor
        told = next((told for told in map(self._told, SCALES) if _height_of(told) <= room), self._told(SCALES[-1]))
        y = floor + OVER + (room - _height_of(told)) // 2
        for block in told:
            self.boxes += block.draw(self.image, EDGE, y, self.width - 2 * EDGE, self.card.rtl)
            y += block.height + GAP
        mark = figure("logo", MARK, self.colours, pen="a-line")
        left = EDGE if self.card.rtl else self.width - EDGE - MARK
        self.image.paste(mark, (left, y - GAP - mark.height), mark)

    def _draw_floor(self, y: int) -> None:
        """The floor line, in the movement's colour: dotted up to where it was first seen, solid from there."""
        track = Image.new("RGBA", (self.width * 2, STATION * 4 + 8))
        pen, middle, line = ImageDraw.Draw(track), STATION * 2 + 4, (*self.colours["a-line"], 255)
        station = (EDGE + STATION) * 2
        pen.rectangle((station, middle - TRACK, self.width * 2, middle + TRACK), line)
        for x in range(station - 92, -TRACK, -56):
            pen.ellipse((x - TRACK, middle - TRACK, x + TRACK, middle + TRACK), line)
        ring = (station - STATION * 2, middle - STATION * 2, station + STATION * 2, middle + STATION * 2)
        pen.ellipse(ring, (*self.colours["paper"], 255), (*self.colours["ink"], 255), 22)
        track = track.resize((self.width, track.height // 2), Image.Resampling.BOX)
        track = track.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if self.card.rtl else track
        self.image.paste(track, (0, y + (TRACK - track.height) // 2), track)


def _height_of(told: list[Block]) -> int:
    return OVER + sum(block.height for block in told) + GAP * (len(told) - 1) + UNDER


def _opened(photo: IO[bytes], width: int) -> Image.Image:
    """The photo, decoded no larger than it is needed."""
    picture = Image.open(photo)
    picture.draft("RGB", (width, width))
    return picture.convert("RGB")
