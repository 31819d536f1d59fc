import re
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from tests.accounts.conftest import EMAIL, PASSWORD
from tests.accounts.test_signing_in import sign_in

pytestmark = pytest.mark.django_db
EMAIL_PAGE = "/accounts/email/"
NEW = "mira.new@example.org"


@pytest.fixture
def sure(signed_in) -> Client:
    """Signed in, and the password was asked for a moment ago."""
    signed_in.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return signed_in


@pytest.fixture
def confirmed(person) -> None:
    EmailAddress.objects.update_or_create(user=person, email=EMAIL, defaults={"verified": True, "primary": True})


def change_to(client: Client, email: str):
    return client.post(EMAIL_PAGE, {"email": email, "action_add": "1"})


def open_mailed_link(client: Client, mail) -> None:
    client.post(urlsplit(re.search(r"http\S+", mail.body)[0]).path)


def test_the_password_is_asked_for_first_and_then_the_change_goes_on(signed_in, person):
    asked = change_to(signed_in, NEW)
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    signed_in.post(asked["Location"], {"password": PASSWORD, "next": EMAIL_PAGE})
    person.refresh_from_db()
    assert person.email == NEW


def test_a_wrong_password_changes_nothing(signed_in, person):
    asked = change_to(signed_in, NEW)
    response = signed_in.post(asked["Location"], {"password": "not this", "next": EMAIL_PAGE})
    assert response.status_code == 422
    assert "That is not your password" in response.content.decode()
    person.refresh_from_db()
    assert person.email == EMAIL


def test_with_no_mail_server_it_counts_at_once(sure, person):
    assert change_to(sure, NEW)["Location"] == EMAIL_PAGE
    assert "Your e-mail is changed" in sure.get(EMAIL_PAGE).content.decode()
    person.refresh_from_db()
    assert person.email == NEW
    assert EmailAddress.objects.get().email == NEW
    assert sign_in(Client(), NEW).status_code == 302
    assert sign_in(Client(), EMAIL).status_code == 422


def test_the_old_address_hears_of_it(sure, mailoutbox):
    change_to(sure, NEW)
    assert mailoutbox[-1].to == [EMAIL]
    assert NEW in mailoutbox[-1].body


def test_with_a_mail_server_it_counts_once_it_is_confirmed(sure, person, confirmed, mail_server, mailoutbox):
    change_to(sure, NEW)
    person.refresh_from_db()
    assert person.email == EMAIL
    assert "is not confirmed yet" in sure.get(EMAIL_PAGE).content.decode()
    assert mailoutbox[-1].to == [NEW]
    open_mailed_link(sure, mailoutbox[-1])
    person.refresh_from_db()
    assert person.email == NEW
    assert [*EmailAddress.objects.values_list("email", "verified")] == [(NEW, True)]


def test_the_old_address_can_be_kept_after_all(sure, person, confirmed, mail_server):
    change_to(sure, NEW)
    sure.post(EMAIL_PAGE, {"email": NEW, "action_remove": "1"})
    assert EmailAddress.objects.get().email == EMAIL


def test_an_address_that_was_never_confirmed_gives_way_at_once(sure, person, mail_server, mailoutbox):
    change_to(sure, NEW)
    person.refresh_from_db()
    assert person.email == NEW
    open_mailed_link(sure, next(mail for mail in mailoutbox if mail.to == [NEW]))
    assert EmailAddress.objects.get().verified


@pytest.mark.parametrize("mail", [True, False])
@pytest.mark.parametrize("case", [str.lower, str.upper])
def test_the_address_of_somebody_else_is_refused(sure, somebody_else, settings, mail, case):
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional" if mail else "none"
    response = change_to(sure, case(somebody_else.email))
    assert response.status_code == 422
    assert "There is an account with this e-mail already" in response.content.decode()


def test_an_address_that_somebody_took_meanwhile_is_not_confirmed(
    sure, person, confirmed, mail_server, mailoutbox, django_user_model
):
    change_to(sure, NEW)
    django_user_model.objects.create_user(NEW, PASSWORD)
    open_mailed_link(sure, mailoutbox[-1])
    person.refresh_from_db()
    assert person.email == EMAIL


def test_an_address_that_somebody_takes_in_the_same_moment_is_no_error(sure, person, somebody_else):
    with patch("crawltrack.accounts.forms.filter_users_by_email", return_value=[]):
        response = change_to(sure, somebody_else.email)
    assert response["Location"] == EMAIL_PAGE
    person.refresh_from_db()
    assert person.email == EMAIL
    assert EmailAddress.objects.filter(user=person).get().email == EMAIL


def test_the_same_address_is_no_change(sure):
    response = change_to(sure, EMAIL.upper())
    assert response.status_code == 422
    assert "That is the e-mail you have now" in response.content.decode()


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(EMAIL_PAGE)["Location"].startswith("/accounts/login/")
