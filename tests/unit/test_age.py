"""Actual and corrected age: by the day, in calendar months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.progression.age import Age, Ages, add_months, age_between, ages_on, born_early

BORN = date(2025, 9, 20)
DAYS = st.dates(date(2000, 1, 1), date(2050, 1, 1))


def early_by(days: int) -> date:
    return BORN + timedelta(days=days)


@pytest.mark.parametrize(
    ("born", "day", "months", "days"),
    [
        pytest.param(date(2026, 3, 10), date(2026, 3, 10), 0, 0, id="on the day of birth"),
        pytest.param(date(2026, 3, 10), date(2026, 3, 9), 0, 0, id="the day before birth counts as the day of birth"),
        pytest.param(date(2026, 3, 10), date(2026, 3, 11), 0, 1, id="one day old"),
        pytest.param(date(2026, 3, 10), date(2026, 4, 9), 0, 30, id="a day short of a month"),
        pytest.param(date(2026, 3, 10), date(2026, 4, 10), 1, 0, id="a month"),
        pytest.param(date(2026, 2, 10), date(2026, 3, 9), 0, 27, id="a day short of a month, from February"),
        pytest.param(date(2026, 1, 31), date(2026, 2, 27), 0, 27, id="born on the 31st, a day short of a month"),
        pytest.param(date(2026, 1, 31), date(2026, 2, 28), 1, 0, id="born on the 31st, the last of February"),
        pytest.param(date(2026, 1, 31), date(2026, 3, 1), 1, 1, id="born on the 31st, the day after February"),
        pytest.param(date(2026, 1, 31), date(2026, 3, 30), 1, 30, id="born on the 31st, the 30th of a longer month"),
        pytest.param(date(2026, 1, 31), date(2026, 3, 31), 2, 0, id="born on the 31st, the 31st"),
        pytest.param(date(2026, 1, 31), date(2026, 4, 30), 3, 0, id="born on the 31st, a month of 30 days"),
        pytest.param(date(2024, 1, 31), date(2024, 2, 28), 0, 28, id="born on the 31st, 28 February of a leap year"),
        pytest.param(date(2024, 1, 31), date(2024, 2, 29), 1, 0, id="born on the 31st, 29 February"),
        pytest.param(date(2025, 12, 31), date(2026, 1, 31), 1, 0, id="over the new year"),
        pytest.param(date(2025, 12, 15), date(2026, 1, 14), 0, 30, id="over the new year, a day short"),
        pytest.param(date(2024, 2, 29), date(2025, 2, 27), 11, 29, id="born on 29 February, a day short of a year"),
        pytest.param(date(2024, 2, 29), date(2025, 2, 28), 12, 0, id="born on 29 February, a year without one"),
        pytest.param(date(2024, 2, 29), date(2025, 3, 1), 12, 1, id="born on 29 February, the day after"),
        pytest.param(date(2024, 2, 29), date(2028, 2, 28), 47, 30, id="born on 29 February, a leap year, a day short"),
        pytest.param(date(2024, 2, 29), date(2028, 2, 29), 48, 0, id="born on 29 February, four years"),
        pytest.param(date(2024, 2, 28), date(2024, 2, 29), 0, 1, id="born the day before 29 February"),
    ],
)
def test_an_age_is_whole_calendar_months_and_days(born: date, day: date, months: int, days: int) -> None:
    assert age_between(born, day) == Age(months, days)


@given(DAYS, st.integers(0, 3000))
def test_the_months_and_the_days_over_lead_back_to_the_day(born: date, days: int) -> None:
    day = born + timedelta(days=days)
    age = age_between(born, day)
    assert add_months(born, age.months) + timedelta(days=age.days) == day
    assert 0 <= age.days <= 30


@given(DAYS, st.integers(0, 3000))
def test_nobody_grows_younger_overnight(born: date, days: int) -> None:
    evening, morning = (age_between(born, born + timedelta(days=days + more)) for more in (0, 1))
    assert (evening.months, evening.days) < (morning.months, morning.days)


@given(DAYS, st.integers(0, 240))
def test_a_month_later_is_the_same_day_or_the_last_of_its_month(born: date, months: int) -> None:
    later = add_months(born, months)
    assert (later.year * 12 + later.month) - (born.year * 12 + born.month) == months
    assert later.day == born.day or (later.day < born.day and (later + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("due", "is_early"),
    [
        pytest.param(None, False, id="no due date"),
        pytest.param(early_by(-3), False, id="due before birth"),
        pytest.param(early_by(0), False, id="on the due date"),
        pytest.param(early_by(21), False, id="21 days early is 37 full weeks"),
        pytest.param(early_by(22), True, id="22 days early is not"),
        pytest.param(early_by(77), True, id="born at 29 weeks"),
    ],
)
def test_born_early_is_more_than_21_days_before_the_due_date(due: date | None, is_early: bool) -> None:
    assert born_early(BORN, due) is is_early
    shown = ages_on(BORN + timedelta(days=200), BORN, due)
    assert (shown.corrected is not None) is is_early


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(BORN, Ages(Age(0, 0), days_to_due=42), id="on the day of birth"),
        pytest.param(early_by(41), Ages(Age(1, 11), days_to_due=1), id="the day before the due date"),
        pytest.param(early_by(42), Ages(Age(1, 12), corrected=Age(0, 0)), id="on the due date"),
        pytest.param(early_by(43), Ages(Age(1, 13), corrected=Age(0, 1)), id="the day after the due date"),
        pytest.param(date(2026, 5, 12), Ages(Age(7, 22), corrected=Age(6, 11)), id="in the first year"),
        pytest.param(date(2027, 9, 19), Ages(Age(23, 30), corrected=Age(22, 18)), id="the day before 24 months"),
        pytest.param(date(2027, 9, 20), Ages(Age(24, 0)), id="from 24 months on it is the actual age alone"),
        pytest.param(date(2030, 1, 1), Ages(Age(51, 12)), id="years later"),
    ],
)
def test_the_ages_of_a_child_born_six_weeks_early(day: date, expected: Ages) -> None:
    assert ages_on(day, BORN, early_by(42)) == expected


def test_a_child_without_a_due_date_has_one_age() -> None:
    assert ages_on(date(2026, 5, 12), BORN) == Ages(Age(7, 22))


def test_the_example_of_the_academy_holds_in_weeks() -> None:
    """14 weeks old and 6 weeks early is a corrected 8 weeks, "Preemie Milestones", healthychildren.org."""
    due = BORN + timedelta(weeks=6)
    assert ages_on(BORN + timedelta(weeks=14), BORN, due).corrected == age_between(due, due + timedelta(weeks=8))
