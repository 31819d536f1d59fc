"""Two-step sign-in with an authenticator app, and the recovery codes for when it is not at hand."""

import time
from io import StringIO
from unittest.mock import patch
from xml.etree import ElementTree

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.accounts.conftest import EMAIL, PASSWORD
from tests.accounts.test_signing_in import sign_in
from tests.accounts.test_signing_up import is_signed_in
from tests.views.page import Page

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = "/accounts/2fa/authenticate/"
ACTIVATE = "/accounts/2fa/totp/activate/"
OFF = "/accounts/2fa/totp/deactivate/"
CODES = "/accounts/2fa/recovery-codes/"


def code_of(secret: str = SECRET, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


@pytest.fixture
def app(person) -> TOTP:
    """The person has an authenticator app, and recovery codes."""
    RecoveryCodes.activate(person)
    return TOTP.activate(person, SECRET)


@pytest.fixture
def codes(app) -> list[str]:
    return Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()


@pytest.fixture
def sure(signed_in) -> Client:
    signed_in.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return signed_in


@pytest.fixture
def halfway(client, app) -> Client:
    """The password was right, the second step is asked for."""
    assert sign_in(client)["Location"] == STEP
    return client


# --- Turning it on and off ---


def test_an_app_is_set_up_by_typing_what_it_shows(sure, person, mailoutbox):
    page = sure.get(ACTIVATE)
    secret = page.context["form"].secret
    assert f"secret={secret}" in page.content.decode()
    assert sure.post(ACTIVATE, {"code": code_of(secret)})["Location"] == CODES
    assert {*Authenticator.objects.values_list("type", flat=True)} == {"totp", "recovery_codes"}
    assert sign_in(Client())["Location"] == STEP


def test_the_qr_code_is_drawn_on_the_page_with_nothing_a_strict_policy_refuses(sure):
    page = sure.get(ACTIVATE)
    drawing = page.context["totp_svg"]
    assert drawing in page.content.decode()
    (modules,) = [part.get("d") for part in ElementTree.fromstring(drawing).iter() if part.tag.endswith("path")]
    assert modules.count("M") > 300
    assert "data:" not in page.content.decode()
    assert Page(page).inline == []


def test_a_code_that_does_not_fit_turns_nothing_on_and_keeps_the_same_key(sure):
    secret = sure.get(ACTIVATE).context["form"].secret
    response = sure.post(ACTIVATE, {"code": "000000"})
    assert response.status_code == 422
    assert "That code does not fit" in Page(response).complaints
    assert response.context["form"].secret == secret
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("code", ["", " ", "\0", "x" * 21, "a" * 1_000_000, "१२३४५६", "\u202e123456", "🐣", "12345"])
def test_whatever_is_typed_for_a_code_gets_a_sentence(halfway, code):
    response = halfway.post(STEP, {"code": code})
    assert response.status_code == 422
    assert Page(response).complaints
    assert not is_signed_in(halfway)


def test_with_mail_an_address_is_confirmed_before_it_is_guarded(sure, person, mail_server):
    EmailAddress.objects.update_or_create(user=person, email=EMAIL, defaults={"verified": False, "primary": True})
    response = sure.get(ACTIVATE, follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/2fa/"
    assert "confirm your e-mail first" in Page(response).text


def test_the_app_is_turned_off_and_the_codes_go_with_it(sure, app):
    assert sure.post(OFF)["Location"] == "/accounts/2fa/"
    assert not Authenticator.objects.exists()
    assert sign_in(Client())["Location"] == "/"


@pytest.mark.parametrize("path", [ACTIVATE, OFF, CODES, f"{CODES}download/", f"{CODES}generate/"])
def test_before_a_change_the_password_is_asked_for(client, person, app, path):
    client.force_login(person)
    if path == ACTIVATE:
        Authenticator.objects.filter(type="totp").delete()
    for method in (client.get, client.post):
        response = method(path)
        assert response.status_code == 405 or response["Location"].startswith("/accounts/reauthenticate/")


@pytest.mark.django_db(transaction=True)
def test_every_change_is_told_by_email(sure, person, mailoutbox):
    EmailAddress.objects.update_or_create(user=person, email=EMAIL, defaults={"verified": True, "primary": True})
    secret = sure.get(ACTIVATE).context["form"].secret
    sure.post(ACTIVATE, {"code": code_of(secret)})
    sure.post(f"{CODES}generate/")
    sure.post(OFF)
    said = [mail.subject for mail in mailoutbox]
    assert said == [
        "Crawltrack: Two-step sign-in is on",
        "Crawltrack: New recovery codes",
        "Crawltrack: The authenticator app is off",
    ]


def test_the_email_can_still_be_changed(sure, person, app, mail_server):
    EmailAddress.objects.update_or_create(user=person, email=EMAIL, defaults={"verified": True, "primary": True})
    response = sure.post("/accounts/email/", {"email": "new@example.org", "action_add": "1"})
    assert response.status_code == 302
    person.refresh_from_db()
    assert person.email == EMAIL


# --- Signing in ---


@pytest.mark.parametrize("later", [-1, 0, 1])
def test_the_code_of_the_app_opens_the_account_also_on_a_clock_that_is_a_little_off(halfway, later):
    assert not is_signed_in(halfway)
    assert halfway.post(STEP, {"code": code_of(later=later)})["Location"] == "/accounts/2fa/trust/"
    assert halfway.post("/accounts/2fa/trust/", {"action": "skip"})["Location"] == "/"
    assert is_signed_in(halfway)


def test_a_code_works_once(halfway):
    code = code_of(later=1)
    halfway.post(STEP, {"code": code})
    other = Client()
    sign_in(other)
    assert other.post(STEP, {"code": code}).status_code == 422


def test_a_code_that_was_used_is_remembered_for_as_long_as_it_would_be_good(halfway):
    with patch("crawltrack.accounts.second_step_forms.cache.set") as kept:
        halfway.post(STEP, {"code": code_of()})
    assert kept.call_args.kwargs["timeout"] == 90


@pytest.mark.parametrize("code", [lambda codes: codes[3], lambda codes: f" {codes[3][:4]}-{codes[3][4:]} "])
def test_a_recovery_code_opens_it_too_and_only_once(halfway, codes, code):
    assert halfway.post(STEP, {"code": code(codes)}).status_code == 302
    other = Client()
    sign_in(other)
    assert other.post(STEP, {"code": code(codes)}).status_code == 422


def test_a_device_that_is_trusted_is_not_asked_again(halfway, codes):
    halfway.post(STEP, {"code": codes[0]})
    halfway.post("/accounts/2fa/trust/", {"action": "trust"})
    halfway.post("/accounts/logout/")
    assert sign_in(halfway)["Location"] == "/"
    assert sign_in(Client())["Location"] == STEP


@pytest.mark.parametrize("cookie", ["", "x", "[]", '"', "gAAAA:abc", "x" * 4000])
def test_whatever_a_trusted_device_says_it_is(client, app, cookie):
    client.cookies["mfa_trusted"] = cookie
    assert sign_in(client)["Location"] == STEP


def test_five_wrong_codes_pause_it_for_five_minutes(halfway):
    for _ in range(5):
        assert "does not fit" in Page(halfway.post(STEP, {"code": "000000"})).complaints
    response = halfway.post(STEP, {"code": code_of()})
    assert response.status_code == 422
    assert "wait five minutes" in Page(response).complaints


def test_a_new_password_by_mail_does_not_go_round_the_second_step(client, person, app):
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    page = client.get(f"/accounts/password/reset/key/{key}/")["Location"]
    assert client.post(page, {"password1": "two socks behind the door"})["Location"] == STEP
    assert not is_signed_in(client)


def test_the_step_is_nothing_without_the_password_before_it(client, app):
    for path in (STEP, "/accounts/2fa/trust/"):
        assert client.get(path)["Location"] == "/accounts/login/"
        assert client.post(path, {"code": code_of(), "action": "trust"})["Location"] == "/accounts/login/"


def test_who_lost_everything_is_helped_by_who_runs_the_site(app):
    call_command("one_step", EMAIL.upper(), stdout=StringIO())
    assert sign_in(Client())["Location"] == "/"
    with pytest.raises(CommandError, match="Nobody signs in as"):
        call_command("one_step", "nobody@example.org")


# --- The recovery codes ---


def test_the_codes_can_be_read_and_saved_and_are_kept_by_no_browser(sure, codes):
    page, file = sure.get(CODES), sure.get(f"{CODES}download/")
    for code in codes:
        assert code in page.content.decode()
        assert code in file.content.decode()
    assert file["Content-Type"].startswith("text/plain")
    assert "attachment" in file["Content-Disposition"]
    assert "no-store" in page["Cache-Control"]
    assert "no-store" in file["Cache-Control"]


def test_new_codes_take_the_place_of_the_old(sure, codes):
    assert sure.post(f"{CODES}generate/")["Location"] == CODES
    now = sure.get(CODES).content.decode()
    assert not [code for code in codes if code in now]


def test_codes_alone_cannot_be_had(sure):
    response = sure.post(f"{CODES}generate/")
    assert response.status_code == 422
    assert "Add one first" in Page(response).complaints
    assert sure.get(CODES).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        *("mfa_index", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes"),
        *("mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn"),
        *("mfa_reauthenticate_webauthn", "usersessions_list"),
    ],
)
def test_a_stranger_is_asked_to_sign_in(client, db, name):
    for method in (client.get, client.post):
        assert method(reverse(name))["Location"].startswith("/accounts/login/")
