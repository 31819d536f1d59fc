from pathlib import Path

import pytest
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.template.loader import render_to_string

from crawltrack.accounts.models import Person
from tests.accounts.conftest import EMAIL

OURS = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(OURS.glob("*/email/*_message.txt"))
KINDS = [str(path.relative_to(OURS)).removesuffix("_message.txt") for path in TEMPLATES]
KINDS.remove("account/email/base")
CONTEXT = {
    "email": EMAIL,
    "user": Person(email=EMAIL, name="Papa & Co"),
    "activate_url": "http://127.0.0.1:8000/accounts/confirm-email/key/",
    "password_reset_url": "http://127.0.0.1:8000/accounts/password/reset/key/1-key/?a=1&b=2",
    "from_email": EMAIL,
    "to_email": "o'new@example.org",
    "deleted_email": EMAIL,
    "code": "",
    "person": Person(email=EMAIL, name="Papa & Co"),
    "inviter": "Mama & Co",
    "child_name": "O’Mira <3",
    "link": "http://127.0.0.1:8000/invitations/x/",
    "days": 7,
    "carers_url": "http://127.0.0.1:8000/children/1/carers/",
}


def sent(kind: str):
    return get_adapter().render_mail(kind, EMAIL, CONTEXT)


def test_every_kind_that_allauth_sends_is_ours():
    import allauth

    theirs = Path(allauth.__file__).parent / "templates"
    for app in ("account", "mfa", "socialaccount"):
        kinds = {path.relative_to(theirs) for path in (theirs / app / "email").glob("*_message.txt")}
        assert kinds <= {path.relative_to(OURS) for path in TEMPLATES}


@pytest.mark.parametrize("kind", KINDS)
def test_every_email_ends_with_the_notice(kind):
    notice = render_to_string("_notice_text.txt").strip()
    assert "not medical advice" in notice
    assert "pediatrician" in notice
    assert sent(kind).body.endswith(notice)


@pytest.mark.parametrize("kind", KINDS)
def test_every_email_is_plain_text_with_a_subject(kind):
    message = sent(kind)
    assert message.subject.startswith("Crawltrack: ")
    assert "\n" not in message.subject
    assert message.alternatives == []
    assert "&#" not in message.body
    assert "&amp;" not in message.body
    assert "{%" not in message.body
