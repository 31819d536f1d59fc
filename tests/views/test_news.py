"""What the other carers logged since one was last told stands at the top of today, once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from milestones.models import Carer, Child, Session
from tests.models.test_change import change
from tests.views.page import Page
from tests.world import ZONE, log


@pytest.fixture
def path(world, clock):
    """Today, for carers who know all up to an hour before 10 yesterday, which is what the clock shows."""
    Carer.objects.update(told_until=clock.now - timedelta(hours=1))
    Child.objects.update(changed_at=clock.now - timedelta(hours=1))
    return reverse("today", args=[world.mira.pk])


@pytest.fixture
def logged(world, path, clock):
    """Jonas logged three movements, an hour ago."""
    log(world.mira, world.caregiver, world.ago(3), "backward", "pivoting")
    clock.goes_on(minutes=1)
    log(world.mira, world.caregiver, world.ago(2), "forward")
    clock.goes_on(hours=1)


def news(response):
    return Page(response).text


TOLD = "Jonas logged forward and 2 more, the first at 10:00."


@pytest.mark.parametrize("who", ["owner", "viewer"])
def test_it_is_told_once_to_each(request, path, logged, who):
    client = request.getfixturevalue(who)
    assert TOLD in news(client.get(path))
    assert "Jonas logged" not in news(client.get(path))


def test_who_logged_it_is_told_nothing(caregiver, path, logged):
    assert "logged forward" not in news(caregiver.get(path))


def test_one_thing_is_told_without_counting(world, owner, path, clock):
    Session.objects.tap(world.mira, world.caregiver, uuid4(), clock.now, ZONE, "backward")
    clock.goes_on(days=1)
    assert "Jonas logged backward yesterday at 10:00." in news(owner.get(path))


def test_a_change_of_what_one_knows_is_told_as_a_change(world, owner, path, clock):
    session = log(world.mira, world.owner, world.ago(3), "backward")
    owner.get(path)
    clock.goes_on(days=3)
    change(session, world.caregiver, note="In the garden")
    clock.goes_on(minutes=1)
    assert "Jonas changed a session at 10:00." in news(owner.get(path))


def test_all_who_wrote_are_named_and_who_left_too(world, owner, path, logged, clock):
    sarah = world.viewer
    log(world.mira, sarah, world.ago(1), minutes=10, hour=5)
    world.caregiver.delete()
    assert "Oma and someone who has left logged time on the floor and 3 more" in news(owner.get(path))


def test_what_is_in_the_bin_is_no_news(world, owner, path, clock):
    log(world.mira, world.caregiver, world.ago(2), "forward").remove(world.caregiver)
    assert "Jonas logged" not in news(owner.get(path))


def test_a_new_carer_is_not_told_the_whole_log(world, path, logged, clock):
    Carer.objects.filter(person=world.viewer).delete()
    carer = world.mira.carers.create(person=world.viewer, role="viewer")
    assert carer.news(clock.now, Session.objects.lately(carer, clock.now, 5)) is None


def test_after_two_weeks_the_history_tells_more(owner, path, logged, clock):
    clock.goes_on(days=14)
    assert "Jonas logged" not in news(owner.get(path))


def test_only_a_page_that_somebody_looks_at_tells_it(owner, path, logged):
    owner.head(path)
    for purpose in ({"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}):
        assert TOLD in news(owner.get(path, headers=purpose))
    assert TOLD in news(owner.get(path))
    assert TOLD not in news(owner.get(path))


def test_what_is_logged_after_the_telling_is_told_the_next_time(world, owner, path, logged, clock):
    owner.get(path)
    log(world.mira, world.caregiver, world.ago(1), "pushing-up", hour=8)
    assert "Jonas logged pushing up at 11:01." in news(owner.get(path))


def test_the_page_after_ones_own_tap_tells_what_came_meanwhile(world, owner, path, clock):
    log(world.mira, world.caregiver, world.ago(2), "forward")
    clock.goes_on(minutes=10)
    response = owner.post(reverse("tap", args=[world.mira.pk]), {"id": uuid4(), "movement": "backward"}, follow=True)
    assert "Jonas logged forward at 10:00." in news(response)


def test_news_of_one_child_stay_with_that_child(world, owner, path, logged):
    world.otto.carers.create(person=world.owner, role="owner")
    assert "Jonas logged" not in news(owner.get(reverse("today", args=[world.otto.pk])))
    assert TOLD in news(owner.get(path))


def test_of_two_tabs_that_ask_at_the_same_time_one_tells(world, path, logged, clock):
    first, second = (Carer.objects.select_related("child").get(person=world.owner) for _tab in range(2))
    told = [carer.tell(carer.news(clock.now, Session.objects.lately(carer, clock.now, 5))) for carer in (first, second)]
    assert told == [True, False]


def test_telling_costs_one_update_and_nothing_more(world, owner, path, logged):
    owner.get("/tips/")  # the first page of a day notes that the device was here
    costs = []
    for _visit in range(2):
        with CaptureQueriesContext(connection) as asked:
            owner.get(path)
        costs.append([query["sql"].partition(" ")[0] for query in asked])
    assert costs[0] == [*costs[1], "UPDATE"]
    assert len(costs[1]) <= 6


def test_ones_own_log_is_never_asked_for_again_when_nobody_else_writes(world, owner, path, clock):
    """However much one logs alone, the page reads the newest sessions and no more."""
    for number in range(20):
        log(world.mira, world.owner, world.ago(1 + number), "backward")
    carer = Carer.objects.select_related("child").get(person=world.owner)
    assert Child.objects.get(pk=world.mira.pk).changed_at > carer.told_until
    assert len(Session.objects.lately(carer, clock.now, 5)) == 5
