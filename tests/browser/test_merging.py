"""What waits on a phone, laid over what the page shows: the rules alone, asked of their module in one open page."""

import json
from typing import Any

import pytest

MINUTE = 60_000
MIRA, NOA = 1, 2


def entry(
    number: int, kind: str, minute: int, child: int = MIRA, state: str = "waiting", **said: Any
) -> dict[str, Any]:
    return {"key": f"k{number}", "kind": kind, "at": minute * MINUTE, "child": child, "state": state, "said": said}


def tap(number: int, movement: str, minute: int, session: str = "s", **more: Any) -> dict[str, Any]:
    return entry(number, "tap", minute, session=session, movement=movement, **more)


def untap(number: int, movement: str, minute: int, session: str = "s", **more: Any) -> dict[str, Any]:
    return entry(number, "untap", minute, session=session, movement=movement, **more)


def save(number: int, minute: int, session: str, *seen: str) -> dict[str, Any]:
    return entry(number, "save", minute, session=session, says={"seen": seen})


def at(minute: int, tap: str = "") -> dict[str, Any]:
    return {"at": minute * MINUTE} | ({"tap": tap} if tap else {})


ON_PAGE = {"session": "p", "last": 5 * MINUTE, "seen": {"backward": at(5)}}
# What waits, what the page shows, the minute it is, and what the tiles then show: the session, and what is seen in it.
SITTINGS: dict[str, Any] = {
    "nothing": ([], None, 10, None),
    "a tap": ([tap(1, "backward", 9)], None, 10, ("s", {"backward": at(9, "k1")})),
    "two taps, and the first again": (
        [tap(1, "backward", 9), tap(2, "forward", 12), tap(3, "backward", 14)],
        None,
        15,
        ("s", {"backward": at(9, "k1"), "forward": at(12, "k2")}),
    ),
    "a tap half an hour ago": ([tap(1, "backward", 9)], None, 39, None),
    "a sitting goes on after its last tap": (
        [tap(1, "backward", 0), tap(2, "forward", 29)],
        None,
        58,
        ("s", {"backward": at(0, "k1"), "forward": at(29, "k2")}),
    ),
    "a later sitting": (
        [tap(1, "backward", 0), tap(2, "forward", 40, "t")],
        None,
        41,
        ("t", {"forward": at(40, "k2")}),
    ),
    "what the page shows": ([], ON_PAGE, 10, ("p", {"backward": at(5)})),
    "what a kept page showed hours ago": ([], ON_PAGE, 300, None),
    "a tap on top of the page": (
        [tap(1, "forward", 9, "p")],
        ON_PAGE,
        10,
        ("p", {"backward": at(5), "forward": at(9, "k1")}),
    ),
    "a tap made on a page that did not know the sitting": (
        [tap(1, "forward", 9, "other")],
        ON_PAGE,
        10,
        ("p", {"backward": at(5), "forward": at(9, "k1")}),
    ),
    "an undo of what the page shows": ([untap(1, "backward", 9, "p")], ON_PAGE, 10, ("p", {})),
    "an undo of a tap that waits": ([tap(1, "forward", 9), untap(2, "forward", 9, tap="k1")], None, 10, ("s", {})),
    "tapped, undone, tapped": (
        [tap(1, "forward", 9), untap(2, "forward", 9), tap(3, "forward", 10)],
        None,
        11,
        ("s", {"forward": at(10, "k3")}),
    ),
    "an undo of another sitting": ([untap(1, "backward", 9, "q")], ON_PAGE, 10, ("p", {"backward": at(5)})),
    "a tap that was not taken": ([tap(1, "forward", 9) | {"state": "refused"}], None, 10, None),
    "a tap of another child": ([tap(1, "forward", 9) | {"child": NOA}], None, 10, None),
    "a twin's tap for her too": (
        [tap(1, "forward", 9, also=[MIRA]) | {"child": NOA}],
        ON_PAGE,
        10,
        ("p", {"backward": at(5), "forward": at(9, "k1")}),
    ),
    "a twin's tap alone, whose session only the server knows": (
        [tap(1, "forward", 9, also=[MIRA]) | {"child": NOA}],
        None,
        10,
        (None, {"forward": at(9, "k1")}),
    ),
    "a twin's tap undone there": (
        [
            tap(1, "forward", 9, also=[MIRA]) | {"child": NOA},
            untap(2, "forward", 9, tap="k1") | {"child": NOA},
        ],
        None,
        10,
        (None, {}),
    ),
    "the sitting removed": ([entry(1, "remove", 9, session="p")], ON_PAGE, 10, None),
    "the sitting changed by the full form": (
        [save(1, 9, "p", "backward", "backward:far", "pivoting")],
        ON_PAGE,
        10,
        ("p", {"backward": at(5), "pivoting": at(9)}),
    ),
    "a timer without a tap": ([entry(1, "timer", 9, session="t")], ON_PAGE, 10, ("t", {})),
    "a timer and a tap": (
        [entry(1, "timer", 9, session="t"), tap(2, "forward", 10, "t")],
        ON_PAGE,
        11,
        ("t", {"forward": at(10, "k2")}),
    ),
    "a tap while a timer ran that was thrown away": (
        [entry(1, "timer", 9, session="t"), tap(2, "forward", 10, "t"), entry(3, "untimer", 11, session="t")],
        None,
        12,
        ("t", {"forward": at(10, "k2")}),
    ),
    "a timer that somebody forgot": (
        [entry(1, "timer", 0, session="t"), tap(2, "forward", 200)],
        None,
        201,
        ("s", {"forward": at(200, "k2")}),
    ),
}
RUNNING = {"session": "r", "since": 0}
TIMERS: dict[str, Any] = {
    "none": ([], None, None),
    "on the page": ([], RUNNING, RUNNING),
    "started": ([entry(1, "timer", 9, session="t")], None, {"session": "t", "since": 9 * MINUTE}),
    "started while one runs": ([entry(1, "timer", 9, session="t")], RUNNING, RUNNING),
    "thrown away": ([entry(1, "untimer", 9, session="r")], RUNNING, None),
    "thrown away, another than this": ([entry(1, "untimer", 9, session="q")], RUNNING, RUNNING),
    "stopped and saved": ([save(1, 9, "r")], RUNNING, None),
    "another session saved": ([save(1, 9, "q")], RUNNING, RUNNING),
    "started again": (
        [entry(1, "untimer", 8, session="r"), entry(2, "timer", 9, session="t")],
        RUNNING,
        {"session": "t", "since": 9 * MINUTE},
    ),
}
ASK = """async ([sittings, timers]) => {
  const { sittingOf, timerOf } = await import("/static/js/outbox/merge.js");
  return [
    Object.fromEntries(Object.entries(sittings).map(([name, [entries, shown, minute]]) => {
      const timer = timerOf(entries, 1);
      const sitting = sittingOf(entries, 1, { shown, timer, now: minute * 60_000 });
      return [name, sitting && [sitting.session, sitting.seen]];
    })),
    Object.fromEntries(Object.entries(timers).map(([name, [entries, shown]]) => [name, timerOf(entries, 1, shown)])),
  ];
}"""


@pytest.mark.django_db(transaction=True)
def test_what_waits_is_laid_over_what_the_page_shows(phones):
    page = phones.open()
    page.goto("/notice/")
    sittings, timers = page.evaluate(ASK, [SITTINGS, TIMERS])
    expected = {name: told for name, (*_given, told) in SITTINGS.items()}
    assert sittings == json.loads(json.dumps(expected))
    assert timers == {name: told for name, (*_given, told) in TIMERS.items()}
