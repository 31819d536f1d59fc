from contextlib import suppress
from datetime import datetime

from PIL import ExifTags, Image

FIRST_CAMERAS = 1990  # before them a date is a clock that was never set
NAMES = (ExifTags.Base.DateTimeOriginal, ExifTags.Base.DateTimeDigitized, ExifTags.Base.DateTime)


def taken_from(exif: Image.Exif) -> str:
    """When a picture was taken, on the camera's clock: "2026-05-12T14:30". Empty when it says nothing sensible."""
    said = {}
    with suppress(Exception):  # nonsense in EXIF must not cost the picture
        said = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
    for name in NAMES:
        with suppress(ValueError):
            moment = datetime.strptime(str(said.get(name, "")).strip("\0 ")[:16], "%Y:%m:%d %H:%M")
            if moment.year >= FIRST_CAMERAS:
                return moment.isoformat(timespec="minutes")
    return ""
