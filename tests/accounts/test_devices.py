"""Where a person is signed in: each device in plain words, and the way to sign it out."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from crawltrack.accounts.browsers import called
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_signing_in import sign_in
from tests.accounts.test_signing_up import is_signed_in
from tests.views.page import Page

pytestmark = pytest.mark.django_db
DEVICES = "/accounts/devices/"
PHONE = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


@pytest.fixture
def phone(person) -> Client:
    client = Client(headers={"user-agent": PHONE}, REMOTE_ADDR="192.0.2.7")
    sign_in(client)
    return client


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Firefox on Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/18.5 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "CriOS/140.0 Mobile/15E148 Safari/604.1",
            "Chrome on iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 "
            "Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 "
            "Chrome/130.0 Mobile Safari/537.36",
            "Samsung Internet on Android",
        ),
        (
            "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Safari/537.36",
            "Chrome on Chromebook",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
            "Safari/605.1.15",
            "Safari on Mac",
        ),
        ("curl/8.5 (Linux)", "Linux"),
        ("", "A browser we do not know"),
        ("🐣\x00" * 500, "A browser we do not know"),
    ],
)
def test_a_browser_is_called_as_its_person_calls_it(agent, words):
    assert called(agent) == words


def test_the_page_shows_each_device_and_which_one_this_is(phone, signed_in):
    page = Page(signed_in.get(DEVICES))
    assert "Firefox on Android Last here today, from 192.0.2.7" in page.text
    assert page.text.count("This device") == 1
    assert page.inline == []


def test_one_device_is_signed_out_and_the_others_stay(phone, signed_in):
    device = UserSession.objects.get(ip="192.0.2.7")
    assert signed_in.post(f"/account/devices/{device.pk}/removal/")["Location"] == DEVICES
    assert not is_signed_in(phone)
    assert is_signed_in(signed_in)
    assert "Firefox" not in Page(signed_in.get(DEVICES)).text


def test_all_others_are_signed_out_at_once(phone, signed_in):
    assert signed_in.post(DEVICES)["Location"] == DEVICES
    assert not is_signed_in(phone)
    assert is_signed_in(signed_in)


def test_this_device_can_be_signed_out_there_too(signed_in):
    signed_in.post(f"/account/devices/{UserSession.objects.get().pk}/removal/")
    assert not is_signed_in(signed_in)


def test_nobody_signs_out_the_device_of_somebody_else(phone, somebody_else):
    stranger = Client()
    sign_in(stranger, somebody_else.email)
    theirs = UserSession.objects.get(ip="192.0.2.7").pk
    answers = [stranger.post(f"/account/devices/{number}/removal/") for number in (theirs, theirs + 1000, 10**40)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, DEVICES)}
    assert is_signed_in(phone)
    assert "Firefox" not in Page(stranger.get(DEVICES)).text


def test_a_stranger_is_asked_to_sign_in_and_a_look_changes_nothing(client, phone):
    device = UserSession.objects.get().pk
    assert client.post(f"/account/devices/{device}/removal/")["Location"].startswith("/accounts/login/")
    assert phone.get(f"/account/devices/{device}/removal/").status_code == 405
    assert is_signed_in(phone)


def test_a_new_password_signs_the_other_devices_out(phone, signed_in):
    new = {"oldpassword": PASSWORD, "password1": "two socks behind the door"}
    signed_in.post("/accounts/password/change/", new)
    assert is_signed_in(signed_in)
    assert not is_signed_in(phone)
    assert "Firefox" not in Page(signed_in.get(DEVICES)).text


def test_a_visit_is_noted_once_a_day_and_costs_nothing_otherwise(phone):
    def queries() -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            phone.get("/notice/")
        return [query["sql"] for query in asked.captured_queries]

    assert not any("usersession" in sql for sql in queries())
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(days=3), ip="192.0.2.1")
    session = phone.session
    session["device_seen"] = "2001-01-01"
    session.save()
    assert any("usersession" in sql for sql in queries())
    device = UserSession.objects.get()
    assert timezone.localdate(device.last_seen_at) == timezone.localdate()
    assert device.ip == "192.0.2.7"
    assert not any("usersession" in sql for sql in queries())


def test_a_device_that_was_signed_in_before_there_was_this_page_is_on_it(client, person):
    client.force_login(person)
    session = client.session
    del session["device_seen"]
    session.save()
    assert "This device" in Page(client.get(DEVICES)).text
