from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from milestones import charts
from milestones.forms.summary import SummaryForm
from milestones.models import Child, Session, Tally
from milestones.progression.facts import DayFacts
from milestones.progression.summary import summary
from milestones.progression.timeline import timeline_between
from milestones.views.access import ChildRequest, Guest, GuestRequest, carer_reads, guest_reads

MOST_NOTES = 200


@carer_reads
@require_safe
def summary_page(request: ChildRequest, child: Child) -> HttpResponse:
    """One page for an appointment: facts alone, for the days that were chosen, to print or to save as PDF."""
    return _page(request, child)


@guest_reads
@require_safe
def shared_summary(request: GuestRequest, child: Child) -> HttpResponse:
    """The same for somebody with a guest link, who sees the notes if the link says so."""
    return _page(request, child, guest=request.guest)


def _page(request: ChildRequest | GuestRequest, child: Child, guest: Guest | None = None) -> HttpResponse:
    days = Tally.objects.facts(child)
    last_day = max([request.today, *(record.day for record in days)])
    form = SummaryForm(request.GET, child, last_day, asks_for_notes=guest is None)
    start, end = form.range
    context = {
        "page": "journey",
        "form": form,
        "choices": _choices(form, days),
        "summary": summary(child.facts, days, start, end),
        "born_early": child.was_born_early,
        **_lanes(child, days, start, end),
        **(_notes(child, start, end) if form.wants_notes or (guest and guest.sees_notes) else {}),
    }
    return render(request, "summary/summary.html", context, status=200 if form.is_valid() else 422)


def _lanes(child: Child, days: list[DayFacts], start: date, end: date) -> dict[str, Any]:
    along = timeline_between(child.facts, days, start, end)
    drawn = {
        "narrow": charts.draw(along, charts.NARROW, end),
        "wide": charts.draw(along, charts.WIDE, end),
        "paper": charts.draw(along, charts.PAPER, end, charts.ON_PAPER),
    }
    return {"timeline": along, "rows": along.rows(), "charts": drawn}


def _notes(child: Child, start: date, end: date) -> dict[str, Any]:
    """The newest notes, told in the order in which they were written."""
    newest = list(Session.objects.noted(child, start, end)[: MOST_NOTES + 1])
    is_all = len(newest) <= MOST_NOTES
    return {"shows_notes": True, "notes": newest[:MOST_NOTES][::-1], "most_notes": None if is_all else MOST_NOTES}


def _choices(form: SummaryForm, days: list[DayFacts]) -> list[dict[str, Any]]:
    """Ranges that are one tap away; all of them end with the last day."""
    last = form.last_day
    starts = [
        (_("4 weeks"), last - timedelta(days=27)),
        (_("8 weeks"), form.usual_range[0]),
        (_("Everything"), days[0].day if days else form.first_day),
    ]
    notes = {"notes": "on"} if form.wants_notes else {}
    return [_choice(form, words, max(start, form.first_day), notes) for words, start in starts]


def _choice(form: SummaryForm, words: str, start: date, notes: dict[str, str]) -> dict[str, Any]:
    query = QueryDict(mutable=True)
    query.update({"since": str(start), **notes})
    is_chosen = form.is_valid() and form.range == (start, form.last_day)
    return {"words": words, "query": query.urlencode(), "is_chosen": is_chosen}
