from io import BytesIO
from typing import IO

from PIL import Image

SQUARES = {"square-96.webp": (96, 78), "square-320.webp": (320, 80)}
LARGEST = max(edge for edge, _quality in SQUARES.values())


def squares(photo: IO[bytes], left: float, top: float, side: float) -> dict[str, bytes]:
    """A square part of a developed photo, by the names in SQUARES: {name: WebP}.

    `photo` is its JPEG, of which no more pixels are decoded than are needed: a WebP takes five times as long.
    The part is told as parts of the photo's width. A small one is not blown up: then its pictures are smaller than
    their names say. Raises OSError when the photo cannot be read.
    """
    with Image.open(photo, formats=["JPEG"]) as opened:
        needed = min(1, LARGEST / (side * opened.width))
        opened.draft("RGB", (int(opened.width * needed) + 1, int(opened.height * needed) + 1))
        picture = opened.convert("RGB")
    box = _inside(picture, left, top, side)
    most = max(1, int(box[2] - box[0]))
    return {name: _square(picture, box, min(edge, most), quality) for name, (edge, quality) in SQUARES.items()}


def _inside(picture: Image.Image, left: float, top: float, side: float) -> tuple[float, float, float, float]:
    """In pixels, and not a hair over the edge: each size of a photo was rounded to pixels in its own way."""
    edge = min(side * picture.width, *picture.size)
    x, y = min(left * picture.width, picture.width - edge), min(top * picture.width, picture.height - edge)
    return x, y, x + edge, y + edge


def _square(picture: Image.Image, box: tuple[float, float, float, float], edge: int, quality: int) -> bytes:
    kept = BytesIO()
    picture.resize((edge, edge), Image.Resampling.LANCZOS, box).save(kept, "WEBP", quality=quality)
    return kept.getvalue()
