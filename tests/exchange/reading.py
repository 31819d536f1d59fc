"""Reads an archive back, knowing nothing but docs/exchange.md."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile


def unpacked(archive) -> dict[str, bytes]:
    with ZipFile(BytesIO(archive) if isinstance(archive, bytes) else archive) as files:
        assert files.testzip() is None
        return {name: files.read(name) for name in files.namelist()}


def journal_in(archive):
    return json.loads(unpacked(archive)["journal.json"])


def rows_in(archive) -> list[dict[str, str]]:
    return [*csv.DictReader(StringIO(unpacked(archive)["sessions.csv"].decode("utf-8-sig"), newline=""))]
