"""The card of a first: a picture above the floor line, and under it who did what, when.

On a square card a photo that is no wider than high would be a stamp up there: it stands on one half of the card
instead, down to the floor line, and the words beside it.
"""

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
NARROW_FACTS_SCALE = 0.7  # and where they take more lines
WITH_A_PHOTO = 0.9  # the words may be that much smaller, so that a high photo is seen

BENEATH = 120  # the floor line, where the words stand beside the photo
BETWEEN = 56  # them


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words stand, and in how many lines at most: the name, the title, each fact."""

    left: int
    top: int
    right: int
    bottom: int
    lines: tuple[int, int, int] = (2, 2, 2)
    smallest_name: int = 46  # before words are broken
    facts_scale: float = FACTS_SCALE
    beside_mark: bool = True  # the facts, which leave room for it

    @property
    def across(self) -> int:
        return self.right - self.left

    @property
    def down(self) -> int:
        return self.bottom - self.top


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
        if picture and card.shape == "square" and picture.height >= picture.width:
            self._draw_beside(picture)
        else:
            self._draw_above(picture)

    def _draw_above(self, picture: Image.Image | None) -> None:
        """The picture on the whole width, the words under it."""
        floor = self._floor(picture)
        wall = self._wall(self.width, floor)
        self.image.paste(wall.with_photo(picture) if picture else wall.with_baby())
        self._draw_floor(floor)
        self._tell(self._under(floor), OVER, UNDER)

    def _draw_beside(self, photo: Image.Image) -> None:
        """The photo on the half where a line begins, the words on the other."""
        half, floor = self.width // 2, self.height - BENEATH
        self.image.paste(self._wall(half, floor).with_photo(photo), (half if self.card.rtl else 0, 0))
        self._draw_floor(floor)
        left, right = (EDGE, half - BETWEEN) if self.card.rtl else (half + BETWEEN, self.width - EDGE)
        beside = Place(left, 0, right, floor, (4, 4, 3), 34, NARROW_FACTS_SCALE, beside_mark=False)
        self._tell(beside, EDGE, EDGE + GAP + MARK)

    def _wall(self, width: int, height: int) -> Wall:
        return Wall((width, height), self.colours, self.card.drawing, self.card.rtl)

    def _floor(self, photo: Image.Image | None) -> int:
        """How high the picture is: as the photo would have it, as far as there is room."""
        lowest = round(self.height * LOWEST)
        if photo is None:
            return max(min(self.height - self._needs(1.0), round(self.width * 0.75)), lowest)
        highest = max(self.height - self._needs(WITH_A_PHOTO), lowest)
        wanted = min(max(round(self.width * photo.height / photo.width), lowest), highest)
        return wanted if fills(photo.size, (self.width, wanted)) else highest

    def _needs(self, scale: float) -> int:
        """How high the words are under a picture."""
        return OVER + _height_of(self._told(scale, self._under(0))) + UNDER

    def _under(self, floor: int) -> Place:
        return Place(EDGE, floor, self.width - EDGE, self.height)

    def _told(self, scale: float, place: Place) -> list[Block]:
        zone = self.card.zone
        of_name, of_title, of_fact = place.lines
        ink, accent, quiet = self.colours["ink"], self.colours["a-ink"], self.colours["ink-2"]
        name = Style(112, place.smallest_name, of_name, BOLD, ink).scaled(scale)
        title = Style(60, 38, of_title, BOLD, accent) if self.card.name else Style(96, 52, of_title + 1, BOLD, ink)
        fact = Style(40, 28, of_fact, PLAIN, quiet, leading=1.38).scaled(max(scale, place.facts_scale))
        told = [
            fitted(self.card.name, name, place.across, zone),
            fitted(self.card.title, title.scaled(scale), place.across, zone),
            self._facts(fact, place.across - MARK - GAP if place.beside_mark else place.across),
        ]
        return [block for block in told if block.lines]

    def _facts(self, style: Style, room: int) -> Block:
        """All of one size."""
        sizes = [fitted(text, style, room, self.card.zone).size for text in self.card.facts]
        style = replace(style, largest=min(sizes, default=style.largest))
        facts = [fitted(text, style, room, self.card.zone) for text in self.card.facts]
        return Block(tuple(line for block in facts for line in block.lines), style.largest, style)

    def _tell(self, place: Place, over: int, under: int) -> None:
        """As large as the place allows, in its middle; the mark at its end, with the last line or under it."""
        left = place.down - over - under
        tries = (self._told(scale, place) for scale in SCALES)
        told = next((told for told in tries if _height_of(told) <= left), self._told(SCALES[-1], place))
        y = place.top + over + (left - _height_of(told)) // 2
        for block in told:
            self.boxes += block.draw(self.image, place.left, y, place.across, self.card.rtl)
            y += block.height + GAP
        mark = figure("logo", MARK, self.colours, pen="a-line")
        bottom = y - GAP if place.beside_mark else place.bottom - EDGE + GAP
        self.image.paste(mark, (place.left if self.card.rtl else place.right - MARK, bottom - mark.height), mark)

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
    return sum(block.height for block in told) + GAP * (len(told) - 1)


def _opened(photo: IO[bytes], width: int) -> Image.Image:
    """The photo, decoded no larger than it is needed."""
    picture = Image.open(photo)
    picture.draft("RGB", (width, width))
    return picture.convert("RGB")
