"""A page costs the same few queries however long the log is, and so does a write."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from milestones.models import Child, GuestLink, Invitation, Photo, Session, Timer, Trial
from tests.views.addresses import ADDRESSES, carers_of
from tests.world import World, log, person, signed_in

AT_MOST = 6
PAGES = ["today", "journey", "history", "child-tips", "child-tip", "child-settings", "session-new", "session", "bin"]
PAGES += ["summary", "summary with notes", "links", "exports", "portrait", "photos", "photo", "photo-new", "book"]
PAGES += ["card", "card-file"]
FAMILY = ["carers", "leaving", "carer-role", "carer-removal", "invitation-new", "invitation-made"]
MOVEMENTS = ["pushing-up", "pivoting", "backward", "hands-and-knees", "forward"]


def fill(world: World, sessions: int) -> Session:
    """The newest of so many sessions, three a day, some of them removed, a tip tried, and another child besides."""
    for number in range(sessions):
        day = world.ago(1 + number // 3)
        removed = log(world.mira, world.owner, day, "backward", hour=6) if number % 10 == 0 else None
        if removed:
            removed.remove(world.owner)
        log(world.mira, world.caregiver, day, *MOVEMENTS[: number % 6], hour=8 + 4 * (number % 3), minutes=5, note="n")
    Trial.objects.mark(world.mira, world.owner, "corner-play-space", "tried", world.ago(2))
    world.otto.carers.get_or_create(person=world.owner, role="caregiver")
    newest = Session.objects.log_of(world.mira).newest_first()[0]
    for session in Session.objects.log_of(world.mira).filter(photos=None):
        photo_of(session)
    return newest


def photo_of(session: Session) -> None:
    """One that nobody developed, called as its session is."""
    fields = {"name": session.pk.hex, "state": "ready", "width": 4, "height": 3}
    Photo.objects.create(id=session.pk, child=session.child, session=session, **fields)


def path(world: World, name: str, session: Session) -> str:
    more = {
        "session": [session.pk],
        "child-tip": ["corner-play-space"],
        "photo": [session.pk],
        "card": ["backward"],
        "card-file": ["backward"],
    }.get(name, [])
    query = {
        "session-new": {"id": uuid4()},
        "photo-new": {"session": session.pk},
        "summary with notes": {"notes": "on"},
    }
    return reverse(name.partition(" ")[0], args=[world.mira.pk, *more], query=query.get(name))


def queries_of(ask):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = ask()
    assert response.status_code in (200, 302)
    return [query["sql"] for query in asked.captured_queries]


def test_every_page_of_a_child_costs_at_most_six_and_the_same_for_20_sessions_and_200(world):
    client = signed_in(world.owner)
    costs = []
    for sessions in (20, 180):
        session = fill(world, sessions)
        client.get(path(world, "today", session))  # tells what the others logged, which costs one update, once
        costs.append({name: len(queries_of(lambda: client.get(path(world, name, session)))) for name in PAGES})  # noqa: B023
    assert Session.objects.filter(child=world.mira).count() > 200
    assert costs[0] == costs[1]
    assert {name: cost for name, cost in costs[1].items() if cost > AT_MOST} == {}


@pytest.mark.parametrize("name", ["account", "children", "child-new", "start", "tips", "notice", "farewell"])
def test_every_other_page_of_a_signed_in_person_does_too(world, name):
    fill(world, 5)
    client = signed_in(world.owner)
    assert len(queries_of(lambda: client.get(reverse(name)))) <= AT_MOST


def test_the_pages_of_the_carers_cost_the_same_for_few_and_many_and_names_cost_nothing(world):
    """However many care for Mira, and whatever they call themselves."""
    client, session = signed_in(world.owner), fill(world, 20)
    known = {**carers_of(world), "child_id": world.mira.pk}
    client.get(path(world, "today", session))  # the news are told once, and cost a write
    costs = []
    for number in range(2):
        everybody = {a.name: a.path(**known) for a in ADDRESSES if a.name in FAMILY}
        everybody |= {name: path(world, name, session) for name in PAGES}
        costs.append({name: len(queries_of(lambda: client.get(everybody[name]))) for name in everybody})  # noqa: B023
        for more in range(5):
            new = person(f"more-{number}-{more}")
            invitation, _token = Invitation.objects.make(world.mira, new, "caregiver")
            invitation.accept(new)
        world.mira.carers.update(word="Somebody")
    assert costs[0] == costs[1]
    assert max(costs[1].values()) <= AT_MOST


@pytest.mark.parametrize("name", ["shared", "shared-summary"])
def test_a_guest_costs_no_more(world, client, name):
    ends = timezone.now() + timedelta(days=30)
    costs = []
    for sessions in (20, 180):
        fill(world, sessions)
        token = GuestLink.objects.make(world.mira, world.owner, label="x", expires_at=ends, with_notes=True)[1]
        first, again = (queries_of(lambda: client.get(reverse(name, args=[token]))) for _ in range(2))  # noqa: B023
        assert len(again) == len(first) - sum("UPDATE" in sql for sql in first)
        costs.append(len(first))
    assert costs[0] == costs[1] <= AT_MOST


def test_a_page_costs_the_same_for_who_follows_3_children_and_300(world):
    session = fill(world, 20)
    client = signed_in(world.owner)
    world.otto.carers.all().delete()
    costs = []
    for number in range(300):
        child = Child.objects.welcome(world.owner, name=f"Baby {number}", born=world.ago(200), due=None)
        log(child, world.owner, world.ago(1 + number % 40), "backward")
        if number in (1, 299):
            client.get(path(world, "today", session))
            of_mira = {name: len(queries_of(lambda: client.get(path(world, name, session)))) for name in PAGES}  # noqa: B023
            costs.append({"children": len(queries_of(lambda: client.get(reverse("children")))), **of_mira})
    assert costs[0] == costs[1]
    assert max(costs[1].values()) <= AT_MOST
    start = queries_of(lambda: client.get(reverse("start")))
    assert len(start) <= AT_MOST


def test_a_running_timer_and_a_filter_cost_nothing_more(world):
    session = fill(world, 20)
    client = signed_in(world.owner)
    Timer.objects.create(child=world.mira, started_at=session.started_at, zone=session.zone)
    client.get(path(world, "today", session))
    for address in (path(world, "today", session), f"{path(world, 'history', session)}?movement=backward"):
        assert len(queries_of(lambda: client.get(address))) <= AT_MOST  # noqa: B023


def test_the_last_page_of_the_history_costs_what_the_first_does(world):
    fill(world, 150)
    client = signed_in(world.owner)
    history = reverse("history", args=[world.mira.pk])
    first = queries_of(lambda: client.get(history))
    last = queries_of(lambda: client.get(history, {"before": str(world.ago(40))}))
    assert len(first) == len(last)


def test_the_last_page_of_the_photos_costs_the_same_for_50_and_100(world):
    client, costs = signed_in(world.owner), []
    for _ in range(2):
        session = fill(world, 50)
        third = Session.objects.log_of(world.mira).order_by("started_at")[2]
        costs.append(len(queries_of(lambda: client.get(path(world, "photos", session), {"before": third.pk}))))  # noqa: B023
    assert costs[0] == costs[1] <= AT_MOST


def test_a_visitor_costs_nothing_or_nearly(client, db):
    for name in ("tips", "notice", "privacy"):
        assert queries_of(lambda: client.get(reverse(name))) == []  # noqa: B023
    assert len(queries_of(lambda: client.get(reverse("start")))) <= 1


WRITES = {
    "a tap that begins a sitting": lambda world: ("tap", [], {"id": uuid4(), "movement": "backward"}),
    "a tap that joins one": lambda world: ("tap", [], {"id": uuid4(), "movement": "forward"}),
    "a tap that adds nothing": lambda world: ("tap", [], {"id": uuid4(), "movement": "forward"}),
    "the form": lambda world: ("session-new", [], filled_in(world)),
    "an undo": lambda world: ("sighting-removal", [newest(world).pk, "forward"], {}),
    "a removal": lambda world: ("session-removal", [newest(world).pk], {}),
}


def newest(world):
    return Session.objects.log_of(world.mira).newest_first()[0]


def filled_in(world):
    when = f"{world.today - timedelta(days=1):%Y-%m-%d}T23:00"
    return {"id": uuid4(), "zone": "Europe/Berlin", "when": when, "seen": ["pivoting", "pivoting:left"]}


def test_a_write_costs_the_same_for_20_sessions_and_200(world):
    client = signed_in(world.owner)
    costs = []
    costs = []
    for sessions in (20, 180):
        fill(world, sessions)
        cost = {}
        for write, what in WRITES.items():
            name, more, body = what(world)
            address = reverse(name, args=[world.mira.pk, *more])
            cost[write] = len(queries_of(lambda: client.post(address, body)))  # noqa: B023
        costs.append(cost)
        Session.objects.filter(child=world.mira, day=world.today).delete()
    assert costs[0] == costs[1]
