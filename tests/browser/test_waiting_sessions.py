"""What the phone says of sessions while entries wait: pure functions, asked in one page."""

import pytest
from playwright.sync_api import Page

MONDAY = {"when": "2026-05-11T10:00", "zone": "Europe/Berlin", "minutes": "", "note": "", "seen": ["backward"]}
AT = 1_778_500_000_000  # 11 May 2026, 13:46 in Berlin


@pytest.fixture
def ask(phones, live_server):
    page: Page = phones.open()
    page.goto("/notice/")

    def ask(module, name, *args):
        script = "async ([module, name, args]) => (await import(`/static/js/${module}.js`))[name](...args)"
        return page.evaluate(script, [module, name, args])

    def with_waiting(known, *entries, child=3):
        script = """async ([known, entries, child]) => {
          const { withWaiting } = await import("/static/js/outbox/sessions.js");
          return Object.fromEntries(withWaiting(new Map(Object.entries(known)), entries, child));
        }"""
        return page.evaluate(script, [known, entries, child])

    ask.with_waiting = with_waiting
    return ask


def entry(kind, session, child=3, state="waiting", **said):
    said = {"session": session, **said}
    return {"kind": kind, "child": child, "at": AT, "zone": "Europe/Berlin", "state": state, "said": said}


def test_what_waits_is_laid_over_what_is_known(ask):
    known = {"a": {"session": "a", **MONDAY}}

    tapped = ask.with_waiting({}, entry("tap", "n", movement="pivoting"), entry("tap", "n", movement="forward"))
    assert tapped["n"]["seen"] == ["pivoting", "forward"]
    assert (tapped["n"]["when"], tapped["n"]["state"]) == ("2026-05-11T13:46", "waiting")
    assert ask.with_waiting({}, entry("tap", "n", movement="forward"), entry("untap", "n", movement="forward")) == {}

    says = {**MONDAY, "seen": ["forward"], "note": "Twice!"}
    theirs = {"a": {"session": "a", **MONDAY, "minutes": "9", "seen": ["backward", "pivoting"]}}
    changed = ask.with_waiting(theirs, entry("save", "a", was=MONDAY, says=says))["a"]
    assert (changed["seen"], changed["minutes"], changed["note"]) == (["pivoting", "forward"], "9", "Twice!")
    assert changed["state"] == "changed"

    assert ask.with_waiting(known, entry("untap", "a", movement="backward"))["a"]["state"] == "removed"
    assert ask.with_waiting(known, entry("remove", "a"))["a"]["state"] == "removed"
    assert ask.with_waiting(known, entry("remove", "a"), entry("restore", "a"))["a"]["state"] == ""
    assert ask.with_waiting(known, entry("remove", "a", state="refused"))["a"]["state"] == ""

    twins = entry("tap", "n", child=4, movement="pivoting", also=[3])
    assert [item["seen"] for item in ask.with_waiting({}, twins).values()] == [["pivoting"]]
    assert ask.with_waiting({}, entry("tap", "n", child=4, movement="pivoting")) == {}

    timed = {"kind": "timer", **{name: entry("timer", "t")[name] for name in ("child", "zone", "state", "said")}}
    begun = ask.with_waiting({}, {**timed, "at": AT - 600_000}, entry("tap", "t", movement="pivoting"))
    assert begun["t"]["when"] == "2026-05-11T13:36"


def test_clocks_and_days_are_written_as_the_pages_write_them(ask):
    assert ask("outbox/clock", "onTheWall", AT, "Asia/Tokyo") == "2026-05-11T20:46"
    assert ask("outbox/clock", "onTheWall", AT, "Nowhere/At/All") == "2026-05-11T13:46"
    assert ask("outbox/clock", "nearDay", "2026-05-11", "2026-05-12") == "Yesterday"
    assert ask("outbox/clock", "nearDay", "2026-05-11", "2026-05-14") == "Monday, 11 May"
    assert ask("outbox/clock", "daysAfter", "2026-12-31", 1) == "2027-01-01"
    assert ask("outbox/clock", "inMinutes", 1) == "1 minute"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"minutes": "601"}, "minutes"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "1.5"}, "minutes"),
        ({"when": ""}, "when"),
        ({"note": "é" * 2001}, "note"),
        ({"seen": [], "note": "  "}, "seen"),
        ({"note": "🎈" * 2000}, None),
        ({"seen": [], "minutes": "600"}, None),
    ],
)
def test_what_can_be_seen_to_be_wrong_needs_no_server(ask, typed, field):
    said = {"note": "%(limit_value)d, not %(show_value)d", "most": "At most %(limit_value)s"}
    found = ask("checks", "problemsOf", {**MONDAY, **typed}, said)
    assert [*found] == ([field] if field else [])
    assert found.get("note") in (None, ["2000, not 2001"])
