"""Colours: one plain kind of picture out of the many that files hold, and in the end sRGB."""

from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageCms

SRGB = ImageCms.createProfile("sRGB")


def plain(picture: Image.Image) -> Image.Image:
    """It in 8 bits and without transparency: "L", "RGB" or "CMYK", still in its own profile."""
    grey = picture.mode in ("1", "L", "LA", "La")
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value * (1 / 257)).convert("L")  # Pillow alone would cut off all light
    if picture.has_transparency_data:
        see_through = picture.convert("LA" if grey else "RGBA")
        paper = Image.new("L" if grey else "RGB", picture.size, "white")
        paper.paste(see_through.convert(paper.mode), mask=see_through.getchannel("A"))
        return paper
    if picture.mode in ("L", "RGB", "CMYK"):
        return picture
    return picture.convert("L" if grey else "RGB")


def to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """It in the colours that every screen knows. A profile that makes no sense is passed over."""
    made = None
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            made = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                SRGB,
                ImageCms.Intent.RELATIVE_COLORIMETRIC,
                "RGB",
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
    made = made or picture.convert("RGB")
    made.info.clear()  # what is said beside a picture would be saved along with it
    return made
