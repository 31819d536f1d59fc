"""Who may make an account, and the links that let someone in: signed for one address, good for seven days.

An address has one account, so a link that was used opens nothing a second time. A family lets people in with
invitations of its own, which this site asks about by a name in its settings (`SIGNUP_INVITED`).
"""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string

from crawltrack.accounts.models import Person

PARAMETER = "invitation"
LIFETIME = timedelta(days=7)


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="crawltrack.accounts.invitation")


def link_for(email: str) -> str:
    """The full address at which `email`, and nobody else, may sign up within seven days."""
    return f"{settings.SITE_URL}{reverse('account_signup')}?{PARAMETER}={_signer().sign_object(email.lower())}"


def invited_address(request: HttpRequest) -> str | None:
    """The address that the request's invitation was made for; None when there is none, or it is altered or stale."""
    try:
        address = _signer().unsign_object(request.GET.get(PARAMETER, ""), max_age=LIFETIME)
    except (BadSignature, ValueError):  # ValueError: what was signed cannot be read back
        return None
    return address if isinstance(address, str) else None


def turned_away(request: HttpRequest) -> str | None:
    """The page that says why this request may not sign up, or None when it may.

    The first account can always be made: somebody has to be able to come in.
    """
    if not Person.objects.exists():
        return None
    if settings.SIGNUP_POLICY == "closed":
        return "account/signup_closed.html"
    address = invited_address(request)
    if address and Person.objects.filter(email=address).exists():
        return "account/invitation_used.html"
    if address or settings.SIGNUP_POLICY == "open" or import_string(settings.SIGNUP_INVITED)(request):
        return None
    return "account/invitation_stale.html" if PARAMETER in request.GET else "account/signup_by_invitation.html"
