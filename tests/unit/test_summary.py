"""The summary for an appointment: counts of the chosen days, and firsts whenever they were."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from milestones.progression.age import ages_on
from milestones.progression.facts import THE_FLOOR, ChildFacts, DayFacts
from milestones.progression.movements import SLUGS
from milestones.progression.summary import Seen, Summary, summary
from tests.unit.logs import BABY, BORN_EARLY, TODAY, ago, floor, log, logs, seen

SINCE = ago(27)


def summed(*parts: list[DayFacts], start: date = SINCE, end: date = TODAY, child: ChildFacts = BABY) -> Summary:
    return summary(child, log(*parts), start, end)


def of(found: Summary, slug: str) -> Seen:
    return next(each for each in found.movements if each.movement.slug == slug)


def test_it_names_every_movement_in_the_order_of_the_progression() -> None:
    assert tuple(each.movement.slug for each in summed().movements) == SLUGS


def test_an_empty_log_counts_nothing() -> None:
    found = summed()
    assert (found.days, found.sessions, found.minutes) == (0, 0, 0)
    assert {(each.first, each.ages_at_first, each.days, each.sessions) for each in found.movements} == {
        (None, None, 0, 0)
    }


def test_both_ends_of_the_range_count_and_nothing_beyond() -> None:
    found = summed(seen("backward", 28, 27, 10, 0), floor(28, minutes=50), floor(27, minutes=5), end=TODAY)
    assert of(found, "backward").days == 3
    assert (found.days, found.minutes) == (3, 5)
    assert of(summed(seen("backward", 5, 4, 3), end=ago(4)), "backward").days == 2


def test_a_first_is_the_first_ever_also_outside_the_range() -> None:
    found = of(summed(seen("backward", 90, 3)), "backward")
    assert (found.first, found.days) == (ago(90), 1)
    assert of(summed(seen("forward", 2), end=ago(10)), "forward").first == ago(2)


def test_a_first_has_both_ages_of_a_baby_born_early() -> None:
    found = of(summed(seen("backward", 3), child=BORN_EARLY), "backward")
    assert found.ages_at_first == ages_on(ago(3), BORN_EARLY.born, BORN_EARLY.due)
    assert found.ages_at_first
    assert found.ages_at_first.corrected


def test_sessions_are_counted_beside_days() -> None:
    days = [DayFacts(ago(2), "backward", sessions=3), DayFacts(ago(2), THE_FLOOR, sessions=4, minutes=30)]
    found = summary(BABY, days, ago(5), TODAY)
    assert (of(found, "backward").days, of(found, "backward").sessions) == (1, 3)
    assert (found.days, found.sessions, found.minutes) == (1, 4, 30)


def test_details_say_in_how_many_sessions_in_the_order_they_are_offered() -> None:
    days = [
        DayFacts(ago(2), "pivoting", sessions=2, details={"right": 1, "left": 2}),
        DayFacts(ago(1), "pivoting", details={"left": 1}),
        DayFacts(ago(99), "pivoting", details={"right": 7}),
    ]
    details = of(summed(days), "pivoting").details
    assert [(detail.slug, sessions) for detail, sessions in details] == [("left", 3), ("right", 1)]


@given(logs(), st.integers(0, 430), st.integers(0, 430))
def test_any_two_halves_add_up_to_the_whole(days: list[DayFacts], one: int, other: int) -> None:
    oldest, middle = max(one, other), min(one, other)
    whole = summary(BABY, days, ago(oldest), TODAY)
    parts = [summary(BABY, days, ago(oldest), ago(middle)), summary(BABY, days, ago(middle - 1), TODAY)]
    assert whole.sessions == sum(part.sessions for part in parts)
    assert whole.minutes == sum(part.minutes for part in parts)
    for slug in SLUGS:
        assert of(whole, slug).days == sum(of(part, slug).days for part in parts)
