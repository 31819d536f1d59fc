"""Signing in with a passkey: made, named, used, removed, and never with what somebody made up."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.accounts.conftest import PASSWORD
from tests.accounts.passkey import Passkey
from tests.accounts.test_signing_in import sign_in
from tests.accounts.test_signing_up import is_signed_in
from tests.views.page import Page

pytestmark = pytest.mark.django_db
LIST, ADD, LOGIN = "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/", "/accounts/2fa/webauthn/login/"
STEP = "/accounts/2fa/authenticate/"
AGAIN = "/accounts/2fa/webauthn/reauthenticate/"


def browser() -> Client:
    return Client(headers={"host": "localhost"})


def add(client: Client, name: str = "Mama’s phone") -> Passkey:
    passkey = Passkey()
    made = passkey.create(client.get(ADD).context["js_data"])
    client.post(ADD, {"name": name, "credential": made, "passwordless": "True"})
    return passkey


def ask(client: Client) -> dict:
    return client.get(LOGIN, headers={"accept": "application/json"}).json()


@pytest.fixture
def sure(person) -> Client:
    client = browser()
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def passkey(sure) -> Passkey:
    return add(sure)


def test_a_passkey_is_made_and_brings_recovery_codes(sure):
    made = Passkey().create(sure.get(ADD).context["js_data"])
    response = sure.post(ADD, {"name": "Mama’s phone", "credential": made, "passwordless": "True"})
    assert response["Location"] == "/accounts/2fa/recovery-codes/"
    page = Page(sure.get(LIST))
    assert "Mama’s phone" in page.text
    assert "Added today." in page.text
    assert page.inline == []


def test_it_opens_the_account_with_no_password_and_no_second_step(passkey):
    client = browser()
    response = client.post(LOGIN, {"credential": passkey.get(ask(client)), "next": "/account/"})
    assert response["Location"] == "/account/"
    assert is_signed_in(client)


def test_it_is_the_second_step_after_the_password(passkey):
    client = browser()
    assert sign_in(client)["Location"] == STEP
    answer = passkey.get(client.get(STEP).context["js_data"])
    assert client.post(STEP, {"credential": answer})["Location"] == "/accounts/2fa/trust/"


def test_it_says_that_it_is_you(passkey, sure):
    answer = passkey.get(sure.get(AGAIN).context["js_data"])
    assert sure.post(AGAIN, {"credential": answer, "next": LIST})["Location"] == LIST


def test_an_answer_works_once(passkey):
    client = browser()
    answer = passkey.get(ask(client))
    other = browser()
    ask(other)
    assert other.post(LOGIN, {"credential": answer})["Location"] == "/accounts/login/"
    assert not is_signed_in(other)


def test_a_passkey_of_another_site_opens_nothing(passkey):
    client = browser()
    passkey.origin = "https://evil.example"
    client.post(LOGIN, {"credential": passkey.get(ask(client))})
    assert not is_signed_in(client)


def test_a_signature_by_another_key_opens_nothing(passkey):
    client, forged = browser(), Passkey()
    forged.id, forged.handle = passkey.id, passkey.handle
    response = client.post(LOGIN, {"credential": forged.get(ask(client))}, follow=True)
    assert "did not answer as it should" in Page(response).text
    assert not is_signed_in(client)


STRANGE = [
    *("", "null", "1", "[]", "{}", '"x"', "not json", '{"response": null}', '{"response": []}', "\0", "[" * 5000),
    '{"id": "x", "rawId": "x", "type": "public-key", "response": {}, "clientExtensionResults": {}}',
    '{"id":"eA","rawId":"eA","type":"public-key","response":{"userHandle":"//8","clientDataJSON":"e30",'
    '"authenticatorData":"eA","signature":"eA"},"clientExtensionResults":{}}',
    '{"id":"eA","rawId":"eA","type":"public-key","response":{"userHandle":"OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5",'
    '"clientDataJSON":"e30","authenticatorData":"eA","signature":"eA"},"clientExtensionResults":{}}',
]


@pytest.mark.parametrize("strange", STRANGE, ids=lambda strange: strange[:40])
def test_whatever_a_passkey_answers_is_a_sentence(passkey, sure, strange):
    client = browser()
    ask(client)
    assert client.post(LOGIN, {"credential": strange}, follow=True).status_code == 200
    assert not is_signed_in(client)
    sign_in(client)
    client.get(STEP)
    assert "as it should" in Page(client.post(STEP, {"credential": strange})).complaints
    sure.get(ADD)
    response = sure.post(ADD, {"name": "x", "credential": strange, "passwordless": "True"})
    assert response.status_code == 422
    assert "as it should" in Page(response).complaints
    sure.get(AGAIN)
    assert sure.post(AGAIN, {"credential": strange}).status_code == 302
    assert Authenticator.objects.filter(type="webauthn").count() == 1


@pytest.mark.parametrize("field", ["clientDataJSON", "authenticatorData", "signature", "userHandle"])
@pytest.mark.parametrize("strange", [None, 1, "", "%%%", "AAAA", [], "A" * 100_000])
def test_a_single_strange_part_is_no_error_either(passkey, field, strange):
    client = browser()
    answer = json.loads(passkey.get(ask(client)))
    answer["response"][field] = strange
    assert client.post(LOGIN, {"credential": json.dumps(answer)})["Location"] == "/accounts/login/"
    assert not is_signed_in(client)


@pytest.mark.parametrize("name", ["", "\0", "Papa\u202egnol", "a" * 61])
def test_a_name_that_cannot_be_shown_gets_a_sentence(passkey, sure, name):
    key = Authenticator.objects.get(type="webauthn")
    path = f"{LIST}keys/{key.pk}/edit/"
    response = sure.post(path, {"name": name})
    assert response.status_code == 422
    assert Page(response).complaints
    assert sure.post(path, {"name": "Oma’s tablet"})["Location"] == LIST
    assert "Oma’s tablet" in Page(sure.get(LIST)).text


def test_it_is_removed_and_opens_nothing_any_more(passkey, sure):
    key = Authenticator.objects.get(type="webauthn")
    assert sure.post(f"{LIST}keys/{key.pk}/remove/")["Location"] == LIST
    assert not Authenticator.objects.exists()
    client = browser()
    client.post(LOGIN, {"credential": passkey.get(ask(client))})
    assert not is_signed_in(client)


def test_the_passkey_of_somebody_else_is_not_there(passkey, somebody_else):
    key = Authenticator.objects.get(type="webauthn")
    stranger = browser()
    sign_in(stranger, somebody_else.email)
    stranger.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for path in ("edit", "remove"):
        for number in (key.pk, key.pk + 1, 10**40):
            answers = [stranger.get(f"{LIST}keys/{number}/{path}/"), stranger.post(f"{LIST}keys/{number}/{path}/")]
            assert {answer.status_code for answer in answers} == {404}
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_a_sleeping_account_stays_asleep(passkey, person):
    person.is_active = False
    person.save()
    client = browser()
    client.post(LOGIN, {"credential": passkey.get(ask(client))})
    assert not is_signed_in(client)


def test_the_page_says_where_passkeys_work(sure, passkey):
    page = sure.get(ADD)
    assert "They need an address that begins with https://" in Page(page).text
    assert Page(page).inline == []
