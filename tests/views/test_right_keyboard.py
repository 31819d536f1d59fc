"""On a phone every field brings the right keyboard, and nothing fills it in that does not belong there."""

from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import signed_in

TYPED = {"text", "email", "password", "number", "search", "tel", "url"}
PICKED = {"date", "time", "datetime-local", "checkbox", "radio", "file"}
SIGNED_OUT = ["account_login", "account_signup", "account_reset_password"]
SIGNED_IN = [
    "account",
    "account-removal",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "child-new",
    "look",
]
OF_A_CHILD = ["child-settings", "child-removal", "session-new"]


class Fields(HTMLParser):
    def __init__(self, response):
        super().__init__()
        self.inputs = []
        self.placeholders = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag, given):
        attributes = dict(given)
        if tag == "input" and attributes.get("type") != "hidden":
            self.inputs.append(attributes)
        if attributes.get("placeholder"):
            self.placeholders.append(attributes)


@pytest.mark.parametrize("name", [*SIGNED_OUT, *SIGNED_IN, *OF_A_CHILD])
def test_every_field_brings_the_right_keyboard(world, name):
    client = Client() if name in SIGNED_OUT else signed_in(world.owner)
    path = reverse(name, args=[world.mira.pk] if name in OF_A_CHILD else [])
    fields = Fields(client.get(path, follow=True))
    assert fields.inputs
    assert not fields.placeholders, "a label stands above its field"
    for field in fields.inputs:
        assert field["type"] in TYPED | PICKED, field
        if field["type"] in TYPED:
            assert field.get("enterkeyhint"), field
        if field["type"] in TYPED - {"number"} or field["type"] == "date":
            assert field.get("autocomplete"), field
        if field["type"] in ("email", "number"):
            assert field.get("inputmode") == {"email": "email", "number": "numeric"}[field["type"]], field
