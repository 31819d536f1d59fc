"""Who cares for a child: a child has an owner always, and who left decides nothing any more."""

import pytest
from django.utils import timezone

from milestones.models import Carer, Invitation, LastOwner
from tests.world import person


@pytest.fixture
def nadia(world) -> Carer:
    """The only owner."""
    return world.mira.carers.get(person=world.owner)


@pytest.fixture
def jonas(world) -> Carer:
    return world.mira.carers.get(person=world.caregiver)


def test_an_owner_hands_over_and_steps_back(world, nadia, jonas):
    version = world.mira.version
    jonas.become("owner")
    nadia.become("viewer")
    assert world.mira.carers.get(role="owner") == jonas
    world.mira.refresh_from_db()
    assert world.mira.version == version + 2


@pytest.mark.parametrize("role", ["caregiver", "viewer"])
def test_the_last_owner_stays_one(world, nadia, role):
    with pytest.raises(LastOwner):
        nadia.become(role)
    with pytest.raises(LastOwner):
        nadia.leave()
    assert world.mira.carers.get(role="owner") == nadia


def test_an_owner_may_become_what_they_are(nadia):
    nadia.become("owner")
    nadia.refresh_from_db()
    assert nadia.owns


def test_leaving_twice_is_leaving_once(world, jonas):
    again = Carer.objects.get(pk=jonas.pk)
    jonas.leave()
    again.leave()
    assert not world.mira.carers.filter(person=world.caregiver).exists()


def test_a_role_for_somebody_who_left_is_refused(jonas):
    Carer.objects.get(pk=jonas.pk).leave()
    with pytest.raises(Carer.DoesNotExist):
        jonas.become("viewer")
    with pytest.raises(Carer.DoesNotExist):
        jonas.call_oneself("Papa")


@pytest.mark.parametrize("goes", [Carer.leave, lambda carer: carer.become("caregiver")])
def test_an_owner_no_more_leaves_no_door_open(world, nadia, jonas, goes):
    jonas.become("owner")
    theirs, _token = Invitation.objects.make(world.mira, world.caregiver, "owner")
    hers, _token = Invitation.objects.make(world.mira, world.owner, "viewer")
    elsewhere, _token = Invitation.objects.make(world.otto, world.caregiver, "viewer")
    goes(jonas)
    states = {each.pk: each.state_at(timezone.now()) for each in Invitation.objects.all()}
    assert states == {theirs.pk: "revoked", hers.pk: "open", elsewhere.pk: "open"}


def test_an_owner_who_stays_one_keeps_the_invitations(world, nadia):
    made, _token = Invitation.objects.make(world.mira, world.owner, "viewer")
    nadia.become("owner")
    made.refresh_from_db()
    assert made.revoked_at is None


def test_each_child_has_its_own_words_and_they_come_with_the_access(world, nadia, jonas, django_assert_num_queries):
    nadia.call_oneself("Mama")
    jonas.call_oneself("Papa “Jo”")
    world.otto.carers.create(person=world.owner, role="viewer", word="Tante")
    empty = person("neu")
    world.otto.carers.create(person=empty, role="viewer")
    with django_assert_num_queries(1):
        of_nadia = {carer.child.name: carer.names for carer in Carer.objects.of(world.owner)}
    mira = {str(world.owner.pk): "Mama", str(world.caregiver.pk): "Papa “Jo”"}
    assert of_nadia == {"Mira": mira, "Otto": {str(world.owner.pk): "Tante"}}
    assert [carer.called for carer in Carer.objects.around(world.mira)] == ["Mama", "Papa “Jo”", "Oma"]


def test_without_a_word_there_is_no_name_to_bring_along(world):
    assert Carer.objects.of(world.owner).get().names == {}
