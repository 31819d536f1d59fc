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
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds; the first start compresses every static file


def visitor() -> urllib.request.OpenerDirector:
    """Somebody with cookies, who follows redirects."""
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))


@dataclass
class Server:
    process: subprocess.Popen[str]
    port: int
    visitor: urllib.request.OpenerDirector = field(default_factory=visitor)

    def for_another(self) -> "Server":
        """The same server, asked by somebody else."""
        return replace(self, visitor=visitor())

    def ask(self, path: str, form: dict[str, str] | None = None, **headers: str) -> http.client.HTTPResponse:
        """The answer, whatever its status; a POST when there is a form."""
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=data, headers=named)
        try:
            return self.visitor.open(request, timeout=20)
        except urllib.error.HTTPError as answer:
            return answer

    def listens(self) -> bool:
        with socket.socket() as knock:
            return knock.connect_ex(("127.0.0.1", self.port)) == 0


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
def running_server(data: Path, below: str = "") -> Iterator[Server]:
    """`make run` on a free port, from its first healthy answer on. Whatever is left of it at the end is killed.

    With `below`, such as "/crawl", that path is the end of the site's address.
    """
    port = free_port()
    site = {"CRAWLTRACK_SITE_URL": f"http://127.0.0.1:{port}{below}"} if below else {}
    with own_database(f"deploy_{port}") as database:
        process = subprocess.Popen(
            ["make", "run"],
            cwd=ROOT,
            env=environment(data, PORT=str(port), **site, **database),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        server = Server(process, port)
        try:
            for _ in range(PATIENCE * 10):
                if server.listens():
                    break
                if process.poll() is not None:
                    raise AssertionError(f"make run ended:\n{process.stdout.read()}")
                time.sleep(0.1)
            yield server
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            process.stdout.close()


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
