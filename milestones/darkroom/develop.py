import base64
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

SIZES = {"thumb.webp": (400, 72), "screen.webp": (1280, 80), "full.webp": (2560, 84), "full.jpg": (2560, 88)}
BLUR = 20  # pixels


class Refused(Exception):
    """It is no picture, or none that can be taken: `why` names the reason."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Developed:
    """A picture that was developed: what is known of it besides its files."""

    width: int  # in pixels, of the largest size
    height: int
    blur: str  # a WebP of a few pixels, in base64
    taken: str  # when, on the camera's clock: "2026-05-12T14:30", or ""


def develop(sent: Path, into: Path) -> Developed:
    """Writes the sizes of the picture in `sent` into the folder `into`, by the names in SIZES. Raises Refused."""
    try:
        with Image.open(sent) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError) as problem:
        raise Refused("unreadable") from problem
    sizes = {}
    for file, (longest, quality) in SIZES.items():
        size = picture.copy()
        size.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        size.save(into / file, quality=quality)
        sizes[file] = size.size
    tiny = picture.copy()
    tiny.thumbnail((BLUR, BLUR))
    kept = BytesIO()
    tiny.save(kept, "WEBP", quality=20)
    width, height = sizes["full.webp"]
    return Developed(width, height, base64.b64encode(kept.getvalue()).decode(), taken="")
