from io import BytesIO
from typing import IO

from PIL import Image

SQUARES = {"square-96.webp": (96, 78), "square-320.webp": (320, 80)}


def squares(photo: IO[bytes], left: float, top: float, side: float) -> dict[str, bytes]:
    """A square part of a developed photo, by the names in SQUARES: {name: WebP}.

    The part is told as parts of the photo's width. A small one is not blown up: then its pictures are smaller than
    their names say. Raises OSError when the photo cannot be read.
    """
    with Image.open(photo, formats=["WEBP"]) as opened:
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
    picture.resize((edge, edge), Image.Resampling.LANCZOS, box).save(kept, "WEBP", quality=quality, method=5)
    return kept.getvalue()
