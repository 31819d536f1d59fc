"""Files that nobody should send, and some that only look so. Each has a name that says what is wrong with it."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

from tests.unit.darkroom.conftest import saved

KINDS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF")
PROGRESSIVE = "progressive JPEG"
SCRIPT = b"<html><script>alert('Ziegelgasse-17')</script></html>"


def honest() -> dict[str, bytes]:
    """A good picture of each kind, some 20 kB, in colours that are nowhere grey."""
    image = Image.effect_noise((150, 130), 90).convert("RGB")
    image = Image.blend(image, Image.new("RGB", image.size, (255, 120, 0)), 0.5)
    ImageDraw.Draw(image).ellipse((20, 20, 110, 110), outline=(200, 0, 0), width=8)
    fine = {"quality": 92}
    made = {kind: saved(image, kind, **fine) for kind in ("JPEG", "WEBP", "AVIF", "HEIF")}
    made |= {"PNG": saved(image.resize((90, 80)), "PNG"), "GIF": saved(image.quantize(200), "GIF")}
    return {**made, PROGRESSIVE: saved(image, "JPEG", progressive=True, **fine)}


def truncated(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """At every kilobyte, and where a header ends."""
    for kind, file in files.items():
        for end in [1, 2, 3, 11, 12, 20, 64, 200, *range(1024, len(file), 1024), len(file) - 20]:
            yield f"{kind} of {end} bytes", file[:end]


def flipped(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for kind, file in files.items():
        for seed in range(24):
            dice, broken = Random(seed), bytearray(file)
            reach = 300 if seed % 2 else len(file)  # every second one in its header
            for _ in range(1 + seed // 2):
                broken[dice.randrange(reach)] ^= 1 << dice.randrange(8)
            yield f"{kind} with bits flipped by {seed}", bytes(broken)


def filled(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for kind, file in files.items():
        third = len(file) // 3
        yield f"{kind} with nothing in its middle", file[:third] + bytes(third) + file[2 * third :]
        yield f"{kind} with its head twice", file[:third] + file
        yield f"{kind} with a space before it", b" " + file


def png(width: int, height: int, pixels: bytes, depth: int = 8, colour: int = 2, between: bytes = b"") -> bytes:
    head = struct.pack(">2I5B", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + between + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def chunk(name: bytes, said: bytes) -> bytes:
    return struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said))


def gif(width: int, height: int, frames: int) -> bytes:
    """Frames of one pixel each."""
    frame = b"\x21\xf9\x04\0\1\0\0\0" + b"," + struct.pack("<4HB", 0, 0, 1, 1, 0) + b"\2\2\x44\1\0"
    return b"GIF89a" + struct.pack("<2H3B", width, height, 0x80, 0, 0) + b"\xff\x80\0\0\0\xff" + frame * frames + b";"


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(
        name + struct.pack("<I", len(said)) + said + bytes(len(said) % 2) for name, said in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webp_canvas(width: int, height: int, flags: int = 0) -> tuple[bytes, bytes]:
    return b"VP8X", bytes((flags, 0, 0, 0)) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")


def animated_webp(frames: int) -> bytes:
    still = saved(Image.new("RGB", (16, 16), (255, 120, 0)), "WEBP", lossless=True)[12:]
    frame = bytes(6) + (15).to_bytes(3, "little") * 2 + bytes((20, 0, 0, 0)) + still
    return riff(webp_canvas(16, 16, flags=2), (b"ANIM", bytes(6)), *[(b"ANMF", frame)] * frames)


def resized_jpeg(file: bytes, width: int, height: int) -> bytes:
    at = file.index(b"\xff\xc0") + 5
    return file[:at] + struct.pack(">2H", height, width) + file[at + 4 :]


def resized_box(file: bytes, width: int, height: int) -> bytes:
    """AVIF and HEIC say their size in a box "ispe"."""
    parts = file.split(b"ispe")
    return parts[0] + b"".join(b"ispe" + bytes(4) + struct.pack(">2I", width, height) + part[12:] for part in parts[1:])


def lies(files: dict[str, bytes]) -> dict[str, tuple[bytes, str]]:
    """What says that it is larger than it is, and why it is refused."""
    row = zlib.compress(bytes(10))
    return {
        "PNG of 50,000 × 50,000": (png(50_000, 50_000, row), "large"),
        "PNG of 2³¹ × 2³¹": (png(2**31 - 1, 2**31 - 1, row), "large"),
        "PNG of 8,000 × 7,000 without pixels": (png(8000, 7000, row), "unreadable"),
        "PNG of 0 × 0": (png(0, 0, row), "unreadable"),
        "PNG with a profile of gigabytes": (
            png(1, 1, row, between=chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(30_000_000)))),
            "",
        ),
        "PNG with text of gigabytes": (
            png(1, 1, row, between=chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(30_000_000))) * 3),
            "",
        ),
        "GIF of 65,535 × 65,535": (gif(65535, 65535, 1), "large"),
        "WebP of 16,384 × 16,384": (riff(webp_canvas(16384, 16384), (b"VP8L", b"\x2f" + bytes(9))), "large_webp"),
        "WebP of 2²⁴ × 2²⁴": (riff(webp_canvas(2**24, 2**24), (b"VP8L", b"\x2f" + bytes(9))), "large_webp"),
        "JPEG of 65,500 × 65,500": (resized_jpeg(files["JPEG"], 65500, 65500), "large"),
        "JPEG of 7,000 × 7,000 without pixels": (resized_jpeg(files["JPEG"], 7000, 7000), "unreadable"),
        "AVIF of 16,000 × 16,000": (resized_box(files["AVIF"], 16000, 16000), "large_avif"),
        "AVIF that is to be blown up": (resized_box(files["AVIF"], 1000, 1000), ""),
        "HEIC of 30,000 × 30,000": (resized_box(files["HEIF"], 30000, 30000), "large"),
        "1 × 60,000": (png(1, 60_000, zlib.compress(bytes(4) * 60_000)), "narrow"),
        "60,000 × 1": (png(60_000, 1, zlib.compress(bytes(180_001))), "narrow"),
        "21 × 1": (png(21, 1, zlib.compress(bytes(64))), "narrow"),
        "nothing": (b"", "empty"),
        "one byte": (b"\xff", "kind"),
        "only zeros": (bytes(5000), "kind"),
    }


def other_kinds(files: dict[str, bytes]) -> dict[str, bytes]:
    """Whatever name they came by: nothing looks at that."""
    image = Image.open(BytesIO(files["JPEG"]))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("photo.jpg", files["JPEG"])
    bomb = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10)) + "]><svg>&l9;</svg>"
    return {
        "SVG": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "SVG after a declaration": b'\xef\xbb\xbf<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>',
        "XML bomb": f'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY l0 "ha">{bomb}'.encode(),
        "HTML": SCRIPT,
        "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(rm -rf) print",
        "ZIP": packed.getvalue(),
        "MP4": b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41" + bytes(400),
        "AVIF by half": b"\0\0\0\x20ftyp",
        "WAV": b"RIFF\x24\0\0\0WAVEfmt " + bytes(64),
        "program": b"\x7fELF\2\1\1" + bytes(200),
        "PSD": b"8BPS\0\1" + bytes(200),
        **{kind: saved(image, kind) for kind in ("TIFF", "BMP", "ICO", "PDF", "TGA", "PPM", "JPEG2000")},
    }


def good_after_all(files: dict[str, bytes]) -> dict[str, bytes]:
    """Nothing wrong with the picture, and what is beside it is left behind."""
    packed = BytesIO(files["JPEG"])
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("run.js", SCRIPT)
    one_frame = chunk(b"acTL", struct.pack(">2I", 10_000, 0))
    return {
        "JPEG that is a page too": files["JPEG"] + SCRIPT,
        "JPEG that is an archive too": packed.getvalue(),
        "JPEG with a page in its comment": saved(Image.open(BytesIO(files["JPEG"])), "JPEG", comment=SCRIPT),
        "PNG with a page behind it": files["PNG"] + SCRIPT,
        "GIF with a script in its comment": saved(Image.open(BytesIO(files["GIF"])), "GIF", comment=SCRIPT[:200]),
        "GIF of 10,000 frames": gif(40, 30, 10_000),
        "WebP of 10,000 frames": animated_webp(10_000),
        "PNG that says 10,000 frames": png(2, 1, zlib.compress(bytes(7)), between=one_frame),
        "1 × 1": png(1, 1, zlib.compress(bytes(4))),
        "20 × 1": png(20, 1, zlib.compress(bytes(61))),
    }
