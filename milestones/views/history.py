from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from milestones.models import Child, Session, Tally
from milestones.progression.facts import THE_FLOOR
from milestones.progression.movements import BY_SLUG, MOVEMENTS
from milestones.views.access import ChildRequest, carer_reads

DAYS_A_PAGE = 14
SESSIONS_A_PAGE = 60  # a page of very full days has fewer of them


@carer_reads
@require_safe
def history(request: ChildRequest, child: Child) -> HttpResponse:
    """The log by day, newest first; `movement` filters, `before` is the day the page ends before."""
    movement = BY_SLUG.get(request.GET.get("movement", ""))
    slug = movement.slug if movement else THE_FLOOR
    before = _day(request.GET.get("before", ""))
    days, has_earlier = _page(Tally.objects.days(child, slug, before)[: DAYS_A_PAGE + 1])
    context = {
        "page": "history",
        "days": _by_day(child, days, slug),
        "movement": movement,
        "movements": MOVEMENTS,
        "before": before,
        "is_first_page": before is None or before > request.today,
        "earlier": days[-1] if has_earlier else None,
    }
    return render(request, "sessions/history.html", context)


def _page(counted: Iterable[tuple[date, int]]) -> tuple[list[date], bool]:
    """The days of one page out of (day, how many sessions), and whether there are earlier ones. At least one day."""
    days: list[date] = []
    sessions = 0
    for day, count in counted:
        if len(days) == DAYS_A_PAGE or (days and sessions + count > SESSIONS_A_PAGE):
            return days, True
        days.append(day)
        sessions += count
    return days, False


def _by_day(child: Child, days: list[date], movement: str) -> list[tuple[date, list[Session]]]:
    sessions = Session.objects.log_of(child).filter(day__in=days).order_by("-day", "-started_at", "-pk").with_seen()
    kept = [session for session in sessions if movement == THE_FLOOR or movement in session.seen]
    return [(day, list(of_day)) for day, of_day in groupby(kept, key=lambda session: session.day)]


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # well formed, but no such day
        return None
