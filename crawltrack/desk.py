"""Everybody is listened to at once and served one after the other.

A photo sent from a train takes a minute to arrive. So each request is read whole first, in a thread of its own; only
then the application sees it, in the one thread of this process that serves: several threads of a process that write to
SQLite keep each other waiting, and one thread is one kept connection to the database.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from io import BytesIO
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import IO, Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

LISTENS_TO = 24  # of the 32 threads that the server has: the others are for who only asks for a page
LISTENS_TO_ONE = (
    16  # of these, for one address: a whole practice may share one, and nobody takes the place of all others
)
IN_MEMORY_UP_TO = 500_000  # bytes; what is larger waits on the disk until it is whole
PORTION = 64 * 1024


class Full(Exception):
    """So many are listened to already."""


def desk(application: Application, takes: Callable[[Environ], int], proxies: int = 0) -> Application:
    """The application behind a desk: what does not arrive whole never gets there.

    What is longer than the address `takes`, in bytes, is not read: the application sees how long it would be, and
    nothing of it. Who comes while all places are taken is asked to try again soon. Behind `proxies` of ours, an
    address is what the first of them says it is.
    """
    clerk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clerk")
    places = Places()

    def listen(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if not length or length > takes(environ):
            return clerk.submit(application, environ | {"wsgi.input": BytesIO()}, start_response).result()
        with SpooledTemporaryFile(max_size=IN_MEMORY_UP_TO) as body:
            try:
                with places.one_for(_address(environ, proxies)):
                    read = _read(environ["wsgi.input"], body, length)
            except Full:
                return _refuse(start_response, HTTPStatus.SERVICE_UNAVAILABLE)
            if read < length:
                return _refuse(start_response, HTTPStatus.BAD_REQUEST)
            body.seek(0)
            return clerk.submit(application, environ | {"wsgi.input": body}, start_response).result()

    return listen


class Places:
    """Who is listened to, by address."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.lock = Lock()

    @contextmanager
    def one_for(self, address: str) -> Iterator[None]:
        """Raises Full."""
        with self.lock:
            if self.taken.total() >= LISTENS_TO or self.taken[address] >= LISTENS_TO_ONE:
                raise Full
            self.taken[address] += 1
        try:
            yield
        finally:
            with self.lock:
                self.taken -= Counter([address])  # and who has none left is forgotten


def _address(environ: Environ, proxies: int) -> str:
    forwarded = [each.strip() for each in environ.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return forwarded[-proxies] if 0 < proxies <= len(forwarded) else environ.get("REMOTE_ADDR", "")


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
