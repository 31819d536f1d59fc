"""Who may do what, asked of every address and every method. A new address without a rule fails here."""

import pytest
from django.urls import reverse

from milestones.models import GuestLink, Session
from tests.views.addresses import ADDRESSES, OF_A_CHILD, full_of_log
from tests.views.page import Page
from tests.world import log, signed_in

VIEWER, CAREGIVER, OWNER = 1, 2, 3
READS = {"GET": VIEWER}
LOGS = {"POST": CAREGIVER}

RULES = {
    "today": READS,
    "journey": READS,
    "book": READS,
    "history": READS,
    "child-tips": READS,
    "child-tip": READS,
    "session": {"GET": VIEWER, "POST": CAREGIVER},
    "session-new": {"GET": CAREGIVER, "POST": CAREGIVER},
    "bin": {"GET": CAREGIVER},
    "tap": LOGS,
    "outbox": {"POST": VIEWER},  # who may not log hears it of each entry: tests/views/test_outbox.py
    "sighting-removal": LOGS,
    "session-removal": LOGS,
    "session-restoration": LOGS,
    "photos": READS,
    "photo-new": {"GET": CAREGIVER, "POST": CAREGIVER},
    "photo": READS,
    "photo-state": READS,
    "photo-caption": LOGS,
    "photo-place": LOGS,
    "photo-removal": LOGS,
    "photo-restoration": LOGS,
    "photo-time": LOGS,
    "photo-time-removal": LOGS,
    "photo-file": READS,
    "card": READS,
    "card-file": READS,
    "timer": LOGS,
    "timer-removal": LOGS,
    "trial": LOGS,
    "trial-removal": LOGS,
    "carers": {"GET": VIEWER, "POST": VIEWER},
    "leaving": {"GET": VIEWER, "POST": VIEWER},
    "carer-role": {"GET": OWNER, "POST": OWNER},
    "carer-removal": {"GET": OWNER, "POST": OWNER},
    "invitation-new": {"GET": OWNER, "POST": OWNER},
    "invitation-made": {"GET": OWNER},
    "invitation-removal": {"POST": OWNER},
    "exports": {"GET": OWNER},
    "journal-export": {"GET": OWNER},
    "summary": READS,
    "links": {"GET": OWNER, "POST": OWNER},
    "link-removal": {"POST": OWNER},
    "portrait": {"GET": OWNER, "POST": OWNER},
    "portrait-removal": {"POST": OWNER},
    "portrait-file": READS,
    "child-settings": {"GET": OWNER, "POST": OWNER},
    "child-removal": {"GET": OWNER, "POST": OWNER},
}
PUBLIC = {
    *("start", "movement", "tips", "tip", "notice", "privacy", "look", "invitation", "farewell"),
    *("healthz", "lamp", "favicon", "robots", "sitemap", "words", "worker", "manifest", "waiting", "offline"),
}
SIGNED_IN = ["account", "account-removal", "children", "child-new"]
FILES = {"journal-export", "photo-file", "portrait-file", "card-file"}  # not a page to look at but something to keep
DATA = {"outbox"}  # for a program; what these tests send it is not whole
GUESTS = {"shared", "shared-summary", "shared-photo"}  # asked by test_shared.py and test_photo_files.py
ALLAUTHS = ("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")  # see tests/accounts
A_DEVICE = "device-removal"  # see tests/accounts/test_devices.py
METHODS = ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "POST")  # what changes most comes last
PEOPLE = {"viewer": VIEWER, "caregiver": CAREGIVER, "owner": OWNER}


def ask(client, method, path):
    return client.generic(method, path, content_type="application/x-www-form-urlencoded")


def is_a_page(response):
    return response["Content-Type"].startswith("text/html") and Page(response).tags["h1"] == 1


def is_data(response):
    return response["Content-Type"] == "application/json"


def test_every_address_has_a_rule():
    ours = {address.name for address in ADDRESSES if not address.name.startswith(ALLAUTHS)}
    assert ours == {*RULES, *PUBLIC, *GUESTS, *SIGNED_IN, A_DEVICE}
    assert {address.name for address in OF_A_CHILD} == {*RULES}


@pytest.mark.parametrize("address", OF_A_CHILD, ids=str)
def test_signed_out_leads_to_sign_in_and_back(world, client, address):
    path = address.path(**full_of_log(world))
    for method in METHODS:
        response = ask(client, method, path)
        back = path if method in ("GET", "HEAD") else reverse("today", args=[world.mira.pk])
        assert response.status_code == 302
        assert response["Location"] == f"{reverse('account_login')}?next={back}"


@pytest.mark.parametrize("address", OF_A_CHILD, ids=str)
def test_a_stranger_gets_404(world, stranger, address):
    path = address.path(**full_of_log(world))
    before = Session.objects.order_by("pk").values_list()
    known = [*before]
    for method in METHODS:
        response = ask(stranger, method, path)
        assert response.status_code == 404
        assert method == "HEAD" or is_a_page(response)
        assert "Mira" not in response.content.decode()
    assert [*before.all()] == known


@pytest.mark.parametrize("address", OF_A_CHILD, ids=str)
def test_a_child_that_is_not_there_looks_the_same_to_a_stranger(world, stranger, address):
    known = full_of_log(world)
    for number in (world.mira.pk + 1000, 2**63, 10**40):
        path = address.path(**{**known, "child_id": number})
        assert {ask(stranger, method, path).status_code for method in METHODS} == {404}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("address", OF_A_CHILD, ids=str)
def test_a_carer_may_do_what_the_role_says(world, address, who):
    path, rule = address.path(**full_of_log(world)), RULES[address.name]
    client, role = signed_in(getattr(world, who)), PEOPLE[who]
    for method in METHODS:
        response = ask(client, method, path)
        needed = rule.get("GET" if method == "HEAD" else method)
        if role < min(rule.values()):
            assert response.status_code == 403
        elif needed is None:
            assert response.status_code == 405
            assert response["Allow"]
        elif role < needed:
            assert response.status_code == 403
        else:
            assert response.status_code in ((400,) if address.name in DATA else (200, 302, 422))
        is_no_page = (response.status_code == 200 and address.name in FILES) or is_data(response)
        assert method == "HEAD" or response.status_code == 302 or is_no_page or is_a_page(response)


@pytest.mark.parametrize("address", [a for a in OF_A_CHILD if "session_id" in a.parameters], ids=str)
def test_a_session_of_another_child_is_404_to_its_own_carers_too(world, owner, address):
    full_of_log(world)
    theirs = log(world.otto, world.stranger, world.ago(2), "backward")
    path = address.path(child_id=world.mira.pk, session_id=theirs.pk)
    for method in {"GET", "POST"} & {*RULES[address.name]}:
        assert ask(owner, method, path).status_code == 404
    theirs.refresh_from_db()
    assert (theirs.removed_at, theirs.revision) == (None, 1)


@pytest.mark.parametrize("address", [a for a in OF_A_CHILD if "link_id" in a.parameters], ids=str)
def test_a_guest_link_of_another_child_is_404_to_its_own_owner_too(world, stranger, address):
    known = full_of_log(world)
    path = address.path(child_id=world.otto.pk, link_id=known["link_id"])
    assert ask(stranger, "POST", path).status_code == 404
    assert GuestLink.objects.get(pk=known["link_id"]).revoked_at is None


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a.name in PUBLIC], ids=str)
def test_public_pages_are_open_to_all(world, client, stranger, address):
    expected = {"lamp": 405, "favicon": 302, "invitation": 404}.get(address.name, 200)
    assert client.get(address.path()).status_code == expected
    assert client.head(address.path()).status_code == expected
    assert stranger.get(address.path()).status_code in (expected, 302)


@pytest.mark.parametrize("name", SIGNED_IN)
def test_what_belongs_to_a_person_asks_to_sign_in(world, client, name):
    for method in ("get", "head", "post"):
        response = getattr(client, method)(reverse(name))
        assert response.status_code == 302
        assert response["Location"] == f"{reverse('account_login')}?next={reverse(name)}"


@pytest.mark.parametrize("address", [a for a in ADDRESSES if not a.of_a_child], ids=str)
def test_no_method_fells_an_address(world, client, owner, address):
    path = address.path()
    for anyone in (client, owner):
        for method in METHODS:
            assert ask(anyone, method, path).status_code < 500
