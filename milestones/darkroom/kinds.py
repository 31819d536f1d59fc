"""Which pictures are taken: told by their first bytes and their header, before anything is decoded."""

from milestones.darkroom.outcome import Refused

HEAD = 64  # bytes that say of which kind a file is
MOST_BYTES = 25 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_FOR_ITS_WIDTH = 20  # a panorama is up to 10 times as long as it is high; beyond this a thumbnail shows nothing

# Some decoders hold a picture several times over. What they need a pixel was measured; it keeps each under 400 MB:
# WebP 16 bytes, AVIF up to 14, and a progressive JPEG all its coefficients, 2 bytes each, besides the picture.
MOST_PIXELS_OF = {"WEBP": 18_000_000, "AVIF": 24_000_000}
MOST_COEFFICIENTS = 90_000_000

HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
AVIF_BRANDS = {b"avif", b"avis"}
OPEN_BRANDS = {b"mif1", b"msf1"}  # either; the brands that follow tell


def kind_of(head: bytes) -> str:
    """ "JPEG", "PNG", "WEBP", "GIF", "AVIF" or "HEIF", as Pillow calls them, from the first bytes. Raises Refused.

    Neither a file's name nor what the browser says of it counts, and Pillow tries no other format than this one.
    """
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        brand, others = head[8:12], {head[at : at + 4] for at in range(16, len(head), 4)}
        if brand in AVIF_BRANDS or (brand in OPEN_BRANDS and AVIF_BRANDS & others):
            return "AVIF"
        if brand in HEIC_BRANDS | OPEN_BRANDS:
            return "HEIF"
    raise Refused("kind")


def check_size(kind: str, width: int, height: int) -> None:
    """Raises Refused for a picture that is too large to decode, or too narrow to show."""
    pixels = width * height
    if pixels > MOST_PIXELS:
        raise Refused("large")
    if pixels > MOST_PIXELS_OF.get(kind, MOST_PIXELS):
        raise Refused(f"large_{kind.lower()}")
    if max(width, height) > LONGEST_FOR_ITS_WIDTH * min(width, height):
        raise Refused("narrow")
