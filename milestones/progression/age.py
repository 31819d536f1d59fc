"""Actual and corrected age, by the day, in calendar months.

Corrected age counts from the due date. It stands beside the actual age when a child was born more than 21 days before
the due date (before 37 completed weeks: American Academy of Pediatrics, "Age Terminology During the Perinatal Period",
Pediatrics 2004;114:1362-1364) and until 24 months of actual age. The Academy counts completed weeks; we count days.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

BORN_EARLY_BY_MORE_THAN = timedelta(days=21)
CORRECTED_UNTIL_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Age:
    """Whole calendar months, and the days over."""

    months: int
    days: int


@dataclass(frozen=True, slots=True)
class Ages:
    """How old a child is on a day. `corrected` is None where it is not shown; `days_to_due` is set until it is due."""

    actual: Age
    corrected: Age | None = None
    days_to_due: int | None = None


def ages_on(day: date, born: date, due: date | None = None) -> Ages:
    """The ages of a child on the local `day`. A day before birth counts as the day of birth."""
    actual = age_between(born, day)
    if not born_early(born, due) or due is None or actual.months >= CORRECTED_UNTIL_MONTHS:
        return Ages(actual)
    if day < due:
        return Ages(actual, days_to_due=(due - day).days)
    return Ages(actual, corrected=age_between(due, day))


def born_early(born: date, due: date | None) -> bool:
    return due is not None and due - born > BORN_EARLY_BY_MORE_THAN


def age_between(start: date, day: date) -> Age:
    """Whole months from `start` to `day`. A month that lacks the start's day is complete on its last day."""
    if day <= start:
        return Age(0, 0)
    months = (day.year - start.year) * 12 + day.month - start.month
    if add_months(start, months) > day:
        months -= 1
    return Age(months, (day - add_months(start, months)).days)


def add_months(start: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
