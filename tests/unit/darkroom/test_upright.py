"""However the camera lay, the picture stands; and it is as large as it should be."""

from base64 import b64decode
from io import BytesIO

import pytest
from PIL import ExifTags, Image

from milestones.darkroom.develop import BLUR, TURNS
from tests.pictures import picture
from tests.unit.darkroom.conftest import saved

RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 160, 20), (20, 20, 220), (250, 250, 250)
BACK = {6: TURNS[8], 8: TURNS[6]}


def corners() -> Image.Image:
    whole = Image.new("RGB", (96, 64))
    for at, colour in {(0, 0): RED, (48, 0): GREEN, (0, 32): BLUE, (48, 32): WHITE}.items():
        whole.paste(colour, (*at, at[0] + 48, at[1] + 32))
    return whole


def lying(orientation: int) -> Image.Image:
    """As the camera stores it, to be turned by that to stand."""
    turn = BACK.get(orientation) or TURNS.get(orientation)
    return corners().transpose(turn) if turn is not None else corners()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_it_stands_upright(shown, kind, orientation):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    seen = shown(saved(lying(orientation), kind, exif=exif.tobytes(), quality=95))
    assert seen.size == (96, 64)
    for at, colour in {(24, 16): RED, (72, 16): GREEN, (24, 48): BLUE, (72, 48): WHITE}.items():
        assert max(abs(one - other) for one, other in zip(seen.getpixel(at), colour, strict=True)) < 40


@pytest.mark.parametrize("orientation", [0, 9, 300])
def test_an_orientation_that_is_none_turns_nothing(shown, orientation):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    assert shown(picture(60, 40, exif=exif.tobytes())).size == (60, 40)


def test_sizes_are_made_smaller_and_never_larger(developed):
    known, made = developed(picture(3000, 2000))
    sizes = {name: Image.open(BytesIO(kept)).size for name, kept in made.items()}
    assert sizes == {
        "thumb.webp": (400, 267),
        "screen.webp": (1280, 854),
        "full.webp": (2560, 1707),
        "full.jpg": (2560, 1707),
    }
    assert (known.width, known.height) == (2560, 1707)
    known, made = developed(picture(30, 20))
    assert {Image.open(BytesIO(kept)).size for kept in made.values()} == {(30, 20)}


def test_while_it_loads_there_is_a_blur_of_it_that_fits_its_column(developed):
    for sent in (picture(), saved(Image.effect_noise((400, 400), 200), "JPEG")):
        known, _made = developed(sent)
        assert 40 < len(known.blur) <= 600
    assert max(Image.open(BytesIO(b64decode(known.blur))).size) == BLUR


WORDS = {
    "2026:05:12 14:30:59": "2026-05-12T14:30",
    "2026:05:12 14:30": "2026-05-12T14:30",
    "2026:05:12 14:30:59\0\0": "2026-05-12T14:30",
    "0000:00:00 00:00:00": "",
    "1970:01:01 00:00:00": "",
    "2026:13:45 99:99:99": "",
    "    :  :     :  :  ": "",
    "yesterday": "",
    "": "",
}


@pytest.mark.parametrize("said", WORDS)
def test_when_it_was_taken_is_told_where_it_makes_sense(developed, said):
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = said
    assert developed(picture(60, 40, exif=exif.tobytes()))[0].taken == WORDS[said]


def test_where_the_camera_said_nothing_of_when_the_file_may(developed):
    exif = Image.Exif()
    exif[ExifTags.Base.DateTime] = "2026:05:12 14:30:59"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "0000:00:00 00:00:00"
    assert developed(picture(60, 40, exif=exif.tobytes()))[0].taken == "2026-05-12T14:30"


def test_exif_that_is_nonsense_costs_nothing_but_itself(developed):
    for nonsense in (b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*", b"Exif\0\0" + bytes(range(256))):
        assert developed(picture(60, 40, exif=nonsense))[0].taken == ""
