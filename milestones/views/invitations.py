from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from milestones import invited
from milestones.forms.invitation import InvitationForm
from milestones.models import Carer, Child, Closed, Invitation
from milestones.models.invitation import LASTS
from milestones.models.secret import hashed
from milestones.views.access import ChildRequest, PersonRequest, carer_owns

TOLD_ONCE = "invitation"  # a cookie that brings the token to the page that shows it, and is eaten there
TOLD_WITHIN = 600  # seconds


# --- by an owner ---


@carer_owns
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ChildRequest, child: Child) -> HttpResponse:
    """Makes an invitation, and sends it when an e-mail was given."""
    sent = request.POST if request.method == "POST" else None
    form = InvitationForm(sent, initial={"role": Carer.Role.CAREGIVER})
    if request.method == "POST" and form.is_valid() and _within_the_limit(request, form):
        made, token = Invitation.objects.make(child, request.user, **form.cleaned_data)
        if made.email:
            _send(request, made, token)
        return _tell_once(redirect("invitation-made", child.pk, made.pk), token)
    status = 422 if request.method == "POST" else 200
    return render(request, "invitations/new.html", {"page": "carers", "form": form}, status=status)


def _within_the_limit(request: HttpRequest, form: InvitationForm) -> bool:
    """So that nobody's mailbox is filled from here (`ACCOUNT_RATE_LIMITS`)."""
    email = form.cleaned_data.get("email")
    if not email or consume(request, action="invite", key=email.lower()):
        return True
    form.add_error("email", _("That were many e-mails for one day. Leave this empty, and pass the link on yourself."))
    return False


def _send(request: ChildRequest, made: Invitation, token: str) -> None:
    context = {"inviter": made.inviter, "child_name": made.child.name, "link": link_of(token), "days": LASTS.days}
    if get_adapter(request).sends("account/email/invitation", made.email, context):
        messages.success(request, _("Sent to %(email)s.") % {"email": made.email})
    else:
        messages.warning(request, _("The e-mail could not be sent just now. Pass the link on yourself."))


def _tell_once(response: HttpResponse, token: str) -> HttpResponse:
    """The server keeps the token nowhere, so the owner's own browser carries it to the next page."""
    response.set_cookie(
        TOLD_ONCE,
        token,
        max_age=TOLD_WITHIN,
        path=response["Location"],
        httponly=True,
        samesite="Strict",
        secure=settings.HTTPS,
    )
    return response


def link_of(token: str) -> str:
    return f"{settings.SITE_URL}{reverse('invitation', args=[token])}"


@carer_owns
@never_cache
@require_safe
def made(request: ChildRequest, child: Child, invitation_id: int) -> HttpResponse:
    """An invitation: right after it was made with its link and code, this once, and later as what became of it."""
    found = get_object_or_404(Invitation.objects.filter(child=child).select_related("used_by"), pk=invitation_id)
    token = request.COOKIES.get(TOLD_ONCE, "")
    state = found.state_at(request.now)
    link = link_of(token) if state == "open" and hashed(token) == found.hash else ""
    context = {"page": "carers", "invitation": found, "state": state, "link": link}
    response = render(request, "invitations/made.html", context)
    if token and request.method == "GET":
        response.delete_cookie(TOLD_ONCE, path=request.path, samesite="Strict")
    return response


@carer_owns
@require_POST
def revoke(request: ChildRequest, child: Child, invitation_id: int) -> HttpResponse:
    """Takes an invitation back."""
    get_object_or_404(Invitation.objects.filter(child=child), pk=invitation_id).revoke()
    messages.success(request, _("Taken back. Its link opens nothing any more."))
    return redirect("carers", child.pk)


# --- by whoever holds the link ---


def _for_its_holder_alone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The address is the secret: no cache and no search engine keeps it, and no other site hears of it.

    `same-origin` and not `no-referrer`, with which a browser sends forms from nowhere and their protection fails.
    """

    @wraps(view)
    def kept_secret(*args: Any, **kwargs: Any) -> HttpResponse:
        response = never_cache(view)(*args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return kept_secret


def _cares_already(request: HttpRequest, child: Child) -> bool:
    return request.user.is_authenticated and Carer.objects.filter(person=request.user, child=child).exists()


@_for_its_holder_alone
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Says who invites to which child and as what. POST: yes, at once or after signing up or in."""
    found = Invitation.objects.by_token(token)
    if found and _cares_already(request, found.child):
        return redirect("today", found.child_id)
    if not found or found.state_at(timezone.now()) != "open":
        return _closed(request)
    if request.method != "POST":
        context = {"invitation": found, "may_sign_up": settings.SIGNUP_POLICY != "closed"}
        return render(request, "invitations/invitation.html", context)
    if not request.user.is_authenticated:
        return _through_an_account(request, found)
    try:
        invited.come_in(request, found, cast(PersonRequest, request).user)
    except Closed:
        return _closed(request)
    return redirect("today", found.child_id)


def _closed(request: HttpRequest) -> HttpResponse:
    """The same for what was never there, was used, was taken back or has run out, and not a word of the child."""
    return render(request, "invitations/closed.html", status=404)


def _through_an_account(request: HttpRequest, found: Invitation) -> HttpResponse:
    """To signing up, or with way=sign-in to signing in; then back here, which leads on to the child."""
    invited.remember(request, found)
    if request.POST.get("way") == "sign-in":
        return redirect(reverse("account_login", query={"next": request.path}))
    known = {"email": found.email} if found.email else {}
    return redirect(reverse("account_signup", query={"next": request.path, **known}))
