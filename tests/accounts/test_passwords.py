import re
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.accounts.conftest import ANOTHER_PASSWORD, EMAIL, PASSWORD
from tests.accounts.test_signing_in import sign_in
from tests.accounts.test_signing_up import is_signed_in

pytestmark = pytest.mark.django_db
RESET = "/accounts/password/reset/"
CHANGE = "/accounts/password/change/"


def operators_link(email: str = EMAIL) -> str:
    printed = StringIO()
    call_command("password_link", email, stdout=printed)
    return printed.getvalue().strip().splitlines()[-1]


def mailed_link(client: Client, mailoutbox) -> str:
    client.post(RESET, {"email": EMAIL})
    return re.search(r"http\S+", mailoutbox[-1].body)[0]


def open_link(client: Client, link: str):
    """What the browser shows after following the link, and the address it is then at."""
    response = client.get(urlsplit(link).path, follow=True)
    return response, response.request["PATH_INFO"]


def test_the_mailed_link_sets_a_new_password_and_signs_in(client, person, mailoutbox):
    link = mailed_link(client, mailoutbox)
    assert link.startswith("http://127.0.0.1:8000/accounts/password/reset/key/")
    _response, form_at = open_link(client, link)
    client.post(form_at, {"password1": ANOTHER_PASSWORD})
    assert is_signed_in(client)
    person.refresh_from_db()
    assert person.check_password(ANOTHER_PASSWORD)


def test_the_operators_link_does_the_same(client, person):
    link = operators_link()
    assert link.startswith("http://127.0.0.1:8000/accounts/password/reset/key/")
    _response, form_at = open_link(client, link)
    client.post(form_at, {"password1": ANOTHER_PASSWORD})
    assert is_signed_in(client)
    assert sign_in(Client(), password=ANOTHER_PASSWORD).status_code == 302


def test_a_link_works_once(client, person):
    link = operators_link()
    _response, form_at = open_link(client, link)
    client.post(form_at, {"password1": ANOTHER_PASSWORD})
    response, _at = open_link(Client(), link)
    assert "This link has done its work" in response.content.decode()


def test_a_weak_new_password_gets_a_sentence(client, person):
    _response, form_at = open_link(client, operators_link())
    response = client.post(form_at, {"password1": "short"})
    assert response.status_code == 422
    assert "too short" in response.content.decode()


@pytest.mark.parametrize("made_up", ["1-x", "zzzzzzzzzzzzz-x", "1-%00", "1-🐣", "0-set-password", "1-set-password"])
def test_a_made_up_link_says_so(client, person, made_up):
    response = client.get(f"{RESET}key/{made_up}/")
    assert response.status_code == 200
    assert "This link has done its work" in response.content.decode()


def test_the_operator_gets_a_link_whatever_the_case(person):
    assert operators_link(EMAIL.upper())


def test_the_operator_gets_no_link_for_an_address_that_is_not_here(person):
    with pytest.raises(CommandError, match=r"Nobody signs in as nobody@example\.org"):
        call_command("password_link", "nobody@example.org")


def test_asking_for_a_link_tells_nobody_who_is_here(client, person):
    here = client.post(RESET, {"email": EMAIL})
    not_here = client.post(RESET, {"email": "nobody@example.org"})
    assert here["Location"] == not_here["Location"]
    assert here.status_code == not_here.status_code == 302


def test_the_page_says_where_the_link_goes(client, person, settings):
    assert "sends no e-mails" in client.get(RESET).content.decode()
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    assert "we send you a link" in client.get(RESET).content.decode()
    assert "Look into your mailbox" in client.get(f"{RESET}done/").content.decode()


def test_changing_it_asks_for_the_one_now(signed_in, person):
    response = signed_in.post(CHANGE, {"oldpassword": "not this", "password1": ANOTHER_PASSWORD})
    assert response.status_code == 422
    assert "That is not your password now" in response.content.decode()


def test_changing_it_stays_signed_in_here_and_nowhere_else(signed_in, person):
    elsewhere = Client()
    sign_in(elsewhere)
    response = signed_in.post(CHANGE, {"oldpassword": PASSWORD, "password1": ANOTHER_PASSWORD})
    assert response["Location"] == "/account/"
    assert is_signed_in(signed_in)
    assert not is_signed_in(elsewhere)
    assert sign_in(Client(), password=ANOTHER_PASSWORD).status_code == 302


def test_changing_it_tells_the_mailbox(signed_in, mailoutbox):
    signed_in.post(CHANGE, {"oldpassword": PASSWORD, "password1": ANOTHER_PASSWORD})
    assert "Your password was changed" in mailoutbox[-1].body
