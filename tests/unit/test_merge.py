"""Two changes of one session, neither knowing of the other: what it says then."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from milestones.progression.merge import PARTS, last_touched, merge, says_the_same
from milestones.progression.movements import MOVEMENTS

SHOWN = {"started_at": "2026-05-12T12:30:17+00:00", "zone": "Europe/Berlin", "minutes": 10, "note": "", "seen": {}}


def said(**fields):
    return {**SHOWN, "seen": {"pivoting": ["left"]}, **fields}


def says(now, mine, wins=PARTS, was=None):
    return merge(now, was or said(), mine, wins).says


def test_what_only_one_of_them_changed_stands():
    now = said(minutes=12, seen={"pivoting": ["left"], "backward": []})
    mine = said(note="On the rug", seen={})
    assert says(now, mine) == said(minutes=12, note="On the rug", seen={"backward": []})


def test_the_time_and_its_zone_are_one():
    now = said(zone="Asia/Tokyo")
    mine = said(started_at="2026-05-12T10:00:00+00:00")
    assert says(now, mine) == mine
    assert says(now, mine, wins=()) == now


def test_a_time_that_nobody_touched_keeps_its_seconds():
    mine = said(started_at="2026-05-12T12:30:00+00:00", note="x")
    assert says(said(), mine) == said(note="x")


def test_details_of_one_movement_are_merged_tick_by_tick():
    now, mine = said(seen={"pivoting": ["right"]}), said(seen={"pivoting": ["left", "right"]})
    assert says(now, mine, wins=()) == now
    assert says(said(seen={"pivoting": []}), mine, wins=())["seen"] == {"pivoting": ["right"]}


def test_both_saw_a_movement_in_another_way():
    now, mine = said(seen={"forward": ["arms"]}), said(seen={"pivoting": ["left"], "forward": ["legs"]})
    assert says(now, mine, wins=())["seen"] == {"forward": ["arms", "legs"]}


def test_of_two_changes_of_the_same_the_one_that_wins_stands_and_the_other_is_told():
    now, mine = said(note="theirs", minutes=5), said(note="mine", minutes=6)
    merged = merge(now, said(), mine, wins={"minutes"})
    assert merged.says == said(note="theirs", minutes=6)
    assert merged.lost == (said(minutes=5), said(minutes=5, note="mine"))


def test_a_movement_taken_out_by_one_and_described_by_the_other():
    out, more = said(seen={}), said(seen={"pivoting": ["left", "right"]})
    assert says(out, more) == more
    assert merge(out, said(), more, wins=()).lost == (said(), more)
    assert says(more, out) == out
    assert merge(more, said(), out, wins=()).lost == (said(), out)


def test_each_part_was_touched_when_it_was_last_changed_also_through_the_bin():
    at = [datetime(2026, 5, 12, hour, tzinfo=UTC) for hour in range(5)]
    changes = [
        (at[3], said(), said(note="a")),
        (at[1], said(note="a"), said(note="b", minutes=None)),  # made before the first, arrived after it
        (at[2], said(note="b", minutes=None), None),
        (at[4], None, said(note="b", seen={})),
    ]
    assert last_touched(changes) == {"note": at[3], "minutes": at[4], "pivoting": at[4]}
    assert last_touched([(at[0], None, said())]) == {}


SEEN = st.dictionaries(st.sampled_from(MOVEMENTS), st.frozensets(st.integers(0, 1))).map(
    lambda found: {
        movement.slug: movement.in_order({movement.details[number].slug for number in found[movement]})
        for movement in MOVEMENTS
        if movement in found
    }
)
SAYS = st.builds(
    lambda hour, zone, minutes, note, seen: {
        "started_at": (datetime(2026, 5, 12, 8, tzinfo=UTC) + timedelta(hours=hour)).isoformat(),
        "zone": zone,
        "minutes": minutes,
        "note": note,
        "seen": seen,
    },
    st.integers(0, 2),
    st.sampled_from(["Europe/Berlin", "Asia/Tokyo"]),
    st.sampled_from([None, 5, 6]),
    st.sampled_from(["", "a", "b"]),
    SEEN,
)


@given(SAYS, SAYS, SAYS, st.sets(st.sampled_from(PARTS)))
def test_whatever_the_three_say(now, was, mine, wins):
    merged = merge(now, was, mine, wins)
    assert says_the_same(merge(now, was, was, wins).says, now), "who changed nothing changes nothing"
    assert says_the_same(merge(was, was, mine, ()).says, mine), "where nobody else did, it is what was sent"
    again = merge(merged.says, was, mine, wins)
    assert says_the_same(again.says, merged.says), "the same change twice is one"
    assert merge(now, was, mine, PARTS).lost is None
    if merged.lost:
        assert not says_the_same(*merged.lost), "what is told to be lost is a difference"
