from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from milestones import firsts
from milestones.models import Child, News, Session, Tally, Trial
from milestones.progression.guidance import guidance
from milestones.progression.journey import journey
from milestones.progression.movements import MOVEMENTS
from milestones.views.access import ChildRequest, carer_reads, logs_also, twins_of

LATELY = 5


@carer_reads
@require_safe
def today(request: ChildRequest, child: Child) -> HttpResponse:
    """The picture-book page: one sentence of fact, one tip with its reason, the tiles, the last sessions."""
    sessions = list(Session.objects.with_seen().lately(request.carer, request.now, LATELY))
    lately = sessions[:LATELY]
    sitting = _sitting(child, lately, request.now)
    found = journey(child.facts, Tally.objects.facts(child), request.today)
    told = [found.stop(movement) for movement in firsts.told_of(request, child)]
    context = {
        "page": "today",
        "journey": found,
        "guidance": guidance(found, Trial.objects.facts(child), sitting.seen if sitting else ()),
        "news": _news(request, sessions),
        "sitting": sitting,
        "lately": lately,
        "tiles": _tiles(sitting),
        "timer_minutes": child.timer.minutes_until(request.now) if getattr(child, "timer", None) else None,
        # It may have been undone since. What is a first now was seen on no other day.
        "celebrated": [stop for stop in told if stop.days_seen == 1],
        "twins": twins_of(request),
        "also": logs_also(request),
        "fresh_id": uuid4(),
    }
    return render(request, "today/today.html", context)


def _news(request: ChildRequest, sessions: list[Session]) -> News | None:
    """What the other carers wrote, told once: to the first page of today that somebody looks at."""
    news = request.carer.news(request.now, sessions)
    if news is None or _is_not_looked_at(request):
        return news
    return news if request.carer.tell(news) else None


def _is_not_looked_at(request: ChildRequest) -> bool:
    """A browser may fetch a page that nobody opens then."""
    purposes = {request.headers.get("Sec-Purpose", ""), request.headers.get("Purpose", "")}
    return request.method == "HEAD" or any("prefetch" in purpose for purpose in purposes)


def _tiles(sitting: Session | None) -> list[dict[str, Any]]:
    """The upper row stays in place, the lower row travels: backward at the left thumb, forward at the right."""
    seen_at = sitting.seen_at if sitting else {}
    rows = sorted(MOVEMENTS, key=lambda movement: movement.travels)
    return [{"movement": movement, "at": seen_at.get(movement.slug)} for movement in rows]


def _sitting(child: Child, lately: list[Session], now: datetime) -> Session | None:
    """The session the next tap would join."""
    timer = getattr(child, "timer", None)
    if timer and timer.holds_sitting_at(now):
        return next((session for session in lately if session.pk == timer.session_id), None)
    return next((session for session in lately if session.goes_on_at(now)), None)
