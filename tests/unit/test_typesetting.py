"""What stands on which page of the book, and how large its pictures are."""

import random
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from milestones.forms.book import PAPERS as OFFERED
from milestones.progression.book import Chapter, First, Picture, Sitting, book, months_logged
from milestones.progression.facts import THE_FLOOR, ChildFacts, DayFacts
from milestones.templatetags.pictures import SHAPES as SHAPES_OF_THE_GALLERY
from milestones.typesetting import NARROWEST, PAPERS, SIDES, STEP, Leaf, shape_of, typeset

BORN = date(2026, 1, 1)
CHILD = ChildFacts(BORN)
CSS = Path(__file__).resolve().parents[2] / "static/css"
SIZES = [(640, 480), (480, 640), (600, 600), (900, 300), (300, 900), (640, 360), (360, 640), (900, 600), (1600, 400)]
each_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)


def picture(key: object, size: tuple[int, int] = (640, 480), caption: str = "") -> Picture:
    return Picture(key, *size, caption)


def leaves(paper, *sittings: Sitting, firsts: tuple[str, ...] = ()) -> list[Leaf]:
    log = [DayFacts(each.day, THE_FLOOR) for each in sittings] or [DayFacts(BORN, THE_FLOOR)]
    log += [DayFacts(BORN, movement) for movement in firsts]
    return typeset(book(CHILD, log, months_logged(CHILD, log), sittings), paper)


def on(day: int, note: str = "", *pictures: Picture) -> Sitting:
    return Sitting(day, BORN + timedelta(days=day), (), note, None, pictures)


def kinds(found: list[Leaf]) -> list[list[str]]:
    return [[block.kind for block in leaf.blocks] for leaf in found]


@pytest.mark.parametrize("slug", PAPERS)
def test_the_stylesheet_of_a_paper_says_the_same(slug):
    paper, css = PAPERS[slug], (CSS / f"book-{slug}.css").read_text()
    size = re.search(r"size: ([\d.]+)mm ([\d.]+)mm; margin: ([\d.]+)mm", css).groups()
    told = {name: float(value) for name, value in re.findall(r"--(\w+): ([\d.]+)", css)}
    assert tuple(map(float, size)) == (paper.width, paper.height, paper.margin)
    assert told == {"w": paper.width, "h": paper.height, "margin": paper.margin, "letters": paper.letters}


def test_every_paper_that_can_be_chosen_is_known_and_the_other_way_round():
    assert [slug for slug, _words in OFFERED] == [*PAPERS]


def test_every_shape_and_width_has_its_class():
    assert SIDES == SHAPES_OF_THE_GALLERY
    css = (CSS / "book.css").read_text()
    assert all(f".w-{percent} " in css for percent in range(NARROWEST, 100, STEP))


@pytest.mark.parametrize(
    ("size", "shape"),
    [
        ((4032, 3024), "is-4x3"),
        ((3024, 4032), "is-3x4"),
        ((1080, 1080), "is-1x1"),
        ((1600, 400), "is-2x1"),
        ((0, 0), "is-1x1"),
    ],
)
def test_a_picture_is_shown_in_the_nearest_shape(size, shape):
    assert shape_of(picture(1, size)) == shape


@each_paper
def test_a_chapter_opens_a_page_and_a_few_words_stand_on_it(paper):
    assert kinds(leaves(paper)) == [["opening"]]
    assert kinds(leaves(paper, on(1, "Off she goes"))) == [["opening", "quote"]]


@each_paper
def test_photos_begin_beneath_the_heading_of_a_chapter_instead_of_a_drawing(paper):
    (leaf,) = leaves(paper, on(1, "", picture(1)))
    assert [block.kind for block in leaf.blocks] == ["opening", "day"]
    assert not leaf.blocks[0].drawn
    assert leaves(paper, on(1, "Off she goes"), on(2, "", picture(1)))[0].blocks[0].drawn


@each_paper
def test_a_first_without_a_photo_is_drawn_once_with_the_heading_above_it(paper):
    found = leaves(paper, on(1, "One"), firsts=("backward",))
    assert kinds(found) == [["opening", "first"], ["quote"]]
    assert not found[0].blocks[0].drawn


@pytest.mark.parametrize(("slug", "together"), [("a5", True), ("square", False)])
def test_the_photo_of_a_first_stands_under_a_heading_where_it_can_be_large(slug, together):
    told = Sitting(1, BORN, ("backward",), "Off!", None, (picture(1),))
    log = [DayFacts(BORN, "backward"), DayFacts(BORN, THE_FLOOR)]
    found = typeset(book(CHILD, log, months_logged(CHILD, log), [told]), PAPERS[slug])
    assert kinds(found) == ([["opening", "first"]] if together else [["opening"], ["first"]])


@each_paper
def test_a_first_has_a_page_of_its_own(paper):
    found = leaves(paper, on(1, "One"), on(2, "Two"), firsts=("backward", "forward"))
    assert kinds(found) == [["opening", "first"], ["first"], ["quote", "quote"]]


@each_paper
def test_two_single_pictures_share_a_page_where_both_can_be_wide(paper):
    found = kinds(leaves(paper, *(on(day, "", picture(day)) for day in range(3))))
    assert found[1:] == ([["day"], ["day"]] if paper.slug == "square" else [["day", "day"]])


@each_paper
@pytest.mark.parametrize("size", [(640, 480), (900, 600), (640, 360)])
def test_a_single_wide_picture_uses_the_width_of_the_page(paper, size):
    found = leaves(paper, *(on(day, "", picture(day, size)) for day in range(9)))
    assert min(block.percent for leaf in found for block in leaf.blocks if block.kind == "day") >= 65


def test_two_wide_pictures_stand_beside_each_other_on_wide_paper_and_one_over_the_other_on_high_paper():
    pair, rows = on(1, "", picture(1), picture(2)), {}
    for slug in ("square", "a5"):
        ((day,),) = [leaf.blocks for leaf in leaves(PAPERS[slug], pair, firsts=("backward",))[1:]]
        rows[slug] = (len(day.rows), day.percent >= 80)
    assert rows == {"square": (1, True), "a5": (2, True)}


@each_paper
def test_a_few_words_alone_on_a_page_are_set_larger(paper):
    found = leaves(paper, on(1, "word " * 270), on(2, "Nap."))
    assert [leaf.only_a_few_words for leaf in found] == [False, False, True]
    assert not any(leaf.only_a_few_words for leaf in leaves(paper, *(on(day, "Nap.") for day in range(4))))


@each_paper
def test_a_note_longer_than_a_page_flows_over_the_next(paper):
    short, long = on(1, "Nap."), on(2, "and then she went on " * 250)
    found = leaves(paper, short, long)
    assert [leaf.flows for leaf in found] == [False, False, True]


@each_paper
def test_a_long_note_of_a_first_goes_to_the_next_page(paper):
    log = [DayFacts(BORN, "backward"), DayFacts(BORN, THE_FLOOR)]
    told = Sitting(1, BORN, ("backward",), "word " * 200, None, (picture(1),))
    first, quote = typeset(book(CHILD, log, months_logged(CHILD, log), [told]), paper)[1:]
    assert (first.blocks[0].kind, first.blocks[0].note) == ("first", "")
    assert quote.blocks[0].kind == "quote"


@each_paper
@pytest.mark.parametrize("many", range(1, 7))
def test_any_six_pictures_fit_between_the_margins_and_none_is_a_stamp(paper, many):
    chance = random.Random(many)
    for _ in range(60):
        shown = [picture(number, chance.choice(SIZES)) for number in range(many)]
        block = leaves(paper, on(1, "", *shown))[-1].blocks[-1]
        assert [placed.picture for row in block.rows for placed in row] == shown
        across = sum(placed.width for placed in block.rows[0]) + 0.8 * paper.letters * (len(block.rows[0]) - 1)
        assert across == pytest.approx(paper.across * paper.letters * block.percent / 100, abs=1)
        heights = [row[0].width / ratio(row[0].shape) for row in block.rows]
        assert sum(heights) <= paper.height - 2 * paper.margin
        assert min(placed.width for row in block.rows for placed in row) > 12  # millimetres, of 300 × 900


def ratio(shape: str) -> float:
    width, height = re.fullmatch(r"is-(\d+)x(\d+)", shape).groups()
    return int(width) / int(height)


def test_letters_of_east_asia_are_counted_as_wide():
    paper = PAPERS["a5"]
    fits = leaves(paper, on(1, "a" * 1300))
    flows = leaves(paper, on(1, "爬" * 1300))
    assert [leaf.flows for leaf in (*fits, *flows)] == [False, False, False, True]


@each_paper
def test_a_long_log_is_set_at_once_and_nothing_is_lost(paper):
    chance = random.Random(7)
    sittings = [
        on(number, "n " * chance.randrange(100), *(picture((number, each)) for each in range(chance.randrange(4))))
        for number in range(150)
    ]
    found = leaves(paper, *sittings)
    told = [block.told for leaf in found for block in leaf.blocks if not isinstance(block.told, Chapter | First)]
    assert {each.key for each in told} == {each.key for each in sittings if each.note or each.pictures}
    assert sum(len(row) for leaf in found for block in leaf.blocks for row in block.rows) == sum(
        len(each.pictures) for each in sittings
    )
