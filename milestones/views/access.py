"""The only door to a child.

Every view of a child's data is wrapped in one of the decorators below, and receives the child instead of its number.
Signed out: to sign-in and back. A stranger: 404, as if there were no such child. A carer whose role is too small: 403.
A guest has no account and comes with a link's token: one that opens nothing gets 404, whatever the reason.
The door is the outermost decorator, so that it answers so to every method.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, cast
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from crawltrack.accounts.guessing import count_wrong_link, is_guessing
from crawltrack.accounts.models import Person
from crawltrack.accounts.zones import zone_of
from milestones.models import Carer, Child, GuestLink

FEW = 6  # so many children fit into a menu; who follows more chooses from a page


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: Person


class ChildRequest(PersonRequest):
    """A request that came through the door."""

    child: Child
    carer: Carer
    others: list[Carer]  # the person's access to other children, FEW of them and one more when there are more
    now: datetime  # the clock is read once a request
    here: str  # the IANA zone the person is in
    today: date  # the local day it is for the child


@dataclass(frozen=True, slots=True)
class Guest:
    """What somebody with a guest link may see besides the facts of the log."""

    token: str  # for the links from one of the guest's pages to the other
    sees_notes: bool
    sees_photos: bool


class GuestRequest(HttpRequest):
    """A request that came through the guests' door."""

    guest: Guest
    child: Child
    now: datetime
    here: str  # the zone of the child's clock
    today: date


GuestView = Callable[Concatenate[GuestRequest, Child, ...], HttpResponse]
ChildView = Callable[Concatenate[ChildRequest, Child, ...], HttpResponse]


def twins_of(request: ChildRequest) -> list[Child]:
    """The child's twins for whom the person may log, when they may for the child."""
    return [other.child for other in request.others if request.carer.may_log and other.logs_too(request.carer)]


def logs_also(request: ChildRequest) -> set[int]:
    """The children for whom the person's last tap was too; for the visit."""
    return {*request.session.get("also", [])}


def remember_also(request: ChildRequest, children: set[int]) -> None:
    """Keeps the choice for this child and its twins, so that it stands the same on the page of each."""
    family = {request.child.pk, *(twin.pk for twin in twins_of(request))}
    before = logs_also(request)
    after = (before - family) | (children | {request.child.pk} if children else set())
    if after != before:
        request.session["also"] = sorted(after)


def carer_reads(view: ChildView) -> Callable[..., HttpResponse]:
    """Any carer of the child."""
    return _door(view, lambda carer: True)


def carer_logs(view: ChildView) -> Callable[..., HttpResponse]:
    """Carers who may log: owners and caregivers."""
    return _door(view, lambda carer: carer.may_log)


def carer_owns(view: ChildView) -> Callable[..., HttpResponse]:
    """Owners of the child."""
    return _door(view, lambda carer: carer.owns)


def _door(view: ChildView, lets_in: Callable[[Carer], bool]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def through_the_door(request: HttpRequest, child_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(_way_back(request, child_id))
        carers = [*Carer.objects.at_the_door(request.user, child_id, FEW + 1)]
        if not carers or carers[0].child_id != child_id:
            raise Http404
        carer, *others = carers
        if not lets_in(carer):
            raise PermissionDenied
        return view(_shown_in(request, carer, others), carer.child, *args, **kwargs)

    return through_the_door


def _way_back(request: HttpRequest, child_id: int) -> str:
    """Where to go on after signing in: here, or today when this was a write, which going there would not repeat."""
    return request.get_full_path() if request.method in ("GET", "HEAD") else reverse("today", args=[child_id])


def _shown_in(request: HttpRequest, carer: Carer, others: list[Carer]) -> ChildRequest:
    through = cast(ChildRequest, request)
    through.carer, through.child, through.others = carer, carer.child, others
    through.now, through.here = timezone.now(), zone_of(request)
    through.today = carer.child.today(through.now, through.here)
    return through


# --- guests ---


def guest_reads(view: GuestView) -> Callable[..., HttpResponse]:
    """Somebody with a guest link. Who guesses waits; every wrong token costs the same and is answered the same."""

    @wraps(view)
    def through_the_guests_door(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_guessing(request):
            return render(request, "429.html", status=429)
        now = timezone.now()
        link = GuestLink.objects.by_token(token, now)
        if link is None:
            count_wrong_link(request)
            return render(request, "shared/gone.html", status=404)
        if request.method == "GET":
            link.count_use(now)
        here = link.child.zone or zone_of(request)
        with timezone.override(ZoneInfo(here)):
            return view(_shown_to_a_guest(request, link, token, now, here), link.child, *args, **kwargs)

    return through_the_guests_door


def _shown_to_a_guest(request: HttpRequest, link: GuestLink, token: str, now: datetime, here: str) -> GuestRequest:
    through = cast(GuestRequest, request)
    through.guest, through.child = Guest(token, link.with_notes, link.with_photos), link.child
    through.now, through.here = now, here
    through.today = link.child.today(now, here)
    return through
