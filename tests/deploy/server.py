"""Crawltrack as `make run` serves it: hashed files, two processes, no debugging."""

import contextlib
import http.client
import http.cookiejar
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds; the first start compresses every static file


def visitor() -> urllib.request.OpenerDirector:
    """Somebody with cookies, who follows redirects."""
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))


@dataclass
class Server:
    port: int
    visitor: urllib.request.OpenerDirector = field(default_factory=visitor)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def for_another(self) -> "Server":
        """The same server, asked by somebody else."""
        return Server(self.port)

    def ask(
        self, path: str, form: dict[str, str] | bytes | None = None, **headers: str
    ) -> http.client.HTTPResponse | urllib.error.HTTPError:
        """The answer, whatever its status; a POST when there is a form, or a body as it is."""
        data = urllib.parse.urlencode(form).encode() if isinstance(form, dict) else form
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"{self.url}{path}", data=data, headers=named)
        try:
            return self.visitor.open(request, timeout=20)
        except urllib.error.HTTPError as answer:
            return answer

    def listens(self) -> bool:
        with socket.socket() as knock:
            return knock.connect_ex(("127.0.0.1", self.port)) == 0


@dataclass
class OwnServer(Server):
    """A server that is ours to end. What it says is kept beside its data."""

    data: Path = Path()
    database: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def said(self) -> str:
        return self.data.with_suffix(".log").read_text()

    def starts(self, *make: str) -> None:
        """`make run`, up to the moment when it listens."""
        with self.data.with_suffix(".log").open("ab") as log:
            self.process = subprocess.Popen(
                ["make", *make, "run"],
                cwd=ROOT,
                env=environment(self.data, PORT=str(self.port), **self.database),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        for _ in range(PATIENCE * 20):
            if self.listens():
                return
            assert self.process.poll() is None, f"make run ended:\n{self.said}"
            time.sleep(0.05)
        raise AssertionError(f"make run does not listen:\n{self.said}")

    def starts_again(self) -> None:
        """On the data that is there and set up."""
        self.starts("--old-file=setup")

    def is_killed(self) -> None:
        """With all its processes at once, as when the power fails."""
        assert self.process
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        while self.listens():
            time.sleep(0.01)


def environment(data: Path, **said: str) -> dict[str, str]:
    """A person's shell: nothing of the test run, nor of a make around it."""
    ours = ("CRAWLTRACK_", "DJANGO_", "GRANIAN_", "MAKE", "PYTEST_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    for name in ("ARGS", "DATABASE_URL", "EMAIL_URL", "HOST", "MFLAGS", "PORT"):
        kept.pop(name, None)
    return {**kept, "CRAWLTRACK_DATA": str(data), **said}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@contextlib.contextmanager
def running_server(data: Path) -> Iterator[OwnServer]:
    """`make run` on a free port, from its first healthy answer on. Whatever is left of it at the end is killed."""
    port = free_port()
    with own_database(f"deploy_{port}") as database:
        server = OwnServer(port, data=data, database=database)
        try:
            server.starts()
            yield server
        finally:
            server.is_killed()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    """One server for all tests that only ask it things."""
    with running_server(tmp_path_factory.mktemp("data folder")) as server:
        yield server


@contextlib.contextmanager
def own_database(name: str) -> Iterator[dict[str, str]]:
    """On PostgreSQL a database that is made and dropped here, beside the one the run was given."""
    given = os.environ.get("DATABASE_URL", "")
    if not given:
        yield {}
        return
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield {"DATABASE_URL": urllib.parse.urlsplit(given)._replace(path=f"/{name}").geturl()}
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
