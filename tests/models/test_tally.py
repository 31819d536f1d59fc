"""The tallies always equal a plain count of the log, whatever was done to it in whatever order."""

import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from milestones.models import Conflict, Session, Tally
from milestones.progression.movements import MOVEMENTS
from tests.models.log import tallied, tallies_are_right, version, zone
from tests.world import log

ZONES = ["Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"]
REFUSALS = (ValidationError, Conflict, Session.DoesNotExist)


class Walk:
    """Does one thing after another to a log, as a family on the road with two phones might."""

    def __init__(self, seed, child, people, clock):
        self.dice, self.child, self.people, self.clock = random.Random(seed), child, people, clock

    def step(self):
        self.clock.goes_on(seconds=self.dice.choice([1, 40, 600, 2400, 9 * 3600]))
        verb = self.dice.choice([self.record, self.tap, self.tap, self.change, self.unsee, self.remove, self.restore])
        with suppress(*REFUSALS):
            verb(self.dice.choice(self.people))

    def some_id(self):
        return UUID(int=self.dice.randrange(25))

    def some_session(self):
        there = Session.objects.filter(child=self.child).order_by("pk")
        return self.dice.choice([*there, Session(pk=self.some_id(), child=self.child)])

    def some_time(self):
        return self.clock.now - timedelta(minutes=self.dice.choice([0, 1, 25, 600, 1440, 5000]))

    def what_was_seen(self):
        chosen = self.dice.sample(MOVEMENTS, self.dice.randrange(4))
        return {each.slug: [d.slug for d in each.details if self.dice.random() < 0.4] for each in chosen}

    def minutes(self):
        return self.dice.choice([None, None, 1, 15, 600])

    def record(self, by):
        zone = self.dice.choice(ZONES)
        Session.objects.record(
            self.child, by, self.some_id(), self.some_time(), zone, self.what_was_seen(), self.minutes()
        )

    def tap(self, by):
        at, movement = self.some_time(), self.dice.choice(MOVEMENTS).slug
        Session.objects.tap(self.child, by, self.some_id(), at, self.dice.choice(ZONES), movement)

    def change(self, by):
        session = self.some_session()
        revision = session.revision - (self.dice.random() < 0.2)
        Session.change(
            session, by, revision, self.some_time(), self.dice.choice(ZONES), self.what_was_seen(), self.minutes()
        )

    def unsee(self, by):
        self.some_session().unsee(by, self.dice.choice(MOVEMENTS).slug)

    def remove(self, by):
        self.some_session().remove(by)

    def restore(self, by):
        self.some_session().restore(by)


@pytest.mark.parametrize("seed", range(3))
def test_they_equal_the_log_after_every_step_of_a_random_walk(world, clock, seed):
    clock.shows(datetime.combine(world.ago(30), datetime.min.time(), UTC))
    walk = Walk(seed, world.mira, [world.owner, world.caregiver], clock)
    logged = set()
    for _step in range(60):
        before = version(world.mira)
        walk.step()
        assert tallies_are_right(world.mira)
        assert version(world.mira) in (before, before + 1)
        newest = Session.objects.log_of(world.mira).newest_first().first()
        assert zone(world.mira) == (newest.zone if newest else "")
        logged.add(Session.objects.log_of(world.mira).count())
    assert max(logged) > 5  # the walk did lead somewhere


def recount():
    said = StringIO()
    call_command("recount", stdout=said)
    return said.getvalue()


def test_recounting_mends_what_was_counted_wrongly_and_says_so(world, clock):
    log(world.mira, world.owner, world.ago(3), "backward", "pivoting", minutes=5, details={"pivoting": ["left"]})
    log(world.mira, world.owner, world.ago(3), "backward", hour=15)
    log(world.otto, world.stranger, world.ago(3), "forward")
    right = tallied(world.mira)
    stray = Session.objects.first()
    Tally.objects.filter(child=world.mira, movement="backward").update(sessions=7)
    Tally.objects.filter(child=world.mira, movement="pivoting").delete()
    Tally.objects.create(child=world.mira, day=world.ago(9), movement="forward", sessions=1, earliest=stray)
    assert not tallies_are_right(world.mira)
    before = version(world.mira)
    assert recount() == "Children whose days were counted wrongly and are right now: 1.\n"
    assert tallied(world.mira) == right
    assert tallies_are_right(world.mira)
    assert tallies_are_right(world.otto)
    assert version(world.mira) > before


def test_recounting_what_is_right_changes_nothing(world, clock):
    log(world.mira, world.owner, world.ago(3), "backward", minutes=5)
    before = tallied(world.mira)
    assert recount().endswith(": 0.\n")
    assert tallied(world.mira) == before


def test_recounting_with_nothing_to_count_is_no_error(db):
    assert recount().endswith(": 0.\n")
