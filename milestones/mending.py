"""Finds where the store and the log do not say the same of photos, and mends it, a folder of the store at a time.

A file that nobody names is thrown away. A photo that lost some of its files is developed again from the largest that is
left; one that lost all says so on the pages, and can be sent anew. A portrait that lost its files is the drawing again.
Beside a running server: what is younger than a day may be on its way, and what seems to be gone is looked for once more
while nobody else writes.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from milestones.models import Child, Photo, photo_files

MAY_BE_ON_ITS_WAY = timedelta(days=1)
FOLDERS = [f"{number:02x}" for number in range(256)]


@dataclass(frozen=True, slots=True)
class Finding:
    kind: str  # "stray" (a file), "again", "lost" (photos) or "portrait"
    what: str  # the file, or the number of the photo or the child


def look_through(now: datetime, mend: bool) -> Iterator[Finding]:
    """What is wrong, and has been mended when it is told, if that is asked for. A few queries for each folder."""
    for folder in FOLDERS:
        there = _files_in(folder)  # first: what comes after this is not missed, and is in nobody's way
        photos = {photo.name: photo for photo in _named_in(folder, Photo.objects.defer("blur"), "name")}
        portraits = {child.portrait: child for child in _named_in(folder, Child.objects.all(), "portrait")}
        for name, variants in there.items():
            yield from _strays(name, variants - _belonging_to(photos.get(name), name in portraits), now, mend)
        for name, photo in photos.items():
            if _missing(photo, there.get(name, set())):
                yield from _mended(photo, mend)
        for name, child in portraits.items():
            if not there.get(name, set()).issuperset(photo_files.SQUARES):
                yield from _taken_down(child, mend)


def _files_in(folder: str) -> dict[str, set[str]]:
    try:
        files = photo_files.store().listdir(folder)[1]
    except FileNotFoundError:
        return {}
    found = defaultdict(set)
    for file in files:
        if known := photo_files.FILE.fullmatch(file):
            found[known["name"]].add(known["variant"])
    return dict(found)


def _named_in(folder: str, rows: QuerySet, field: str) -> QuerySet:
    """By a range, not by how the name begins: that an index of SQLite can find."""
    return rows.filter(**{f"{field}__gte": folder, f"{field}__lt": f"{folder}g"})


def _belonging_to(photo: Photo | None, is_portrait: bool) -> set[str]:
    if is_portrait:
        return {*photo_files.SQUARES}
    if photo is None or photo.state == "refused":
        return set()
    return {*photo_files.VARIANTS} | ({photo_files.SENT} if photo.state == "waiting" else set())


def _strays(name: str, variants: set[str], now: datetime, mend: bool) -> Iterator[Finding]:
    store = photo_files.store()
    for variant in sorted(variants):
        path = photo_files.path(name, variant)
        try:
            on_its_way = store.get_modified_time(path) > now - MAY_BE_ON_ITS_WAY
        except FileNotFoundError:
            continue
        if not on_its_way:
            if mend:
                photo_files.discard(name, variant)
            yield Finding("stray", path)


def _missing(photo: Photo, there: set[str]) -> bool:
    needed = {"waiting": {photo_files.SENT}, "ready": {*photo_files.VARIANTS}}.get(photo.state, set())
    return not there.issuperset(needed)


def _mended(photo: Photo, mend: bool) -> Iterator[Finding]:
    try:
        with photo.child.writing() if mend else nullcontext():
            here = Photo.objects.filter(pk=photo.pk).first()
            left = {
                each for each in (photo_files.SENT, *photo_files.VARIANTS) if photo_files.is_there(photo.name, each)
            }
            if here is None or not _missing(here, left):
                return
            source = next((each for each in (photo_files.TO_KEEP, photo_files.FULL) if each in left), None)
            if mend and source:
                with photo_files.get(photo.name, source) as file:
                    photo_files.put(photo.name, file)
                here.wait_again()
            elif mend:
                here.lose()
    except Child.DoesNotExist:
        return  # deleted meanwhile, and its photos with it
    yield Finding("again" if source else "lost", str(photo.pk))


def _taken_down(child: Child, mend: bool) -> Iterator[Finding]:
    try:
        with child.writing() if mend else nullcontext():
            there = all(photo_files.is_there(child.portrait, square) for square in photo_files.SQUARES)
            if there or not Child.objects.filter(pk=child.pk, portrait=child.portrait).exists():
                return
            if mend:
                Child.objects.filter(pk=child.pk).update(portrait="")
    except Child.DoesNotExist:
        return
    yield Finding("portrait", str(child.pk))
