"""Two-step sign-in and passkeys: allauth's flows with this site's words and drawings."""

from typing import Any

import qrcode
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from crawltrack.accounts import browsers
from crawltrack.accounts.models import Person

QUIET = 4  # modules of empty paper around a QR code, without which a camera does not see where it ends


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": _(
            "Recovery codes belong to an authenticator app or a passkey. Add one first."
        ),
        "incorrect_code": _("That code does not fit. Type the one that is there now."),
        "unverified_email": _("Please confirm your e-mail first, so that this account is surely yours."),
    }

    def build_totp_svg(self, url: str) -> SafeString:
        """The QR code as a drawing for the page: in the look's own ink, and nothing a strict policy would refuse."""
        code = qrcode.QRCode(border=QUIET)
        code.add_data(url)
        rows = code.get_matrix()
        dark = ((x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell)
        return format_html(
            '<svg class="qr" viewBox="0 0 {} {}" role="img" aria-label="{}"><path d="{}"/></svg>',
            len(rows),
            len(rows),
            _("A QR code for your authenticator app. The same as text is below."),
            format_html_join("", "M{} {}h1v1h-1z", dark),
        )

    def generate_authenticator_name(self, user: Person, type: Any) -> str:
        return browsers.called(context.request.headers.get("user-agent", ""))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Crawltrack"}
