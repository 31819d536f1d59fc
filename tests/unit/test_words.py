"""What Crawltrack says to parents: complete, sourced, plain, and never a verdict."""

import re
from dataclasses import fields
from typing import Any

import pytest
from django.utils.functional import Promise

from milestones.progression.movements import BY_SLUG as MOVEMENT_BY_SLUG
from milestones.progression.movements import MOVEMENTS, SLUGS, Movement
from milestones.progression.sources import Source
from milestones.progression.tips import BY_SLUG as TIP_BY_SLUG
from milestones.progression.tips import TIPS, Tip

IN_ORDER = ("pushing-up", "pivoting", "backward", "hands-and-knees", "forward")
NAMES_FOR_CODE = {"slug", "hue", "drawing", "picture", "movements", "leads_to", "sources", "to_try", "travels"}
MAY_BE_EMPTY = {Tip: {"movements", "steps", "to_try"}, Movement: {"leads_to"}}

# Verdicts, alarms and scores, and a pronoun that would guess whether the baby is a girl or a boy.
BANNED = re.compile(
    r"\b("
    r"late|later than|delay\w*|behind|abnormal\w*|percentile\w*|streak\w*|score\w*"
    r"|normal|on track|on time|ahead of schedule"
    r"|should|must be able|fail\w*|red flag\w*"
    r"|he|she|his|her|hers|him|himself|herself"
    r")\b",
    re.IGNORECASE,
)
READING_GRADE = 7.5  # a reader of about twelve

texts = pytest.mark.parametrize("thing", [*MOVEMENTS, *TIPS], ids=lambda thing: f"{type(thing).__name__}:{thing.slug}")
each_tip = pytest.mark.parametrize("tip", TIPS, ids=lambda tip: tip.slug)
each_movement = pytest.mark.parametrize("movement", MOVEMENTS, ids=lambda movement: movement.slug)


def messages(value: Any) -> list[Any]:
    """Every text for a parent in a movement or a tip, as it stands, lazy or not."""
    if isinstance(value, tuple):
        return [message for item in value for message in messages(item)]
    if hasattr(value, "__dataclass_fields__"):
        said = [field.name for field in fields(value) if field.name not in NAMES_FOR_CODE]
        return [message for name in said for message in messages(getattr(value, name))]
    return [value]


def said(thing: Movement | Tip) -> str:
    return "\n".join(str(message) for message in messages(thing))


def banned_in(text: str) -> list[str]:
    return [found.group() for found in BANNED.finditer(text)]


def syllables(word: str) -> int:
    """Runs of vowels, less a silent e at the end. Close enough for a grade."""
    word = re.sub(r"[^a-z]", "", word.lower())
    runs = len(re.findall(r"[aeiouy]+", word))
    if (word.endswith("e") and not word.endswith(("le", "ee"))) or re.search(r"[^aeioudt]ed$", word):
        runs -= 1
    return max(1, runs)


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade: longer sentences and longer words need more years of school."""
    sentences = [sentence for sentence in re.split(r"[.!?:]+(?:\s|$)", text) if sentence.strip()]
    words = re.findall(r"[A-Za-z][A-Za-z’-]*|\d+", text)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def has_something(value: Any) -> bool:
    return bool(value) if isinstance(value, tuple) else bool(str(value).strip())


# The shape


def test_the_progression_is_the_five_movements_in_order() -> None:
    assert SLUGS == IN_ORDER == tuple(MOVEMENT_BY_SLUG)


def test_each_movement_leads_where_it_often_leads() -> None:
    assert {movement.slug: movement.leads_to for movement in MOVEMENTS} == {
        "pushing-up": ("pivoting",),
        "pivoting": ("backward",),
        "backward": ("hands-and-knees", "forward"),
        "hands-and-knees": (),
        "forward": (),
    }


def test_the_details_a_parent_may_tick() -> None:
    assert {movement.slug: [detail.slug for detail in movement.details] for movement in MOVEMENTS} == {
        "pushing-up": ["forearms", "straight-arms"],
        "pivoting": ["left", "right"],
        "backward": ["short", "far"],
        "hands-and-knees": ["rocking", "moving"],
        "forward": ["arms", "legs"],
    }


def test_there_are_many_tips_and_no_two_share_a_slug() -> None:
    assert len(TIP_BY_SLUG) == len(TIPS) >= 16


@each_movement
def test_every_movement_has_a_tip_to_try(movement: Movement) -> None:
    assert [tip for tip in TIPS if tip.to_try and movement.slug in tip.movements]


@each_tip
def test_a_tip_is_about_movements_we_know(tip: Tip) -> None:
    assert set(tip.movements) <= set(SLUGS)


@texts
def test_nothing_is_left_empty(thing: Movement | Tip) -> None:
    optional = MAY_BE_EMPTY[type(thing)]
    empty = [f.name for f in fields(thing) if f.name not in optional and not has_something(getattr(thing, f.name))]
    assert not empty
    assert all(str(message).strip() for message in messages(thing))


@each_tip
def test_a_tip_to_try_has_two_to_four_steps(tip: Tip) -> None:
    assert len(tip.steps) in ((2, 3, 4) if tip.to_try else (0, 2, 3, 4))


@each_tip
def test_a_step_is_one_short_sentence(tip: Tip) -> None:
    for step in map(str, tip.steps):
        assert step.endswith(".")
        assert step.count(".") == 1
        assert len(step.split()) <= 18


@each_tip
def test_a_tip_is_explained_in_one_or_two_paragraphs(tip: Tip) -> None:
    assert len(tip.why) in (1, 2)


@each_tip
def test_the_picture_of_a_tip_is_named(tip: Tip) -> None:
    assert re.fullmatch(r"(scene-[a-z]+(-[a-z]+)*|back|fwd|knees|room)", tip.picture)


@each_movement
def test_the_drawing_and_hue_of_a_movement_are_named(movement: Movement) -> None:
    assert movement.drawing in {"up", "round", "back", "knees", "fwd"}
    assert movement.hue == f"m-{movement.drawing}"


# Where it comes from


@texts
def test_every_text_names_its_sources(thing: Movement | Tip) -> None:
    assert thing.sources
    assert len(set(thing.sources)) == len(thing.sources)


@texts
def test_a_source_has_a_publisher_and_a_title_and_a_web_address_if_any(thing: Movement | Tip) -> None:
    for source in thing.sources:
        assert isinstance(source, Source)
        assert source.publisher
        assert source.title
        assert not source.url or re.fullmatch(r"https?://\S+", source.url)
        assert source.year is None or 1990 <= source.year <= 2030


@each_movement
def test_ages_say_who_names_them_and_that_babies_differ(movement: Movement) -> None:
    assert "Lists written by" in str(movement.ages)
    assert "Babies differ widely" in str(movement.ages)


def test_the_window_for_hands_and_knees_is_never_shown_for_the_army_crawl() -> None:
    assert not re.search(r"WHO\b|World Health|13\.5|5\.2", said(MOVEMENT_BY_SLUG["forward"]))
    assert "WHO" not in " ".join(source.publisher for source in MOVEMENT_BY_SLUG["forward"].sources)


def test_the_window_stands_with_hands_and_knees_and_the_tummy_up() -> None:
    assert re.search(r"hands and knees with the tummy up.*13\.5 months", str(MOVEMENT_BY_SLUG["hands-and-knees"].ages))


def test_no_other_text_shows_the_window() -> None:
    telling = [thing.slug for thing in (*MOVEMENTS, *TIPS) if "13.5" in said(thing)]
    assert telling == ["hands-and-knees"]


# How it is said


@texts
def test_no_text_judges_a_baby_or_guesses_girl_or_boy(thing: Movement | Tip) -> None:
    assert banned_in(said(thing)) == []


@pytest.mark.parametrize(
    "verdict",
    [
        "Your baby is a bit late.",
        "Backward is normal for this age.",
        "Is your baby on track?",
        "She pushes with her arms.",
        "A delayed milestone.",
        "In the 10th percentile.",
        "A streak of 5 days!",
        "Behind schedule.",
        "An abnormal crawl.",
    ],
)
def test_a_verdict_would_be_found(verdict: str) -> None:
    assert banned_in(verdict)


@pytest.mark.parametrize("harmless", ["Gently relate the plate.", "Other babies gather there.", "The shelf is theirs."])
def test_a_word_that_only_contains_a_banned_one_is_left_alone(harmless: str) -> None:
    assert not banned_in(harmless)


@each_tip
def test_a_tip_reads_at_twelve(tip: Tip) -> None:
    text = "\n".join(str(message) for message in (tip.summary, *tip.steps, *tip.why))
    assert reading_grade(text) <= READING_GRADE


@each_movement
def test_the_why_of_a_movement_reads_at_twelve(movement: Movement) -> None:
    text = "\n".join(str(message) for message in (movement.looks_like, *movement.signs, *movement.why))
    assert reading_grade(text) <= READING_GRADE


def test_a_hard_text_would_fail_the_reading_grade() -> None:
    hard = (
        "Contemporary developmental investigations demonstrate considerable interindividual variability regarding "
        "locomotor acquisition, necessitating individualized interpretation of observational information."
    )
    assert reading_grade(hard) > 12
    assert reading_grade("The cat sat on the mat. It was a good mat.") < 2


@texts
def test_every_message_is_translated_when_it_is_shown(thing: Movement | Tip) -> None:
    assert [message for message in messages(thing) if not isinstance(message, Promise)] == []


@texts
def test_quotes_are_typographic_and_nobody_shouts(thing: Movement | Tip) -> None:
    assert not re.search(r"['\"]", said(thing))
    assert said(thing).count("!") <= 1


@texts
def test_spelling_and_titles_are_consistent(thing: Movement | Tip) -> None:
    assert "paediatric" not in said(thing).lower()
    assert "  " not in said(thing)


@each_tip
def test_every_tip_closes_with_care(tip: Tip) -> None:
    assert str(tip.care).endswith(".")


# The tips that must say certain things


def test_the_corner_tip_names_the_corner_the_wall_and_the_reach() -> None:
    corner = TIP_BY_SLUG["corner-play-space"]
    assert str(corner.title) == "Give your baby a wall to push from"
    for part in ("tummy down", "corner", "wall", "feet", "out of reach", "forward"):
        assert part in said(corner)


@pytest.mark.parametrize(
    "part",
    [
        "Babies vary",
        "lost a skill",
        "mostly uses one side",
        "very stiff or floppy",
        "something worries you",
        "talk with your baby’s doctor",
        "This app does not assess development.",
    ],
)
def test_the_doctor_tip_says_it_neutrally_and_in_full(part: str) -> None:
    assert part in said(TIP_BY_SLUG["talk-with-the-doctor"])


def test_sleep_is_on_the_back_every_time() -> None:
    assert "on the back for every sleep" in said(TIP_BY_SLUG["back-to-sleep"])


@pytest.mark.parametrize("slug", [tip.slug for tip in TIPS if tip.to_try])
def test_a_tip_to_try_asks_someone_to_be_there(slug: str) -> None:
    care = str(TIP_BY_SLUG[slug].care).lower()
    assert re.search(r"stay|watch|be there|close|never leave", care)


@pytest.mark.parametrize(
    "slug",
    [
        "back-to-sleep",
        "why-backward-is-progress",
        "every-babys-own-way",
        "back-and-forth",
        "born-early",
        "after-a-break",
        "talk-with-the-doctor",
    ],
)
def test_what_is_only_to_know_is_not_asked_about(slug: str) -> None:
    assert not TIP_BY_SLUG[slug].to_try
