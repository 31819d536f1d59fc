"""Takes the photos that wait through the darkroom, one after the other, in a process beside the server.

Who wakes it writes first and then tries the door. When somebody works there already, they look once more after they let
go of the door. So a photo is either seen by them, or the door was free.
"""

import logging
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from django.conf import settings
from django.core.files import File
from django.db import close_old_connections, transaction
from django.utils import timezone

from milestones import darkroom
from milestones.darkroom import door
from milestones.models import Photo, photo_files

LINGERS = 5  # seconds, for the next photo of somebody who sends several
LOOKS_EVERY = 1  # second
DOOR = "darkroom.lock"  # both in the data folder
TABLE = "darkroom"  # where pictures lie while they are developed

log = logging.getLogger(__name__)


def wake() -> None:
    """Has all photos that wait developed soon, without the page waiting for it. Costs 2 ms when somebody is there."""
    if settings.DEVELOP_AT_ONCE:
        develop_all()
    else:
        transaction.on_commit(_send_somebody)  # they must see what was written


def _send_somebody() -> None:
    held = door.take(settings.DATA / DOOR)
    if held is None:
        return  # somebody is there
    try:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "develop", "--door", str(held)]
        # In a session of its own, so that the server can end or be started anew meanwhile.
        process = subprocess.Popen(  # noqa: S603  # ours alone
            command, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, pass_fds=[held], start_new_session=True
        )
    finally:
        os.close(held)
    Thread(target=process.wait, daemon=True).start()  # or it would stay behind as a zombie


def work(held: int | None = None) -> int:
    """Works until no photo waits any more, also none that another machine began with and may never finish.

    `held` is the door, when it was taken already. Whoever finds it taken goes away. Answers how many photos were taken
    through the darkroom.
    """
    done = 0
    held = door.take(settings.DATA / DOOR) if held is None else held
    while held is not None:
        try:
            shutil.rmtree(settings.DATA / TABLE, ignore_errors=True)  # what somebody left who died
            done += _shift()
        finally:
            os.close(held)
        held = door.take(settings.DATA / DOOR) if Photo.objects.filter(state="waiting").exists() else None
    return done


def _shift() -> int:
    done, until = 0, time.monotonic()
    while True:
        close_old_connections()
        if developed := develop_all():
            done, until = done + developed, time.monotonic() + LINGERS
        elif time.monotonic() > until and not Photo.objects.filter(state="waiting").exists():
            return done
        time.sleep(LOOKS_EVERY)


def develop_all() -> int:
    """Develops what waits, also what comes meanwhile. Answers how many photos that were."""
    done = 0
    while Photo.objects.undeveloped(timezone.now()).exists() and (photo := Photo.objects.begin(timezone.now())):
        began = time.monotonic()
        try:
            came_of_it = _develop(photo)
        except Exception:  # the store or the darkroom itself; the photo is taken up again after DEVELOPING_TAKES
            log.exception("Photo %s could not be developed now.", photo.pk)
        else:
            log.info("Photo %s: %s after %.1f s.", photo.pk, came_of_it, time.monotonic() - began)
        done += 1
    return done


def _develop(photo: Photo) -> str:
    """Answers what came of it: "ready", or why not."""
    table = settings.DATA / TABLE
    table.mkdir(mode=0o700, exist_ok=True)
    with TemporaryDirectory(dir=table) as folder:
        sent = Path(folder) / photo_files.SENT
        try:
            with photo_files.get(photo.name) as kept, sent.open("wb") as copy:
                shutil.copyfileobj(kept, copy)
            made = _developed(sent)
        except FileNotFoundError:
            return _refuse(photo, "lost")
        except darkroom.Refused as refused:
            return _refuse(photo, refused.why)
        try:
            _put(photo.name, Path(folder))
            settled = photo.developed(made.width, made.height, made.blur, made.taken)
        except BaseException:
            photo_files.discard(photo.name, *photo_files.VARIANTS)
            raise
    return "ready" if settled else _leave_nothing(photo)


def _developed(sent: Path) -> darkroom.Developed:
    if settings.DEVELOP_AT_ONCE:
        from milestones.darkroom.develop import develop  # a server that develops beside itself never loads it

        return develop(sent, sent.parent)
    return darkroom.develop_apart(sent, sent.parent)


def _put(name: str, folder: Path) -> None:
    photo_files.discard(name, *photo_files.VARIANTS)  # of a try that died; the store would keep both
    for variant in photo_files.VARIANTS:
        with (folder / variant).open("rb") as file:
            photo_files.put(name, File(file), variant)


def _refuse(photo: Photo, why: str) -> str:
    return why if photo.refuse(why) else _leave_nothing(photo)


def _leave_nothing(photo: Photo) -> str:
    """Somebody deleted the photo meanwhile, and its files before these were there."""
    if not Photo.objects.filter(pk=photo.pk).exists():
        photo_files.discard(photo.name)
    return "gone"
