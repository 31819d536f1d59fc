"""A first is celebrated once, on the page of the child it was seen in, whatever is opened before."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.views.page import Page
from tests.world import ZONE, log

BACKWARD = "A first! Off and away, backward!"


@pytest.fixture
def otto(world):
    world.otto.carers.create(person=world.owner, role="caregiver")
    return world.otto


def tap(client, child, movement="backward"):
    client.post(reverse("tap", args=[child.pk]), {"id": uuid4(), "zone": ZONE, "movement": movement})


def shown(client, name, *args):
    return Page(client.get(reverse(name, args=args))).text


def test_it_is_celebrated_once(world, clock, owner):
    tap(owner, world.mira)
    assert BACKWARD in shown(owner, "today", world.mira.pk)
    assert BACKWARD not in shown(owner, "today", world.mira.pk)


def test_another_page_of_the_child_tells_it_too(world, clock, owner):
    tap(owner, world.mira)
    assert BACKWARD in shown(owner, "history", world.mira.pk)
    assert BACKWARD not in shown(owner, "today", world.mira.pk)


def test_it_waits_for_its_child_while_pages_of_others_are_opened(world, otto, clock, owner):
    log(otto, world.stranger, world.ago(1), "backward", hour=9)
    tap(owner, world.mira)
    for _time in range(3):
        for page in (("today", otto.pk), ("history", otto.pk), ("children",), ("tips",)):
            assert "A first!" not in shown(owner, *page)
    assert BACKWARD in shown(owner, "today", world.mira.pk)
    assert BACKWARD not in shown(owner, "today", world.mira.pk)


def test_each_child_is_told_its_own(world, otto, clock, owner):
    tap(owner, world.mira)
    tap(owner, otto, "forward")
    forward = shown(owner, "today", otto.pk)
    assert "A first!" in forward
    assert BACKWARD not in forward
    assert BACKWARD in shown(owner, "today", world.mira.pk)


def test_one_that_was_undone_is_not_celebrated(world, clock, owner):
    tap(owner, world.mira)
    session = world.mira.sessions.get()
    owner.post(reverse("sighting-removal", args=[world.mira.pk, session.pk, "backward"]))
    assert "A first!" not in shown(owner, "today", world.mira.pk)
