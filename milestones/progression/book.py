"""book(): a log told as a book, a chapter for each month of age. What is in it and in which order, not how it looks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from milestones.progression.age import Ages, add_months, age_between, ages_on
from milestones.progression.facts import ChildFacts, DayFacts
from milestones.progression.movements import MOVEMENTS, Movement

# What one book holds. More pictures than that are slow to open on a phone, and no book that one would leaf through.
MOST_PICTURES, MOST_NOTES = 300, 400


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo, known by its `key`; width and height in pixels."""

    key: Any
    width: int
    height: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session that has something to tell."""

    key: Any
    day: date
    movements: tuple[str, ...]
    note: str = ""
    by: Any = None  # who wrote the note
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class First:
    """The first sighting of a movement, with a picture and the note of its own session alone."""

    movement: Movement
    day: date
    ages: Ages
    sitting: Sitting | None = None
    picture: Picture | None = None
    note: str = ""


T = TypeVar("T", DayFacts, First, Sitting)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of age, from `start` to `end`, both included. The one that is going on ends with the last day logged."""

    number: int  # how many months old the child is in it
    start: date
    end: date
    ages_at_start: Ages
    ages_at_end: Ages


@dataclass(frozen=True, slots=True)
class Chapter:
    month: Month
    seen: tuple[tuple[Movement, int], ...]  # (movement, on how many days), in the order of the progression
    told: tuple[First | Sitting, ...]  # in the order of time

    @property
    def most_seen(self) -> Movement | None:
        """Seen on the most days of the month; of two, the one farther along."""
        return max(self.seen[::-1], key=lambda seen: seen[1], default=(None, 0))[0]


@dataclass(frozen=True, slots=True)
class Book:
    start: date  # the first and the last day of the log that it tells of
    end: date
    chapters: tuple[Chapter, ...]
    goes_on: Month | None = None  # it was full: another book begins with this month
    full_on: date | None = None  # one month alone was too much: what is of this day and later is left out


def months_logged(child: ChildFacts, days: Iterable[DayFacts]) -> list[Month]:
    """The months of age with something in the log, the first one first."""
    logged = {record.day for record in days}
    numbers = {age_between(child.born, day).months for day in logged}
    last = max(logged, default=child.born)
    return [_month(child, number, last) for number in sorted(numbers)]


def _month(child: ChildFacts, number: int, last: date) -> Month:
    start = add_months(child.born, number)
    end = min(add_months(child.born, number + 1) - timedelta(days=1), last)
    return Month(number, start, end, ages_on(start, child.born, child.due), ages_on(end, child.born, child.due))


def book(child: ChildFacts, days: Iterable[DayFacts], months: Sequence[Month], sittings: Iterable[Sitting]) -> Book:
    """The `months` (of `months_logged`, in order, at least one) as a book.

    `days` are all of the log, in any order. `sittings` are those of the months, in the order of time; one picture or
    note more than a book holds is enough to know that there are more. A book that is full ends with a whole month.
    """
    days = sorted(days, key=lambda record: record.day)
    kept, left_out = _as_many_as_a_book_holds(sittings)
    goes_on, full_on = None, None
    if left_out:
        number = age_between(child.born, left_out.day).months
        whole = [month for month in months if month.number < number]
        goes_on = next((month for month in months if month.number > number), None)
        if whole:
            goes_on = next(month for month in months if month.number == number)
        else:
            full_on = left_out.day
        months = whole or months[:1]
    logged, sat = _by_month(child, days), _by_month(child, kept)
    firsts = _by_month(child, _firsts(child, days, kept))
    chapters = tuple(
        _chapter(month, logged[month.number], firsts.get(month.number, []), sat.get(month.number, []))
        for month in months
    )
    return Book(logged[months[0].number][0].day, logged[months[-1].number][-1].day, chapters, goes_on, full_on)


def _as_many_as_a_book_holds(sittings: Iterable[Sitting]) -> tuple[list[Sitting], Sitting | None]:
    """What goes in, and the first that does not."""
    kept: list[Sitting] = []
    pictures = notes = 0
    for sitting in sittings:
        pictures += len(sitting.pictures)
        notes += bool(sitting.note)
        if pictures > MOST_PICTURES or notes > MOST_NOTES:
            return kept, sitting
        kept.append(sitting)
    return kept, None


def _by_month(child: ChildFacts, told: Iterable[T]) -> dict[int, list[T]]:
    """By months of age, what is told in the order in which it comes."""
    found: dict[int, list[T]] = {}
    for each in told:
        found.setdefault(age_between(child.born, each.day).months, []).append(each)
    return found


def _firsts(child: ChildFacts, days: list[DayFacts], sittings: list[Sitting]) -> list[First]:
    """The first of each movement that was seen, the earliest first. A picture and a note are shown only once."""
    firsts: list[First] = []
    for movement in MOVEMENTS:
        day = next((record.day for record in days if record.movement == movement.slug), None)
        if day is None:
            continue
        of_the_day = (each for each in sittings if each.day == day and movement.slug in each.movements)
        sitting = next(of_the_day, None)
        beside = [first for first in firsts if sitting and first.sitting == sitting]
        pictures = sitting.pictures[len(beside) :] if sitting else ()
        firsts.append(
            First(
                movement,
                day,
                ages_on(day, child.born, child.due),
                sitting,
                picture=pictures[0] if pictures else None,
                note=sitting.note if sitting and not beside else "",
            )
        )
    place = {sitting.key: place for place, sitting in enumerate(sittings)}
    return sorted(firsts, key=lambda first: (first.day, place[first.sitting.key] if first.sitting else -1))


def _chapter(month: Month, days: list[DayFacts], firsts: list[First], sittings: list[Sitting]) -> Chapter:
    counted = Counter(record.movement for record in days)
    return Chapter(
        month=month,
        seen=tuple((movement, counted[movement.slug]) for movement in MOVEMENTS if counted[movement.slug]),
        told=tuple(_told(firsts, sittings)),
    )


def _told(firsts: list[First], sittings: list[Sitting]) -> Iterator[First | Sitting]:
    """Each first where its session stands, and after it what is left of that session."""
    waiting = [*firsts]
    for sitting in sittings:
        while waiting and (waiting[0].sitting == sitting or waiting[0].day < sitting.day):
            yield waiting.pop(0)
        left = _without_what_firsts_told(sitting, firsts)
        if left.note or left.pictures:
            yield left
    yield from waiting


def _without_what_firsts_told(sitting: Sitting, firsts: list[First]) -> Sitting:
    of_it = [first for first in firsts if first.sitting == sitting]
    if not of_it:
        return sitting
    shown = {first.picture.key for first in of_it if first.picture}
    return replace(
        sitting, note="", pictures=tuple(picture for picture in sitting.pictures if picture.key not in shown)
    )
