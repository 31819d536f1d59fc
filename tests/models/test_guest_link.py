"""A guest link: a token that is told once, opens for a while, and can be ended at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from milestones.models import Child, GuestLink


@pytest.fixture
def made(world, clock):
    return GuestLink.objects.make(world.mira, world.owner, label="Dr. Weber", expires_at=clock.now + timedelta(days=7))


def test_its_token_opens_the_child_and_is_not_kept(world, clock, made):
    link, token = made
    found = GuestLink.objects.by_token(token, clock.now)
    assert (found, found.child) == (link, world.mira)
    assert len(token) == 43
    kept = GuestLink.objects.values().get(pk=link.pk)
    assert token not in str(kept)
    assert (kept["with_notes"], kept["with_photos"], kept["times_used"]) == (False, False, 0)


def test_making_one_moves_the_version_of_the_child(world, clock, made):
    assert Child.objects.get(pk=world.mira.pk).version == world.mira.version + 1


def test_none_is_made_for_a_child_that_is_gone(world, clock):
    Child.objects.filter(pk=world.mira.pk).delete()
    with pytest.raises(Child.DoesNotExist):
        GuestLink.objects.make(world.mira, world.owner, label="Dr. Weber", expires_at=clock.now)


@pytest.mark.parametrize("label", ["", "x" * 61, "a\0b", "\x07"])
def test_it_refuses_a_label_that_nobody_can_read(world, clock, label):
    with pytest.raises(ValidationError) as refused:
        GuestLink.objects.make(world.mira, world.owner, label=label, expires_at=clock.now)
    assert [*refused.value.error_dict] == ["label"]


@pytest.mark.parametrize("token", ["", "x", "\0", "\ud800", "x" * 100_000])
def test_another_token_opens_nothing(clock, made, token):
    assert GuestLink.objects.by_token(token, clock.now) is None


def test_it_runs_out_to_the_second(clock, made):
    link, token = made
    just_before = link.expires_at - timedelta(seconds=1)
    assert GuestLink.objects.by_token(token, just_before)
    assert GuestLink.objects.by_token(token, link.expires_at) is None
    assert (link.state_at(just_before), link.state_at(link.expires_at)) == ("open", "expired")


def test_ended_it_opens_nothing_and_stays_ended_when_it_was(clock, made):
    link, token = made
    link.revoke()
    ended = clock.now
    clock.goes_on(days=1)
    link.revoke()
    link.refresh_from_db()
    assert (link.revoked_at, link.state_at(clock.now)) == (ended, "revoked")
    assert GuestLink.objects.by_token(token, clock.now) is None


def test_a_visit_is_counted_once_in_ten_minutes(clock, made, django_assert_num_queries):
    _link, token = made
    began = clock.now
    GuestLink.objects.by_token(token, clock.now).count_use(clock.now)
    clock.goes_on(minutes=9, seconds=59)
    again = GuestLink.objects.by_token(token, clock.now)
    with django_assert_num_queries(0):
        again.count_use(clock.now)
    again.refresh_from_db()
    assert (again.times_used, again.last_used_at) == (1, began)
    clock.goes_on(seconds=1)
    again.count_use(clock.now)
    again.refresh_from_db()
    assert (again.times_used, again.last_used_at) == (2, clock.now)


def test_two_pages_that_open_at_once_are_one_visit(clock, made):
    _link, token = made
    one, other = (GuestLink.objects.by_token(token, clock.now) for _ in range(2))
    one.count_use(clock.now)
    other.count_use(clock.now)
    assert GuestLink.objects.get().times_used == 1
