import pytest
from django.test import Client

from tests.accounts.conftest import EMAIL, PASSWORD
from tests.accounts.test_signing_up import is_signed_in

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"


def sign_in(client: Client, email: str = EMAIL, password: str = PASSWORD, **more: str):
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


@pytest.mark.parametrize("email", [EMAIL, EMAIL.upper(), f" {EMAIL} "])
def test_email_and_password_sign_in(client, person, email):
    assert sign_in(client, email)["Location"] == "/"
    assert is_signed_in(client)


def test_the_way_goes_on_to_where_it_led(client, person):
    assert sign_in(client, next="/account/")["Location"] == "/account/"


def test_signing_in_lasts_for_months(client, person):
    sign_in(client)
    assert client.cookies["crawltrack_session"]["max-age"] == 180 * 24 * 3600


@pytest.mark.parametrize(("email", "password"), [(EMAIL, "wrong password"), ("nobody@example.org", PASSWORD)])
def test_a_wrong_one_gets_one_sentence_and_keeps_the_address(client, person, email, password):
    response = sign_in(client, email, password)
    page = response.content.decode()
    assert response.status_code == 422
    assert "do not go together" in page
    assert f'value="{email}"' in page
    assert password not in page
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [("", PASSWORD, "Please type your e-mail."), (EMAIL, "", "Please type a password."), ("mira", PASSWORD, "yet")],
)
def test_what_is_missing_is_named(client, person, email, password, sentence):
    response = sign_in(client, email, password)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_sleeping_account_is_told_so(client, person):
    person.is_active = False
    person.save()
    response = client.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD}, follow=True)
    assert "This account is asleep" in response.content.decode()
    assert not is_signed_in(client)


def test_signing_out_asks_first_and_then_does(signed_in):
    assert "Sign out on this device?" in signed_in.get("/accounts/logout/").content.decode()
    assert is_signed_in(signed_in)
    assert signed_in.post("/accounts/logout/")["Location"] == "/"
    assert not is_signed_in(signed_in)


@pytest.mark.parametrize("path", [SIGN_IN, "/accounts/signup/", "/accounts/password/reset/"])
def test_a_page_asks_for_no_other_site(client, path):
    page = client.get(path).content.decode()
    assert "http://" not in page.replace("http://testserver", "").replace("http://www.w3.org", "")
    assert "https://" not in page
