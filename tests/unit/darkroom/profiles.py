"""Colour profiles for the tests, each made from the numbers of its standard."""

import struct

# The colours of red, green and blue, seen in the light D50.
DISPLAY_P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
D50 = (0.9642, 1.0, 0.8249)


def of_a_screen(primaries: tuple, gamma: float | None = None, named: bytes = b"test") -> bytes:
    """An RGB profile. Without `gamma` it has the curve of sRGB, as Display P3 does."""
    curve = [(value / 1023) ** gamma if gamma else _srgb(value / 1023) for value in range(1024)]
    curve_tag = struct.pack(">4s4xI", b"curv", 1024) + b"".join(
        struct.pack(">H", round(65535 * part)) for part in curve
    )
    tags = {b"desc": _named(named), b"wtpt": _xyz(D50), **{b"%cTRC" % letter: curve_tag for letter in b"rgb"}}
    tags |= {b"%cXYZ" % letter: _xyz(colour) for letter, colour in zip(b"rgb", primaries, strict=True)}
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags)


def of_a_press(inks: dict[tuple[int, int, int, int], tuple[int, int, int]]) -> bytes:
    """A CMYK profile: {(1, 0, 0, 0): Lab of full cyan, …}. What is not named is black."""
    straight = bytes(range(256))
    corners = [tuple(corner >> bit & 1 for bit in (3, 2, 1, 0)) for corner in range(16)]
    lab = [inks.get(corner, (0, 0, 0)) for corner in corners]
    table = b"".join(bytes((round(light * 2.55), a + 128, b + 128)) for light, a, b in lab)
    identity = struct.pack(">9i", *(65536 * (at % 4 == 0) for at in range(9)))
    lut = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + identity + straight * 4 + table + straight * 3
    return _profile(b"prtr", b"CMYK", b"Lab ", {b"desc": _named(b"press"), b"wtpt": _xyz(D50), b"A2B0": lut})


def _srgb(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _fixed(value: float) -> int:
    return round(value * 65536)


def _xyz(colour: tuple) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *map(_fixed, colour))


def _named(name: bytes) -> bytes:
    return b"desc" + struct.pack(">4xI", len(name) + 1) + name + bytes(79)


def _profile(kind: bytes, space: bytes, between: bytes, tags: dict[bytes, bytes]) -> bytes:
    at, index, body = 132 + 12 * len(tags), b"", b""
    for name, tag in tags.items():
        tag += bytes(-len(tag) % 4)
        index += struct.pack(">4sII", name, at + len(body), len(tag))
        body += tag
    head = struct.pack(">I4xI", at + len(body), 0x02400000) + kind + space + between + bytes(12) + b"acsp" + bytes(28)
    head += struct.pack(">3i", *map(_fixed, D50))
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + index + body
