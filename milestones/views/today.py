from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crawltrack.prefetch import is_not_looked_at
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
    # It may have been undone since. What is a first now was seen on no other day.
    celebrated = [stop for stop in told if stop.days_seen == 1]
    context = {
        "page": "today",
        "journey": found,
        "guidance": guidance(found, Trial.objects.facts(child), sitting.seen if sitting else ()),
        "news": _news(request, sessions),
        "sitting": sitting,
        "lately": lately,
        "tiles": _tiles(sitting),
        "timer_minutes": child.timer.minutes_until(request.now) if getattr(child, "timer", None) else None,
        "celebrated": celebrated,
        "celebrated_in": _seen_in(lately, celebrated[0].movement.slug) if celebrated else None,
        "twins": twins_of(request),
        "also": logs_also(request),
        "fresh_id": uuid4(),
    }
    return render(request, "today/today.html", context)


def _seen_in(sessions: list[Session], movement: str) -> Session | None:
    """The earliest of these sessions in which the movement was seen."""
    return next((session for session in reversed(sessions) if movement in session.seen), None)


def _news(request: ChildRequest, sessions: list[Session]) -> News | None:
    """What the other carers wrote, told once: to the first page of today that somebody looks at."""
    news = request.carer.news(request.now, sessions)
    if news is None or is_not_looked_at(request):
        return news
    return news if request.carer.tell(news) else None


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
