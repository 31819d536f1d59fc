"""Cards as pictures: what is measured here is what is drawn."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from milestones.cards import SHAPES, Card, draw, fonts, lines
from milestones.cards.card import BENEATH, BOLD, EDGE, STATION, Drawn
from milestones.cards.lines import Style
from milestones.cards.palette import palette
from milestones.cards.wall import GROWS_AT_MOST
from tests.pictures import picture

CARD = Card(
    name="Mira",
    title="Off and away, backward!",
    facts=("The first time: 12 May 2026", "at 7 months 26 days (corrected 5 months 30 days)"),
    drawing="back",
    hue="m-back",
    skin="medium",
)
NAMES = [
    "Mo",
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis",
    "W" * 60,
    "Maximilian Alexander Theodor von und zu Hohenstein-Bergmann",
    "مريم فاطمة الزهراء",
    "שירה בת־אל (Shira)",
    "तमिऴ்ச்செல்வி அனுஷ்கா",
    "น้ำผึ้งน้ำผึ้งน้ำผึ้งน้ำผึ้ง",
    "陽葵さくら子지우诗涵" * 5,
    "Ελευθερία Анастасия ሰላም",
]
MAGENTA = (255, 0, 255)


def photo(width: int, height: int) -> BytesIO:
    return BytesIO(picture(width, height))


def plain(width: int, height: int) -> BytesIO:
    """A photo all in one colour that no card has."""
    kept = BytesIO()
    Image.new("RGB", (width, height), MAGENTA).save(kept, "PNG")
    kept.seek(0)
    return kept


def magenta_in(image: Image.Image) -> int:
    """How many pixels of the picture are the photo's."""
    return sum(count for count, found in image.getcolors(1 << 24) if found == MAGENTA)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_card_is_a_jpeg_of_its_size_that_says_nothing_but_what_is_seen(shape):
    opened = Image.open(BytesIO(draw(replace(CARD, shape=shape), photo(1280, 960))))
    assert (opened.format, opened.size, opened.mode) == ("JPEG", SHAPES[shape], "RGB")
    assert not opened.getexif()
    assert {*opened.info} <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shape", SHAPES)
def test_no_name_is_cut_off_or_written_over_anything(name, shape):
    drawn = Drawn(replace(CARD, name=name, shape=shape))
    width, height = SHAPES[shape]
    floor = drawn.boxes[0][1] - STATION
    assert floor > height * 0.4
    for left, top, right, bottom in drawn.boxes:
        assert EDGE <= left < right <= width - EDGE
        assert top < bottom <= height - 40
    for above, below in zip(drawn.boxes, drawn.boxes[1:], strict=False):
        assert above[3] < below[1]
    assert ink_outside(drawn) == set()


def ink_outside(drawn: Drawn) -> set[tuple[int, int]]:
    """Where under the floor line there is a letter outside of the boxes that were measured."""
    image = drawn.image.copy()
    paper = drawn.colours["paper"]
    for left, top, right, bottom in drawn.boxes:
        image.paste(paper, (left - 8, top - 2, right + 8, bottom + 2))
    start = drawn.boxes[0][1] - 4
    mark = (image.width - EDGE - 80, drawn.boxes[-1][3] - 70, image.width, image.height)
    image.paste(paper, mark)
    rest = image.crop((0, start, *image.size)).convert("L").point(lambda light: 255 if light < 150 else 0)
    return {rest.getbbox()} - {None}


def test_a_card_without_a_name_tells_the_title_instead_and_larger():
    with_name, without = Drawn(CARD), Drawn(replace(CARD, name=""))
    assert len(without.boxes) < len(with_name.boxes) + 1
    title = with_name.boxes[1]
    assert without.boxes[0][3] - without.boxes[0][1] > title[3] - title[1]


def test_the_longer_the_name_the_smaller_it_is_written():
    heights = [Drawn(replace(CARD, name="H" * count)).boxes[0] for count in (4, 20, 60)]
    heights = [bottom - top for _left, top, _right, bottom in heights]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > 2 * heights[2] > 30


def test_from_right_to_left_everything_is_on_the_other_side():
    name = "مريم"
    drawn = Drawn(replace(CARD, name=name, rtl=True))
    assert {right for _left, _top, right, _bottom in drawn.boxes} == {SHAPES["tall"][0] - EDGE}
    across = drawn.image.width // 2
    turned = Drawn(replace(CARD, name=name)).image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    window = (0, 0, across, 300)
    assert drawn.image.crop(window).tobytes() == turned.crop(window).tobytes()


def test_the_drawing_wears_the_colours_of_the_movement_and_the_family():
    image = Drawn(CARD).image
    colours = palette("m-back", "skin-medium")
    found = {colour for count, colour in image.getcolors(1 << 24) if count > 500}
    assert {colours[name] for name in ("paper", "a", "a-line", "a-tint", "skin", "skin-far", "line")} <= found
    assert palette("m-back", "skin-dark")["skin"] not in found


@pytest.mark.parametrize("size", [(2000, 1500), (1500, 2000), (1280, 1280), (1280, 720)])
def test_an_ordinary_photo_reaches_from_edge_to_edge(size):
    image = Drawn(CARD, plain(*size)).image
    assert {image.getpixel((x, y)) for x in (0, 540, 1079) for y in (0, 300)} == {MAGENTA}


@pytest.mark.parametrize("size", [(1500, 2000), (1440, 2560), (1280, 1280)])
@pytest.mark.parametrize("rtl", [False, True])
def test_on_a_square_card_a_photo_no_wider_than_high_fills_one_half(size, rtl):
    image = Drawn(replace(CARD, shape="square", rtl=rtl), plain(*size)).image
    assert {image.getpixel((x + 540 * rtl, y)) for x in (0, 270, 539) for y in (0, 500, 900)} == {MAGENTA}


@pytest.mark.parametrize("name", ["", *NAMES])
@pytest.mark.parametrize("rtl", [False, True])
def test_beside_a_photo_no_name_is_cut_off_or_written_over_anything(name, rtl):
    card = replace(CARD, name=name, shape="square", rtl=rtl, facts=(*CARD.facts, "The photo is of 24 September 2026"))
    drawn = Drawn(card, plain(1500, 2000))
    for left, top, right, bottom in drawn.boxes:
        assert (EDGE if rtl else 540) <= left < right <= (540 if rtl else 1080 - EDGE)
        assert EDGE <= top < bottom < 1080 - BENEATH - EDGE
    for above, below in zip(drawn.boxes, drawn.boxes[1:], strict=False):
        assert above[3] < below[1]


@pytest.mark.parametrize("size", [(120, 90), (320, 240), (640, 480), (60, 600)])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_small_photo_is_framed_and_not_blown_up(size, shape):
    image = Drawn(replace(CARD, shape=shape), plain(*size)).image
    assert image.getpixel((0, 0)) == palette("m-back")["a-tint"]
    most = size[0] * size[1] * GROWS_AT_MOST**2
    assert most * 0.1 < magenta_in(image) <= most * 1.02


@pytest.mark.parametrize("size", [(3000, 500), (500, 3000), (1000, 1)])
@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_of_a_very_long_or_very_high_photo_is_cut_off(size, shape):
    image = Drawn(replace(CARD, shape=shape), plain(*size)).image
    left, top, right, bottom = image.getchannel("G").point(lambda green: 255 * (green < 8)).getbbox()
    assert (right - left) / (bottom - top) == pytest.approx(size[0] / size[1], rel=0.1) or bottom - top < 3


def test_of_a_portrait_the_part_above_the_middle_stays():
    face = Image.new("RGB", (1500, 2000), "white")
    face.paste(MAGENTA, (600, 450, 900, 800))
    kept = BytesIO()
    face.save(kept, "PNG")
    image = Drawn(CARD, BytesIO(kept.getvalue())).image
    scale = 1080 / 1500
    assert magenta_in(image) == pytest.approx(300 * 350 * scale**2, rel=0.03)


def test_a_font_that_has_pictures_of_one_size_is_made_smaller(monkeypatch):
    """As those for emoji are."""
    style = Style(60, 60, 1, BOLD, (0, 0, 0))

    def ink() -> tuple[int, int, int, int]:
        lines._Pen.of.cache_clear()
        lines._measured.cache_clear()
        image = Image.new("RGB", (500, 200), "white")
        block = lines.fitted("Hello", style, 500)
        (box,) = block.draw(image, 20, 20, 460, rtl=False)
        dark = image.convert("L").point(lambda light: 255 * (light < 128)).getbbox()
        assert box[0] - 4 <= dark[0] < dark[2] <= box[2] + 4
        return dark

    as_usual, at = ink(), fonts.Face.at
    opened = []

    def of_one_size(face, size, weight):
        if size != 109:
            raise OSError("invalid pixel size")
        opened.append(size)
        return at(face, size, weight)

    monkeypatch.setattr(fonts.Face, "at", of_one_size)
    assert ink() == pytest.approx(as_usual, abs=3)
    assert opened
    lines._Pen.of.cache_clear()
    lines._measured.cache_clear()
