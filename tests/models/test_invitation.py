"""An invitation lets one person in, once, within a week, and is known by its token alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from milestones.models import Carer, Closed, Invitation
from tests.world import person


@pytest.fixture
def made(world):
    """An invitation as caregiver, and its token."""
    return Invitation.objects.make(world.mira, world.owner, "caregiver", "Tante@Example.org")


def test_the_token_is_kept_nowhere(made):
    invitation, token = made
    assert len(token) == 43
    assert token not in str(Invitation.objects.values().get())
    assert Invitation.objects.by_token(token) == invitation
    assert invitation.email == "tante@example.org"


@pytest.mark.parametrize("token", ["", "x", "\0", "\ud800", "é" * 1000])
def test_another_token_finds_nothing(made, token):
    assert Invitation.objects.by_token(token) is None


def test_it_lets_one_person_in_once(world, made):
    invitation, _token = made
    tante, stranger = person("tante"), world.stranger
    assert invitation.accept(tante) is True
    assert world.mira.carers.get(person=tante).role == "caregiver"
    with pytest.raises(Closed):
        invitation.accept(stranger)
    assert not world.mira.carers.filter(person=stranger).exists()
    used = Invitation.objects.get()
    assert (used.used_by, used.state_at(timezone.now())) == (tante, "used")
    used.revoke()
    assert Invitation.objects.get().state_at(timezone.now()) == "used"


def test_who_is_a_carer_stays_what_they_are_and_uses_nothing_up(world, made):
    invitation, _token = made
    assert invitation.accept(world.owner) is False
    assert world.mira.carers.get(person=world.owner).role == "owner"
    assert Invitation.objects.get().state_at(timezone.now()) == "open"


@pytest.mark.parametrize(
    ("days", "state"), [(0, "open"), (6.99, "open"), (7.01, "expired")], ids=["new", "almost a week", "a week"]
)
def test_it_is_open_for_a_week(world, made, days, state):
    invitation, _token = made
    Invitation.objects.update(expires_at=invitation.expires_at - timedelta(days=days))
    assert Invitation.objects.get().state_at(timezone.now()) == state
    if state == "expired":
        with pytest.raises(Closed):
            invitation.accept(world.stranger)


def test_taken_back_it_opens_nothing(world, made):
    invitation, _token = made
    invitation.revoke()
    with pytest.raises(Closed):
        invitation.accept(world.stranger)
    assert not Carer.objects.filter(child=world.mira, person=world.stranger).exists()


def test_it_speaks_of_the_inviter_in_the_words_of_the_family(world, made):
    invitation, _token = made
    assert invitation.inviter == "Nadia"
    world.mira.carers.get(person=world.owner).call_oneself("Mama")
    assert invitation.inviter == "Mama"
    world.mira.carers.filter(person=world.owner).delete()
    assert invitation.inviter == "Nadia"
    world.owner.delete()
    assert Invitation.objects.get().inviter == ""


def test_all_that_are_open_are_listed_and_those_of_long_ago_are_not(world, made, django_assert_num_queries):
    newer, _token = Invitation.objects.make(world.mira, world.owner, "viewer")
    Invitation.objects.make(world.otto, world.stranger, "viewer")
    now = timezone.now()
    with django_assert_num_queries(1):
        assert [each.made_by.called for each in Invitation.objects.listed(world.mira, now)] == ["Nadia", "Nadia"]
    assert [*Invitation.objects.listed(world.mira, now)] == [newer, made[0]]
    Invitation.objects.update(made_at=now - timedelta(days=31))
    assert not Invitation.objects.listed(world.mira, now)
