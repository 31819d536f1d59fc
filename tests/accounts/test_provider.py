"""Signing in through a real OpenID Connect provider, and all that must not be possible by it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from crawltrack.accounts.models import Person
from crawltrack.configuration import Provider
from tests.accounts.conftest import EMAIL, PASSWORD
from tests.accounts.test_signing_in import sign_in
from tests.accounts.test_signing_up import is_signed_in
from tests.views.page import Page

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("provider")]
ROOT = Path(__file__).resolve().parents[2]
LEAVE, BACK = "/accounts/oidc/sso/login/", "/accounts/oidc/sso/login/callback/"
CONNECTIONS = "/accounts/3rdparty/"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[str]:
    """The address of a provider that runs."""
    port, folder = free_port(), tmp_path_factory.mktemp("provider")
    command = [sys.executable, "-m", "tests.provider", str(port)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "PROVIDER_DATA": str(folder)}, stdout=log, stderr=log
        )
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            requests.get(f"{address}/o/.well-known/openid-configuration", timeout=5).raise_for_status()
            break
        except requests.RequestException:
            assert process.poll() is None, (folder / "log").read_text()
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait()


@pytest.fixture
def provider(site, settings) -> str:
    settings.OIDC = Provider(f"{site}/o", "crawltrack", "a secret between the two", "Family login", signup=False)
    return site


@pytest.fixture
def open_provider(provider, settings) -> str:
    settings.OIDC = settings.OIDC._replace(signup=True)
    return provider


@pytest.fixture
def confirmed(person) -> Person:
    EmailAddress.objects.create(user=person, email=EMAIL, verified=True, primary=True)
    return person


def back_from(provider: str, client: Client, email: str = EMAIL, confirmed: str = "yes", leave: str = LEAVE) -> str:
    """The address at which the provider sends somebody back who is `email` there."""
    there = requests.Session()
    there.get(f"{provider}/come-in/{email}/{confirmed}/", timeout=10).raise_for_status()
    leaving = client.get(leave)
    assert leaving["Location"].startswith(f"{provider}/o/authorize/")
    answer = there.get(leaving["Location"], allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    assert back.path == BACK, answer.text
    return f"{back.path}?{back.query}"


def come_through(provider: str, client: Client, *who: str):
    return client.get(back_from(provider, client, *who))


# --- Who may come in ---


def test_an_email_that_both_have_confirmed_signs_in_and_stays_connected(client, provider, confirmed):
    assert come_through(provider, client)["Location"] == "/"
    assert is_signed_in(client)
    assert SocialAccount.objects.get().user == confirmed
    confirmed.refresh_from_db()
    assert confirmed.check_password(PASSWORD)


def test_the_way_goes_on_to_where_it_led(client, provider, confirmed):
    back = back_from(provider, client, leave=f"{LEAVE}?next=/account/")
    assert client.get(back)["Location"] == "/account/"


@pytest.mark.parametrize("says", ["no", "false", "False", "none", "0"])
def test_an_email_that_the_provider_has_not_confirmed_opens_nothing(client, open_provider, confirmed, says):
    response = come_through(open_provider, client, EMAIL, says)
    assert response.status_code == 403
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_an_email_that_we_have_not_confirmed_opens_nothing_either(client, open_provider, person):
    """Else whoever wrote it down here first would share an account with the person whose it is."""
    EmailAddress.objects.create(user=person, email=EMAIL, verified=False, primary=True)
    response = come_through(open_provider, client)
    assert response.status_code == 403
    assert "Sign in with its password once" in Page(response).text
    assert not is_signed_in(client)


def test_nobody_new_gets_an_account_unless_the_settings_say_so(client, provider):
    response = come_through(provider, client, "lena@example.org")
    assert response.status_code == 403
    assert "this Crawltrack does not" in Page(response).text
    assert not Person.objects.exists()


def test_where_they_say_so_somebody_new_does(client, open_provider):
    assert come_through(open_provider, client, "lena@example.org").status_code == 302
    assert is_signed_in(client)
    lena = Person.objects.get()
    assert (lena.email, lena.has_usable_password()) == ("lena@example.org", False)
    assert EmailAddress.objects.get().verified


def test_somebody_new_with_an_email_that_is_not_confirmed_does_not(client, open_provider):
    response = come_through(open_provider, client, "lena@example.org", "no")
    assert response.status_code == 403
    assert "has not confirmed" in Page(response).text
    assert not Person.objects.exists()


def test_a_second_time_the_providers_own_number_counts(client, open_provider):
    come_through(open_provider, client, "lena@example.org")
    other = Client()
    come_through(open_provider, other, "lena@example.org")
    assert is_signed_in(other)
    assert Person.objects.count() == 1


def test_a_sleeping_account_stays_asleep(client, provider, confirmed):
    confirmed.is_active = False
    confirmed.save()
    come_through(provider, client)
    assert not is_signed_in(client)


# --- Connecting ---


def test_it_is_connected_and_disconnected_on_the_account_page(signed_in, provider, person):
    signed_in.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert CONNECTIONS in signed_in.get("/account/").content.decode()
    back = back_from(provider, signed_in, "other@example.org", "no", f"{LEAVE}?process=connect")
    assert signed_in.get(back)["Location"] == CONNECTIONS
    assert "Connected today." in Page(signed_in.get(CONNECTIONS)).text
    other = Client()
    come_through(provider, other, "other@example.org", "no")
    assert is_signed_in(other)
    response = signed_in.post(CONNECTIONS, {"account": SocialAccount.objects.get().pk})
    assert response["Location"] == CONNECTIONS
    assert not SocialAccount.objects.exists()


def test_the_password_is_asked_for_before_it_is_connected(signed_in, provider):
    back = back_from(provider, signed_in, "other@example.org", "yes", f"{LEAVE}?process=connect")
    asked = signed_in.get(back)
    assert asked["Location"] == "/accounts/reauthenticate/"
    assert not SocialAccount.objects.exists()
    signed_in.post(asked["Location"], {"password": PASSWORD})
    assert SocialAccount.objects.exists()


def test_what_is_connected_to_somebody_else_stays_there(signed_in, provider, somebody_else):
    other = Client()
    sign_in(other, somebody_else.email)
    for client in (other, signed_in):
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        client.get(back_from(provider, client, "shared@example.org", "yes", f"{LEAVE}?process=connect"))
    assert SocialAccount.objects.get().user == somebody_else
    assert "connected to another account" in Page(signed_in.get(CONNECTIONS)).text


def test_the_only_way_in_is_not_taken_away(client, open_provider):
    come_through(open_provider, client, "lena@example.org")
    response = client.post(CONNECTIONS, {"account": SocialAccount.objects.get().pk})
    assert response.status_code == 422
    assert "Choose a password first" in Page(response).complaints
    assert SocialAccount.objects.exists()


@pytest.mark.parametrize("account", ["", "x", "0", "-1", "9" * 400, "\0"])
def test_whatever_is_sent_to_disconnect(signed_in, provider, account):
    assert signed_in.post(CONNECTIONS, {"account": account}).status_code == 422


# --- When something goes wrong ---


@pytest.mark.parametrize("state", ["", "wrong", "\0", "x" * 5000])
def test_a_wrong_state_is_refused_with_a_page(client, provider, confirmed, state):
    back = back_from(provider, client)
    code = back.partition("code=")[2].partition("&")[0]
    response = client.get(BACK, {"code": code, "state": state})
    assert response.status_code == 401
    assert "That did not work" in Page(response).text
    assert not is_signed_in(client)


def test_the_way_back_of_somebody_else_is_refused(client, provider, confirmed):
    response = Client().get(back_from(provider, client))
    assert response.status_code == 401


def test_a_code_that_is_none_is_refused_with_a_page(client, provider):
    state = back_from(provider, client).partition("state=")[2].partition("&")[0]
    response = client.get(BACK, {"code": "made-up", "state": state})
    assert response.status_code in (401, 502)
    assert "That did not work" in Page(response).text


@pytest.mark.parametrize("error", ["access_denied", "server_error", "\0"])
def test_who_turns_back_there_gets_a_page(client, provider, error):
    state = back_from(provider, client).partition("state=")[2].partition("&")[0]
    response = client.get(BACK, {"error": error, "state": state}, follow=True)
    assert response.status_code in (200, 401)
    assert Page(response).tags["h1"] == 1


def test_a_provider_that_is_down_gets_a_page(client, provider, settings):
    back = back_from(provider, client)
    settings.OIDC = settings.OIDC._replace(issuer=f"http://127.0.0.1:{free_port()}/o")
    for path in (LEAVE, back):
        response = client.get(path)
        assert response.status_code in (401, 502)
        assert "Family login did not answer" in Page(response).text
    assert not is_signed_in(client)


def test_a_provider_that_is_something_else_gets_a_page(client, provider, settings):
    settings.OIDC = settings.OIDC._replace(issuer=f"{provider}/come-in/a/yes")
    assert client.get(LEAVE).status_code == 502


# --- Where no provider is named ---


def test_without_one_nothing_offers_it_and_nothing_is_there(client, signed_in):
    for path in (LEAVE, BACK):
        assert client.get(path).status_code == 404
    for page in ("/accounts/login/", "/accounts/signup/"):
        assert "oidc" not in Client().get(page).content.decode()
    assert "Other" not in Page(signed_in.get("/account/")).text


def test_with_one_it_is_offered_where_people_come_in(client, provider):
    for path in ("/accounts/login/", "/accounts/signup/"):
        page = Page(client.get(path))
        assert "Sign in with Family login" in page.text
        assert page.inline == []


def test_the_list_asks_to_sign_in(client, db):
    for method in (client.get, client.post):
        assert method(CONNECTIONS)["Location"].startswith("/accounts/login/")
