"""The line breaks wherever it can, and the server is killed: what a phone logged is in the log, each once."""

import os
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain, count, cycle
from threading import Event
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.deploy.broken_line import CUTS, late, twice, whole
from tests.deploy.phone import PATIENCE, Phone, entry

pytestmark = pytest.mark.xdist_group("server")

KILLS = int(os.environ.get("KILLS", "5"))
DEVICES = 4
ZONES = ("Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kathmandu")
MOVEMENTS = ("pushing-up", "pivoting", "backward", "hands-and-knees", "forward")
FIRST = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(days=40)


def shown(at: datetime, zone: str, **fields: Any) -> dict[str, Any]:
    """What the full form holds."""
    when = f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"
    return {"when": when, "zone": zone, "minutes": "", "note": "", "seen": [], **fields}


@dataclass
class Story:
    """What somebody does, as entries, and what the log holds of it after: of each session what it says, in order."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    log: dict[str, dict[str, Any]] = field(default_factory=dict)

    def does(self, kind: str, at: datetime, zone: str, **said: Any) -> str:
        self.entries.append(entry(kind, at, zone, **said))
        return self.entries[-1]["key"]

    def taps(self, at: datetime, zone: str, *movements: str) -> str:
        """Two minutes between one and the next; answers the id of the sitting."""
        session = str(uuid4())
        seen = {movement: at + timedelta(minutes=2 * number) for number, movement in enumerate(movements)}
        for movement, when in seen.items():
            self.does("tap", when, zone, session=session, movement=movement, also=[])
        return self._remembers(session, at, zone, seen)

    def fills_in(self, at: datetime, zone: str, movement: str, note: str) -> str:
        """The full form, and a minute later the minutes that were forgotten."""
        session, empty = str(uuid4()), shown(at, zone)
        first = shown(at, zone, note=note, seen=[movement])
        later = at + timedelta(minutes=1)
        self.does("save", at, zone, session=session, was=empty, says=first)
        self.does("save", later, zone, session=session, was=first, says=first | {"minutes": "7"})
        return self._remembers(session, at, zone, {movement: at}, minutes=7, note=note)

    def _remembers(self, session: str, at: datetime, zone: str, seen: dict[str, datetime], **more: Any) -> str:
        once = {"at": at, "zone": zone, "minutes": None, "note": "", "seen": seen, "changes": 1, "in_bin": False}
        self.log[session] = once | more
        return session

    def takes_back(self, session: str, movement: str) -> None:
        said = self.log[session]
        self.does("untap", said["at"] + timedelta(minutes=9), said["zone"], session=session, movement=movement)
        del said["seen"][movement]
        said["changes"] += 1

    def about(self, kind: str, session: str) -> None:
        said = self.log[session]
        self.does(kind, said["at"] + timedelta(minutes=9), said["zone"], session=session)
        said["changes"] += 1
        said["in_bin"] = kind == "remove"


def fifty_entries() -> Story:
    """Ten days of every kind of entry, five a day."""
    story, sittings = Story(), []
    for day, zone in zip(range(10), cycle(ZONES), strict=False):
        morning = FIRST + timedelta(days=day)
        first, second = MOVEMENTS[day % 5], MOVEMENTS[(day + 1) % 5]
        sittings.append(story.taps(morning, zone, first, second))
        story.fills_in(morning + timedelta(hours=3), zone, second, f"Day {day}, “under the sofa”")
        evening = morning + timedelta(hours=9)
        match day:
            case 0 | 6:
                story.takes_back(sittings[day], second)
            case 1 | 7:
                story.about("remove", sittings[day])
            case 8:
                story.about("restore", sittings[7])
            case 2 | 9:
                story.does("mark", evening, zone, tip="corner-play-space", mark="tried")
            case 3:
                story.does("unmark", evening, zone, tip="corner-play-space")
            case 4:
                story.does("timer", evening, zone, session=str(uuid4()))
            case 5:
                story.does("untimer", evening, zone)
    return story


def as_told(session: dict[str, Any]) -> dict[str, Any]:
    """A session of the journal in the words of a Story."""
    counted = [seen for seen in session["movements"] if not seen.get("taken_back_at")]
    return {
        "at": datetime.fromisoformat(session["started_at"]),
        "zone": session["zone"],
        "minutes": session["minutes"],
        "note": session["note"],
        "seen": {seen["movement"]: datetime.fromisoformat(seen["seen_at"]) for seen in counted},
        "changes": len(session["changes"]),
        "in_bin": session["in_bin"],
    }


def log_of(phone: Phone, child: int) -> list[tuple[str, dict[str, Any]]]:
    """Not by id, so that one that is there twice would be seen twice."""
    return [(session["id"], as_told(session)) for session in phone.journal(child)["sessions"]]


@pytest.fixture(scope="module")
def home(server):
    """The phone of somebody who has signed up, on a line that never breaks."""
    return Phone(server.for_another(), "cuts@example.org").signs_up()


@pytest.mark.parametrize("where", [*CUTS, twice, late], ids=lambda where: where.__name__)
def test_fifty_entries_arrive_once_wherever_the_line_breaks(home, line, where):
    child = home.adds_a_child(where.__name__)
    phone = Phone(line.server, home.email, home.person).signs_in()
    line.breaks("/outbox/", *[where, whole] * 6)  # what was cut comes through when it is sent again
    story = fifty_entries()
    assert len(story.entries) == 50
    phone.sends_until_all_is_taken(child, story.entries)
    assert line.broken.count(where) >= 3
    assert sorted(log_of(home, child)) == sorted(story.log.items())
    (trial,) = home.journal(child)["trials"]
    assert (trial["tip"], trial["mark"]) == ("corner-play-space", "tried")


def test_fifty_entries_wait_until_there_is_a_line_again(home, line):
    child = home.adds_a_child("no line")
    phone = Phone(line.server, home.email, home.person).signs_in()
    story = fifty_entries()
    with ThreadPoolExecutor(1) as thread:
        with line.down():
            sent = thread.submit(phone.sends_until_all_is_taken, child, story.entries)
            while phone.unanswered < 3:
                time.sleep(0.01)
        sent.result(timeout=60)
    assert sorted(log_of(home, child)) == sorted(story.log.items())


def streams(phone: Phone, child: int, device: int, until: Event) -> list[tuple[str, dict[str, Any]]]:
    """Logs and sends without a pause, each sitting 40 minutes before the last; what the log then holds of it."""
    told = []
    at = FIRST - timedelta(days=50 * device)
    for number, zone in zip(count(), cycle(ZONES), strict=False):
        if until.is_set():
            break
        at -= timedelta(minutes=40)
        story = Story()
        if number % 2:
            story.fills_in(at, zone, MOVEMENTS[number % 5], f"{device}: {number}")
        else:
            sitting = story.taps(at, zone, "backward", "forward")
            story.about("remove", sitting)
            story.about("restore", sitting)
        phone.sends_until_all_is_taken(child, story.entries)
        told += story.log.items()
    return told


def acknowledged(phones: list[Phone]) -> int:
    return sum(phone.acknowledged for phone in phones)


def test_what_was_acknowledged_is_there_after_the_server_was_killed(server, home):
    until, chance = Event(), random.Random(5)
    child = home.adds_a_child("killed")
    phones = [Phone(server.for_another(), home.email, home.person).signs_in() for _device in range(DEVICES)]
    with ThreadPoolExecutor(DEVICES) as threads:
        streaming = [threads.submit(streams, phone, child, number, until) for number, phone in enumerate(phones)]
        try:
            for _kill in range(KILLS):
                enough = acknowledged(phones) + chance.randint(1, 20)
                while acknowledged(phones) < enough:
                    time.sleep(0.01)
                    assert not any(each.done() for each in streaming), "a phone has given up"
                time.sleep(chance.uniform(0, 0.1))
                server.is_killed()
                server.starts_again()
        finally:
            until.set()
        told = [each.result(timeout=PATIENCE) for each in streaming]
    print(f"{KILLS} kills, {acknowledged(phones)} entries acknowledged")
    assert sorted(log_of(home, child)) == sorted(chain.from_iterable(told))
