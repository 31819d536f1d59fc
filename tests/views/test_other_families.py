"""Two families on one server: neither ever meets a word of the other, whatever either asks for."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from milestones.models import Carer, Child, GuestLink, Invitation, Session, Trial
from tests.views.addresses import ADDRESSES, OF_A_CHILD, full_of_log
from tests.views.test_access import GUESTS, METHODS, RULES, ask
from tests.world import log, signed_in

THINGS = [a for a in OF_A_CHILD if {name for name in a.parameters if name.endswith("_id")} - {"child_id"}]
CANARY = "kanarienvogel"  # stands in everything that Mira's family ever typed


@pytest.fixture
def canaries(world):
    """Everything that Mira's family typed says the word. Answers what stands in the addresses of Mira's pages."""
    known = full_of_log(world)
    for somebody in (world.owner, world.caregiver, world.viewer):
        somebody.name, somebody.email = f"{CANARY} {somebody.pk}", f"{CANARY}-{somebody.pk}@example.org"
        somebody.save()
        somebody.emailaddress_set.update(email=somebody.email)
    Child.objects.filter(pk=world.mira.pk).update(name=f"{CANARY} Mira")
    Carer.objects.filter(child=world.mira).update(word=f"{CANARY} Mama")
    Session.objects.filter(child=world.mira).update(note=f"{CANARY} under the sofa")
    Trial.objects.mark(world.mira, world.owner, "corner-play-space", "tried", world.ago(2))
    Invitation.objects.make(world.mira, world.owner, "caregiver", email=f"{CANARY}@example.net")
    GuestLink.objects.make(
        world.mira, world.owner, label=f"Dr. {CANARY}", expires_at=timezone.now() + timedelta(days=3)
    )
    return known


def answers(client, paths):
    """Every answer to every method at these paths, and to where they lead."""
    for path in paths:
        for method in METHODS:
            response = ask(client, method, path)
            yield method, path, response
            if response.status_code == 302 and not urlsplit(response["Location"]).netloc:
                yield "GET", response["Location"], client.get(response["Location"])


def text_of(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return (body.decode(errors="replace") + str(response.headers)).lower()


@pytest.mark.parametrize("who", ["stranger", None])
def test_nobody_else_meets_a_word_of_the_family(world, canaries, who):
    log(world.otto, world.stranger, world.ago(2), "backward")
    client = signed_in(world.stranger) if who else Client()
    mail.outbox.clear()
    of_mira = [address.path(**canaries) for address in ADDRESSES if address.name not in GUESTS]
    of_otto = [address.path(**{**canaries, "child_id": world.otto.pk}) for address in OF_A_CHILD]
    for method, path, response in answers(client, [*of_mira, *of_otto]):
        assert CANARY not in text_of(response).replace(path.lower(), ""), f"{method} {path}"
        assert response.status_code < 500
    for letter in mail.outbox:
        assert CANARY in letter.to[0] or CANARY not in f"{letter.subject} {letter.body}"


def test_the_family_itself_does_meet_it(world, canaries):
    """The search above would find the word: on nearly every page it is there to be found."""
    client = signed_in(world.owner)
    pages = [
        client.get(address.path(**canaries), follow=True) for address in OF_A_CHILD if "GET" in RULES[address.name]
    ]
    found = [response for response in pages if CANARY in text_of(response)]
    assert len(found) > 0.9 * len(pages)


@pytest.mark.parametrize("address", THINGS, ids=str)
def test_what_belongs_to_another_child_is_not_there(world, canaries, address):
    """A carer of Otto asks for a thing of Mira's under Otto's address."""
    path = address.path(**{**canaries, "child_id": world.otto.pk})
    client = signed_in(world.stranger)
    for method in METHODS:
        expected = (
            404 if method in {*RULES[address.name]} | ({"HEAD"} if "GET" in RULES[address.name] else set()) else 405
        )
        assert ask(client, method, path).status_code == expected, method


def as_seen(response, *words):
    """The page without what differs each time: the tokens of its forms, and its own address."""
    html = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    for word in words:
        html = html.replace(word, "")
    return html


@pytest.mark.parametrize("address", OF_A_CHILD, ids=str)
def test_a_stranger_cannot_tell_a_child_of_others_from_none(world, canaries, address):
    client = signed_in(world.stranger)
    client.get("/tips/")  # the first page of a day notes that the device was here
    there, nowhere = address.path(**canaries), address.path(**{**canaries, "child_id": world.mira.pk + 1000})
    for method in METHODS:
        with CaptureQueriesContext(connection) as asked:
            answer = ask(client, method, there)
        with CaptureQueriesContext(connection) as asked_for_none:
            none = ask(client, method, nowhere)
        assert len(asked) == len(asked_for_none), "no work is done for the one that is not done for the other"
        assert answer.status_code == none.status_code == 404
        assert as_seen(answer, there) == as_seen(none, nowhere)
        assert {*answer.headers} == {*none.headers}


@pytest.mark.parametrize("address", OF_A_CHILD, ids=str)
@pytest.mark.parametrize("who", ["owner", "caregiver", "viewer"])
def test_who_cares_no_longer_is_a_stranger_at_once(world, canaries, address, who):
    """With the pages still open, and with what the browser keeps of them."""
    client, path = signed_in(getattr(world, who)), address.path(**canaries)
    opened = client.get(path)
    world.mira.carers.filter(person=getattr(world, who)).delete()
    kept = {"if-none-match": opened.headers.get("ETag", '"x"'), "if-modified-since": "Sat, 01 Jan 2000 00:00:00 GMT"}
    for method in METHODS:
        response = client.generic(method, path, content_type="application/x-www-form-urlencoded", headers=kept)
        assert response.status_code == 404
        assert "under the sofa" not in text_of(response)


@pytest.mark.parametrize("address", OF_A_CHILD, ids=str)
def test_an_account_that_is_asleep_is_signed_out_at_once(world, canaries, address):
    client, path = signed_in(world.owner), address.path(**canaries)
    world.owner.is_active = False
    world.owner.save()
    for method in METHODS:
        response = ask(client, method, path)
        assert response.status_code == 302
        assert "/accounts/login/" in response["Location"]


def test_a_page_of_a_child_is_kept_by_nobody_but_the_browser(world, canaries):
    """Whatever stands between, a shared cache must not give one person's page to another."""
    client = signed_in(world.owner)
    for address in OF_A_CHILD:
        if "GET" not in RULES[address.name]:
            continue
        response = client.get(address.path(**canaries))
        assert "public" not in response.headers.get("Cache-Control", "")
        assert "Cookie" in response.headers["Vary"] or "private" in response.headers["Cache-Control"], address.name
