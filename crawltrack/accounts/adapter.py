import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import clean_client_ip
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crawltrack.accounts import devices, invitations
from crawltrack.accounts.forms import mail_works
from crawltrack.accounts.models import Person

log = logging.getLogger(__name__)

NEW_DEVICE = "account/email/new_device"
NOWHERE = "0.0.0.0"  # noqa: S104 (an address to count under, not one to listen at)


class AccountAdapter(DefaultAccountAdapter):
    """Where allauth's flows follow this site's policy and speak its words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is asleep. The person who runs this site can wake it."),
        "duplicate_email": _("That is the e-mail you have now. Type the new one."),
        "email_password_mismatch": _(
            "That e-mail and that password do not go together. Try once more, or ask for a new password below."
        ),
        "email_taken": _("There is an account with this e-mail already. Sign in, or ask for a new password."),
        "enter_current_password": _("That is not your password now. Try once more."),
        "incorrect_password": _("That is not your password. Try once more."),
        "too_many_login_attempts": _("That was a lot of tries. Please wait five minutes, then try again."),
        "rate_limited": _("That was a lot of tries. Please wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        page = invitations.turned_away(request)
        if page:
            raise ImmediateHttpResponse(render(request, page, status=403))
        return True

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        try:
            with transaction.atomic():
                return super().save_user(request, user, form, commit)
        except IntegrityError as taken:  # the same address signed up a moment ago: two taps, or two tabs
            messages.info(request, self.error_messages["email_taken"])
            raise ImmediateHttpResponse(redirect("account_login")) from taken

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """Makes a confirmed address the person's own, unless somebody else signs in with it by now."""
        others = Person.objects.exclude(pk=email_address.user_id).filter(email=email_address.email)
        if others.exists():
            self.add_message(
                request,
                messages.ERROR,
                "account/messages/email_confirmation_failed.txt",
                {"email": email_address.email},
            )
            return False
        return super().confirm_email(request, email_address)

    def post_login(self, request: HttpRequest, user: Person, *, signup: bool, **more: Any) -> HttpResponse:
        """Tells a person by e-mail of a sign-in where they have not been before. To sign up is no news."""
        response = super().post_login(request, user, signup=signup, **more)
        if mail_works() and not signup and devices.is_new_to(user, request):
            self.send_notification_mail(NEW_DEVICE, user)
        devices.remember(user, request, response)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends, or says that it could not. What a person was doing goes on when the mail server does not answer."""
        sent = self.sends(template_prefix, email, context)
        if not sent and template_prefix != NEW_DEVICE:  # nobody waits for that one
            messages.warning(self.request, _("The e-mail could not be sent just now. Please try again a little later."))

    def sends(self, template_prefix: str, email: str, context: dict[str, Any]) -> bool:
        """Sends, and answers whether the mail server took it."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:  # smtplib's own errors are OSErrors too
            log.exception("An e-mail could not be sent. Check EMAIL_URL and the mail server.")
            return False
        return True

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": _("With my password"),
            "mfa_reauthenticate": _("With a code"),
            "mfa_reauthenticate:webauthn": _("With my passkey"),
        }
        return [{**way, "description": words[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", key)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return settings.SITE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("account") if self.request.user.is_authenticated else reverse("account_login")

    def is_safe_url(self, url: str) -> bool:
        try:
            return super().is_safe_url(url)
        except ValueError:  # such as "http://[", which cannot even be taken apart
            return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that a rate limit counts under.

        A proxy that says less than promised, or nothing readable, is not believed and never an error: then the
        connection itself is counted.
        """
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            return clean_client_ip(request.META.get("REMOTE_ADDR", "")) or NOWHERE
