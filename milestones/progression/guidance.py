"""guidance(): the tips for a child now, each with the reason why it was chosen.

CONTEXTS is the list of situations, most telling first. Each looks at the journey and answers with a Reason or None;
the wording of every reason is a template (templates/reasons/), never a sentence here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from milestones.progression.age import CORRECTED_UNTIL_MONTHS, age_between, born_early
from milestones.progression.facts import Mark, TrialFacts
from milestones.progression.journey import CURRENT_WITHIN, Journey, State, Stop
from milestones.progression.tips import BY_SLUG, Tip

ALWAYS = (
    "back-to-sleep",
    "every-babys-own-way",
    "talk-with-the-doctor",
)  # there for every family, triggered by nothing
ONE_SIDED_FROM_DAYS = 2
TRIED_RESTS_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a tip was chosen: a kind, the movement it is about, and the evidence as plain values."""

    kind: str
    movement: str = ""
    evidence: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Advice:
    tip: Tip
    reason: Reason
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Guidance:
    """`now` is the one to show first. `also` follows in order. `always` is never chosen, only there."""

    now: Advice | None
    also: tuple[Advice, ...]
    set_aside: tuple[Advice, ...]  # fitting, but marked "not for us"
    always: tuple[Tip, ...]

    def reason_for(self, slug: str) -> Reason | None:
        """Why the tip is among the chosen ones; None when it is not."""
        chosen = (self.now, *self.also, *self.set_aside)
        return next((advice.reason for advice in chosen if advice and advice.tip.slug == slug), None)


Test = Callable[[Journey], Reason | None]


@dataclass(frozen=True, slots=True)
class Context:
    test: Test
    tips: tuple[str, ...]


CONTEXTS: list[Context] = []


def context(*tips: str) -> Callable[[Test], Test]:
    """Registers a situation with the slugs of its tips, the best first."""

    def register(test: Test) -> Test:
        CONTEXTS.append(Context(test, tips))
        return test

    return register


def guidance(journey: Journey, trials: Iterable[TrialFacts] = (), just_logged: Iterable[str] = ()) -> Guidance:
    """The tips for `journey` now.

    `just_logged` holds the slugs of the sitting that is going on: what it is about comes first. A tip that was tried
    rests for a while and lets another come first; one marked "not for us" is set aside. What is only to know stays,
    however marked.
    """
    marked = [trial for trial in trials if trial.tip in BY_SLUG and BY_SLUG[trial.tip].to_try]
    marks = {trial.tip: trial.mark for trial in marked}
    resting = {trial.tip for trial in marked if journey.today - trial.day < TRIED_RESTS_FOR}
    fitting = _fitting(journey, frozenset(just_logged), marks)
    kept = [advice for advice in fitting if advice.mark != "not-for-us"]
    now = next((advice for advice in kept if advice.tip.slug not in resting), kept[0] if kept else None)
    return Guidance(
        now=now,
        also=tuple(advice for advice in kept if advice is not now),
        set_aside=tuple(advice for advice in fitting if advice.mark == "not-for-us"),
        always=tuple(BY_SLUG[slug] for slug in ALWAYS if all(advice.tip.slug != slug for advice in fitting)),
    )


def _fitting(journey: Journey, just_logged: frozenset[str], marks: Mapping[str, Mark]) -> list[Advice]:
    reasons = [(reason, context.tips) for context in CONTEXTS if (reason := context.test(journey))]
    # The sort is stable: the order of CONTEXTS holds otherwise. A room to make safe waits for nothing.
    reasons.sort(key=lambda pair: (pair[0].kind != "forward-new", pair[0].movement not in just_logged))
    chosen: dict[str, Advice] = {}
    for reason, tips in reasons:
        for slug in tips:
            chosen.setdefault(slug, Advice(BY_SLUG[slug], reason, marks.get(slug)))
    return list(chosen.values())


def _because(kind: str, stop: Stop, **more: object) -> Reason:
    evidence = {
        "recent_days": stop.recent_days,
        "days_seen": stop.days_seen,
        "first": stop.first,
        "last": stop.last,
        **more,
    }
    return Reason(kind, stop.movement.slug, evidence)


# --- The situations ---------------------------------------------------------------------------------------------------


@context("tummy-time-basics", "up-on-the-arms", "back-to-sleep")
def nothing_logged(journey: Journey) -> Reason | None:
    return Reason("nothing-logged") if journey.is_empty else None


@context("after-a-break", "tummy-time-basics")
def quiet(journey: Journey) -> Reason | None:
    return Reason("quiet", evidence={"latest": journey.latest}) if journey.is_quiet else None


@context("room-from-the-floor", "just-out-of-reach")
def forward_new(journey: Journey) -> Reason | None:
    forward = journey.stop("forward")
    return _because("forward-new", forward) if forward.is_current and _is_news(forward, journey) else None


def _is_news(stop: Stop, journey: Journey) -> bool:
    """New, and first seen lately: two sightings months apart are no news."""
    came_lately = stop.first and journey.latest and journey.latest - stop.first < CURRENT_WITHIN
    return stop.state is State.NEW and bool(came_lately)


@context(
    "corner-play-space", "just-out-of-reach", "hands-behind-the-feet", "floor-and-clothes", "why-backward-is-progress"
)
def backward_no_forward(journey: Journey) -> Reason | None:
    """The reassurance and the corner play space (Physical Therapy for Infants).

    Not for a baby who gets along on hands and knees: to those parents "no forward yet" is not what they see.
    """
    backward, moves_along = journey.stop("backward"), journey.stop("hands-and-knees").days_lately_with("moving")
    if backward.is_current and not journey.stop("forward").is_seen and not moves_along:
        return _because("backward-no-forward", backward)
    return None


@context("back-and-forth", "just-out-of-reach", "floor-and-clothes")
def backward_again(journey: Journey) -> Reason | None:
    backward, forward = journey.stop("backward"), journey.stop("forward")
    if backward.days_seen > 1 and _later_and_current(backward, forward):
        return _because("backward-again", backward, forward_first=forward.first)
    return None


@context("every-babys-own-way", "just-out-of-reach", "floor-and-clothes")
def backward_after_forward(journey: Journey) -> Reason | None:
    """The other way around: forward was there before the one day with backward."""
    backward, forward = journey.stop("backward"), journey.stop("forward")
    if backward.days_seen == 1 and _later_and_current(backward, forward):
        return _because("backward-after-forward", backward, forward_first=forward.first)
    return None


def _later_and_current(stop: Stop, other: Stop) -> bool:
    return stop.is_current and bool(stop.last and other.first and stop.last > other.first)


@context("arms-and-legs-together", "floor-and-clothes", "hands-behind-the-feet")
def forward_arms_only(journey: Journey) -> Reason | None:
    forward = journey.stop("forward")
    if forward.is_current and forward.days_with("arms") and not forward.days_with("legs"):
        return _because("forward-arms-only", forward, detail_days=forward.days_with("arms"))
    return None


@context("rocking-on-hands-and-knees", "cushion-slope", "room-from-the-floor")
def hands_and_knees_begun(journey: Journey) -> Reason | None:
    knees = journey.stop("hands-and-knees")
    if not knees.is_current or _gets_along(knees):
        return None
    if knees.days_lately_with("rocking"):
        return _because("hands-and-knees-rocking", knees, detail_days=knees.days_lately_with("rocking"))
    return _because("hands-and-knees", knees)


@context("room-from-the-floor", "cushion-slope")
def hands_and_knees(journey: Journey) -> Reason | None:
    """Rocking is behind this baby."""
    knees = journey.stop("hands-and-knees")
    return _because("hands-and-knees", knees) if knees.is_current and _gets_along(knees) else None


def _gets_along(knees: Stop) -> bool:
    if knees.days_lately_with("moving"):
        return True
    return knees.state is State.PRACTISING and not knees.days_lately_with("rocking")


@context("room-from-the-floor", "cushion-slope", "just-out-of-reach")
def forward(journey: Journey) -> Reason | None:
    forward = journey.stop("forward")
    return _because("forward", forward) if forward.is_current and not _is_news(forward, journey) else None


@context("both-ways-round", "toys-in-a-circle")
def pivoting_one_side(journey: Journey) -> Reason | None:
    pivoting = journey.stop("pivoting")
    left, right = pivoting.days_with("left"), pivoting.days_with("right")
    if not pivoting.is_current or bool(left) == bool(right) or max(left, right) < ONE_SIDED_FROM_DAYS:
        return None
    return _because("pivoting-one-side", pivoting, side="left" if left else "right", detail_days=max(left, right))


@context("toys-in-a-circle", "floor-and-clothes")
def pivoting(journey: Journey) -> Reason | None:
    pivoting = journey.stop("pivoting")
    return _because("pivoting", pivoting) if pivoting.is_current else None


@context("up-on-the-arms", "rolled-towel", "tummy-time-basics", "toys-in-a-circle")
def pushing_up_only(journey: Journey) -> Reason | None:
    current = journey.current
    if len(current) == 1 and current[0].movement.slug == "pushing-up":
        return _because("pushing-up-only", current[0])
    return None


@context("every-babys-own-way")
def movement_skipped(journey: Journey) -> Reason | None:
    skipped = journey.skipped
    if journey.is_quiet or not skipped:
        return None
    return Reason(
        "movement-skipped",
        evidence={
            "skipped": tuple(stop.movement.slug for stop in skipped),
            "furthest": tuple(stop.movement.slug for stop in journey.furthest),
        },
    )


@context("tummy-time-basics", "seats-and-floor-time")
def floor_only(journey: Journey) -> Reason | None:
    """Time on the floor is logged, and no movement lately."""
    if journey.is_empty or journey.is_quiet or journey.current:
        return None
    return Reason("floor-only", evidence={"ever": bool(journey.seen)})


@context("born-early")
def early(journey: Journey) -> Reason | None:
    child = journey.child
    still_counts = age_between(child.born, journey.today).months < CORRECTED_UNTIL_MONTHS
    return (
        Reason("born-early", evidence={"due": child.due})
        if born_early(child.born, child.due) and still_counts
        else None
    )
