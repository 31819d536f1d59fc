"""A child: who may be welcomed, what a write does, and what goes when a child goes."""

from datetime import date, datetime, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone

from milestones.models import Carer, Child, Timer, Trial
from tests.models.log import version
from tests.world import ZONE, log

TODAY = date(2026, 3, 10)


@pytest.fixture
def parent(world, clock):
    """A parent on the 10th of March 2026, at noon in UTC."""
    clock.shows(datetime(2026, 3, 10, 12, tzinfo=timezone.get_default_timezone()))
    return world.owner


def welcome(parent, **fields):
    return Child.objects.welcome(parent, **{"name": "Mira", "born": date(2025, 7, 1), "due": None, **fields})


def test_who_welcomes_a_child_owns_it(parent):
    child = welcome(parent, name="Lotte")
    assert [(carer.person, carer.role) for carer in child.carers.all()] == [(parent, Carer.Role.OWNER)]
    assert (child.version, child.zone) == (0, "")


WELCOME = {
    "born today": {"born": TODAY},
    "born tomorrow, where tomorrow is now": {"born": TODAY + timedelta(days=1)},
    "born six years ago": {"born": date(2020, 3, 11)},
    "born on a leap day": {"born": date(2024, 2, 29)},
    "due on the day of birth": {"born": date(2025, 7, 1), "due": date(2025, 7, 1)},
    "due 18 weeks after birth": {"born": date(2025, 7, 1), "due": date(2025, 7, 1) + timedelta(weeks=18)},
    "due in days to come": {"born": date(2026, 2, 1), "due": date(2026, 4, 1)},
    "a name of 60 letters": {"name": "n" * 60},
    "a name in another script": {"name": "Μύρα"},
    "a name of one emoji": {"name": "🐛"},
    "a joined emoji": {"name": "👩‍👦"},
    "a name with marks of direction": {"name": "\u200fزهرة\u200e"},
    "a name with an apostrophe": {"name": "D'Angelo O’Neill"},
}


@pytest.mark.parametrize("fields", WELCOME.values(), ids=WELCOME)
def test_it_is_welcome(parent, fields):
    child = Child.objects.get(pk=welcome(parent, **fields).pk)
    assert all(getattr(child, name) == value for name, value in fields.items())


REFUSED = {
    "no name": ({"name": ""}, "name", {"blank", "required"}),
    "a name of spaces": ({"name": " \u3000 "}, "name", {"required"}),
    "a name nobody can see": ({"name": "\u200b\u2060\u200f"}, "name", {"required"}),
    "a name that is too long": ({"name": "n" * 61}, "name", {"max_length"}),
    "a name with NUL": ({"name": "Mi\0ra"}, "name", {"control_character"}),
    "a name with half a letter": ({"name": "Mi\ud83dra"}, "name", {"control_character"}),
    "a name of two lines": ({"name": "Mi\nra"}, "name", {"line_break"}),
    "a name with a tab": ({"name": "Mi\tra"}, "name", {"line_break"}),
    "a name that turns the page around": ({"name": "Mira\u202e"}, "name", {"direction"}),
    "born the day after tomorrow": ({"born": TODAY + timedelta(days=2)}, "born", {"future"}),
    "born in the year 9999": ({"born": date.max}, "born", {"future"}),
    "born more than six years ago": ({"born": date(2020, 3, 10)}, "born", {"too_long_ago"}),
    "born in the year 1": ({"born": date.min}, "born", {"too_long_ago"}),
    "due before birth": ({"due": date(2025, 6, 30)}, "due", {"before_birth"}),
    "due in the year 1": ({"due": date.min}, "due", {"before_birth"}),
    "due long after birth": ({"due": date(2025, 7, 1) + timedelta(weeks=18, days=1)}, "due", {"too_far"}),
    "due in the year 9999": ({"due": date.max}, "due", {"too_far"}),
}


@pytest.mark.parametrize(("fields", "about", "codes"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_a_sentence_beside_the_field(parent, fields, about, codes):
    before = Child.objects.count()
    with pytest.raises(ValidationError) as refused:
        welcome(parent, **fields)
    assert [*refused.value.error_dict] == [about]
    assert {error.code for error in refused.value.error_dict[about]} <= codes
    assert Child.objects.count() == before


def test_a_birthday_after_what_is_in_the_log_is_refused(parent):
    child = welcome(parent)
    log(child, parent, date(2025, 12, 1), "backward")
    log(child, parent, date(2025, 9, 1), "pivoting").remove(parent)
    child.born = date(2025, 12, 1)
    child.full_clean()
    child.born = date(2025, 12, 2)
    with pytest.raises(ValidationError) as refused:
        child.full_clean()
    assert [error.code for error in refused.value.error_dict["born"]] == ["after_the_log"]
    assert "1 December 2025" in refused.value.messages[0]


def test_the_same_child_welcomed_twice_in_a_row_is_one(parent):
    said = {"name": "Lotte", "born": date(2025, 7, 1), "due": None}
    once = Child.objects.welcome_once(parent, **said)
    assert Child.objects.welcome_once(parent, **said) == once
    assert Carer.objects.filter(child=once).count() == 1


def test_twins_and_the_child_of_another_family_are_children_of_their_own(parent, world):
    said = {"name": "Lotte", "born": date(2025, 7, 1), "due": None}
    lotte = Child.objects.welcome_once(parent, **said)
    emil = Child.objects.welcome_once(parent, **{**said, "name": "Emil"})
    theirs = Child.objects.welcome_once(world.stranger, **said)
    assert len({lotte.pk, emil.pk, theirs.pk}) == 3


def test_a_write_that_fails_does_not_move_the_version(world):
    def fail_half_way():
        with world.mira.writing():
            Trial.objects.create(child=world.mira, tip="t", mark="tried", day=world.today)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert version(world.mira) == 0
    assert not Trial.objects.exists()


def test_a_write_moves_when_the_child_was_last_changed(world, clock):
    with world.mira.writing():
        pass
    assert Child.objects.get(pk=world.mira.pk).changed_at == clock.now


def test_deleting_a_child_takes_all_that_is_the_childs_and_nothing_else(world, clock):
    theirs = log(world.otto, world.stranger, world.ago(3), "forward")
    log(world.mira, world.owner, world.ago(3), "backward")
    log(world.mira, world.owner, world.ago(2), "forward").remove(world.owner)
    Trial.objects.mark(world.mira, world.owner, "corner-play-space", "tried", world.ago(1))
    Timer.objects.create(child=world.mira, started_at=clock.now, zone=ZONE)
    world.mira.delete()
    of_otto = {"Child": 1, "Carer": 1, "Session": 1, "Sighting": 1, "Tally": 2}
    left = {model.__name__: model.objects.count() for model in apps.get_app_config("milestones").get_models()}
    assert {name: count for name, count in left.items() if count} == of_otto
    assert theirs.child == world.otto
    assert {world.owner, world.caregiver, world.viewer} <= {*type(world.owner).objects.all()}


def test_who_leaves_takes_nothing_of_the_log_along(world, clock):
    session = log(world.mira, world.caregiver, world.ago(3), "backward")
    world.caregiver.delete()
    session.refresh_from_db()
    assert (session.logged_by, session.seen) == (None, {"backward": []})
