"""A phone without a browser, which keeps what it logs until the server has said that it took it. docs/offline.md"""

import http.client
import json
import re
import time
import urllib.error
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from tests.deploy.server import Server

PASSWORD = "a-floor-is-for-babies"
AT_ONCE = 9  # entries
PATIENCE = 90  # seconds without any answer
NO_ANSWER = (OSError, http.client.HTTPException, urllib.error.URLError, ValueError)


def milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


@dataclass
class Phone:
    """Somebody's, who is signed in. It may reach the server by a line that breaks."""

    server: Server
    email: str
    person: int = 0
    acknowledged: int = 0
    unanswered: int = 0

    def signs_up(self) -> "Phone":
        self._fill_in("/accounts/signup/", email=self.email, password1=PASSWORD)
        return self

    def signs_in(self) -> "Phone":
        self._fill_in("/accounts/login/", login=self.email, password=PASSWORD)
        return self

    def adds_a_child(self, name: str) -> int:
        """The child's number."""
        born = datetime.now(UTC).date() - timedelta(days=300)
        page = self._fill_in("/children/new/", name=name, born=str(born))
        self.person = int(re.search(r'data-person="(\d+)"', page)[1])
        return int(re.search(r'data-child="(\d+)"', page)[1])

    def sends(self, child: int, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Once, and what the server says of each. Raises one of NO_ANSWER."""
        said = {"person": self.person, "now": milliseconds(datetime.now(UTC)), "entries": entries}
        answer = self.server.ask(
            f"/children/{child}/outbox/",
            json.dumps(said).encode(),
            Content_Type="application/json",
            X_CSRFToken=self._token(),
        )
        if answer.status >= 500 or answer.status == 400:
            raise http.client.HTTPException(answer.status)
        assert answer.status == 200, answer.status
        return json.loads(answer.read())["outcomes"]

    def sends_until_all_is_taken(self, child: int, entries: list[dict[str, Any]]) -> None:
        """In order, a few at once, each again until it is acknowledged."""
        waiting, heard = [*entries], time.monotonic()
        while waiting:
            assert time.monotonic() < heard + PATIENCE, f"{len(waiting)} entries are still waiting"
            try:
                outcomes = self.sends(child, waiting[:AT_ONCE])
            except NO_ANSWER:
                self.unanswered += 1
                time.sleep(0.1)
                continue
            heard = time.monotonic()
            assert all(outcome["state"] == "done" for outcome in outcomes), outcomes
            assert [outcome["key"] for outcome in outcomes] == [entry["key"] for entry in waiting[:AT_ONCE]]
            self.acknowledged += len(outcomes)
            del waiting[: len(outcomes)]

    def journal(self, child: int) -> dict[str, Any]:
        """All that the log of the child holds, as a download has it."""
        packed = self.server.ask(f"/children/{child}/exports/journal.zip").read()
        return json.loads(zipfile.ZipFile(BytesIO(packed)).read("journal.json"))

    def _token(self) -> str:
        handlers = self.server.visitor.handlers
        jars = (handler.cookiejar for handler in handlers if hasattr(handler, "cookiejar"))
        return next(cookie.value for jar in jars for cookie in jar if cookie.name == "crawltrack_csrf")

    def _fill_in(self, path: str, **form: str) -> str:
        page = self.server.ask(path).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        answer = self.server.ask(path, {"csrfmiddlewaretoken": token, **form})
        said = answer.read().decode()
        assert answer.status == 200, f"{path}: {answer.status}"
        return said


def entry(kind: str, at: datetime, zone: str = "Europe/Berlin", **said: Any) -> dict[str, Any]:
    return {"key": str(uuid4()), "kind": kind, "at": milliseconds(at), "zone": zone, "said": said}
