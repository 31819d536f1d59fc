from datetime import date
from typing import Any

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
    context = {"page": "journey", **_journey(child, request.today, shows_photos=True)}
    return render(request, "journey/journey.html", context)


@guest_reads
@require_safe
def shared_journey(request: GuestRequest, child: Child) -> HttpResponse:
    """The same for somebody with a guest link."""
    shows_photos = request.guest.sees_photos
    return render(request, "journey/journey.html", _journey(child, request.today, shows_photos))


def _journey(child: Child, today: date, shows_photos: bool) -> dict[str, Any]:
    days = Tally.objects.facts(child)
    found = journey(child.facts, days, today)
    along = timeline(child.facts, days, today, Trial.objects.facts(child))
    firsts = _firsts(child, found, shows_photos)
    return {
        "journey": found,
        "stops": {stop.movement.slug.replace("-", "_"): stop for stop in found.stops},
        "timeline": along,
        "rows": along.rows() if along else [],
        "charts": _charts(along, today) if along else {},
        "firsts": firsts,
        "medals": {first["slug"]: first["photo"] for first in firsts if not first["photo_day"]},
    }


def _charts(along: Timeline, today: date) -> dict[str, charts.Chart]:
    return {
        "narrow": charts.draw(along, charts.NARROW, today),
        "wide": charts.draw(along, charts.WIDE, today),
        "paper": charts.draw(along, charts.PAPER, today, charts.ON_PAPER),
    }


def _firsts(child: Child, found: Journey, shows_photos: bool) -> list[dict[str, Any]]:
    """Each first with its session and the movement's earliest photo, and that photo's day when it is a later one."""
    tallies = Tally.objects.firsts(child)
    seen = [(stop, tallies[stop.movement.slug]) for stop in found.firsts if stop.movement.slug in tallies]
    return [
        {
            "slug": stop.movement.slug,
            "stop": stop,
            "session": tally.earliest,
            "photo": tally.first_photo if shows_photos else None,
            "photo_day": tally.day_of_first_photo if shows_photos else None,
        }
        for stop, tally in seen
    ]
