"""Opens what was sent: a negative is looked at strip by strip, so that nothing large is held twice."""

import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import AvifImagePlugin, ExifTags, Image, JpegImagePlugin

from milestones.darkroom import kinds
from milestones.darkroom.outcome import Refused
from milestones.darkroom.taken import taken_from

AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each would take memory, and the pages go first
PIXELS_OF_A_STRIP = 1_000_000


@dataclass(frozen=True, slots=True)
class Negative:
    """A picture as it was decoded: still in its own colours, still lying as the camera lay."""

    size: tuple[int, int]  # as the file has it
    rows: int  # as it was decoded: a JPEG maybe at a part of its size
    strips: Iterator[Image.Image]  # from the top, each row once; with the last one its memory is free again
    profile: bytes  # ICC, or nothing
    orientation: int  # 1 to 8, as EXIF counts; 1 is upright
    taken: str


def fitted(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """`size` made smaller, if need be, so that no side is longer than that."""
    part = min(1, longest / max(size))
    return max(1, round(size[0] * part)), max(1, round(size[1] * part))


def open_negative(sent: Path, longest: int) -> Negative:
    """The picture in the file, to be shown with sides up to `longest`. Raises Refused, and what a decoder may raise."""
    weight = sent.stat().st_size
    if not weight:
        raise Refused("empty")
    if weight > kinds.MOST_BYTES:
        raise Refused("heavy")
    with sent.open("rb") as file:
        kind = kinds.kind_of(file.read(kinds.HEAD))
    return _of_heif(sent) if kind == "HEIF" else _of_pillow(sent, kind, longest)


def _of_pillow(sent: Path, kind: str, longest: int) -> Negative:
    with _opened(sent, kind) as opened:
        size = opened.size
        kinds.check_size(kind, *size)
        if isinstance(opened, JpegImagePlugin.JpegImageFile):
            if opened.info.get("progressive") and _coefficients(opened) > kinds.MOST_COEFFICIENTS:
                raise Refused("large_jpeg")
            opened.draft(None, fitted(size, longest))
        opened.load()
    exif = _exif(opened)
    return Negative(
        size=size,
        rows=opened.height,
        strips=_strips(opened),
        profile=opened.info.get("icc_profile") or b"",
        orientation=exif.get(ExifTags.Base.Orientation, 1),
        taken=taken_from(exif),
    )


def _strips(picture: Image.Image) -> Iterator[Image.Image]:
    for top, bottom in _cuts(picture.size):
        yield picture.crop((0, top, picture.width, bottom))


def _cuts(size: tuple[int, int]) -> Iterator[tuple[int, int]]:
    width, height = size
    step = max(1, PIXELS_OF_A_STRIP // width)
    for top in range(0, height, step):
        yield top, min(top + step, height)


def _opened(sent: Path, kind: str) -> Image.Image:
    """Pillow's own guard looks into some headers before a decoder is made for them: here it goes by our limits."""
    guard = Image.MAX_IMAGE_PIXELS
    most = kinds.MOST_PIXELS_OF.get(kind, kinds.MOST_PIXELS)
    Image.MAX_IMAGE_PIXELS = most // 2  # it warns above this, and refuses what is twice as large
    try:
        with warnings.catch_warnings(action="ignore"):
            return Image.open(sent, formats=[kind])
    except Image.DecompressionBombError as problem:
        raise Refused("large" if most == kinds.MOST_PIXELS else f"large_{kind.lower()}") from problem
    finally:
        Image.MAX_IMAGE_PIXELS = guard


def _coefficients(opened: JpegImagePlugin.JpegImageFile) -> int:
    """How many numbers the decoder holds of a progressive JPEG: one a sample."""
    samples = [across * down for _id, across, down, _table in opened.layer]
    return opened.width * opened.height * sum(samples) // max(samples)


def _exif(opened: Image.Image) -> Image.Exif:
    with suppress(Exception):  # nonsense in EXIF must not cost the picture
        return opened.getexif()
    return Image.Exif()


def _of_heif(sent: Path) -> Negative:
    """Straight from libheif's own memory: Pillow's way would hold all of it three times."""
    import pillow_heif  # it brings two libraries along, which no other kind needs

    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.options.THUMBNAILS = pillow_heif.options.DEPTH_IMAGES = pillow_heif.options.AUX_IMAGES = False
    file = pillow_heif.open_heif(sent, convert_hdr_to_8bit=True, remove_stride=False)
    picture = file[file.primary_index]
    kinds.check_size("HEIF", *picture.size)
    info: dict[str, Any] = picture.info
    exif = Image.Exif()
    with suppress(Exception):
        exif.load(info["exif"] or b"")
    profile = info.get("icc_profile") or b""
    strips = _strips_of_bytes(picture.data, picture.stride, picture.mode, picture.size)
    # libheif has turned it upright already.
    return Negative(picture.size, picture.size[1], strips, profile, orientation=1, taken=taken_from(exif))


def _strips_of_bytes(pixels: memoryview, stride: int, mode: str, size: tuple[int, int]) -> Iterator[Image.Image]:
    for top, bottom in _cuts(size):
        rows = bytes(pixels[top * stride : bottom * stride])
        yield Image.frombuffer(mode, (size[0], bottom - top), rows, "raw", mode, stride, 1)
