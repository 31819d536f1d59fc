"""What a family said of a tip: tried it, or not for us."""

import pytest

from milestones.models import Trial
from tests.models.log import version

TIP = "corner-play-space"


def facts(child):
    return [(trial.tip, trial.mark, trial.day) for trial in Trial.objects.facts(child)]


def test_a_tip_is_marked_once(world, clock):
    Trial.objects.mark(world.mira, world.owner, TIP, "tried", world.ago(1))
    assert facts(world.mira) == [(TIP, "tried", world.ago(1))]
    assert Trial.objects.get().by == world.owner


def test_saying_the_same_again_keeps_the_day_and_the_person_it_was_first_said_by(world, clock):
    Trial.objects.mark(world.mira, world.owner, TIP, "tried", world.ago(5))
    Trial.objects.mark(world.mira, world.caregiver, TIP, "tried", world.ago(1))
    assert facts(world.mira) == [(TIP, "tried", world.ago(5))]
    assert Trial.objects.get().by == world.owner


def test_saying_something_else_takes_its_place(world, clock):
    Trial.objects.mark(world.mira, world.owner, TIP, "tried", world.ago(5))
    Trial.objects.mark(world.mira, world.caregiver, TIP, "not-for-us", world.ago(1))
    assert facts(world.mira) == [(TIP, "not-for-us", world.ago(1))]
    assert Trial.objects.get().by == world.caregiver


def test_a_mark_is_taken_away_and_taking_it_away_again_is_no_error(world, clock):
    Trial.objects.mark(world.mira, world.owner, TIP, "tried", world.ago(5))
    Trial.objects.unmark(world.mira, TIP)
    Trial.objects.unmark(world.mira, TIP)
    assert facts(world.mira) == []


def test_marks_are_told_the_oldest_first_and_of_one_child(world, clock):
    Trial.objects.mark(world.mira, world.owner, "just-out-of-reach", "tried", world.ago(2))
    Trial.objects.mark(world.mira, world.owner, TIP, "tried", world.ago(9))
    Trial.objects.mark(world.otto, world.stranger, TIP, "tried", world.ago(9))
    assert [tip for tip, _mark, _day in facts(world.mira)] == [TIP, "just-out-of-reach"]


@pytest.mark.parametrize(
    "write",
    [
        lambda world: Trial.objects.mark(world.mira, world.owner, TIP, "tried", world.today),
        lambda world: Trial.objects.unmark(world.mira, TIP),
    ],
    ids=["mark", "unmark"],
)
def test_each_write_moves_the_childs_version(world, clock, write):
    write(world)
    assert version(world.mira) == 1
