"""Whatever a camera or a program wrote, the colours come out as they were seen."""

import pytest
from PIL import Image, ImageCms

from tests.unit.darkroom.conftest import saved
from tests.unit.darkroom.profiles import ADOBE_RGB, DISPLAY_P3, of_a_press, of_a_screen

FINEST = {
    "JPEG": {"quality": 100, "subsampling": 0},
    "PNG": {},
    "WEBP": {"lossless": True},
    "AVIF": {"quality": 100, "subsampling": "4:4:4"},
    "HEIF": {"quality": 100, "chroma": 444},
}
# What sRGB's own colours are called there.
IN_P3 = {(234, 51, 35): (255, 0, 0), (117, 251, 76): (0, 255, 0), (0, 0, 245): (0, 0, 255), (128, 128, 128): (128,) * 3}
IN_ADOBE = {
    (219, 0, 0): (255, 0, 0),
    (144, 255, 60): (0, 255, 0),
    (0, 0, 250): (0, 0, 255),
    (127, 127, 127): (128,) * 3,
}
PRESS = {
    (0, 0, 0, 0): (100, 0, 0),
    (1, 0, 0, 0): (62, -31, -48),
    (0, 1, 0, 0): (52, 75, -4),
    (0, 0, 1, 0): (95, -6, 93),
}


def close(picture: Image.Image, colour: tuple, by: int = 5) -> bool:
    seen = picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))
    assert max(abs(one - other) for one, other in zip(seen, colour, strict=True)) <= by, f"{seen} is not {colour}"
    return True


def flat(colour: object, mode: str = "RGB") -> Image.Image:
    return Image.new(mode, (48, 32), colour)


@pytest.mark.parametrize("kind", FINEST)
def test_a_display_p3_picture_looks_right(shown, kind):
    profile = of_a_screen(DISPLAY_P3)
    for there, truth in IN_P3.items():
        assert close(shown(saved(flat(there), kind, icc_profile=profile, **FINEST[kind])), truth)


def test_an_adobe_rgb_picture_looks_right(shown):
    profile = of_a_screen(ADOBE_RGB, gamma=563 / 256)
    for there, truth in IN_ADOBE.items():
        assert close(shown(saved(flat(there), "JPEG", icc_profile=profile, **FINEST["JPEG"])), truth)


def test_a_cmyk_picture_with_a_profile_looks_as_it_would_be_printed(shown):
    profile = of_a_press(PRESS)
    lab_to_srgb = ImageCms.buildTransform(
        ImageCms.createProfile("LAB"),
        ImageCms.createProfile("sRGB"),
        "LAB",
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    for ink, (light, a, b) in PRESS.items():
        printed = Image.new("LAB", (1, 1), (round(light * 2.55), a + 128, b + 128))
        truth = ImageCms.applyTransform(printed, lab_to_srgb).getpixel((0, 0))
        sent = saved(flat(tuple(255 * part for part in ink), "CMYK"), "JPEG", quality=100, icc_profile=profile)
        assert close(shown(sent), truth, by=12)


@pytest.mark.parametrize(
    ("ink", "truth"), [((0, 255, 255, 0), (255, 0, 0)), ((0, 0, 0, 0), (255,) * 3), ((0, 0, 0, 255), (0,) * 3)]
)
def test_a_cmyk_picture_without_a_profile_is_no_negative(shown, ink, truth):
    assert close(shown(saved(flat(ink, "CMYK"), "JPEG", quality=100)), truth)


def test_a_profile_that_is_nonsense_or_of_another_kind_is_passed_over(shown):
    for profile in (b"nonsense", of_a_press(PRESS), of_a_screen(DISPLAY_P3)[:200]):
        assert close(shown(saved(flat((200, 90, 40)), "PNG", icc_profile=profile)), (200, 90, 40))


half = {
    "RGBA": (saved(flat((255, 0, 0, 128), "RGBA"), "PNG"), (255, 127, 127)),
    "LA": (saved(flat((0, 64), "LA"), "PNG"), (191,) * 3),
    "P": (saved(flat((255, 0, 0, 0), "RGBA").quantize(4), "PNG"), (255,) * 3),
    "RGB with a colour that is not there": (saved(flat((1, 2, 3)), "PNG", transparency=(1, 2, 3)), (255,) * 3),
    "L with one": (saved(flat(9, "L"), "PNG", transparency=9), (255,) * 3),
    "1 with one": (saved(flat(0, "1"), "PNG", transparency=0), (255,) * 3),
    "GIF": (saved(flat(0, "P"), "GIF", transparency=0), (255,) * 3),
    "WEBP": (saved(flat((0, 0, 255, 0), "RGBA"), "WEBP", lossless=True, exact=True), (255,) * 3),
    "AVIF": (saved(flat((0, 0, 255, 0), "RGBA"), "AVIF"), (255,) * 3),
    "HEIF": (saved(flat((0, 0, 255, 0), "RGBA"), "HEIF", quality=100), (255,) * 3),
}


@pytest.mark.parametrize("kind", half)
def test_a_see_through_picture_lies_on_white_paper(shown, kind):
    sent, truth = half[kind]
    assert close(shown(sent), truth)


plain = {
    "16 bits of grey": (saved(flat(32896, "I;16"), "PNG"), (128,) * 3),
    "8 bits of grey": (saved(flat(77, "L"), "JPEG", quality=100), (77,) * 3),
    "black and white": (saved(flat(1, "1"), "PNG"), (255,) * 3),
    "a palette": (saved(flat((10, 200, 30)).quantize(8), "PNG"), (10, 200, 30)),
    "HEIC in 16 bits of grey": (saved(flat(32896, "I;16"), "HEIF", quality=100), (128,) * 3),
    "HEIC in grey": (saved(flat(77, "L"), "HEIF", quality=100), (77,) * 3),
    "AVIF in grey": (saved(flat(77, "L"), "AVIF", quality=100), (77,) * 3),
}


@pytest.mark.parametrize("kind", plain)
def test_grey_and_palettes_keep_their_shade(shown, kind):
    sent, truth = plain[kind]
    assert close(shown(sent), truth)
