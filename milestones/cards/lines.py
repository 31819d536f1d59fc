"""Text that fits: as large as there is room for, in lines of about the same length, measured by what is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from milestones.cards.fonts import Face
from milestones.cards.letters import Cluster, Run, clusters, runs
from milestones.cards.palette import Colour

MEASURED_AT = 100
PICTURE_SIZES = (109, 160, 128, 136, 96, 64)  # of fonts that have pictures for letters

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Style:
    """How something is written: in sizes from the wanted one down to the smallest, in at most so many lines."""

    largest: int
    smallest: int
    lines: int
    weight: int
    colour: Colour
    leading: float = 1.2  # from one baseline to the next, in sizes

    def scaled(self, by: float) -> "Style":
        return replace(self, largest=round(self.largest * by), smallest=min(self.smallest, round(self.largest * by)))


@dataclass(frozen=True, slots=True)
class Line:
    runs: tuple[Run, ...]
    width: int
    above: int  # the ink over the baseline, and under it
    below: int


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size, one under the other."""

    lines: tuple[Line, ...]
    size: int
    style: Style

    @property
    def height(self) -> int:
        """From the top of the first line's ink to the bottom of the last one's."""
        return self.lines[0].above + sum(self._steps()) + self.lines[-1].below if self.lines else 0

    @property
    def width(self) -> int:
        return max((line.width for line in self.lines), default=0)

    def draw(self, image: Image.Image, x: int, y: int, across: int, rtl: bool) -> list[Box]:
        """Writes it from `y` down into the room that begins at `x`. Answers where the ink of each line is."""
        boxes = []
        baseline = y + (self.lines[0].above if self.lines else 0)
        for line, step in zip(self.lines, [*self._steps(), 0], strict=True):
            left = x + across - line.width if rtl else x
            boxes.append((left, baseline - line.above, left + line.width, baseline + line.below))
            for run in line.runs:
                left += _write(image, left, baseline, run, self.size, self.style)
            baseline += step
        return boxes

    def _steps(self) -> Iterator[int]:
        """From each line's baseline to the next; more than usual where letters are tall."""
        for line, after in zip(self.lines, self.lines[1:], strict=False):
            yield max(round(self.size * self.style.leading), line.below + after.above + self.size // 10)


def fitted(text: str, style: Style, room: int, zone: str = "") -> Block:
    """The text in the largest size in which it has at most the style's lines, none longer than `room`.

    Words are broken only where they would have to be smaller than the smallest size, and are then made as small as it
    takes.
    """
    for in_words, smallest in ((True, style.smallest), (False, 8)):
        letters, atoms, widths = _measured(text, style.weight, zone, in_words)
        for size in range(style.largest, smallest - 1, -2):
            rows = _rows(letters, atoms, widths, room * MEASURED_AT / size)
            if rows and len(rows) <= style.lines:
                block = _block(letters, _balanced(letters, atoms, widths, room, size, len(rows)), size, style)
                if block.width <= room:
                    return block
    return Block((), style.smallest, style)


@lru_cache(maxsize=64)  # a card tries its few texts in several sizes
def _measured(
    text: str, weight: int, zone: str, in_words: bool
) -> tuple[Sequence[Cluster], Sequence[slice], Sequence[float]]:
    """The letters, the pieces that are not broken, and how wide each is."""
    letters = clusters(text, zone)
    atoms = _words(letters) if in_words else [slice(at, at + 1) for at in range(len(letters))]
    return letters, atoms, [_width_at(letters[atom], weight) for atom in atoms]


def _words(letters: Sequence[Cluster]) -> list[slice]:
    """Where the text may be broken: behind spaces and hyphens, and between signs that are words of their own."""
    words, start = [], 0
    for at, cluster in enumerate(letters):
        after = letters[at + 1] if at + 1 < len(letters) else None
        if after is None or (cluster.is_space and not after.is_space) or _may_break(cluster, after):
            words.append(slice(start, at + 1))
            start = at + 1
    return words


def _may_break(cluster: Cluster, after: Cluster) -> bool:
    if cluster.text in "-–—/" and not after.is_space:
        return True
    return _is_sign(cluster) and _is_sign(after)


def _is_sign(cluster: Cluster) -> bool:
    """A letter of China or Japan."""
    return "\u3041" <= cluster.text[0] <= "\u30ff" or "\u3400" <= cluster.text[0] <= "\u9fff"


def _rows(
    letters: Sequence[Cluster], atoms: Sequence[slice], widths: Sequence[float], room: float
) -> list[slice] | None:
    """The lines, each as full as can be. None where one atom is too long for any."""
    rows: list[slice] = []
    used = room + 1
    for atom, width in zip(atoms, widths, strict=True):
        if width > room:
            return None
        if used + width > room:
            rows.append(atom)
            used = 0
        rows[-1] = slice(rows[-1].start, atom.stop)
        used += width + (_width_of_space() if letters[atom.stop - 1].is_space else 0)
    return rows


def _balanced(
    letters: Sequence[Cluster], atoms: Sequence[slice], widths: Sequence[float], room: int, size: int, lines: int
) -> list[slice]:
    """As many lines, as narrow as they can be."""
    rows: list[slice] = []
    narrow = room * MEASURED_AT / size
    while (tried := _rows(letters, atoms, widths, narrow)) and len(tried) == lines:
        rows, narrow = tried, narrow * 0.97
    return rows


def _block(letters: Sequence[Cluster], rows: Sequence[slice], size: int, style: Style) -> Block:
    return Block(tuple(_line(letters[row], size, style.weight) for row in rows), size, style)


def _line(row: Sequence[Cluster], size: int, weight: int) -> Line:
    pieces = tuple(runs(_trimmed(row)))
    boxes = [_Pen.of(run.face, size, weight).box(run) for run in pieces]
    width = sum(_Pen.of(run.face, size, weight).length(run) for run in pieces)
    above = max((-top for _left, top, _right, _bottom in boxes), default=0)
    below = max((bottom for _left, _top, _right, bottom in boxes), default=0)
    return Line(pieces, width, above, max(below, 0))


def _width_at(row: Sequence[Cluster], weight: int) -> float:
    return sum(_Pen.of(run.face, MEASURED_AT, weight).length(run) for run in runs(_trimmed(row)))


def _width_of_space() -> float:
    return MEASURED_AT * 0.27


def _trimmed(row: Sequence[Cluster]) -> Sequence[Cluster]:
    return row[:-1] if row and row[-1].is_space else row


# --- ink ---


@dataclass(frozen=True, slots=True)
class _Pen:
    """A font in one size. One that has pictures for letters is opened in the size of these, and made smaller."""

    font: ImageFont.FreeTypeFont
    scale: float = 1

    @staticmethod
    @lru_cache(maxsize=24)
    def of(face: Face, size: int, weight: int) -> "_Pen":
        try:
            return _Pen(face.at(size, weight))
        except OSError:
            for own in PICTURE_SIZES:
                try:
                    return _Pen(face.at(own, weight), size / own)
                except OSError:
                    continue
            raise

    def length(self, run: Run) -> int:
        return round(self.font.getlength(run.text, direction=_direction(run)) * self.scale + 0.5)

    def box(self, run: Run) -> Box:
        left, top, right, bottom = self.font.getbbox(run.text, anchor="ls", direction=_direction(run))
        return (
            int(left * self.scale),
            int(top * self.scale),
            int(right * self.scale) + 1,
            int(bottom * self.scale) + 1,
        )


def _write(image: Image.Image, x: int, baseline: int, run: Run, size: int, style: Style) -> int:
    """Answers how far it went."""
    pen = _Pen.of(run.face, size, style.weight)
    if pen.scale == 1:
        ImageDraw.Draw(image).text(
            (x, baseline), run.text, style.colour, pen.font, anchor="ls", direction=_direction(run), embedded_color=True
        )
    else:
        _paste_pictures(image, x, baseline, run, pen, style.colour)
    return pen.length(run)


def _paste_pictures(image: Image.Image, x: int, baseline: int, run: Run, pen: _Pen, colour: Colour) -> None:
    left, top, right, bottom = (round(edge) for edge in pen.font.getbbox(run.text, anchor="ls"))
    tile = Image.new("RGBA", (right - left, bottom - top))
    ImageDraw.Draw(tile).text((-left, -top), run.text, colour, pen.font, anchor="ls", embedded_color=True)
    tile = tile.resize((round(tile.width * pen.scale) or 1, round(tile.height * pen.scale) or 1), Image.Resampling.BOX)
    image.paste(tile, (x + round(left * pen.scale), baseline + round(top * pen.scale)), tile)


def _direction(run: Run) -> str:
    return "rtl" if run.rtl else "ltr"
