"""Where a picture was taken, and all else that is said beside it, is in no byte that is kept."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from tests.unit.darkroom.marked import TRACES, all_kinds

marked = all_kinds()


def segments(jpeg: bytes) -> set[int]:
    """The markers of a JPEG up to its picture."""
    found, at = set(), 2
    while jpeg[at + 1] != 0xDA:
        found.add(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return found


def chunks(webp: bytes) -> set[bytes]:
    found, at = set(), 12
    while at < len(webp):
        found.add(webp[at : at + 4])
        size = struct.unpack("<I", webp[at + 4 : at + 8])[0]
        at += 8 + size + size % 2
    return found


@pytest.mark.parametrize("kind", marked)
def test_the_marks_are_in_what_is_sent(kind):
    assert TRACES[0] in marked[kind]


@pytest.mark.parametrize("kind", marked)
def test_no_byte_of_them_is_kept(developed, kind):
    known, made = developed(marked[kind])
    for name, kept in {**made, "the row": repr(known).encode()}.items():
        for trace in TRACES:
            assert trace not in kept, f"{trace!r} is in {name}"


@pytest.mark.parametrize("kind", marked)
def test_what_is_kept_has_no_room_for_them(developed, kind):
    known, made = developed(marked[kind])
    app0_only = {0xE0, 0xDB, 0xC4, 0xC2}  # JFIF's own head, tables, the frame
    assert segments(made["full.jpg"]) <= app0_only
    for name, kept in made.items():
        said = {*Image.open(BytesIO(kept)).info}
        assert not said & {"exif", "xmp", "icc_profile", "comment", "photoshop", "XML:com.adobe.xmp"}
        if name.endswith(".webp"):
            assert chunks(kept) == {b"VP8 "}
    assert known.taken == ("" if kind == "GIF" else "2026-05-12T14:30")
