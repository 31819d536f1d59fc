from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from milestones.forms.session import TapForm
from milestones.models import Child, Session
from milestones.views.access import ChildRequest, carer_logs


@carer_logs
@require_POST
def tap(request: ChildRequest, child: Child) -> HttpResponse:
    """Logs one movement now, into the current sitting; then back to today."""
    form = TapForm(request.POST, here=request.here)
    if not form.is_valid():
        messages.warning(request, _("That tap did not arrive whole. Please tap once more."))
        return redirect("today", child.pk)
    try:
        recorded = Session.objects.tap(child, request.user, at=request.now, **form.cleaned_data)
    except ValidationError as problem:
        messages.warning(request, " ".join(problem.messages))
        return redirect("today", child.pk)
    for slug in recorded.firsts:
        messages.success(request, slug, extra_tags="first")
    return redirect("today", child.pk)


@carer_logs
@require_POST
def untap(request: ChildRequest, child: Child, session_id: UUID, movement: str) -> HttpResponse:
    """Takes one movement of a session back; then back to today."""
    session = get_object_or_404(Session.objects.filter(child=child), pk=session_id)
    session.unsee(request.user, movement)
    return redirect("today", child.pk)
