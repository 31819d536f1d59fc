"""An e-mail tells a person of a sign-in on a device where they have not been before, and of no other."""

from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.contrib.messages import get_messages
from django.test import Client

from tests.accounts.conftest import EMAIL
from tests.accounts.test_devices import PHONE
from tests.accounts.test_signing_in import sign_in
from tests.accounts.test_signing_up import is_signed_in, sign_up

pytestmark = pytest.mark.django_db
NEWS = "Crawltrack: A new device is signed in"


@pytest.fixture
def mailed(mail_server, mailoutbox, person):
    EmailAddress.objects.create(user=person, email=EMAIL, verified=True, primary=True)
    return mailoutbox


def test_a_new_device_is_told_of_in_plain_words(mailed):
    sign_in(Client(headers={"user-agent": PHONE}, REMOTE_ADDR="192.0.2.7"))
    (mail,) = mailed
    assert (mail.subject, mail.to) == (NEWS, [EMAIL])
    assert "Firefox on Android" in mail.body
    assert "192.0.2.7" in mail.body
    assert "choose a new password" in mail.body


def test_the_same_device_is_no_news_also_after_signing_out(client, mailed):
    for _ in range(3):
        sign_in(client)
        client.post("/accounts/logout/")
    assert len(mailed) == 1


def test_another_person_on_the_same_device_is(client, mailed, somebody_else):
    sign_in(client)
    client.post("/accounts/logout/")
    sign_in(client, somebody_else.email)
    assert [mail.to for mail in mailed] == [[EMAIL], [somebody_else.email]]


def test_a_wrong_password_is_not(client, mailed):
    sign_in(client, password="wrong password")
    assert mailed == []


def test_to_sign_up_is_not_and_neither_is_to_come_back(client, mail_server, mailoutbox, db):
    sign_up(client, "lena@example.org")
    client.post("/accounts/logout/")
    sign_in(client, "lena@example.org")
    assert NEWS not in [mail.subject for mail in mailoutbox]


def test_without_a_mail_server_nothing_is_sent_and_the_device_is_known_all_the_same(client, person, mailoutbox):
    sign_in(client)
    assert mailoutbox == []
    assert client.cookies["known_by"]["httponly"]


@pytest.mark.parametrize("cookie", ["", "1", "1:2:3", '"', "1.2.3:abc:def", "x" * 4000, "\x07"])
def test_a_device_cannot_say_by_itself_that_it_is_known(client, mailed, cookie):
    client.cookies["known_by"] = cookie
    assert sign_in(client).status_code == 302
    assert len(mailed) == 1


@pytest.mark.parametrize("trouble", [ConnectionRefusedError, TimeoutError])
def test_a_mail_server_that_does_not_answer_stops_nobody_and_worries_nobody(client, mailed, trouble):
    with patch("django.core.mail.EmailMessage.send", side_effect=trouble):
        response = sign_in(client)
    assert response["Location"] == "/"
    assert [*get_messages(response.wsgi_request)] == []
    assert is_signed_in(client)
