"""Everybody is listened to at once and served one after the other.

A photo sent from a train takes a minute to arrive. So each request is read whole first, in a thread of its own; only
then the application sees it, in the one thread of this process that serves: several threads of a process that write to
SQLite keep each other waiting, and one thread is one kept connection to the database.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore
from typing import IO, Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

LISTENS_TO = 24  # of the 32 threads that the server has: the others are for who only asks for a page
LARGEST = 180_000_000  # bytes of one request: six photos at their largest, with room for the rest of a form
IN_MEMORY_UP_TO = 500_000  # what is larger waits on the disk until it is whole
PORTION = 64 * 1024


def desk(application: Application) -> Application:
    """The application behind a desk: what does not arrive whole, or is too large, never gets there.

    While LISTENS_TO requests are still on their way, who comes with another is asked to try again soon.
    """
    clerk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clerk")
    listening = BoundedSemaphore(LISTENS_TO)

    def listen(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > LARGEST:
            return _refuse(start_response, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if length and not listening.acquire(blocking=False):
            return _refuse(start_response, HTTPStatus.SERVICE_UNAVAILABLE)
        with SpooledTemporaryFile(max_size=IN_MEMORY_UP_TO) as body:
            try:
                is_whole = _read(environ["wsgi.input"], body, length) == length
            finally:
                if length:
                    listening.release()
            if not is_whole:
                return _refuse(start_response, HTTPStatus.BAD_REQUEST)
            body.seek(0)
            return clerk.submit(application, environ | {"wsgi.input": body}, start_response).result()

    return listen


def _read(arriving: IO[bytes], body: IO[bytes], length: int) -> int:
    """How many of `length` bytes came before whoever sent them went away."""
    read = 0
    while read < length and (portion := arriving.read(min(PORTION, length - read))):
        read += body.write(portion)
    return read


def _refuse(start_response: Callable[..., Any], status: HTTPStatus) -> list[bytes]:
    words = f"{status.value} {status.phrase}"
    start_response(words, [("Content-Type", "text/plain"), ("Content-Length", str(len(words))), ("Retry-After", "10")])
    return [words.encode()]
