import base64
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

from PIL import Image

from milestones.darkroom.colour import plain, to_srgb
from milestones.darkroom.negative import Negative, fitted, open_negative
from milestones.darkroom.outcome import Developed, Refused

LONGEST = 2560
# The longest side in pixels, and how it is encoded.
SIZES: dict[str, tuple[int, dict[str, Any]]] = {
    "full.webp": (LONGEST, {"quality": 84}),
    "full.jpg": (LONGEST, {"quality": 88, "progressive": True, "optimize": True}),
    "screen.webp": (1280, {"quality": 80}),
    "thumb.webp": (400, {"quality": 72}),
}
BLUR = 20  # pixels
SHARP = Image.Resampling.LANCZOS
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def develop(sent: Path, into: Path) -> Developed:
    """Writes the sizes of the picture in `sent` into the folder `into`, by the names in SIZES.

    Raises Refused, and OSError only when a size cannot be written.
    """
    try:
        negative = open_negative(sent, LONGEST)
        picture = _enlarged(negative)
    except Refused:
        raise
    except MemoryError as problem:
        raise Refused("too_much") from problem
    except Exception as problem:  # a decoder that meets nonsense raises whatever comes to its mind
        raise Refused("unreadable") from problem
    for file, (longest, encoded) in SIZES.items():
        picture.resize(fitted(picture.size, longest), SHARP).save(into / file, **encoded)
    return Developed(*picture.size, blur=_blur(picture), taken=negative.taken)


def _enlarged(negative: Negative) -> Image.Image:
    """The picture upright in sRGB, no larger than it is needed.

    It is made smaller in two passes, as inside Pillow, the first one strip by strip: beside the negative only a
    narrowed copy is held.
    """
    width, height = fitted(negative.size, LONGEST)
    strips = map(plain, negative.strips)
    first = next(strips)
    narrowed, top = Image.new(first.mode, (width, negative.rows)), 0
    for strip in chain([first], strips):
        narrowed.paste(strip.resize((width, strip.height), SHARP), (0, top))
        top += strip.height
    picture = to_srgb(narrowed.resize((width, height), SHARP), negative.profile)
    turn = TURNS.get(negative.orientation)
    return picture if turn is None else picture.transpose(turn)


def _blur(picture: Image.Image) -> str:
    """Never more than the 600 letters there is room for: noise, the worst there is, takes 412."""
    kept = BytesIO()
    picture.resize(fitted(picture.size, BLUR), SHARP).save(kept, "WEBP", quality=20)
    return base64.b64encode(kept.getvalue()).decode()
