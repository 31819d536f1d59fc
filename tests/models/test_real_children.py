"""The visits of 995 real children, logged through the one write path: log, domain and pages agree with them.

The file, its source and its licence are told in tests/data/README.md.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest
from django.test import Client

from crawltrack.accounts.models import Person
from milestones import charts
from milestones.models import Child, Session, Tally
from milestones.progression.age import ages_on, born_early
from milestones.progression.facts import THE_FLOOR, DayFacts
from milestones.progression.guidance import ALWAYS, guidance
from milestones.progression.journey import Journey, journey
from milestones.progression.movements import SLUGS
from milestones.progression.timeline import timeline
from tests.world import at, person, signed_in

VISITS = Path(__file__).parents[1] / "data" / "smocc-prone-visits.csv"
TODAY = datetime.now(UTC).date()
FULL_TERM = 280  # days
WEEKS_37 = 37 * 7
ZONES = ("Europe/Amsterdam", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu", "Pacific/Honolulu")
SLICES = 4
PAGES = ("", "journey/", "sessions/", "tips/")


@dataclass
class RealChild:
    """One child of the file, born so that the last visit was 1 to 30 days ago."""

    number: int
    gestation: int | None
    visits: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))  # age in days: what was seen

    @property
    def name(self) -> str:
        return f"Child {self.number}"

    @property
    def zone(self) -> str:
        return ZONES[self.number % len(ZONES)]

    @property
    def born(self) -> date:
        return TODAY - timedelta(days=1 + self.number % 30 + max(self.visits))

    @property
    def due(self) -> date | None:
        early = self.gestation is not None and self.gestation < FULL_TERM
        return self.born + timedelta(days=FULL_TERM - self.gestation) if early and self.gestation else None

    @property
    def first_ages(self) -> dict[str, int]:
        """{movement: the age in days at which it was first seen}."""
        firsts: dict[str, int] = {}
        for age in sorted(self.visits):
            for movement in self.visits[age]:
                firsts.setdefault(movement, age)
        return firsts

    def log(self, by: Person) -> Child:
        """The child with every visit as a session."""
        child: Child = Child.objects.welcome(by, name=self.name, born=self.born, due=self.due)
        for age, seen in self.visits.items():
            Session.objects.record(
                child,
                by,
                id=uuid5(NAMESPACE_URL, f"smocc/{self.number}/{age}"),
                started_at=at(self.born + timedelta(days=age), zone=self.zone),
                zone=self.zone,
                seen=dict.fromkeys(seen, ()),
            )
        return Child.objects.get(pk=child.pk)


@cache
def children() -> tuple[RealChild, ...]:
    found: dict[str, RealChild] = {}
    with VISITS.open(newline="") as file:
        for row in csv.DictReader(file):
            gestation = int(row["gestation_days"]) if row["gestation_days"] else None
            child = found.setdefault(row["child"], RealChild(int(row["child"]), gestation))
            visit = child.visits[int(row["age_days"])]  # a visit at which nothing was seen is one, too
            if row["seen"] == "1":
                visit.add(row["movement"])
    return tuple(found.values())


def slice_of(part: int) -> list[RealChild]:
    return list(islice(children(), part, None, SLICES))


def with_pages() -> list[RealChild]:
    """Every child born before 37 full weeks, and every twentieth of the others."""
    early = [real for real in children() if real.gestation and real.gestation < WEEKS_37]
    return early + [real for real in children()[::20] if real not in early]


each_part = pytest.mark.parametrize("part", range(SLICES), ids=lambda part: f"part {part + 1} of {SLICES}")


@pytest.fixture
def parent(db: None) -> Person:
    return person("parent")


def test_the_file_holds_what_its_readme_says() -> None:
    firsts = Counter(movement for real in children() for movement in real.first_ages)
    assert len(children()) == 995
    assert firsts == {"pushing-up": 987, "forward": 718, "hands-and-knees": 845}
    assert min(real.gestation or FULL_TERM for real in children()) == 29 * 7
    assert sum(len(real.visits) for real in children()) == 5625


@each_part
def test_the_log_of_every_child_says_what_the_visits_said(part: int, parent: Person) -> None:
    firsts: Counter[str] = Counter()
    for real in slice_of(part):
        child = real.log(parent)
        days = Tally.objects.facts(child)
        assert_log_is_what_was_visited(child, real)
        assert_tallies_are_a_recount(days, real)
        assert_journeys_hold_along_the_way(child, days)
        first_ages = first_ages_in(journey(child.facts, days, TODAY))
        assert first_ages == real.first_ages, real.name
        firsts.update(first_ages.keys())
    assert firsts == Counter(movement for real in slice_of(part) for movement in real.first_ages)


@pytest.mark.parametrize("part", range(2), ids=["one half", "the other half"])
def test_the_pages_of_real_children_answer(part: int, parent: Person) -> None:
    client = signed_in(parent)
    for real in with_pages()[part::2]:
        child = real.log(parent)
        for page in PAGES:
            assert_page_answers(client, child, page)
    assert min(real.gestation or FULL_TERM for real in with_pages()) == 29 * 7
    assert len(with_pages()) >= 60


@pytest.mark.parametrize("age", [60, 400], ids=["before 2 months", "after a year"])
def test_logging_a_visit_again_changes_nothing(age: int, parent: Person) -> None:
    real = next(real for real in children() if len(real.visits) > 5 and max(real.visits) > age)
    child = real.log(parent)
    before = Tally.objects.facts(child)
    visit = min(real.visits, key=lambda visited: abs(visited - age))
    for _twice in range(2):
        recorded = Session.objects.record(
            child,
            parent,
            id=uuid5(NAMESPACE_URL, f"smocc/{real.number}/{visit}"),
            started_at=at(real.born + timedelta(days=visit), zone=real.zone),
            zone=real.zone,
            seen=dict.fromkeys(real.visits[visit], ()),
        )
        assert (recorded.added, recorded.firsts) == ((), ())
    assert Tally.objects.facts(child) == before


# What must hold


def assert_log_is_what_was_visited(child: Child, real: RealChild) -> None:
    sessions = Session.objects.log_of(child).with_seen()
    assert {(session.day - real.born).days: set(session.seen) for session in sessions} == real.visits
    assert child.was_born_early == bool(real.gestation and real.gestation < WEEKS_37)
    assert child.zone == real.zone


def assert_tallies_are_a_recount(days: list[DayFacts], real: RealChild) -> None:
    """The same counted plainly from the file: one session a visit, so each record counts one."""
    recounted = {
        (real.born + timedelta(days=age), movement)
        for age, seen in real.visits.items()
        for movement in (THE_FLOOR, *seen)
    }
    assert {(record.day, record.movement) for record in days} == recounted
    assert len(days) == len(recounted)
    assert {(record.sessions, record.minutes) for record in days} == {(1, 0)}


def first_ages_in(found: Journey) -> dict[str, int]:
    return {stop.movement.slug: (stop.first - found.child.born).days for stop in found.seen if stop.first}


def assert_journeys_hold_along_the_way(child: Child, days: list[DayFacts]) -> None:
    """As the parents would have seen it on the day of each visit, a week, a fortnight and a season after."""
    for visited, later in _moments(days):
        known = [record for record in days if record.day <= visited]
        today = visited + timedelta(days=later)
        found = journey(child.facts, known, today)
        assert_journey_fits(found, known, later)
        advised = guidance(found)
        assert advised.now, found
        told = [advice.tip.slug for advice in (advised.now, *advised.also)] + [tip.slug for tip in advised.always]
        assert len(told) == len({*told})
        assert {*ALWAYS} <= {*told}
        along = timeline(child.facts, known, today)
        assert along
        assert {lane.movement.slug: lane.days_seen for lane in along.lanes} == {
            stop.movement.slug: stop.days_seen for stop in found.stops
        }
        for width in (charts.NARROW, charts.WIDE):
            chart = charts.draw(along, width, today)
            assert [sum(bar.count for bar in lane.bars) for lane in chart.lanes] == [
                stop.days_seen for stop in found.stops
            ]
            assert all(bar.x >= 0 and bar.x + bar.width <= width for lane in chart.lanes for bar in lane.bars)


def _moments(days: list[DayFacts]) -> Iterator[tuple[date, int]]:
    for index, visited in enumerate(sorted({record.day for record in days})):
        yield visited, (0, 7, 14, 90)[index % 4]


def assert_journey_fits(found: Journey, known: list[DayFacts], later: int) -> None:
    assert found.is_quiet == (later > 21)
    assert [stop.movement.slug for stop in found.stops] == list(SLUGS)
    for stop in found.stops:
        seen_on = sorted(record.day for record in known if record.movement == stop.movement.slug)
        assert stop.days_seen == len(seen_on)
        assert (stop.first, stop.last) == ((seen_on[0], seen_on[-1]) if seen_on else (None, None))
        assert stop.recent_days == sum((found.today - day).days < 7 for day in seen_on)
        if stop.first:
            assert stop.ages_at_first == ages_on(stop.first, found.child.born, found.child.due)
            has_two_ages = bool(stop.ages_at_first.corrected) or stop.ages_at_first.days_to_due is not None
            assert has_two_ages == born_early(found.child.born, found.child.due)


def assert_page_answers(client: Client, child: Child, page: str) -> None:
    answer = client.get(f"/children/{child.pk}/{page}")
    assert answer.status_code == 200, (child.name, page)
    text = answer.content.decode()
    assert child.name in text
    assert "None" not in text
