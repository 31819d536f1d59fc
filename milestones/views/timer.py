from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from milestones.models import Child, Timer
from milestones.views.access import ChildRequest, carer_logs


@carer_logs
@require_POST
def start(request: ChildRequest, child: Child) -> HttpResponse:
    """Starts the child's timer. One that runs already goes on."""
    Timer.objects.start(child, request.user, uuid4(), request.now, request.here)
    return redirect("today", child.pk)


@carer_logs
@require_POST
def discard(request: ChildRequest, child: Child) -> HttpResponse:
    """Takes the timer away without logging its time. What was tapped while it ran stays in the log."""
    Timer.objects.discard(child)
    return redirect("today", child.pk)
