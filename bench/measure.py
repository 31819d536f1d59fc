"""Measures every page at the server of `make run`, in turn with a bare view behind the same kind of server."""

import contextlib
import os
import secrets
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import brotli  # type: ignore[import-untyped]
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.seed import ZONE, family
from milestones.models import Child
from tests.deploy.server import ROOT, Server, free_port, running_server

SECONDS = 2  # of load at a time
CLIENTS = 8
BARE = "bare view"
OTHER_FAMILIES, THEIR_SESSIONS = 200, 20

Figures = dict[str, float]
Round = dict[str, Figures]  # the figures of each page, and of the bare view


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    path: str
    form: str = ""  # what is posted there, with {id} and {day} as load.lua fills them in; empty: the page is read


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk found: milliseconds at the median and at 95 of 100, and answers a second."""

    median: float
    p95: float
    rate: float


def pages_of(child: Child) -> list[Page]:
    """What is read comes first, so that the child still has as many sessions as the table says."""
    of_child = f"/children/{child.pk}/"
    tap = f"id={{id}}&zone={ZONE}&movement=forward"
    session = f"id={{id}}&zone={ZONE}&when={{day}}T12:00&minutes=8&seen=pivoting&seen=forward:arms"
    return [
        Page("today", of_child),
        Page("journey", f"{of_child}journey/"),
        Page("history", f"{of_child}sessions/"),
        Page("tips", f"{of_child}tips/"),
        Page("public tip", "/tips/corner-play-space/"),
        Page("log: tap", f"{of_child}sightings/", tap),
        Page("log: form", f"{of_child}sessions/new/", session),
    ]


def rounds(data: Path, sizes: list[int]) -> Iterator[tuple[int, Round]]:
    """The figures for a child with so many sessions, size by size."""
    with running_server(data) as server, bare_server() as bare:
        for number in range(OTHER_FAMILIES):
            family(f"other-{number}", THEIR_SESSIONS)
        children = [family(f"child-{size}", size) for size in sizes]
        for page in pages_of(children[0]):
            if not page.form:  # asked for once before it counts: a new process still has its templates to read
                Visitor(children[0], server.port).measure(page)
        for size, child in zip(sizes, children, strict=True):
            visitor = Visitor(child, server.port)
            beside = {BARE: visitor.load(bare)}
            yield size, beside | {page.name: visitor.measure(page) for page in pages_of(child)}


@contextlib.contextmanager
def bare_server() -> Iterator[str]:
    """The address of the bare view, behind the server the Makefile names in BARE."""
    port = free_port()
    process = subprocess.Popen(  # noqa: S603, the Makefile's own words
        ["bash", "-c", f"exec {os.environ['BARE']}"],  # noqa: S607
        cwd=ROOT,
        env={**os.environ, "HOST": "127.0.0.1", "PORT": str(port)},
        text=True,
        start_new_session=True,
    )
    try:
        while not Server(process, port).listens():
            if process.poll() is not None:
                raise SystemExit("The server of the bare view ended.")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Visitor:
    """The child's parent, signed in at the server and in this process alike."""

    def __init__(self, child: Child, port: int) -> None:
        self.child = child
        self.site = f"http://127.0.0.1:{port}"
        self.client = Client(headers={"host": "127.0.0.1"})
        self.client.force_login(child.carers.get().person)
        self.client.cookies["zone"] = ZONE
        self.client.get(f"/children/{child.pk}/")  # brings the CSRF cookie

    def measure(self, page: Page) -> Figures:
        return self._asked(page) | self.load(self.site + page.path, page.form)

    def _asked(self, page: Page) -> Figures:
        """Queries, and bytes as they are and as a proxy in front would send them."""
        for _ in range(2):  # the first request of a process may ask for more
            with CaptureQueriesContext(connection) as asked:
                if page.form:
                    form = page.form.format(id=uuid4(), day=date.today() - timedelta(days=1))
                    answer = self.client.post(page.path, form, "application/x-www-form-urlencoded")
                else:
                    answer = self.client.get(page.path)
        if answer.status_code != (302 if page.form else 200):
            raise SystemExit(f"{page.path} answered {answer.status_code}.")
        if page.form:
            return {"queries": len(asked)}
        return {
            "queries": len(asked),
            "bytes": len(answer.content),
            "compressed": len(brotli.compress(answer.content, quality=5)),
        }

    def load(self, url: str, form: str = "") -> Figures:
        """How fast `url` answers to many at once and, now that both processes have answered there, to one."""
        together, alone = (self._wrk(url, form, clients) for clients in (CLIENTS, 1))
        return {"median": alone.median, "p95": alone.p95, "rate": together.rate}

    def _wrk(self, url: str, form: str, clients: int, seconds: int = SECONDS) -> Load:
        cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in self.client.cookies.items())
        command = ["wrk", "--threads=1", f"--connections={clients}", f"--duration={seconds}s", "--timeout=20s"]
        command += [f"--script={ROOT / 'bench' / 'load.lua'}", url, "--", str(secrets.randbits(31)), cookies]
        if form:
            command.append(f"{form}&csrfmiddlewaretoken={self.client.cookies['crawltrack_csrf'].value}")
        before = self._version()
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
        median, p95, lasted, answers, failed = map(int, said.splitlines()[-1].split())
        # What is turned away is answered quickly too: every post has to be in the log.
        if failed or (form and self._version() - before < answers):
            raise SystemExit(f"{url} did not do what was asked of it.\n{said}")
        if not answers:  # a busy machine
            return self._wrk(url, form, clients, seconds * 2)
        return Load(median / 1000, p95 / 1000, answers / lasted * 1_000_000)

    def _version(self) -> int:
        return Child.objects.values_list("version", flat=True).get(pk=self.child.pk)
