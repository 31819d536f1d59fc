"""A portrait is a square of a photo. Wherever somebody wants it, it lies inside the photo."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from milestones.darkroom.squares import SQUARES, squares
from milestones.models import photo_files
from milestones.models.portrait import SMALLEST, Cut
from tests.pictures import picture

PERCENT = st.floats(0, 100)
SIZE = st.floats(SMALLEST, 100)
SHAPE = st.floats(1 / 60, 60)
HAIR = 1e-6


def lies_inside(cut, shape):
    right, bottom = cut.left + cut.side, cut.top + cut.side
    return cut.side > 0 and cut.left >= 0 and cut.top >= 0 and right <= 1 + HAIR and bottom <= shape + HAIR


@given(PERCENT, PERCENT, SIZE, SHAPE)
def test_every_place_of_the_sliders_is_a_square_inside_the_photo(across, down, size, shape):
    cut = Cut.placed(across, down, size, shape)
    assert lies_inside(cut, shape)
    assert Cut.placed(*cut.place(shape), shape).numbers == pytest.approx(cut.numbers, abs=1e-4)


@given(st.floats(-5, 5), st.floats(-5, 5), SIZE, SHAPE)
def test_a_touch_anywhere_is_a_square_inside_the_photo(x, y, size, shape):
    side = Cut.placed(0, 0, size, shape).side
    cut = Cut.around(x, y, side, shape)
    assert lies_inside(cut, shape)
    assert cut.side == side


def test_a_touch_is_the_middle_of_the_square_where_there_is_room():
    assert Cut.around(0.5, 0.4, 0.2, 0.75).numbers == [0.4, 0.3, 0.2]
    assert Cut.around(0.02, 0.7, 0.2, 0.75).numbers == [0, 0.55, 0.2]


def test_the_first_guess_is_a_little_above_the_middle():
    wide, tall = Cut.at_first(shape=0.75), Cut.at_first(shape=4 / 3)
    assert wide.numbers == [0.2, 0.06, 0.6]
    assert tall.numbers == pytest.approx([0.1, 0.21333, 0.8])


def test_what_is_kept_of_a_cut_is_that_cut():
    assert Cut.kept(Cut.at_first(4 / 3).numbers).place(4 / 3) == pytest.approx((50, 40, 80), abs=0.01)


# --- the pictures ---


def opened(file):
    return Image.open(BytesIO(file))


def cut_from(left, top, side, width=800, height=600):
    return squares(BytesIO(picture(width, height, quality=90)), left, top, side)


def test_the_squares_have_the_names_of_the_store_and_nothing_but_a_picture_in_them():
    made = cut_from(0.1, 0, 0.5)
    assert tuple(made) == photo_files.SQUARES == tuple(SQUARES)
    assert [opened(file).size for file in made.values()] == [(96, 96), (320, 320)]
    assert not {"exif", "xmp", "icc_profile"} & {word for file in made.values() for word in opened(file).info}
    assert len(made["square-96.webp"]) < 4_000


def test_a_small_part_is_not_blown_up():
    assert [opened(file).size for file in cut_from(0.5, 0.5, 0.1).values()] == [(80, 80), (80, 80)]


@pytest.mark.parametrize("side", [1 / 3, 0.5, 0.75, 0.2])
def test_of_a_large_photo_it_is_as_sharp_as_of_a_small_one(side):
    """However many pixels were decoded: the window of tests/pictures.py begins and ends where it should."""
    square = opened(cut_from(0, 0, side, 2400, 1800)["square-320.webp"]).convert("HSV")
    row = [square.getpixel((x, round(320 * 0.1 / side)))[0] * 360 / 255 > 120 for x in range(320)]
    assert square.size == (320, 320)
    assert row.index(True) == pytest.approx(320 * 0.08 / side, abs=2)
    assert side < 0.3 or sum(row) == pytest.approx(320 * 0.22 / side, abs=3)


def test_the_part_is_the_one_that_was_asked_for():
    """The head in the middle of tests/pictures.py is of one colour, and the wall of another."""
    head = opened(cut_from(0.57, 0.38, 0.06)["square-96.webp"]).convert("HSV").getpixel((20, 20))
    wall = opened(cut_from(0.8, 0, 0.1)["square-96.webp"]).convert("HSV").getpixel((20, 20))
    assert (round(head[0] * 360 / 255), round(wall[0] * 360 / 255)) == (
        pytest.approx(210, abs=6),
        pytest.approx(30, abs=6),
    )


@pytest.mark.parametrize(("width", "height"), [(1, 1), (3, 400), (400, 3)])
def test_the_narrowest_photo_has_a_portrait_too(width, height):
    cut = Cut.at_first(height / width)
    for file in cut_from(cut.left, cut.top, cut.side, width, height).values():
        assert opened(file).width == opened(file).height >= 1


def test_a_square_a_hair_over_the_edge_is_moved_into_the_photo():
    assert opened(cut_from(0.2501, 0.0001, 0.7501)["square-320.webp"]).size == (320, 320)


@pytest.mark.parametrize("file", [b"", b"RIFF....WEBP", b"\xff\xd8\xff\xe0", b"GIF89a" + bytes(50)])
def test_a_file_that_cannot_be_read_says_so(file):
    with pytest.raises(OSError, match="identify"):
        squares(BytesIO(file), 0, 0, 1)
