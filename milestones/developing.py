"""Takes the photos that wait through the darkroom, one after the other."""

from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files import File
from django.utils import timezone

from milestones import darkroom
from milestones.models import Photo, photo_files


def wake() -> None:
    """Has all photos that wait developed soon, without the page waiting for it."""
    if settings.DEVELOP_AT_ONCE:
        develop_all()


def develop_all() -> int:
    """Develops what waits, also what comes meanwhile. Answers how many photos that were."""
    done = 0
    while photo := Photo.objects.begin(timezone.now()):
        _develop(photo)
        done += 1
    return done


def _develop(photo: Photo) -> None:
    with TemporaryDirectory(prefix="crawltrack-darkroom-") as folder:
        sent = Path(folder) / photo_files.SENT
        with photo_files.get(photo.name) as kept, sent.open("wb") as copy:
            copyfileobj(kept, copy)
        try:
            made = darkroom.develop(sent, Path(folder))
        except darkroom.Refused as refused:
            photo.refuse(refused.why)
        else:
            for variant in photo_files.VARIANTS:
                with (Path(folder) / variant).open("rb") as file:
                    photo_files.put(photo.name, File(file), variant)
            photo.developed(made.width, made.height, made.blur, made.taken)
    photo_files.discard(photo.name, photo_files.SENT)
