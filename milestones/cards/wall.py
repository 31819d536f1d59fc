"""What stands above the floor line: a photo, a photo in a frame on the wall, or our baby."""

from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageOps

from milestones.cards.figures import figure
from milestones.cards.palette import Colour

Size = tuple[int, int]

KEEPS_AT_LEAST = 0.56  # of a photo that fills the wall; of one that would lose more, all is shown in a frame
GROWS_AT_MOST = 1.5  # a small photo; beyond that it is mush
FACES_ARE = (0.5, 0.38)  # where in a photo, mostly: what is cut off is cut off around that

EDGE = 64  # around a frame
MAT = 22
BESIDE, BENEATH = 320, 210  # room for the baby, beside a frame or beneath it
FINE = 4  # corners are drawn so many times larger, so that they come out smooth


@dataclass(frozen=True, slots=True)
class Wall:
    """The wall of one card: how large, in which colours, with which baby, who looks along the lines of the text."""

    size: Size
    colours: Mapping[str, Colour]
    drawing: str
    rtl: bool = False

    def with_photo(self, photo: Image.Image) -> Image.Image:
        return _cut(photo, self.size) if fills(photo.size, self.size) else self._with_frame(photo)

    def with_baby(self) -> Image.Image:
        """The baby large, and a window."""
        width, height = self.size
        wall = self._bare()
        baby = figure(self.drawing, round(width * 0.8), self.colours)
        if baby.height > height * 0.82:
            baby = figure(self.drawing, round(baby.width * height * 0.82 / baby.height), self.colours)
        above = height - baby.height
        if above > 230:
            self._hang_window(wall, above)
        wall.paste(baby, ((width - baby.width) // 2, above), baby)
        return self._facing(wall)

    def _with_frame(self, photo: Image.Image) -> Image.Image:
        """All of the photo, in a frame on the wall; where there is room, the baby looks at it."""
        width, height = self.size
        wall = self._bare()
        room = (width - 2 * (EDGE + MAT), height - 2 * (EDGE + MAT))
        by = min(room[0] / photo.width, room[1] / photo.height, GROWS_AT_MOST)
        shown = photo.resize((round(photo.width * by), round(photo.height * by)), Image.Resampling.LANCZOS)
        wide, high = shown.width + 2 * MAT, shown.height + 2 * MAT
        left, top = (width - wide) // 2, (height - high) // 2
        beside, beneath = width - wide - 3 * EDGE, height - high - 2 * EDGE
        if beside >= BESIDE:
            baby = figure(self.drawing, min(beside, 460), self.colours)
            left = (width - wide - baby.width) // 3
            wall.paste(baby, (2 * left + wide, height - baby.height), baby)
        elif beneath >= BENEATH:
            baby = figure(self.drawing, round(min(beneath, 330) * 1.55), self.colours)
            top = (height - baby.height - high) // 2
            wall.paste(baby, ((width - baby.width) // 2, height - baby.height), baby)
        wall = self._facing(wall)
        left = width - wide - left if self.rtl else left
        wall.paste(self.colours["paper"], (left, top), _rounded((wide, high), 26))
        wall.paste(shown, (left + MAT, top + MAT), _rounded(shown.size, 12))
        return wall

    def _bare(self) -> Image.Image:
        return Image.new("RGB", self.size, self.colours["a-tint"])

    def _facing(self, wall: Image.Image) -> Image.Image:
        """The baby faces the way one reads."""
        return ImageOps.mirror(wall) if self.rtl else wall

    def _hang_window(self, wall: Image.Image, above: int) -> None:
        width, _height = self.size
        high = min(above - 40, 330)
        wide = round(high * 0.86)
        left, top = width - wide - 150, -20
        pen = ImageDraw.Draw(wall)
        pen.rectangle((left, top, left + wide, top + high), self.colours["a-deep"])
        for x in (left, left + wide // 2, left + wide):
            pen.line((x, top, x, top + high), self.colours["a-line"], 10)
        pen.line((left - 24, top + high, left + wide + 24, top + high), self.colours["a-line"], 12)


def fills(photo: Size, wall: Size) -> bool:
    """Whether the photo can fill the wall without losing much, or being blown up."""
    across, down = wall[0] / photo[0], wall[1] / photo[1]
    return max(across, down) <= GROWS_AT_MOST and min(across, down) / max(across, down) >= KEEPS_AT_LEAST


def _cut(photo: Image.Image, size: Size) -> Image.Image:
    return ImageOps.fit(photo, size, Image.Resampling.LANCZOS, centering=FACES_ARE)


def _rounded(size: Size, radius: int) -> Image.Image:
    mask = Image.new("L", (size[0] * FINE, size[1] * FINE))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] * FINE - 1, size[1] * FINE - 1), radius * FINE, 255)
    return mask.resize(size, Image.Resampling.BOX)
