import time
from io import StringIO
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from crawltrack.accounts.invitations import LIFETIME
from crawltrack.accounts.models import Person
from tests.accounts.conftest import EMAIL, PASSWORD
from tests.accounts.test_signing_up import SIGN_UP, is_signed_in, sign_up

pytestmark = pytest.mark.django_db
INVITED = "aunt@example.org"


@pytest.fixture
def policy(settings):
    def says(word: str) -> None:
        settings.SIGNUP_POLICY = word

    return says


@pytest.fixture
def by_invitation(policy, person) -> None:
    policy("invite")


def invite(email: str = INVITED) -> str:
    """The path of the link that the command prints."""
    printed = StringIO()
    call_command("invite", email, stdout=printed)
    sentence, link = printed.getvalue().strip().splitlines()
    assert email.lower() in sentence
    assert link.startswith("http://127.0.0.1:8000/accounts/signup/?")
    url = urlsplit(link)
    return f"{url.path}?{url.query}"


@pytest.mark.parametrize("word", ["open", "invite", "closed"])
def test_the_first_account_can_always_be_made(client, policy, word):
    policy(word)
    assert client.get(SIGN_UP).status_code == 200
    sign_up(client)
    assert is_signed_in(client)


def test_with_the_policy_open_anybody_may_come(client, person):
    sign_up(client, INVITED)
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("word", "sentence"),
    [("invite", "People come here by invitation"), ("closed", "No new accounts here for now")],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_otherwise_a_friendly_page_says_so_and_makes_nothing(client, policy, person, word, sentence, method):
    policy(word)
    response = getattr(client, method)(SIGN_UP, {"email": INVITED, "password1": PASSWORD})
    assert response.status_code == 403
    assert sentence in response.content.decode()
    assert "/accounts/login/" in response.content.decode()
    assert Person.objects.count() == 1


def test_an_invitation_opens_the_form_with_its_address(client, by_invitation):
    page = client.get(invite()).content.decode()
    assert f'value="{INVITED}"' in page
    assert "disabled" in page


def test_an_invited_person_signs_up_with_a_password_alone(client, by_invitation):
    response = client.post(invite(), {"password1": PASSWORD})
    assert response.status_code == 302
    assert Person.objects.filter(email=INVITED).exists()


@pytest.mark.parametrize("way", ["?", "&email=uninvited@example.org"])
def test_an_invitation_is_for_its_address_alone(client, by_invitation, way):
    path = invite() + (way if way != "?" else "")
    client.post(path, {"email": "uninvited@example.org", "password1": PASSWORD})
    assert [*Person.objects.values_list("email", flat=True).order_by("pk")] == [EMAIL, INVITED]


def test_an_invitation_works_once(client, by_invitation):
    path = invite()
    client.post(path, {"password1": PASSWORD})
    response = Client().get(path)
    assert response.status_code == 403
    assert "You have an account already" in response.content.decode()
    assert Client().post(path, {"password1": PASSWORD}).status_code == 403
    assert Person.objects.filter(email=INVITED).count() == 1


@pytest.mark.parametrize(("days", "status"), [(6.9, 200), (7.1, 403)])
def test_an_invitation_is_good_for_seven_days(client, by_invitation, days, status):
    assert LIFETIME.days == 7
    path = invite()
    with patch("django.core.signing.time.time", return_value=time.time() + days * 86400):
        response = client.get(path)
    assert response.status_code == status
    assert ("This invitation has run out" in response.content.decode()) == (status == 403)


@pytest.mark.parametrize("change", [lambda path: path[:-1], lambda path: path + "x", lambda path: path.split("=")[0]])
def test_an_altered_invitation_opens_nothing(client, by_invitation, change):
    response = client.get(change(invite()))
    assert response.status_code == 403
    assert "This invitation has run out" in response.content.decode()


@pytest.mark.parametrize("made_up", ["%00", "%F0%9F%90%A3", "a:b:c", "x" * 5000, "WyJhIl0:1:1"])
def test_a_made_up_invitation_opens_nothing(client, by_invitation, made_up):
    assert client.get(f"{SIGN_UP}?invitation={made_up}").status_code == 403


def test_a_stale_invitation_does_no_harm_where_anybody_may_come(client, person):
    assert client.get(f"{SIGN_UP}?invitation=stale").status_code == 200


def test_an_invitation_opens_nothing_once_sign_up_is_closed(client, by_invitation, policy):
    path = invite()
    policy("closed")
    assert client.get(path).status_code == 403
    assert client.post(path, {"password1": PASSWORD}).status_code == 403


def test_no_invitation_is_made_while_sign_up_is_closed(policy):
    policy("closed")
    with pytest.raises(CommandError, match="Sign-up is closed"):
        call_command("invite", INVITED)


def test_no_invitation_is_made_for_somebody_who_is_here(by_invitation):
    with pytest.raises(CommandError, match="has an account already"):
        call_command("invite", EMAIL.upper())


@pytest.mark.parametrize("typed", ["aunt", "aunt@", "", "a\nb@example.org"])
def test_no_invitation_is_made_for_what_is_no_address(by_invitation, typed):
    with pytest.raises(CommandError, match="is not an e-mail"):
        call_command("invite", typed)
