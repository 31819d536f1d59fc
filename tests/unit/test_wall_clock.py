"""Times as a clock on the wall shows them: the nights when the clocks change, and what people type."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from milestones.forms.wall_clock import WallClockField, moment

ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Auckland", "Asia/Kathmandu", "UTC"]


def clock(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("zone", "said", "utc"),
    [
        pytest.param("Europe/Berlin", "2026-05-12T14:30", "2026-05-12T12:30", id="Berlin in summer"),
        pytest.param("Europe/Berlin", "2026-01-12T14:30", "2026-01-12T13:30", id="Berlin in winter"),
        pytest.param("America/New_York", "2026-05-12T22:30", "2026-05-13T02:30", id="New York, the next day in UTC"),
        pytest.param("Asia/Kathmandu", "2026-05-12T00:10", "2026-05-11T18:25", id="Kathmandu, a quarter of an hour"),
        pytest.param("Pacific/Kiritimati", "2026-05-12T00:10", "2026-05-11T10:10", id="Kiritimati, 14 hours ahead"),
        pytest.param("Pacific/Pago_Pago", "2026-05-12T23:10", "2026-05-13T10:10", id="Pago Pago, 11 hours behind"),
    ],
)
def test_a_time_on_the_wall_is_a_moment(zone: str, said: str, utc: str) -> None:
    assert moment(clock(said), zone) == clock(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "last", "skipped", "next_there"),
    [
        pytest.param("Europe/Berlin", "2026-03-29T01:59", ["02:00", "02:30", "02:59"], "2026-03-29T03:00", id="Berlin"),
        pytest.param(
            "America/New_York", "2026-03-08T01:59", ["02:00", "02:30", "02:59"], "2026-03-08T03:00", id="New York"
        ),
        pytest.param(
            "Australia/Lord_Howe",
            "2026-10-04T01:59",
            ["02:00", "02:29"],
            "2026-10-04T02:30",
            id="Lord Howe, half an hour",
        ),
    ],
)
def test_an_hour_that_the_clocks_skipped_is_refused_with_a_sentence(
    zone: str, last: str, skipped: list[str], next_there: str
) -> None:
    night = last[:11]
    for said in skipped:
        with pytest.raises(ValidationError) as refused:
            moment(clock(night + said), zone)
        assert refused.value.code == "skipped_hour"
        assert "this time did not exist" in refused.value.message
    assert moment(clock(next_there), zone) - moment(clock(last), zone) == timedelta(minutes=1)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_the_hour_later_that_the_sentence_offers_exists(zone: str) -> None:
    skipped = {"Europe/Berlin": "2026-03-29", "America/New_York": "2026-03-08", "Australia/Lord_Howe": "2026-10-04"}
    assert moment(clock(f"{skipped[zone]}T02:15") + timedelta(hours=1), zone)


@pytest.mark.parametrize(
    ("zone", "said", "first", "lasts"),
    [
        pytest.param("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30", 60, id="Berlin"),
        pytest.param("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30", 60, id="New York"),
        pytest.param("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45", 30, id="Lord Howe, half an hour"),
    ],
)
def test_of_an_hour_that_repeats_the_first_is_meant(zone: str, said: str, first: str, lasts: int) -> None:
    at = moment(clock(said), zone)
    assert at == clock(first).replace(tzinfo=UTC)
    later = (at + timedelta(minutes=lasts)).astimezone(ZoneInfo(zone))
    assert later.replace(tzinfo=None) == clock(said), "the clock shows it a second time"


def test_a_time_marked_as_the_second_of_two_is_still_the_first() -> None:
    said = clock("2026-10-25T02:30")
    assert moment(said.replace(fold=1), "Europe/Berlin") == moment(said, "Europe/Berlin")


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 12, 31)), st.sampled_from(ZONES))
def test_every_moment_is_read_off_the_wall_again_unless_the_clocks_skipped_it(said: datetime, zone: str) -> None:
    try:
        at = moment(said, zone)
    except ValidationError:
        an_hour_later = moment(said + timedelta(hours=1), zone)
        assert an_hour_later.utcoffset() == timedelta(0)
    else:
        assert at.tzinfo is UTC
        assert at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == said


# The field


@pytest.mark.parametrize(
    "text",
    ["2026-05-12T14:30", " 2026-05-12T14:30 ", "2026-05-12 14:30", "2026-05-12T14:30:00", "2026-05-12T14:30:00.000"],
)
def test_the_field_reads_what_browsers_send(text: str) -> None:
    assert WallClockField().clean(text) == datetime(2026, 5, 12, 14, 30)


def test_the_field_keeps_a_time_that_is_one_already() -> None:
    assert WallClockField().clean(datetime(2026, 5, 12, 14, 30)) == datetime(2026, 5, 12, 14, 30)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("", "required", id="nothing"),
        pytest.param("   ", "required", id="spaces"),
        pytest.param(None, "required", id="no value"),
        pytest.param("yesterday", "no_time", id="a word"),
        pytest.param("2026-05-12", "no_time", id="a day alone"),
        pytest.param("14:30", "no_time", id="a time alone"),
        pytest.param("2026-05-12T14", "no_time", id="an hour alone"),
        pytest.param("12.05.2026 14:30", "no_time", id="another way to write it"),
        pytest.param("2026-02-30T14:30", "no_time", id="30 February"),
        pytest.param("2026-02-29T14:30", "no_time", id="29 February of a year without one"),
        pytest.param("2026-05-12T24:30", "no_time", id="24:30"),
        pytest.param("2026-05-12T14:60", "no_time", id="14:60"),
        pytest.param("2026-05-12T14:30Z", "no_time", id="with a zone"),
        pytest.param("2026-05-12T14:30+02:00", "no_time", id="with an offset"),
        pytest.param("-2026-05-12T14:30", "no_time", id="before our era"),
        pytest.param("12026-05-12T14:30", "no_time", id="a year of five digits"),
        pytest.param("２０２６-05-12T14:30", "no_time", id="digits of another script"),
        pytest.param("2026-05-12T14:3\x00", "no_time", id="a control character"),
        pytest.param("👶" * 20, "no_time", id="babies"),
        pytest.param("<script>alert(1)</script>", "no_time", id="markup"),
        pytest.param("9" * 1_000_000, "no_time", id="a million digits"),
        pytest.param("0000-05-12T14:30", "no_time", id="the year 0"),
        pytest.param("0026-05-12T14:30", "year", id="the year 26"),
        pytest.param("1999-12-31T23:59", "year", id="before 2000"),
        pytest.param("2101-01-01T00:00", "year", id="after 2100"),
        pytest.param("9999-12-31T23:59", "year", id="the last of all days"),
    ],
)
def test_the_field_refuses_what_is_no_time_with_a_sentence(text: str | None, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        WallClockField().clean(text)
    (error,) = refused.value.error_list
    assert error.code == code
    assert str(error.message).endswith(".")


@given(st.text(max_size=40))
def test_the_field_reads_or_refuses_any_text(text: str) -> None:
    try:
        said = WallClockField(required=False).clean(text)
    except ValidationError:
        return
    assert said is None or (2000 <= said.year <= 2100 and said.tzinfo is None)


def test_a_field_that_may_be_empty_says_nothing() -> None:
    assert WallClockField(required=False).clean("") is None


def test_the_field_is_drawn_as_a_browser_reads_it() -> None:
    drawn = WallClockField().widget.render("when", datetime(2026, 5, 12, 14, 30))
    assert 'type="datetime-local"' in drawn
    assert 'value="2026-05-12T14:30"' in drawn
