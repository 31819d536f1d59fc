"""The book: which month a day belongs to, what stands where, and where a book is full."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from milestones.progression import book as module
from milestones.progression.book import Book, First, Picture, Sitting, book, months_logged
from milestones.progression.facts import THE_FLOOR, ChildFacts, DayFacts

BORN = date(2026, 1, 31)
CHILD = ChildFacts(BORN)


def days(*told: tuple[date, str]) -> list[DayFacts]:
    return [*(DayFacts(day, movement) for day, movement in told), *(DayFacts(day, THE_FLOOR) for day in {*dict(told)})]


def sitting(day: date, *movements: str, note: str = "", pictures: int = 0, key: object = None) -> Sitting:
    key = key or (day, movements)
    shown = tuple(Picture((key, number), 640, 480) for number in range(pictures))
    return Sitting(key, day, movements, note, None, shown)


def made(log: list[DayFacts], *sittings: Sitting, child: ChildFacts = CHILD) -> Book:
    return book(child, log, months_logged(child, log), sittings)


@pytest.mark.parametrize(
    ("day", "number", "start", "end"),
    [
        (BORN, 0, BORN, date(2026, 2, 27)),
        (date(2026, 2, 27), 0, BORN, date(2026, 2, 27)),
        (date(2026, 2, 28), 1, date(2026, 2, 28), date(2026, 3, 30)),
        (date(2026, 3, 31), 2, date(2026, 3, 31), date(2026, 4, 29)),
        (date(2028, 2, 29), 25, date(2028, 2, 29), date(2028, 3, 30)),
    ],
)
def test_a_month_of_age_begins_on_the_day_of_birth_or_the_last_of_a_shorter_month(day, number, start, end):
    month, _later = months_logged(CHILD, days((day, "backward"), (end + timedelta(days=1), "backward")))
    assert (month.number, month.start, month.end) == (number, start, end)


def test_the_month_that_is_going_on_ends_with_the_last_day_logged():
    before, going_on = months_logged(CHILD, days((BORN, "backward"), (date(2026, 3, 4), "backward")))
    assert before.end == date(2026, 2, 27)
    assert (going_on.start, going_on.end) == (date(2026, 2, 28), date(2026, 3, 4))


def test_months_follow_each_other_without_a_gap_and_those_without_a_log_are_passed_over():
    log = days(*((BORN + timedelta(days=each), "backward") for each in (*range(60), *range(200, 320))))
    months = months_logged(CHILD, log)
    numbers = [month.number for month in months]
    assert numbers == [0, 1, 2, 6, 7, 8, 9, 10]
    for before, after in pairwise(months):
        if after.number == before.number + 1:
            assert after.start == before.end + timedelta(days=1)


def test_a_baby_born_early_has_both_ages_in_a_month():
    child = ChildFacts(BORN, due=BORN + timedelta(weeks=8))
    logged = (BORN + timedelta(days=each) for each in (0, 150, 200))
    early, later, _going_on = months_logged(child, days(*((day, "backward") for day in logged)))
    assert early.ages_at_end.days_to_due is not None
    assert later.ages_at_end.corrected.months == 4


def test_a_chapter_counts_what_was_seen_on_how_many_days():
    log = days(*((BORN + timedelta(days=100 + each), "backward") for each in range(3)), (BORN, "pushing-up"))
    first, later = made(log).chapters
    assert [(movement.slug, many) for movement, many in first.seen] == [("pushing-up", 1)]
    assert [(movement.slug, many) for movement, many in later.seen] == [("backward", 3)]
    assert later.most_seen.slug == "backward"


def test_a_month_of_time_on_the_floor_alone_is_a_chapter_too():
    (chapter,) = made([DayFacts(BORN, THE_FLOOR)]).chapters
    assert (chapter.seen, chapter.told, chapter.most_seen) == ((), (), None)


def test_a_first_stands_where_its_session_does_and_takes_its_first_picture_and_note():
    day = BORN + timedelta(days=10)
    log = days((BORN, "pushing-up"), (day, "backward"))
    before, of_it = sitting(day, note="Before", key=1), sitting(day, "backward", note="Off!", pictures=3, key=2)
    ((pushing, told, backward, rest),) = [chapter.told for chapter in made(log, before, of_it).chapters]
    assert (pushing.movement.slug, pushing.picture, pushing.sitting) == ("pushing-up", None, None)
    assert told == before
    assert isinstance(backward, First)
    assert (backward.movement.slug, backward.picture, backward.note) == ("backward", of_it.pictures[0], "Off!")
    assert (rest.key, rest.note, rest.pictures) == (2, "", of_it.pictures[1:])


def test_two_firsts_of_one_session_share_its_pictures_and_tell_its_note_once():
    log = days((BORN, "backward"), (BORN, "forward"))
    of_both = sitting(BORN, "backward", "forward", note="Both!", pictures=1)
    ((first, second),) = [chapter.told for chapter in made(log, of_both).chapters]
    assert (first.picture, first.note) == (of_both.pictures[0], "Both!")
    assert (second.picture, second.note) == (None, "")


def test_a_picture_of_a_later_day_is_no_picture_of_a_first():
    later = sitting(BORN + timedelta(days=3), "backward", pictures=1)
    log = days((BORN, "backward"), (later.day, "backward"))
    ((first, told),) = [chapter.told for chapter in made(log, later).chapters]
    assert first.picture is None
    assert told == later


def test_all_that_was_told_is_told_once_and_in_the_order_of_time():
    sittings = [sitting(BORN + timedelta(days=each), "backward", note=str(each), pictures=2) for each in range(90)]
    log = days(*((each.day, "backward") for each in sittings))
    told = [each for chapter in made(log, *sittings).chapters for each in chapter.told]
    assert [each.note for each in told if each.note] == [str(each) for each in range(90)]
    keys = [first.picture.key for first in told if isinstance(first, First)]
    keys += [picture.key for each in told if isinstance(each, Sitting) for picture in each.pictures]
    assert sorted(keys) == sorted(picture.key for each in sittings for picture in each.pictures)


def test_a_full_book_ends_with_a_whole_month_and_says_where_the_next_begins(monkeypatch):
    monkeypatch.setattr(module, "MOST_NOTES", 40)
    sittings = [sitting(BORN + timedelta(days=each), "backward", note="n") for each in range(90)]
    log = days(*((each.day, "backward") for each in sittings))
    found = made(log, *sittings)
    assert [chapter.month.number for chapter in found.chapters] == [0]
    assert found.goes_on.number == 1
    assert found.full_on is None
    assert found.end == date(2026, 2, 27)


def test_a_month_that_alone_is_too_much_is_told_up_to_a_day(monkeypatch):
    monkeypatch.setattr(module, "MOST_PICTURES", 10)
    sittings = [sitting(BORN + timedelta(days=each), "backward", pictures=4) for each in range(40)]
    log = days(*((each.day, "backward") for each in sittings))
    found = made(log, *sittings)
    assert [chapter.month.number for chapter in found.chapters] == [0]
    assert found.full_on == BORN + timedelta(days=2)
    assert found.goes_on.number == 1
