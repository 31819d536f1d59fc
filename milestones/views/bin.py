from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from milestones.models import Child, Photo, Session
from milestones.views.access import ChildRequest, carer_logs


@carer_logs
@require_POST
def remove(request: ChildRequest, child: Child, session_id: UUID) -> HttpResponse:
    """Puts the session in the bin; the next page offers to undo."""
    found = get_object_or_404(Session.objects.filter(child=child), pk=session_id)
    found.remove(request.user)
    messages.success(request, str(found.pk), extra_tags="session-removed")
    return redirect("history", child.pk)


@carer_logs
@require_POST
def restore(request: ChildRequest, child: Child, session_id: UUID) -> HttpResponse:
    """Takes the session out of the bin again; then to the day it belongs to."""
    found = get_object_or_404(Session.objects.filter(child=child), pk=session_id)
    restored = found.restore(request.user)
    messages.success(request, _("It is back in the log."))
    return redirect(reverse("history", args=[child.pk], query={"before": restored.day + timedelta(days=1)}))


@carer_logs
@require_safe
def bin(request: ChildRequest, child: Child) -> HttpResponse:
    """What was removed in the last 30 days."""
    removed = Session.objects.in_bin(child, request.now).with_seen().select_related("logged_by", "removed_by")[:200]
    photos = (
        Photo.objects.in_bin(child, request.now).filter(state="ready").select_related("session", "removed_by")[:200]
    )
    context = {"page": "history", "removed": removed, "removed_photos": photos[:200]}
    return render(request, "sessions/bin.html", context)
