"""Signing in through an OpenID Connect provider, where the settings name one."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from requests import RequestException

from crawltrack.accounts.models import Person
from crawltrack.configuration import Provider

log = logging.getLogger(__name__)
ID = "sso"  # what the one provider is called in addresses
# What a provider that is down, or says what makes no sense, ends in.
TROUBLES = (RequestException, OAuth2Error, ValidationError, ValueError, KeyError, TypeError, AttributeError)


def named() -> Provider | None:
    return settings.OIDC


def in_every_page(request: HttpRequest) -> dict[str, Any]:
    return {"provider_name": settings.OIDC.name if settings.OIDC else "", "provider_id": ID}


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Who comes from the provider signs in where both sides have confirmed the same e-mail, or by what they connected.

    An address that only one side has confirmed proves nothing: anybody can write down an address that is not theirs.
    """

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": _("Choose a password first. Without it you could not sign in any more."),
    }

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The provider that the settings name; the database is not asked."""
        known = named()
        if known is None or provider not in (None, ID, "openid_connect"):
            return []
        given = {"server_url": known.issuer, "oauth_pkce_enabled": True}
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=ID,
                name=known.name,
                client_id=known.client_id,
                secret=known.client_secret,
                settings=given,
            )
        ]

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Person:
        for address in sociallogin.email_addresses:
            address.verified = address.verified in (True, "true")  # some say "false", which is not nothing
        return cast(Person, super().populate_user(request, sociallogin, data))

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[Person, str] | None:
        for address in sociallogin.email_addresses:
            ours = EmailAddress.objects.filter(email__iexact=address.email, verified=True).first()
            if address.verified and ours:
                return ours.user, ours.email
        return None

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        known = named()
        confirmed = [address.email for address in sociallogin.email_addresses if address.verified]
        taken = [address.email for address in sociallogin.email_addresses if self._is_taken(address.email)]
        if known and known.signup and confirmed and not taken:
            return True
        context = {"taken": taken, "confirmed": confirmed, "signup": known and known.signup}
        raise ImmediateHttpResponse(render(request, "socialaccount/no_account.html", context, status=403))

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Person:
        try:
            with transaction.atomic():
                return cast(Person, super().save_user(request, sociallogin, form))
        except IntegrityError as taken:  # the same address signed up a moment ago: two taps, or two tabs
            messages.info(request, _("There is an account with this e-mail already. Try once more."))
            raise ImmediateHttpResponse(redirect("account_login")) from taken

    @staticmethod
    def _is_taken(email: str) -> bool:
        ours = EmailAddress.objects.filter(email__iexact=email)
        return ours.exists() or Person.objects.filter(email__iexact=email).exists()


def with_a_page_for_trouble(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except TROUBLES:
            log.exception("Signing in through the provider failed. Check CRAWLTRACK_OIDC_… and the provider.")
            return render(request, "socialaccount/authentication_error.html", status=502)

    return require_GET(guarded)


leave = with_a_page_for_trouble(views.login)
come_back = with_a_page_for_trouble(views.callback)
