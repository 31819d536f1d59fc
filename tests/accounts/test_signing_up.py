from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.contrib.messages import get_messages
from django.db import IntegrityError
from django.test import Client

from crawltrack.accounts.models import Person
from tests.accounts.conftest import EMAIL, PASSWORD

pytestmark = pytest.mark.django_db
SIGN_UP = "/accounts/signup/"


def sign_up(client: Client, email: str = EMAIL, password: str = PASSWORD, path: str = SIGN_UP):
    return client.post(path, {"email": email, "password1": password})


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_an_email_and_one_password_make_an_account_and_sign_in(client):
    response = sign_up(client)
    assert response.status_code == 302
    assert response["Location"] == "/"
    assert is_signed_in(client)
    assert Person.objects.get().check_password(PASSWORD)


def test_the_form_asks_for_nothing_else(client):
    form = client.get(SIGN_UP).context["form"]
    assert [*form.fields] == ["email", "password1"]


def test_the_address_is_kept_in_small_letters(client):
    sign_up(client, "Mira.Parent@Example.ORG")
    assert Person.objects.get().email == EMAIL


@pytest.mark.parametrize("email", [EMAIL, EMAIL.upper(), "Mira.Parent@example.org"])
def test_an_address_has_one_account_whatever_its_case(client, person, email):
    response = sign_up(client, email)
    assert response.status_code == 422
    assert "There is an account with this e-mail already" in response.content.decode()
    assert Person.objects.count() == 1


def test_the_database_itself_keeps_one_account_an_address(person):
    with pytest.raises(IntegrityError):
        Person(email=EMAIL.upper()).save()


def test_two_sign_ups_in_the_same_moment_make_one_account_and_no_error(client, person):
    with patch("allauth.account.forms.flows.manage_email.email_already_exists", lambda email: (email, False)):
        response = sign_up(client)
    assert response["Location"] == "/accounts/login/"
    assert "already" in str(next(iter(get_messages(response.wsgi_request))))
    assert Person.objects.count() == 1
    assert EmailAddress.objects.count() == 0


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "too short"),
        ("password1234", "too common"),
        ("mira.parent", "too similar"),
        ("", "Please type a password."),
    ],
)
def test_a_weak_password_gets_a_sentence_and_keeps_the_address(client, password, sentence):
    response = sign_up(client, password=password)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert f'value="{EMAIL}"' in page
    assert not Person.objects.exists()


def test_a_confirmation_is_asked_for_when_there_is_a_mail_server(client, mail_server, mailoutbox):
    sign_up(client)
    assert is_signed_in(client)
    assert "/accounts/confirm-email/" in mailoutbox[0].body


def test_nothing_is_asked_for_when_there_is_none(client, mailoutbox):
    sign_up(client)
    assert mailoutbox == []


def test_a_mail_server_that_does_not_answer_stops_nobody(client, mail_server):
    with patch("django.core.mail.EmailMessage.send", side_effect=ConnectionRefusedError):
        response = sign_up(client)
    assert response.status_code == 302
    assert is_signed_in(client)
    assert any("could not be sent" in str(message) for message in get_messages(response.wsgi_request))


def test_somebody_signed_in_goes_to_the_start(signed_in):
    assert signed_in.get(SIGN_UP)["Location"] == "/"


def test_afterwards_the_way_goes_on_to_where_it_led(client):
    response = client.post(SIGN_UP, {"email": EMAIL, "password1": PASSWORD, "next": "/account/"})
    assert response["Location"] == "/account/"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "http://["])
def test_afterwards_the_way_never_leads_to_another_site(client, elsewhere):
    response = client.post(SIGN_UP, {"email": EMAIL, "password1": PASSWORD, "next": elsewhere})
    assert response["Location"] == "/"
