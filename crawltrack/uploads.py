"""Files come in only where a page takes them, from somebody who is signed in, and never more than fits.

Everywhere else what is sent along is read past and kept nowhere. What a page did not get is told to it by `not_kept`.
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

LARGEST = 25 * 1024 * 1024  # bytes of a file
MOST_FILES = 6
MOST_OF_A_FORM = 5 * 1024 * 1024  # bytes of a request that is no place for files
MOST_OF_A_REQUEST = MOST_FILES * LARGEST + MOST_OF_A_FORM

TOO_HEAVY, TOO_MANY, CUT_OFF = "heavy", "many", "unreadable"


@dataclass(frozen=True, slots=True)
class NotKept:
    """A file that did not come in, and why: one of the names above."""

    field: str
    name: str
    why: str


def not_kept(request: HttpRequest, field: str) -> list[NotKept]:
    """What was sent in that field and did not come in."""
    request.FILES  # noqa: B018 # read by now
    uploads: BoundedUploads | None = getattr(request, "uploads", None)
    return [each for each in uploads.told if each.field == field] if uploads else []


def taken_at(environ: dict[str, Any]) -> int:
    """How many bytes of a request are read, by what its address is for and whether somebody may be signed in.

    The application is asked who that is later, when all of it has come.
    """
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length <= MOST_OF_A_FORM or f"{settings.SESSION_COOKIE_NAME}=" not in environ.get("HTTP_COOKIE", ""):
        return MOST_OF_A_FORM
    path = environ.get("PATH_INFO", "")
    below = settings.SITE.path
    try:
        place = resolve(path.removeprefix(below) if path.startswith(f"{below}/") else path)
    except Resolver404:
        return MOST_OF_A_FORM
    return MOST_OF_A_REQUEST if place.url_name in settings.TAKES_FILES else MOST_OF_A_FORM


def takes_files(request: HttpRequest) -> bool:
    place = request.resolver_match
    return place is not None and place.url_name in settings.TAKES_FILES and request.user.is_authenticated


class BoundedUploads(FileUploadHandler):
    """The only upload handler: files of the disk, which go when the request ends."""

    request: HttpRequest

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.is_a_place, self.kept = takes_files(self.request), 0
        self.told: list[NotKept] = []
        self.arriving: TemporaryUploadedFile | None = None
        self.request.uploads = self  # type: ignore[attr-defined]

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, file_name, *args, **kwargs)
        self.size, self.arriving = 0, None
        if self.is_a_place and self.kept < MOST_FILES:
            self.arriving = TemporaryUploadedFile(file_name, self.content_type, 0, self.charset)
        elif self.is_a_place:
            self._tell(TOO_MANY)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if self.arriving and self.size > LARGEST:
            self._let_go(self.arriving, TOO_HEAVY)
        elif self.arriving:
            self.arriving.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if not self.arriving:
            return None
        self.kept += 1
        arrived, self.arriving = self.arriving, None
        arrived.seek(0)
        arrived.size = self.size
        return arrived

    def upload_interrupted(self) -> None:
        if self.arriving:
            self._let_go(self.arriving, CUT_OFF)

    def end(self) -> None:
        """Nothing more comes: also where the form was so broken that nobody read on."""
        if self.arriving:
            self.arriving.close()

    def _let_go(self, file: TemporaryUploadedFile, why: str) -> None:
        file.close()  # and it is gone from the disk
        self.arriving = None
        self._tell(why)

    def _tell(self, why: str) -> None:
        self.told.append(NotKept(self.field_name, self.file_name or "", why))


class UploadsMiddleware:
    """What is too large for the address it is sent to is refused; the desk has not read it. Stands before CSRF, which
    reads the form."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            if hasattr(request, "uploads"):
                request.uploads.end()

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        is_form = request.content_type == "multipart/form-data"
        if not is_form or _length(request) <= (MOST_OF_A_REQUEST if takes_files(request) else MOST_OF_A_FORM):
            return None
        if wants_data(request):
            return JsonResponse({"outcomes": []}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return render(request, "413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def wants_data(request: HttpRequest) -> bool:
    """Whether a script asks, which reads JSON."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
