from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from milestones.models import Child, Photo, Session
from milestones.progression.age import Age
from milestones.views.access import ChildRequest, carer_reads

PHOTOS_A_PAGE = 36  # the last session of a page is shown whole, or on the next one


@dataclass(frozen=True, slots=True)
class Month:
    """The photos of one month of a child's life. `age` is that on its first day."""

    age: Age
    sessions: list[tuple[Session, list[Photo]]]


@carer_reads
@require_safe
def gallery(request: ChildRequest, child: Child) -> HttpResponse:
    """The photos by age, newest first; `before` is the session that the page before this one ends with."""
    before = _place_of(child, request.GET.get("before", ""))
    ids, has_earlier = _page(Photo.objects.by_session(child, before)[: PHOTOS_A_PAGE + 1])
    sessions = [*Session.objects.log_of(child).filter(pk__in=ids).newest_first().with_seen()]
    context = {
        "page": "photos",
        "months": [*_months(child, sessions)],
        "is_first_page": before is None,
        "earlier": ids[-1] if has_earlier else None,
    }
    return render(request, "photos/gallery.html", context)


def _place_of(child: Child, session: str) -> tuple[datetime, UUID] | None:
    """Where that session stands in the order of the gallery, also when it is in the bin by now."""
    try:
        found = Session.objects.filter(child=child, pk=UUID(session)).values_list("started_at", "pk").first()
    except ValueError:
        return None
    return found


def _page(counted: Iterable[tuple[UUID, int]]) -> tuple[list[UUID], bool]:
    """The sessions of one page out of (session, how many photos), and whether there are earlier ones."""
    sessions: list[UUID] = []
    photos = 0
    for session, count in counted:
        if sessions and photos + count > PHOTOS_A_PAGE:
            return sessions, True
        sessions.append(session)
        photos += count
    return sessions, False


def _months(child: Child, sessions: list[Session]) -> Iterator[Month]:
    for months, of_month in groupby(sessions, key=lambda session: child.ages_on(session.day).actual.months):
        yield Month(Age(months, 0), [(session, [*_ready(session)]) for session in of_month])


def _ready(session: Session) -> Iterator[Photo]:
    return (photo for photo in session.photos_in_order if photo.state == "ready")
