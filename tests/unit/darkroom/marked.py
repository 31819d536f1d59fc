"""Pictures with unmistakable marks in every corner of their metadata: each says where they were taken, and by whom."""

import struct
import zlib
from io import BytesIO

from PIL import ExifTags, Image

from tests.pictures import picture
from tests.unit.darkroom.conftest import saved
from tests.unit.darkroom.profiles import DISPLAY_P3, of_a_screen

MARK = b"Ziegelgasse-17"
LATITUDE = 123456789  # over 1000000, the seconds of it; no picture holds this number by chance
TRACES = (
    MARK,
    MARK.decode().encode("utf-16-le"),
    MARK.decode().encode("utf-16-be"),
    struct.pack(">I", LATITUDE),
    struct.pack("<I", LATITUDE),
)
XMP = (
    b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/"
 exif:GPSLatitude="52,31.%s"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
    % MARK
)
PROFILE = of_a_screen(DISPLAY_P3, named=MARK)


def exif(**base: object) -> bytes:
    """EXIF with GPS, maker notes and words in several writings."""
    made = Image.Exif()
    made[ExifTags.Base.ImageDescription] = made[ExifTags.Base.Artist] = MARK.decode()
    made[0x9C9C] = MARK.decode().encode("utf-16-le")  # XPComment
    for name, value in base.items():
        made[ExifTags.Base[name]] = value
    place = made.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (52.0, 31.0, LATITUDE / 1000000)
    place[ExifTags.GPS.GPSAreaInformation] = b"ASCII\0\0\0" + MARK
    camera = made.get_ifd(ExifTags.IFD.Exif)
    camera[ExifTags.Base.DateTimeOriginal] = "2026:05:12 14:30:59"
    camera[ExifTags.Base.MakerNote] = b"Apple iOS\0\0\1MM" + MARK + struct.pack(">I", LATITUDE)
    camera[ExifTags.Base.UserComment] = b"ASCII\0\0\0" + MARK
    return made.tobytes()


def _segment(marker: int, said: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(said) + 2) + said


def jpeg() -> bytes:
    sent = picture(exif=exif(), xmp=XMP, comment=MARK, icc_profile=PROFILE)
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(MARK) + 5) + b"\x1c\x02\x5a\0\x0e" + MARK
    extras = _segment(0xED, iptc) + _segment(0xEB, b"JP\0\0" + MARK) + _segment(0xEF, MARK)
    return sent[:2] + extras + sent[2:] + MARK  # and after its end, as a second picture lies there


def png() -> bytes:
    sent = picture(kind="PNG", exif=exif(), icc_profile=PROFILE)

    def chunk(name: bytes, said: bytes) -> bytes:
        return struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said))

    texts = [
        chunk(b"tEXt", b"Comment\0" + MARK),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP),
        chunk(b"zTXt", b"Raw profile type iptc\0\0" + zlib.compress(MARK)),
        chunk(b"prVt", MARK),
    ]
    return sent[:33] + b"".join(texts) + sent[33:-12] + chunk(b"tEXt", b"Late\0" + MARK) + sent[-12:] + MARK


def all_kinds() -> dict[str, bytes]:
    image = Image.open(BytesIO(picture()))
    beside = {"exif": exif(), "xmp": XMP, "icc_profile": PROFILE}
    return {
        "JPEG": jpeg(),
        "PNG": png(),
        "WEBP": saved(image, "WEBP", **beside),
        "AVIF": saved(image, "AVIF", **beside),
        "HEIF": saved(image, "HEIF", **beside),
        "GIF": saved(image.quantize(64), "GIF", comment=MARK) + MARK,
    }
