"""Where files lie that nobody gets but through a view: in a folder of their own, or in a bucket (private_bucket).

A view that has let somebody in has the store `answer`. Nothing else makes an address of such a file.
"""

import hashlib
import os
from abc import abstractmethod
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import cast

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, parse_http_date_safe, quote_etag
from whitenoise.responders import MissingFileError, StaticFile

KINDS = {".webp": "image/webp", ".jpg": "image/jpeg"}

# A browser keeps a picture and asks each time whether it may still show it; the answer, after the door, is mostly an
# empty 304. A lifetime without asking would be cheaper, but what was kept would then be shown after signing out, after
# access was taken away, and to whoever comes next at a tablet that people share: Chromium heeds no `Vary: Cookie`.
ASKS_EACH_TIME = "private, no-cache"


def headers_of(path: str, called: str, download: str) -> dict[str, str]:
    """Of a picture and nothing else, whatever its bytes may be taken for. It is `called` so where it is only shown."""
    suffix = PurePosixPath(path).suffix
    return {
        "Content-Type": KINDS[suffix],
        "Content-Disposition": str(content_disposition_header(bool(download), download or called + suffix)),
        "Content-Security-Policy": "default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": ASKS_EACH_TIME,
        "Vary": "Cookie",
    }


class PrivateStore(Storage):
    """What both kinds of store can do besides keeping files."""

    @abstractmethod
    def answer(self, request: HttpRequest, path: str, called: str, download: str = "") -> HttpResponse:
        """The file, for somebody who was let in: to look at, or to keep as `download` names it. Raises Http404."""

    def discard(self, paths: Iterable[str]) -> None:
        """What is not there is no mistake."""
        for path in paths:
            self.delete(path)


class OneFile(StaticFile):
    """As whitenoise answers for a file. It would refuse to send a single byte: that one gets the whole file."""

    def get_byte_range(self, range_header: str, size: int) -> tuple[int, int]:
        start, end = super().get_byte_range(range_header, size)
        if end <= start < size:
            raise ValueError
        return start, end


class PrivateFolder(PrivateStore, FileSystemStorage):
    """A folder on this computer, for the user alone that Crawltrack runs as.

    `accel` names the internal location of a proxy in front that serves the folder; then the group may read it too.
    """

    def __init__(self, location: Path, accel: str = "") -> None:
        super().__init__(
            location,
            base_url=None,
            file_permissions_mode=0o640 if accel else 0o600,
            directory_permissions_mode=0o750 if accel else 0o700,
            allow_overwrite=True,  # what was written by half is written again
        )
        self.accel = accel

    def _save(self, name: str, content: File) -> str:
        """On the disk before anybody is told so, because a phone then forgets the picture."""
        saved: str = super()._save(name, content)  # type: ignore[misc]  # django-stubs do not have it
        at = Path(self.path(saved))
        for each in (at, at.parent, at.parent.parent):
            _write_through(each)
        return saved

    def answer(self, request: HttpRequest, path: str, called: str, download: str = "") -> HttpResponse:
        headers = headers_of(path, called, download)
        if self.accel:
            return HttpResponse(headers=headers | {"X-Accel-Redirect": f"{self.accel}{path}"})
        try:
            return _whole_or_part(request, self.path(path), headers)
        except (FileNotFoundError, MissingFileError) as missing:
            raise Http404 from missing


def _write_through(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _whole_or_part(request: HttpRequest, path: str, headers: dict[str, str]) -> HttpResponse:
    known = os.stat(path)
    same = hashlib.sha256(f"{path} {known.st_mtime_ns} {known.st_size}".encode()).hexdigest()[:32]
    etag = quote_etag(same)
    file = OneFile(path, [*headers.items(), ("Accept-Ranges", "bytes"), ("ETag", etag)])
    part = request.headers.get("Range") if request.headers.get("If-Range", etag) == etag else None
    answer = file.get_response(request.method, {"HTTP_RANGE": part} if part and request.method == "GET" else {})
    # In one piece: sent in many, a slow phone would keep a thread of the server until it has the last one.
    body = answer.file.read() if answer.file else b""
    if answer.file:
        answer.file.close()
    response = HttpResponse(body, status=answer.status, headers=headers | dict(answer.headers))
    response["Content-Encoding"] = "identity"  # pictures are packed already
    since = parse_http_date_safe(response.get("Last-Modified", ""))
    return cast(HttpResponse, get_conditional_response(request, etag=etag, last_modified=since, response=response))
