"""How ages, days, times and lists are written."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
import qrcode
from django.template import Context, Template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import gettext_lazy

from crawltrack import qr
from crawltrack.accounts.models import Person
from milestones.progression.age import Age
from milestones.progression.journey import journey
from milestones.progression.movements import MOVEMENTS
from milestones.progression.tips import TIPS
from milestones.templatetags import words
from tests.unit.logs import BABY, TODAY, log, seen


def rendered(source: str, **context: object) -> str:
    return Template("{% load words %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(Age(0, 0), "0 days", id="the day of birth"),
        pytest.param(Age(0, 1), "1 day", id="one day"),
        pytest.param(Age(0, 30), "30 days", id="days"),
        pytest.param(Age(1, 0), "1 month", id="a month to the day"),
        pytest.param(Age(1, 1), "1 month 1 day", id="a month and a day"),
        pytest.param(Age(6, 13), "6 months 13 days", id="months and days"),
        pytest.param(Age(23, 30), "23 months 30 days", id="the day before two years"),
        pytest.param(Age(24, 0), "2 years", id="two years"),
        pytest.param(Age(24, 20), "2 years", id="days no longer matter"),
        pytest.param(Age(25, 3), "2 years 1 month", id="years and a month"),
        pytest.param(Age(71, 0), "5 years 11 months", id="years and months"),
    ],
)
def test_an_age_is_said_in_words(value: Age, said: str) -> None:
    assert words.age(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(date(2026, 5, 12), "Today", id="today"),
        pytest.param(date(2026, 5, 11), "Yesterday", id="yesterday"),
        pytest.param(date(2026, 5, 10), "Sunday, 10 May", id="the day before"),
        pytest.param(date(2026, 5, 13), "Wednesday, 13 May", id="a day ahead, over the date line"),
        pytest.param(date(2026, 1, 1), "Thursday, 1 January", id="this year"),
        pytest.param(date(2025, 12, 31), "Wednesday, 31 December 2025", id="last year"),
    ],
)
def test_a_near_day_has_a_name(value: date, said: str) -> None:
    assert words.near_day(value, TODAY) == said


def test_yesterday_is_yesterday_over_the_new_year() -> None:
    assert words.near_day(date(2025, 12, 31), date(2026, 1, 1)) == "Yesterday"


@pytest.mark.parametrize(
    ("value", "said"),
    [(date(2026, 5, 2), "2 May"), (date(2025, 5, 2), "2 May 2025"), (date(2027, 1, 2), "2 January 2027")],
)
def test_a_day_has_its_year_when_it_is_not_this_one(value: date, said: str) -> None:
    assert words.day(value, TODAY) == said


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d"], "a, b, c and d"),
        ([gettext_lazy("backward"), 2], "backward and 2"),
    ],
)
def test_a_list_reads_as_one(listed: list[object], said: str) -> None:
    assert words.listed(listed) == said


@pytest.mark.parametrize(
    ("slugs", "said"),
    [
        ((), ""),
        (("pushing-up",), "Pushing up"),
        (("pushing-up", "pivoting", "forward"), "Pushing up, Circles, Forward"),
        (("a-movement-of-yore", "backward"), "Backward"),
    ],
)
def test_movements_are_said_by_their_names_with_commas_alone(slugs: tuple[str, ...], said: str) -> None:
    assert words.words_of(slugs) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (120, "2 hours"),
        (740, "12 hours 20 minutes"),
    ],
)
def test_time_on_the_floor_is_hours_and_minutes(minutes: int, said: str) -> None:
    assert words.floor_time(minutes) == said


@pytest.mark.parametrize(
    ("zone", "said"), [("Europe/Berlin", "14:32"), ("America/New_York", "08:32"), ("Asia/Kathmandu", "18:17")]
)
def test_the_clock_is_that_of_the_zone(zone: str, said: str) -> None:
    assert words.clock(datetime(2026, 5, 12, 12, 32, tzinfo=UTC), zone) == said


@pytest.mark.parametrize(
    ("there", "here", "expected"),
    [
        ("Europe/Berlin", "Europe/Berlin", False),
        ("Europe/Berlin", "Europe/Vienna", False),
        ("Europe/Berlin", "America/New_York", True),
        ("UTC", "Europe/London", True),
    ],
)
def test_a_session_was_elsewhere_when_the_clocks_differ(there: str, here: str, expected: bool) -> None:
    assert words.elsewhere(datetime(2026, 5, 12, 12, 0, tzinfo=ZoneInfo(there)), here) is expected


@pytest.mark.parametrize(
    ("zone", "said"),
    [("America/New_York", "New York"), ("America/Argentina/Buenos_Aires", "Buenos Aires"), ("UTC", "UTC")],
)
def test_a_zone_is_said_by_its_place(zone: str, said: str) -> None:
    assert words.zone_name(zone) == said


@pytest.mark.parametrize(
    ("ticked", "said"),
    [
        (["left"], "Circles: to the left."),
        (["right", "left"], "Circles: to the left and to the right."),
        (["left", "upside-down"], "Circles: to the left."),
    ],
)
def test_details_are_said_in_their_order_and_unknown_ones_passed_over(ticked: list[str], said: str) -> None:
    assert words.in_detail("pivoting", ticked) == said


def test_a_movement_and_a_tip_are_found_by_their_slugs() -> None:
    assert [words.movement(movement.slug) for movement in MOVEMENTS] == list(MOVEMENTS)
    assert [words.tip(tip.slug) for tip in TIPS] == list(TIPS)
    assert words.movement("rolling") is words.tip("a-tip-of-yore") is None


def test_a_colour_belongs_to_a_movement_and_there_is_one_without() -> None:
    assert [words.hue(movement.slug) for movement in MOVEMENTS] == ["m-up", "m-round", "m-back", "m-knees", "m-fwd"]
    assert words.hue("") == words.hue("rolling") == "m-up"


def test_a_kind_is_worded_by_its_own_template() -> None:
    assert words.partial("backward-no-forward", "reasons") == "reasons/_backward_no_forward.html"


@pytest.mark.parametrize("tags", ["first", "session-removed", "", "success", "../../etc/passwd"])
def test_a_message_is_shown_by_a_template_that_exists(tags: str) -> None:
    assert get_template(words.message_partial(tags))


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("  one \n  two  ", "one two"),
        ("one , two .", "one, two."),
        ("( one )", "( one)"),
        ("{{ typed }}", "a &lt;b&gt; c"),
        ("", ""),
    ],
)
def test_spaced_keeps_single_spaces_and_escapes_what_was_typed(inside: str, said: str) -> None:
    assert rendered("{% spaced %}" + inside + "{% endspaced %}", typed=" a  <b>  c ") == said


def test_a_word_stands_on_its_own_line_of_colour() -> None:
    stop = journey(BABY, log(seen("pivoting", 0)), TODAY).stop("pivoting")
    assert rendered("{% under stop %}", stop=stop) == '<span class="under m-round">circles</span>'


@pytest.mark.parametrize("name", ["back", "fwd", "room", "scene-towel"])
def test_a_scene_has_a_name_for_those_who_cannot_see_it_and_escapes_it(name: str) -> None:
    drawn = rendered("{% scene name alt %}", name=name, alt='A "baby" & <b>')
    assert 'role="img" aria-label="A &quot;baby&quot; &amp; &lt;b&gt;"' in drawn
    assert f"#{name}" in drawn


def test_a_drawing_without_a_name_is_decoration() -> None:
    assert 'aria-hidden="true"' in rendered('{% drawing "back" %}')
    assert "role" not in rendered('{% drawing "back" %}')


def test_a_person_is_named_by_their_word_for_the_child_or_by_their_name():
    jonas = Person(pk=7, name="Jonas", email="jonas@example.org")
    assert words.named(jonas, {"7": "Papa", "77": "Opa"}) == "Papa"
    assert words.named(jonas, {"77": "Opa"}) == words.named(jonas, None) == "Jonas"


def test_a_day_is_the_day_where_the_person_is():
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        assert (
            rendered("{{ at|day:today }}", at=datetime(2025, 5, 11, 20, tzinfo=UTC), today=date(2025, 6, 1)) == "12 May"
        )


def test_a_code_to_scan_is_a_picture_with_a_name_and_a_quiet_zone():
    link = f"https://crawltrack.example.org/invitations/{'x' * 43}/"
    drawn = ElementTree.fromstring(qr.qr_code(link, 'A "code" <b>'))
    assert (drawn.get("role"), drawn.get("aria-label"), drawn.get("class")) == ("img", 'A "code" <b>', "qr")
    ground, path = drawn
    assert ground.get("width") == ground.get("height") == "100%"
    starts = [tuple(map(Decimal, at.split(","))) for at in re.findall(r"M([\d.]+,[\d.]+)", path.get("d"))]
    width = Decimal(drawn.get("viewBox").split()[2])
    assert {min(min(at) for at in starts), width - 1 - max(max(at) for at in starts)} == {qr.QUIET_ZONE}
    expected = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    expected.add_data(link)
    dark = {(x, y) for y, row in enumerate(expected.get_matrix()) for x, is_dark in enumerate(row) if is_dark}
    assert {(x - qr.QUIET_ZONE, y - qr.QUIET_ZONE) for x, y in starts} == dark
    assert not [each for each in drawn.iter() if each.get("style")]
