"""How somebody who was invited comes in: at once when signed in, and otherwise as soon as they are.

Who said yes before they had an account is remembered in their session, by the invitation's number, never by its token.
"""

from contextlib import suppress
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from crawltrack.accounts.forms import mail_works
from crawltrack.accounts.models import Person
from milestones.models import Carer, Child, Closed, Invitation

SAID_YES = "invitation"  # in the session


def remember(request: HttpRequest, invitation: Invitation) -> None:
    request.session[SAID_YES] = invitation.pk


def remembered(request: HttpRequest) -> Invitation | None:
    """The invitation that whoever asks said yes to, while it is open. One query, and none without one."""
    if SAID_YES not in request.session:
        return None
    found = Invitation.objects.select_related("child").filter(pk=request.session[SAID_YES]).first()
    return found if found and found.state_at(timezone.now()) == "open" else None


def lets_in(request: HttpRequest) -> bool:
    """Whether a family's invitation is this person's way to an account (`settings.SIGNUP_INVITED`)."""
    return remembered(request) is not None


def come_in(request: HttpRequest, invitation: Invitation, person: Person) -> None:
    """Makes the person a carer, tells them, and tells the owners. Raises Closed."""
    if invitation.accept(person):
        name = invitation.child.name
        welcome = _("Welcome! You are one of %(name)s’s carers now. In the menu you can say what the log calls you.")
        messages.success(request, welcome % {"name": name}, fail_silently=True)
        _tell_the_owners(request, invitation, person)


def come_in_once_signed_in(sender: Any, request: HttpRequest, user: Person, **more: Any) -> None:
    """After signing up or signing in, however that went: what was said yes to. The next page says it when it closed."""
    invitation = remembered(request)
    request.session.pop(SAID_YES, None)
    if invitation:
        with suppress(Closed, Child.DoesNotExist):
            come_in(request, invitation, user)


def _tell_the_owners(request: HttpRequest, invitation: Invitation, person: Person) -> None:
    if not mail_works():
        return
    child = invitation.child
    context = {
        "person": person,
        "child_name": child.name,
        "carers_url": settings.SITE_URL + reverse("carers", args=[child.pk]),
    }
    for owner in Carer.objects.around(child).filter(role=Carer.Role.OWNER).exclude(person=person):
        get_adapter(request).sends("account/email/new_carer", owner.person.email, context)
