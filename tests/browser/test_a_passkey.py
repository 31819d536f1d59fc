"""A new parent makes an account and a passkey, and needs no password any more."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import Phones
from tests.browser.places import send
from tests.browser.steps import follow, press, sees, sees_heading
from tests.world import PASSWORD

KEPT_BY_THE_PHONE = {
    **{"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True},
    **{"isUserVerified": True, "automaticPresenceSimulation": True},
}


def with_passkeys(page: Page) -> str:
    """Gives the phone a place for passkeys."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    return devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEPT_BY_THE_PHONE})["authenticatorId"]


def test_a_parent_makes_a_passkey_and_signs_in_with_it(phones: Phones) -> None:
    assert "//localhost:" in phones.site  # a passkey belongs to a name
    page = phones.open()
    with_passkeys(page)
    page.goto(reverse("account_signup"))
    page.get_by_label("E-mail").fill("lena@example.org")
    page.get_by_label("Choose a password", exact=True).fill(PASSWORD)
    send(page, "Make my account")
    page.goto(reverse("account"))
    follow(page, "Look at the passkeys")
    follow(page, "Add a passkey")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    send(page, "Yes, it is me")
    page.get_by_label("What do you call it?").fill("Lena’s phone")
    press(page, "Make the passkey")
    sees_heading(page, "Recovery codes")
    page.goto(reverse("mfa_list_webauthn"))
    sees(page, "Lena’s phone")
    page.goto(reverse("account_logout"))
    send(page, "Sign out")
    page.goto(f"{reverse('account_login')}?next={reverse('account')}")
    press(page, "Sign in with a passkey")
    sees(page, "lena@example.org")


def test_a_phone_without_the_passkey_is_told_so_and_the_password_still_works(phones: Phones) -> None:
    page = phones.open()
    with_passkeys(page)
    page.goto(reverse("account_login"))
    press(page, "Sign in with a passkey")
    expect(page.get_by_role("alert")).to_contain_text("No passkey has answered")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_enabled()


def test_where_passkeys_cannot_work_nothing_offers_them(phones: Phones) -> None:
    phones.site = phones.site.replace("localhost", "127.0.0.1")
    page = phones.open()
    page.goto(reverse("account_login"))
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
