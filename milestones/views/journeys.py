from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from milestones import charts
from milestones.models import Child, Tally, Trial
from milestones.progression.journey import Journey, journey
from milestones.progression.timeline import Timeline, timeline
from milestones.views.access import ChildRequest, GuestRequest, carer_reads, guest_reads


@carer_reads
@require_safe
def journey_page(request: ChildRequest, child: Child) -> HttpResponse:
    """The progression timeline: the map, the lanes, the firsts in words."""
    return render(request, "journey/journey.html", {"page": "journey", **_journey(child, request.today)})


@guest_reads
@require_safe
def shared_journey(request: GuestRequest, child: Child) -> HttpResponse:
    """The same for somebody with a guest link."""
    return render(request, "journey/journey.html", _journey(child, request.today))


def _journey(child: Child, today: date) -> dict[str, object]:
    days = Tally.objects.facts(child)
    found = journey(child.facts, days, today)
    along = timeline(child.facts, days, today, Trial.objects.facts(child))
    return {
        "journey": found,
        "stops": {stop.movement.slug.replace("-", "_"): stop for stop in found.stops},
        "timeline": along,
        "rows": along.rows() if along else [],
        "charts": _charts(along, today) if along else {},
        "firsts": _firsts(child, found),
    }


def _charts(along: Timeline, today: date) -> dict[str, charts.Chart]:
    return {
        "narrow": charts.draw(along, charts.NARROW, today),
        "wide": charts.draw(along, charts.WIDE, today),
        "paper": charts.draw(along, charts.PAPER, today, charts.ON_PAPER),
    }


def _firsts(child: Child, found: Journey) -> list[dict[str, object]]:
    tallies = Tally.objects.firsts(child)
    return [
        {"stop": stop, "session": tallies[stop.movement.slug].earliest}
        for stop in found.firsts
        if stop.movement.slug in tallies
    ]
