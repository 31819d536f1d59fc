"""Two-step sign-in and passkeys: allauth's flows with this site's words and drawings."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from crawltrack.accounts import browsers
from crawltrack.accounts.models import Person
from crawltrack.qr import qr_code


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": _(
            "Recovery codes belong to an authenticator app or a passkey. Add one first."
        ),
        "incorrect_code": _("That code does not fit. Type the one that is there now."),
        "unverified_email": _("Please confirm your e-mail first, so that this account is surely yours."),
    }

    def build_totp_svg(self, url: str) -> SafeString:
        return qr_code(url, str(_("A QR code for your authenticator app. The same as text is below.")))

    def generate_authenticator_name(self, user: Person, type: Any) -> str:
        return browsers.called(context.request.headers.get("user-agent", ""))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Crawltrack"}
