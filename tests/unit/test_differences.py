"""What two snapshots of a session say differently."""

from datetime import date

import pytest
from django.template.loader import get_template

from milestones.progression.differences import Difference, differences
from milestones.progression.movements import BY_SLUG
from milestones.templatetags.words import partial

SAID = {
    "started_at": "2026-05-12T08:00:00+00:00",
    "zone": "Europe/Berlin",
    "minutes": 10,
    "note": "On the rug",
    "seen": {"pivoting": ["left"], "backward": []},
}


def found(**now):
    return [(each.kind, each.before, each.after) for each in differences(SAID, {**SAID, **now})]


def test_what_says_the_same_has_none():
    assert differences(SAID, dict(SAID)) == []
    assert differences(None, None) == []


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ({"minutes": 12}, ("minutes", 10, 12)),
        ({"minutes": None}, ("minutes", 10, None)),
        ({"note": "Off the rug"}, ("note", "On the rug", "Off the rug")),
        ({"note": ""}, ("note-taken-out", "On the rug", "")),
        ({"seen": {**SAID["seen"], "forward": []}}, ("movement-added", (), ())),
        ({"seen": {"pivoting": ["left"]}}, ("movement-taken-out", (), ())),
        ({"seen": {"pivoting": ["left", "right"], "backward": []}}, ("details", ("to the left",), None)),
    ],
)
def test_each_kind_says_what_was_and_what_is(now, expected):
    ((kind, before, after),) = found(**now)
    assert (kind, before) == expected[:2]
    assert expected[2] is None or after == expected[2]


def test_a_note_that_is_new():
    (new,) = differences({**SAID, "note": ""}, SAID)
    assert (new.kind, new.after) == ("note-added", "On the rug")


def test_a_movement_comes_with_its_name_and_what_was_ticked():
    (added,) = differences({**SAID, "seen": {"backward": []}}, SAID)
    assert added == Difference("movement-added", (), ("to the left",), BY_SLUG["pivoting"])


def test_a_time_is_said_on_its_own_clock():
    ((kind, before, after),) = found(started_at="2026-05-12T08:30:00+00:00")
    assert (kind, f"{before:%H:%M}", f"{after:%H:%M}") == ("time", "10:00", "10:30")


def test_another_day_is_said_apart_from_the_time():
    assert found(started_at="2026-05-11T08:00:00+00:00") == [("day", date(2026, 5, 12), date(2026, 5, 11))]
    assert [kind for kind, *_ in found(started_at="2026-05-11T07:00:00+00:00")] == ["day", "time"]


def test_seconds_are_nothing_to_speak_of():
    assert found(started_at="2026-05-12T08:00:40+00:00") == []


def test_another_zone_at_the_same_hour_of_its_clock_is_only_that():
    assert found(started_at="2026-05-12T01:00:00+00:00", zone="Asia/Tokyo") == [("zone", "Europe/Berlin", "Asia/Tokyo")]


def test_to_the_bin_and_back_says_nothing_more():
    assert differences(SAID, None) == [Difference("put-in-bin")]
    assert differences(None, SAID) == [Difference("brought-back")]


def test_the_order_is_that_of_the_form():
    kinds = [kind for kind, *_ in found(note="", minutes=1, zone="Asia/Tokyo", seen={})]
    assert kinds == ["movement-taken-out", "movement-taken-out", "time", "zone", "minutes", "note-taken-out"]


@pytest.mark.parametrize(
    "kind",
    [
        "put-in-bin",
        "brought-back",
        "movement-added",
        "movement-taken-out",
        "details",
        "day",
        "time",
        "zone",
        "minutes",
        "note",
        "note-added",
        "note-taken-out",
    ],
)
def test_every_kind_has_its_words(kind):
    assert get_template(partial(kind, "differences"))
