from collections import Counter
from datetime import datetime
from shutil import copyfileobj
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from milestones.models import Child, Photo, photo_files

PORTRAIT = photo_files.SQUARES[-1]


class Album:
    """The pictures of an archive. Each is put in as it is met, so that none waits in memory."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._numbers: Counter[str] = Counter()

    def put(self, photo: Photo, at: datetime) -> str | None:
        """What it is called in the archive, by the day of `at` and a number; None where there is no picture of it."""
        if photo.state != "ready":
            return None
        day = f"{at:%Y-%m-%d}"
        name = f"photos/{day}-{self._numbers[day] + 1}.jpg"
        if not self._copied(photo.name, photo_files.TO_KEEP, name, at):
            return None
        self._numbers[day] += 1
        return name

    def put_portrait(self, child: Child, now: datetime) -> str | None:
        name = "photos/portrait.webp"
        return name if child.portrait and self._copied(child.portrait, PORTRAIT, name, now) else None

    def _copied(self, stored: str, variant: str, name: str, at: datetime) -> bool:
        try:
            file = photo_files.get(stored, variant)
        except FileNotFoundError:
            return False
        entry = ZipInfo(name, at.timetuple()[:6])
        entry.compress_type = ZIP_STORED  # it is as small as it gets
        with file, self._archive.open(entry, "w") as copy:
            copyfileobj(file, copy)
        return True
