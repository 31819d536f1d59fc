"""What of a book stands on which page, and how large its pictures are. Measures alone, no words and no colours.

A page is measured in "em", the size of the letters that a book is set in; static/css/book.css makes it so. How wide
words run is guessed on the safe side: each device has letters of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise
from math import ceil
from unicodedata import east_asian_width

from milestones.progression.book import Book, Chapter, First, Picture, Sitting

GAP = 0.8  # between the pictures of a session, in em
APART = 2.0  # between what stands on a page
DATE = 2.6  # the day above what is told of it
OPENING = 25.0  # the least that the first page of a chapter takes for its heading and its drawing
HEADING, SEEN_LINE, SEEN_WIDTH = 9.5, 2.9, 10.5  # without a drawing: the heading, and each row of what was seen
FIRST_WORDS = 11.0  # what the title, the day and the ages of a first need beneath its picture
SMALLEST_FIRST = 16.0  # a first's picture is never less high, however much was written
UNDER_HEADING = 60  # percent of the page: so wide is a first's photo at least beneath the heading of a chapter

NOTE_LINE, NOTE_LETTER, SIGNED = 1.57, 0.6, 2.2  # the height of a line, the width of a letter, and who wrote it
RULE = 1.0  # above a day with a note alone
CAPTION_LINE, CAPTION_LETTER, CAPTION_BELOW = 1.2, 0.5, 0.35
LONGEST_NOTE_OF_A_FIRST = 8  # lines

# So much of a page a session's pictures take at least, by how many they are: less would be stamps.
LEAST = {1: 0.33, 2: 0.3, 3: 0.4, 4: 0.44, 5: 0.48, 6: 0.5}
# A single picture is so wide at least, of the page, unless it were higher than so much of it.
LEAST_WIDTH, HIGH_ENOUGH = 0.7, 0.55
FEW_WORDS = 0.4  # of a page; book.css sets them half as large again, which takes twice the room
STEP, NARROWEST = 5, 10  # how wide a block of pictures is, in percent of the page

# The shapes that pictures are shown in, as static/css/photos.css has them: {class: width to height}. Cameras make most
# of them; any other picture is cut to the nearest.
SIDES = ((1, 2), (9, 16), (2, 3), (3, 4), (4, 5), (1, 1), (5, 4), (4, 3), (3, 2), (16, 9), (2, 1))
SHAPES = {f"is-{width}x{height}": width / height for width, height in SIDES}


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in millimetres, its margin, and the size of its letters. static/css/book-<slug>.css says the same."""

    slug: str
    width: float
    height: float
    margin: float
    letters: float

    @property
    def across(self) -> float:
        """How much room there is between the margins, in em."""
        return (self.width - 2 * self.margin) / self.letters

    @property
    def down(self) -> float:
        return (self.height - 2 * self.margin) / self.letters


PAPERS = {
    paper.slug: paper
    for paper in (
        Paper("a5", 148, 210, 14, 3.7),
        Paper("a4", 210, 297, 20, 5.0),
        Paper("letter", 215.9, 279.4, 20, 4.9),
        Paper("square", 210, 210, 18, 4.2),
    )
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture in the shape it is shown in, and how wide it is on the paper, in millimetres."""

    picture: Picture
    shape: str
    width: float


@dataclass(frozen=True, slots=True)
class Block:
    """What stands together on a page. `kind` is its template; `told` what it tells of."""

    kind: str  # opening, first, day, quote
    told: Chapter | First | Sitting
    rows: tuple[tuple[Placed, ...], ...] = ()
    percent: int = 100  # how wide the rows are
    note: str = ""  # of a first, where it has room beneath
    drawn: bool = True  # an opening: with a drawing, as nothing beneath it has a picture
    flows: bool = False  # longer than a page: goes on over the next


@dataclass(frozen=True, slots=True)
class Leaf:
    blocks: tuple[Block, ...]
    only_a_few_words: bool = False  # they are set larger

    @property
    def flows(self) -> bool:
        return any(block.flows for block in self.blocks)


def typeset(book: Book, paper: Paper) -> list[Leaf]:
    """The pages between the cover and the last one.

    A chapter begins on a new page. A first has one of its own, or shares that on which its chapter begins.
    """
    return [leaf for chapter in book.chapters for leaf in _Pages(paper).of(chapter)]


@dataclass
class _Open:
    """A page that is still being filled."""

    words: float = 0  # the height of all that is not a picture
    pictured: list[Sitting] = field(default_factory=list)
    least: float = 0  # the height that the pictures need at least
    blocks: list[Block | Sitting] = field(default_factory=list)  # a sitting: its pictures are sized in the end


class _Pages:
    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def of(self, chapter: Chapter) -> Iterator[Leaf]:
        page, left = self._opened(chapter), [*chapter.told]
        lead = left[0] if left else None
        if isinstance(lead, First) and self._fits_under_heading(lead, chapter):
            yield from self._first(lead, under=chapter)
            page, left = _Open(), left[1:]
        elif lead and not self._begins_beneath(chapter):
            yield self._closed(page)
            page = _Open()
        for told in left:
            if isinstance(told, First):
                if page.blocks:
                    yield self._closed(page)
                yield from self._first(told)
                page = _Open()
            else:
                for part in self._parts(told):
                    words, least = self._needs(part)
                    if page.blocks and page.words + page.least + words + least + APART > self.paper.down:
                        yield self._closed(page)
                        page = _Open()
                    self._add(page, part, words, least)
        if page.blocks:
            yield self._closed(page)

    def _opened(self, chapter: Chapter) -> _Open:
        """The page on which a chapter begins: with a drawing, unless photos come right beneath."""
        if self._begins_with_photos(chapter):
            return _Open(self._heading(chapter), blocks=[Block("opening", chapter, drawn=False)])
        return _Open(OPENING, blocks=[Block("opening", chapter)])

    def _begins_beneath(self, chapter: Chapter) -> bool:
        """Whether what is told begins on the page of the heading."""
        words = sum(self._needs(told)[0] + APART for told in chapter.told if isinstance(told, Sitting))
        only_words = all(isinstance(told, Sitting) and not told.pictures for told in chapter.told)
        return self._begins_with_photos(chapter) or (only_words and OPENING + words <= self.paper.down)

    def _begins_with_photos(self, chapter: Chapter) -> bool:
        lead = chapter.told[0] if chapter.told else None
        if not isinstance(lead, Sitting) or not lead.pictures:
            return False
        words, least = self._needs(next(self._parts(lead)))
        return self._heading(chapter) + APART + words + least <= self.paper.down

    def _fits_under_heading(self, first: First, chapter: Chapter) -> bool:
        words, note = self._words(first)
        left = self.paper.down - self._heading(chapter) - APART - words
        fits = left >= SMALLEST_FIRST and note == first.note
        return fits and (not first.picture or self._rows((first.picture,), left).percent >= UNDER_HEADING)

    def _heading(self, chapter: Chapter) -> float:
        """How high it is without a drawing."""
        rows = ceil(max(len(chapter.seen), 1) / (self.paper.across // SEEN_WIDTH))
        return HEADING + rows * SEEN_LINE

    def _parts(self, sitting: Sitting) -> Iterator[Sitting]:
        """A session's pictures and its note, together where they fit on a page."""
        words, least = self._needs(sitting)
        if sitting.note and sitting.pictures and words + least > self.paper.down:
            yield Sitting(sitting.key, sitting.day, sitting.movements, pictures=sitting.pictures)
            yield Sitting(sitting.key, sitting.day, sitting.movements, note=sitting.note, by=sitting.by)
        else:
            yield sitting

    def _needs(self, sitting: Sitting) -> tuple[float, float]:
        """(how high its words are, how high its pictures are at least)"""
        words = DATE + (self._note(sitting.note) if sitting.note else 0)
        if not sitting.pictures:
            return words + RULE, 0
        least = self._least(sitting)
        captions = self._rows(sitting.pictures, least).captions
        return words + captions, least

    def _least(self, sitting: Sitting) -> float:
        """How high its pictures are at least."""
        least = LEAST[min(len(sitting.pictures), max(LEAST))] * self.paper.down
        if len(sitting.pictures) > 1:
            return least
        wide = LEAST_WIDTH * self.paper.across / SHAPES[shape_of(sitting.pictures[0])]
        return max(least, min(wide, HIGH_ENOUGH * self.paper.down))

    def _add(self, page: _Open, sitting: Sitting, words: float, least: float) -> None:
        page.words += words + (APART if page.blocks else 0)
        page.least += least
        if sitting.pictures:
            page.pictured.append(sitting)
            page.blocks.append(sitting)
        else:
            page.blocks.append(Block("quote", sitting, flows=words > self.paper.down))

    def _closed(self, page: _Open) -> Leaf:
        """What is left of the page goes to its pictures, to each as it needs at least."""
        left = max(self.paper.down - page.words - page.least, 0)
        blocks = []
        for block in page.blocks:
            if isinstance(block, Sitting):
                least = self._least(block)
                blocks.append(self._pictured(block, least + left * least / page.least))
            else:
                blocks.append(block)
        only_words = all(isinstance(block, Block) and block.kind == "quote" for block in page.blocks)
        return Leaf(tuple(blocks), only_words and page.words < FEW_WORDS * self.paper.down)

    def _pictured(self, sitting: Sitting, height: float) -> Block:
        rows = self._rows(sitting.pictures, height)
        return Block("day", sitting, rows.placed(self.paper), rows.percent)

    def _words(self, first: First) -> tuple[float, str]:
        """(how high its words are, the note that is among them: "" where that is too long)"""
        has_room = _lines(first.note, self.paper.across, NOTE_LETTER) <= LONGEST_NOTE_OF_A_FIRST
        note = first.note if has_room else ""
        words = FIRST_WORDS + (self._note(note) if note else 0)
        if first.picture:
            words += self._rows((first.picture,), SMALLEST_FIRST).captions
        return words, note

    def _first(self, first: First, under: Chapter | None = None) -> Iterator[Leaf]:
        words, note = self._words(first)
        block = Block("first", first, note=note)
        above = (Block("opening", under, drawn=False),) if under else ()
        if under:
            words += self._heading(under) + APART
        if first.picture:
            rows = self._rows((first.picture,), max(self.paper.down - words, SMALLEST_FIRST))
            block = replace(block, rows=rows.placed(self.paper), percent=rows.percent)
        yield Leaf((*above, block))
        if first.sitting and note != first.note:
            height = DATE + self._note(first.note)
            yield Leaf((Block("quote", first.sitting, flows=height > self.paper.down),))

    def _note(self, note: str) -> float:
        return _lines(note, self.paper.across, NOTE_LETTER) * NOTE_LINE + SIGNED

    def _rows(self, pictures: Sequence[Picture], height: float) -> "_Rows":
        """The pictures in as many rows as show them largest and most alike, at most so high without the captions."""
        shaped = [(picture, shape_of(picture)) for picture in pictures]
        tries = (_Rows.fitted(rows, self.paper.across, height) for rows in _in_rows(shaped))
        return max(tries, key=lambda rows: rows.worth)


Shaped = tuple[Picture, str]


@dataclass(frozen=True, slots=True)
class _Rows:
    rows: tuple[tuple[Shaped, ...], ...]
    percent: int
    across: float  # of the page, in em

    @classmethod
    def fitted(cls, rows: tuple[tuple[Shaped, ...], ...], across: float, height: float) -> "_Rows":
        gaps = GAP * (len(rows) - 1)
        at_full_width = sum(_row_height(row, across) for row in rows)
        fits = 100 * max(height - gaps, 0) / at_full_width
        return cls(rows, max(min(int(fits // STEP * STEP), 100), NARROWEST), across)

    @property
    def worth(self) -> float:
        """How large the pictures are together, less when one is much smaller or beside them much is white."""
        areas = [_width(shape, row, self._width) ** 2 / SHAPES[shape] for row in self.rows for _picture, shape in row]
        return sum(areas) * (min(areas) / max(areas)) ** 0.5 * (self.percent / 100) ** 0.8

    @property
    def captions(self) -> float:
        """How high the captions beneath the rows are."""
        return sum(
            max(
                _lines(picture.caption, _width(shape, row, self._width), CAPTION_LETTER) * CAPTION_LINE + CAPTION_BELOW
                if picture.caption
                else 0
                for picture, shape in row
            )
            for row in self.rows
        )

    def placed(self, paper: Paper) -> tuple[tuple[Placed, ...], ...]:
        return tuple(
            tuple(
                Placed(picture, shape, round(_width(shape, row, self._width) * paper.letters, 1))
                for picture, shape in row
            )
            for row in self.rows
        )

    @property
    def _width(self) -> float:
        return self.across * self.percent / 100


def _row_height(row: Sequence[Shaped], width: float) -> float:
    return (width - GAP * (len(row) - 1)) / sum(SHAPES[shape] for _picture, shape in row)


def _width(shape: str, row: Sequence[Shaped], width: float) -> float:
    return _row_height(row, width) * SHAPES[shape]


def _in_rows(shaped: Sequence[Shaped]) -> Iterator[tuple[tuple[Shaped, ...], ...]]:
    """Every way to set the pictures in rows, in their order, at most three in a row."""
    places = range(1, len(shaped))
    for many in range(len(shaped)):
        for cuts in combinations(places, many):
            ends = (0, *cuts, len(shaped))
            rows = tuple(tuple(shaped[start:end]) for start, end in pairwise(ends))
            if max(len(row) for row in rows) <= 3:
                yield rows


def shape_of(picture: Picture) -> str:
    """The nearest of SHAPES, as seen by how much of the picture would be cut off."""
    ratio = picture.width / picture.height if picture.width and picture.height else 1
    return min(SHAPES, key=lambda shape: max(SHAPES[shape] / ratio, ratio / SHAPES[shape]))


def _lines(text: str, width: float, letter: float) -> int:
    """How many lines the text takes at most, in letters that are `letter` em wide."""
    fit = max(int(width / letter), 1)
    return sum(max(ceil(_letters(line) / fit), 1) for line in text.splitlines())


def _letters(line: Iterable[str]) -> float:
    """Letters of China, Japan and Korea are as wide as two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line)
