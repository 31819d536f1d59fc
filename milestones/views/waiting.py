from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from milestones.progression.tips import TIPS


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """The page of what still waits on a phone. Only the phone knows what that is, and its scripts fill it in."""
    return render(request, "outbox/outbox.html", {"tips": TIPS})
