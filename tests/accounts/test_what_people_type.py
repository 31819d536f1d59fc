"""Whatever is typed into a field of these forms, the answer is a page with a sentence."""

import pytest
from django.test import Client

from crawltrack.accounts.models import Person
from tests.accounts.conftest import ANOTHER_PASSWORD, EMAIL, PASSWORD

pytestmark = pytest.mark.django_db

STRANGE = {
    "a million letters": "a" * 1_000_000,
    "a long address": "a" * 60 + "@" + "b." * 100 + "example.org",
    "NUL": "a\x00b@example.org",
    "a control character": "a\x07b@example.org",
    "a new line": "a@example.org\nBcc: b@example.org",
    "emoji": "🐣@🐣.example",
    "a lone surrogate": b"\xed\xa0\x80@example.org".decode("utf-8", "replace"),
    "markup": '"><script>alert(1)</script>@example.org',
    "nothing": "",
}
FORMS = [
    ("/accounts/login/", {"login": EMAIL, "password": PASSWORD}),
    ("/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD}),
    ("/accounts/password/reset/", {"email": EMAIL}),
]
FORMS_INSIDE = [
    ("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": ANOTHER_PASSWORD}),
    ("/accounts/email/", {"email": "new@example.org", "action_add": "1"}),
    ("/accounts/reauthenticate/", {"password": PASSWORD}),
]


def each_field(forms):
    return [(path, good, field) for path, good in forms for field in good if field != "action_add"]


def answers_with_a_sentence(client: Client, path: str, good: dict[str, str], field: str, strange: str) -> None:
    response = client.post(path, {**good, field: strange})
    assert response.status_code in (302, 422)
    if response.status_code == 422:
        assert 'class="care' in response.content.decode()
        assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize(("path", "good", "field"), each_field(FORMS))
def test_outside(client, person, path, good, field, strange):
    answers_with_a_sentence(client, path, good, field, strange)
    assert all("@example.org" in kept.email for kept in Person.objects.all())


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize(("path", "good", "field"), each_field(FORMS_INSIDE))
def test_inside(signed_in, path, good, field, strange):
    answers_with_a_sentence(signed_in, path, good, field, strange)


@pytest.mark.parametrize("strange", [*STRANGE.values(), "http://[", "//[", "\\\\x", "javascript:alert(1)"])
def test_in_the_way_to_go_on(client, person, strange):
    response = client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD, "next": strange})
    assert response.status_code == 302
    assert "://" not in response["Location"]


def test_an_address_the_database_cannot_hold_is_refused(client):
    email = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 20}.org"
    assert 254 < len(email) <= 320
    response = client.post("/accounts/signup/", {"email": email, "password1": PASSWORD})
    assert response.status_code == 422
    assert "254" in response.content.decode()
