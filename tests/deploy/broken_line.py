"""A line between phones and the server that breaks where a test says so.

It takes one request a connection, so that each stands for itself. But for the header that says so, what it passes on is
what was sent.
"""

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import pytest

from tests.deploy.server import Server, free_port

PATIENCE = 60  # seconds
LATE = 0.5  # seconds
Pass = Callable[[bytes], bytes]  # a request to the server, for its whole answer; empty when the server does not answer
Break = Callable[[bytes, Pass], bytes]  # what the phone gets of the answer; nothing, or half of it, and it is cut off


# --- where a line breaks ---


def whole(request: bytes, pass_on: Pass) -> bytes:
    return pass_on(request)


def before_it_leaves(request: bytes, pass_on: Pass) -> bytes:
    return b""


def in_the_request(request: bytes, pass_on: Pass) -> bytes:
    """The server gets a part of it and no more."""
    head, end, body = request.partition(b"\r\n\r\n")
    pass_on(head + end + body[: len(body) // 2])
    return b""


def before_the_answer(request: bytes, pass_on: Pass) -> bytes:
    """The server has done it all, and nobody hears of it."""
    pass_on(request)
    return b""


def in_the_answer(request: bytes, pass_on: Pass) -> bytes:
    head, end, body = pass_on(request).partition(b"\r\n\r\n")
    return head + end + body[: len(body) // 2]


def twice(request: bytes, pass_on: Pass) -> bytes:
    """The request comes two times at the same moment, and the phone hears one of the answers."""
    with ThreadPoolExecutor(2) as both:
        return [*both.map(pass_on, [request, request])][1]


def late(request: bytes, pass_on: Pass) -> bytes:
    time.sleep(LATE)
    return pass_on(request)


CUTS = [before_it_leaves, in_the_request, before_the_answer, in_the_answer]


@dataclass
class BrokenLine:
    """Listens at `port`. While nobody is behind `server_port`, phones get no answer."""

    server_port: int
    port: int = field(default_factory=free_port)
    broken: list[Break] = field(default_factory=list)  # where it broke by now
    _plans: list[tuple[str, Break]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _listener: socket.socket | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def server(self) -> Server:
        """The server at the other end, to be asked through this line."""
        return Server(self.port)

    def breaks(self, path: str, *where: Break) -> None:
        """The next requests with this in their path, each in its way."""
        with self._lock:
            self._plans += [(path, each) for each in where]

    @contextmanager
    def down(self) -> Iterator[None]:
        """Inside, connections are refused."""
        self.hangs_up()
        yield
        self.listens()

    def listens(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port), backlog=64)
        threading.Thread(target=self._take_all, args=[self._listener], daemon=True).start()

    def hangs_up(self) -> None:
        if self._listener:
            with suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for a call
            self._listener.close()

    def _take_all(self, listener: socket.socket) -> None:
        with suppress(OSError):  # it hung up
            while True:
                phone, _address = listener.accept()
                threading.Thread(target=self._take, args=[phone], daemon=True).start()

    def _take(self, phone: socket.socket) -> None:
        phone.settimeout(PATIENCE)
        with phone, suppress(OSError):
            if request := read_request(phone):
                answer = self._plan_for(request)(request, self._pass_on)
                phone.sendall(answer)
                if not answer:
                    # No second to linger, so that the phone gets a reset and not a polite end.
                    phone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _plan_for(self, request: bytes) -> Break:
        address = request.split(b" ", 2)[1].decode()
        with self._lock:
            for number, (path, where) in enumerate(self._plans):
                if path in address:
                    del self._plans[number]
                    self.broken.append(where)
                    return where
        return whole

    def _pass_on(self, request: bytes) -> bytes:
        answer = b""
        with (
            suppress(OSError),
            socket.create_connection(("127.0.0.1", self.server_port), timeout=PATIENCE) as server,
        ):
            server.sendall(with_close(request))
            while is_whole(request) and (some := server.recv(65536)):
                answer += some
        return with_close(answer) if answer else b""


@pytest.fixture
def line(server: Server) -> Iterator[BrokenLine]:
    """Between a phone, or a browser, and the one server."""
    line = BrokenLine(server.port)
    line.listens()
    yield line
    line.hangs_up()


# --- a little HTTP ---


def read_request(phone: socket.socket) -> bytes:
    request = b""
    while not is_whole(request):
        some = phone.recv(65536)
        if not some:
            return b""
        request += some
    return request


def is_whole(message: bytes) -> bool:
    """Whether a request or an answer has come to its end, as far as its own length says."""
    head, end, body = message.partition(b"\r\n\r\n")
    return bool(end) and len(body) >= int(header(head, b"content-length") or 0)


def header(head: bytes, name: bytes) -> bytes:
    lines = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    return next((said.strip() for called, _, said in lines if called.lower() == name), b"")


def with_close(message: bytes) -> bytes:
    """One request a connection, said to both ends."""
    head, end, body = message.partition(b"\r\n\r\n")
    kept = [
        line for line in head.split(b"\r\n") if line.partition(b":")[0].lower() not in (b"connection", b"keep-alive")
    ]
    return b"\r\n".join([*kept, b"Connection: close"]) + end + body
