"""All of a child in one ZIP: the photos, the journal to keep and to read back, the table, and what is what."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import TextIOWrapper
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.template.loader import render_to_string

from milestones.exchange import journal, table
from milestones.exchange.album import Album
from milestones.models import Child
from milestones.models.text import as_file_name

IN_MEMORY_UP_TO = 2_000_000  # bytes; what is larger waits on the disk until it is sent


def pack(child: Child, now: datetime) -> IO[bytes]:
    """The archive, at its beginning, ready to be sent. Closing it makes it go away.

    The log is read once, so that all files tell of the same sessions, and in portions. Photos go in as they are met; so
    the journal, which knows by then which of them could be read, comes after them.
    """
    names = journal.Names(child)
    # Beside the photos it was made from: where the temporary folder is memory, it has no room for hundreds of them.
    packed = SpooledTemporaryFile(max_size=IN_MEMORY_UP_TO, dir=str(settings.DATA))  # noqa: SIM115 (its sender closes it)
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive, _spool() as told, _spool() as rows:
        album = Album(archive)
        head = journal.head(child, names, album, now)
        for text in journal.as_text(head, _told(child, names, album, rows)):
            told.write(text.encode())
        for name, written in (("journal.json", told), ("sessions.csv", rows)):
            written.seek(0)
            with archive.open(name, "w", force_zip64=True) as file:
                copyfileobj(written, file)
        archive.writestr("READ-ME.txt", read_me(child, now))
    packed.seek(0)
    return packed


def _spool() -> IO[bytes]:
    return SpooledTemporaryFile(max_size=IN_MEMORY_UP_TO)


def _told(child: Child, names: journal.Names, album: Album, rows: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Each session for the journal, while its photos go into the album and its row to the table."""
    text = TextIOWrapper(rows, "utf-8-sig", newline="", write_through=True)  # so begun, Excel knows it is UTF-8
    write = csv.writer(text).writerow
    write(table.COLUMNS)
    for entry in journal.entries(child):
        write(table.as_row(entry, names))
        yield journal.as_record(entry, names, album)
    text.detach()


def read_me(child: Child, now: datetime) -> str:
    return render_to_string("exports/read_me.txt", {"child": child, "now": now, "version": journal.VERSION})


def file_name(child: Child, now: datetime) -> str:
    """ "Crawltrack Mira 2026-03-01.zip", without what no file may be called."""
    return f"Crawltrack {as_file_name(child.name)} {now:%Y-%m-%d}.zip"
