"""Which tips are chosen, why, and what makes way."""

import ast
import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from milestones.progression import guidance as module
from milestones.progression.facts import ChildFacts, DayFacts, Mark, TrialFacts
from milestones.progression.guidance import ALWAYS, CONTEXTS, Guidance, Reason, guidance
from milestones.progression.journey import journey
from milestones.progression.movements import SLUGS
from milestones.progression.tips import BY_SLUG, TIPS
from tests.unit.logs import BABY, BORN_EARLY, TODAY, ago, floor, log, logs, seen

REASONS = Path(settings.BASE_DIR) / "templates" / "reasons"
ALL_BUT_FORWARD = [*seen("pushing-up", 60), *seen("pivoting", 40), *seen("backward", 20)]


def reasons(records: list[DayFacts], child: ChildFacts = BABY) -> dict[str, Reason]:
    """Every situation that fits, the most telling first."""
    found = journey(child, log(records), TODAY)
    fitting = [reason for context in CONTEXTS if (reason := context.test(found))]
    return {reason.kind: reason for reason in fitting}


def advised(records: list[DayFacts], *trials: TrialFacts, just_logged: tuple[str, ...] = ()) -> Guidance:
    return guidance(journey(BABY, log(records), TODAY), trials, just_logged)


def chosen(found: Guidance) -> list[str]:
    return [advice.tip.slug for advice in (found.now, *found.also) if advice]


def marked(mark: Mark, *tips: str) -> list[TrialFacts]:
    return [TrialFacts(tip, mark, ago(1)) for tip in tips]


# Each situation: what triggers it, and what is so near that it nearly does.

SITUATIONS: list[tuple[str, str, list[DayFacts], ChildFacts, list[DayFacts], ChildFacts]] = [
    (kind, near, trigger, BABY, miss, BABY)
    for kind, near, trigger, miss in [
        ("nothing-logged", "time on the floor", [], floor(300)),
        ("quiet", "21 days", seen("backward", 22), seen("backward", 21)),
        ("pushing-up-only", "circles too", seen("pushing-up", 0), [*seen("pushing-up", 0), *seen("pivoting", 13)]),
        ("pivoting", "14 days before the latest", seen("pivoting", 0), [*seen("pivoting", 14), *floor(0)]),
        (
            "pivoting-one-side",
            "the other side once, long ago",
            seen("pivoting", 0, 3, details=["left"]),
            [*seen("pivoting", 0, 3, details=["left"]), *seen("pivoting", 90, details=["right"])],
        ),
        (
            "pivoting-one-side",
            "on one day only",
            seen("pivoting", 0, 30, details=["right"]),
            [*seen("pivoting", 0, details=["right"]), *seen("pivoting", 30)],
        ),
        (
            "pivoting-one-side",
            "both sides on each day",
            seen("pivoting", 1, 2, details=["right"]),
            seen("pivoting", 1, 2, details=["left", "right"]),
        ),
        (
            "backward-no-forward",
            "forward once, long ago",
            seen("backward", 0),
            [*seen("backward", 0), *seen("forward", 200)],
        ),
        ("backward-no-forward", "backward is not current", seen("backward", 13), [*seen("backward", 14), *floor(0)]),
        (
            "backward-no-forward",
            "moving along on hands and knees",
            [*seen("backward", 0), *seen("hands-and-knees", 0, details=["rocking"])],
            [*seen("backward", 0), *seen("hands-and-knees", 0, details=["rocking", "moving"])],
        ),
        (
            "backward-again",
            "both on the day of the first forward",
            [*seen("backward", 9, 4), *seen("forward", 5)],
            [*seen("backward", 9, 5), *seen("forward", 5)],
        ),
        (
            "backward-again",
            "never before",
            [*seen("backward", 4, 2), *seen("forward", 5)],
            [*seen("backward", 4), *seen("forward", 5)],
        ),
        (
            "backward-after-forward",
            "a second time",
            [*seen("backward", 4), *seen("forward", 5)],
            [*seen("backward", 4, 3), *seen("forward", 5)],
        ),
        (
            "backward-after-forward",
            "on the day of the first forward",
            [*seen("backward", 4), *seen("forward", 5)],
            [*seen("backward", 5), *seen("forward", 5)],
        ),
        (
            "forward-arms-only",
            "the legs once, long ago",
            seen("forward", 0, details=["arms"]),
            [*seen("forward", 0, details=["arms"]), *seen("forward", 50, details=["legs"])],
        ),
        ("forward-arms-only", "no details", seen("forward", 0, details=["arms"]), seen("forward", 0)),
        ("forward-new", "on 3 days", seen("forward", 0, 1), seen("forward", 0, 1, 2)),
        ("forward-new", "first seen 14 days before", seen("forward", 0, 13), seen("forward", 0, 14)),
        ("forward", "on 2 days", seen("forward", 0, 1, 2), seen("forward", 0, 1)),
        ("forward", "no forward lately", seen("forward", 0, 60), [*floor(0), *seen("forward", 30, 60)]),
        (
            "hands-and-knees-rocking",
            "rocking long ago",
            [*seen("hands-and-knees", 0), *seen("hands-and-knees", 13, details=["rocking"])],
            [*seen("hands-and-knees", 0), *seen("hands-and-knees", 14, details=["rocking"])],
        ),
        (
            "hands-and-knees-rocking",
            "moving along too",
            seen("hands-and-knees", 0, 1, 2, details=["rocking"]),
            seen("hands-and-knees", 0, 1, 2, details=["rocking", "moving"]),
        ),
        (
            "hands-and-knees",
            "14 days before the latest",
            seen("hands-and-knees", 0),
            [*seen("hands-and-knees", 14), *floor(0)],
        ),
        (
            "movement-skipped",
            "nothing beyond it",
            [*seen("pushing-up", 9), *seen("backward", 0)],
            [*seen("pushing-up", 9), *seen("pivoting", 0)],
        ),
        ("movement-skipped", "a quiet log", seen("backward", 0), seen("backward", 22)),
        ("floor-only", "13 days ago", [*floor(0), *seen("backward", 14)], [*floor(0), *seen("backward", 13)]),
    ]
] + [
    ("born-early", "21 days", floor(0), BORN_EARLY, floor(0), replace(BABY, due=BABY.born + timedelta(days=21))),
    (
        "born-early",
        "24 months old",
        floor(0),
        ChildFacts(born=TODAY.replace(year=2024, day=13), due=TODAY.replace(year=2024, month=7)),
        floor(0),
        ChildFacts(born=TODAY.replace(year=2024), due=TODAY.replace(year=2024, month=7)),
    ),
]  # fmt: skip

each_situation = pytest.mark.parametrize(
    ("kind", "trigger", "child", "near_miss", "other_child"),
    [
        pytest.param(kind, trigger, child, near_miss, other, id=f"{kind}, not with {near}")
        for kind, near, trigger, child, near_miss, other in SITUATIONS
    ],
)


@each_situation
def test_a_situation_is_recognised_and_a_near_miss_is_not(
    kind: str, trigger: list[DayFacts], child: ChildFacts, near_miss: list[DayFacts], other_child: ChildFacts
) -> None:
    assert kind in reasons(trigger, child)
    assert kind not in reasons(near_miss, other_child)


@each_situation
def test_a_reason_is_worded_with_its_evidence(
    kind: str, trigger: list[DayFacts], child: ChildFacts, near_miss: list[DayFacts], other_child: ChildFacts
) -> None:
    reason = reasons(trigger, child)[kind]
    template = f"reasons/_{kind.replace('-', '_')}.html"
    words = render_to_string(template, {"reason": reason, "today": TODAY}).strip()
    assert len(words.split()) >= 4
    assert not re.search(r"None|[{}[]|\b0\b|  ", words)


def test_nothing_else_is_said_before_anything_is_logged() -> None:
    assert list(reasons([])) == ["nothing-logged"]


def kinds_in_code() -> set[str]:
    """The kinds that guidance.py can answer with."""
    calls = [node for node in ast.walk(ast.parse(Path(module.__file__).read_text())) if isinstance(node, ast.Call)]
    made = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("Reason", "_because")]
    return {call.args[0].value for call in made if isinstance(call.args[0], ast.Constant)}  # type: ignore[misc]


def test_every_kind_of_reason_has_its_words_and_its_test_and_no_other_has() -> None:
    worded = {path.stem.removeprefix("_").replace("_", "-") for path in REASONS.glob("*.html")}
    assert kinds_in_code() == worded == {kind for kind, *_ in SITUATIONS}


def test_every_tip_that_is_chosen_is_a_tip() -> None:
    named = {slug for context in CONTEXTS for slug in context.tips} | {*ALWAYS}
    assert named <= set(BY_SLUG)


def test_every_tip_is_chosen_some_time() -> None:
    assert {slug for context in CONTEXTS for slug in context.tips} | {*ALWAYS} == set(BY_SLUG)


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda context: context.test.__name__)
def test_a_situation_names_each_of_its_tips_once(context: module.Context) -> None:
    assert context.tips
    assert len(set(context.tips)) == len(context.tips)


# What comes first


@pytest.mark.parametrize(
    ("records", "kind", "tip"),
    [
        pytest.param([], "nothing-logged", "tummy-time-basics", id="nothing logged yet"),
        pytest.param(seen("pushing-up", 0), "pushing-up-only", "up-on-the-arms", id="pushing up only"),
        pytest.param(seen("pivoting", 0, 1, details=["left"]), "pivoting-one-side", "both-ways-round", id="one side"),
        pytest.param(seen("pivoting", 0), "pivoting", "toys-in-a-circle", id="circles"),
        pytest.param(
            [*seen("pushing-up", 0), *seen("pivoting", 0), *seen("backward", 3)],
            "backward-no-forward",
            "corner-play-space",
            id="backward, no forward yet",
        ),
        pytest.param(
            [*ALL_BUT_FORWARD, *seen("forward", 3, 2, 1), *seen("backward", 0)],
            "backward-again",
            "back-and-forth",
            id="backward again",
        ),
        pytest.param(
            [*ALL_BUT_FORWARD, *seen("forward", 3, 2, 1, details=["arms"])],
            "forward-arms-only",
            "arms-and-legs-together",
            id="forward with the arms",
        ),
        pytest.param(
            [*ALL_BUT_FORWARD, *seen("forward", 0)], "forward-new", "room-from-the-floor", id="forward is new"
        ),
        pytest.param(
            [*seen("pivoting", 9), *seen("forward", 3, 2, 1, 0)],
            "forward",
            "room-from-the-floor",
            id="forward every day tells more than one circle last week",
        ),
        pytest.param(
            [*ALL_BUT_FORWARD, *seen("hands-and-knees", 0, details=["rocking"])],
            "hands-and-knees-rocking",
            "rocking-on-hands-and-knees",
            id="hands and knees, rocking",
        ),
        pytest.param(
            seen("hands-and-knees", 0), "hands-and-knees", "rocking-on-hands-and-knees", id="hands and knees are new"
        ),
        pytest.param(
            seen("hands-and-knees", 0, details=["moving"]),
            "hands-and-knees",
            "room-from-the-floor",
            id="moving along on hands and knees needs no help to rock",
        ),
        pytest.param(
            seen("hands-and-knees", 0, 1, 2),
            "hands-and-knees",
            "room-from-the-floor",
            id="practising hands and knees needs none either",
        ),
        pytest.param([*floor(0), *seen("pushing-up", 20)], "floor-only", "tummy-time-basics", id="no movement lately"),
        pytest.param(seen("backward", 40), "quiet", "after-a-break", id="no session for a while"),
    ],
)
def test_the_most_telling_situation_comes_first(records: list[DayFacts], kind: str, tip: str) -> None:
    now = advised(records).now
    assert now
    assert (now.reason.kind, now.tip.slug) == (kind, tip)


def test_what_was_just_logged_comes_first() -> None:
    records = [*seen("backward", 0, 1), *seen("hands-and-knees", 0)]
    assert advised(records).now == advised(records, just_logged=("backward",)).now
    now = advised(records, just_logged=("hands-and-knees",)).now
    assert now
    assert now.reason.movement == "hands-and-knees"


def test_what_was_just_logged_chooses_the_same_tips_in_another_order() -> None:
    records = [*seen("backward", 0, 1), *seen("pivoting", 0)]
    before, after = chosen(advised(records)), chosen(advised(records, just_logged=("pivoting",)))
    assert before != after
    assert sorted(before) == sorted(after)


def test_a_tip_that_fits_twice_is_told_once_with_the_first_reason() -> None:
    found = advised([*seen("backward", 9, 1), *seen("forward", 2, 3, 4, details=["arms"])])
    assert chosen(found).count("floor-and-clothes") == 1
    reason = found.reason_for("floor-and-clothes")
    assert reason
    assert reason.kind == "backward-again"


def test_the_reason_of_a_tip_that_was_not_chosen_is_none() -> None:
    assert advised(seen("pushing-up", 0)).reason_for("corner-play-space") is None


# The evidence


def test_the_reason_says_on_how_many_days_and_since_when() -> None:
    evidence = reasons(seen("backward", 30, 6, 3, 0))["backward-no-forward"].evidence
    assert evidence == {"recent_days": 3, "days_seen": 4, "first": ago(30), "last": TODAY}


def test_going_backward_again_says_when_forward_came() -> None:
    evidence = reasons([*seen("backward", 9, 2), *seen("forward", 5)])["backward-again"].evidence
    assert (evidence["forward_first"], evidence["last"]) == (ago(5), ago(2))


def test_one_side_only_says_which_and_on_how_many_days_ever() -> None:
    evidence = reasons(seen("pivoting", 40, 3, 0, details=["right"]))["pivoting-one-side"].evidence
    assert (evidence["side"], evidence["detail_days"]) == ("right", 3)


def test_arms_only_counts_every_day_with_the_arms() -> None:
    evidence = reasons(seen("forward", 40, 3, 0, details=["arms"]))["forward-arms-only"].evidence
    assert evidence["detail_days"] == 3


def test_rocking_lately_counts_the_current_window_alone() -> None:
    evidence = reasons(seen("hands-and-knees", 40, 3, 0, details=["rocking"]))["hands-and-knees-rocking"].evidence
    assert evidence["detail_days"] == 2


def test_skipping_says_what_was_seen_and_what_was_not() -> None:
    evidence = reasons([*seen("pushing-up", 90), *seen("forward", 0)])["movement-skipped"].evidence
    assert evidence == {"skipped": ("pivoting", "backward"), "furthest": ("forward",)}


# Tried, and not for us


def test_a_tip_that_was_tried_gives_way_and_stays_in_the_list() -> None:
    found = advised(seen("backward", 0), *marked("tried", "corner-play-space"))
    assert found.now
    assert found.now.tip.slug == "just-out-of-reach"
    tried = next(advice for advice in found.also if advice.tip.slug == "corner-play-space")
    assert tried.mark == "tried"


@pytest.mark.parametrize(("days_ago", "first"), [(6, "just-out-of-reach"), (7, "corner-play-space")])
def test_a_tip_that_was_tried_rests_for_a_week_and_then_comes_first_again(days_ago: int, first: str) -> None:
    found = advised(seen("backward", 0), TrialFacts("corner-play-space", "tried", ago(days_ago)))
    assert found.now
    assert found.now.tip.slug == first


def test_a_tip_that_is_not_for_us_is_set_aside() -> None:
    found = advised(seen("backward", 0), *marked("not-for-us", "corner-play-space"))
    assert "corner-play-space" not in chosen(found)
    assert [advice.tip.slug for advice in found.set_aside] == ["corner-play-space"]
    assert found.reason_for("corner-play-space")


def test_when_every_tip_was_tried_the_first_comes_again() -> None:
    found = advised(seen("pushing-up", 0), *marked("tried", *(tip.slug for tip in TIPS if tip.to_try)))
    assert found.now
    assert found.now.tip.slug == "up-on-the-arms"


def test_when_every_fitting_tip_is_set_aside_nothing_is_pressed_on_a_parent() -> None:
    found = advised(seen("pushing-up", 0), *marked("not-for-us", *(tip.slug for tip in TIPS if tip.to_try)))
    assert found.now is None
    assert found.also == ()
    assert len(found.set_aside) == 4
    assert [tip.slug for tip in found.always] == list(ALWAYS)


@pytest.mark.parametrize("mark", ["tried", "not-for-us"])
def test_what_is_only_to_know_cannot_be_set_aside(mark: Mark) -> None:
    found = advised([], *marked(mark, *ALWAYS))
    assert "back-to-sleep" in chosen(found)
    assert found.set_aside == ()


def test_a_mark_on_a_tip_that_is_no_longer_known_is_passed_over() -> None:
    assert advised(seen("backward", 0), *marked("tried", "a-tip-of-yore")) == advised(seen("backward", 0))


# What is always there


@pytest.mark.parametrize("records", [[], seen("backward", 0), seen("forward", 300)], ids=["none", "now", "quiet"])
def test_sleep_every_babys_way_and_the_doctor_are_always_there(records: list[DayFacts]) -> None:
    found = advised(records)
    assert {*ALWAYS} <= {*chosen(found), *(tip.slug for tip in found.always)}


def test_nothing_in_a_log_triggers_the_doctor() -> None:
    assert "talk-with-the-doctor" in ALWAYS
    assert all("talk-with-the-doctor" not in context.tips for context in CONTEXTS)


# Whatever is logged


@given(logs(longest=60), st.sampled_from([BABY, BORN_EARLY]), st.sets(st.sampled_from(SLUGS)))
def test_there_is_a_tip_for_every_log(records: list[DayFacts], child: ChildFacts, just_logged: set[str]) -> None:
    found = guidance(journey(child, records, TODAY), just_logged=just_logged)
    assert found.now
    told = [*chosen(found), *(tip.slug for tip in found.always)]
    assert Counter(told).most_common(1)[0][1] == 1, "no tip stands twice on a page"
    assert {*ALWAYS} <= {*told} <= set(BY_SLUG)
    assert found.set_aside == ()


@given(
    logs(longest=60),
    st.lists(st.tuples(st.sampled_from(sorted(BY_SLUG)), st.sampled_from(["tried", "not-for-us"]))),
)
def test_marks_move_tips_and_lose_none(records: list[DayFacts], marks: list[tuple[str, Mark]]) -> None:
    found_journey = journey(BABY, records, TODAY)
    before = guidance(found_journey)
    after = guidance(found_journey, [TrialFacts(tip, mark, ago(2)) for tip, mark in marks])
    aside = [advice.tip.slug for advice in after.set_aside]
    assert sorted([*chosen(after), *aside]) == sorted(chosen(before))
    untried = [advice for advice in (after.now, *after.also) if advice and advice.mark is None]
    assert not untried or after.now in untried
