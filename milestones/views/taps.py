"""A tap on a tile, and its undo. A tap may be for twins too: then each child has it in a session of its own."""

from datetime import datetime
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from milestones import firsts
from milestones.forms.session import TapForm
from milestones.models import Child, Session
from milestones.views.access import ChildRequest, carer_logs, remember_also, twins


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
        _tap_for_twins(request, form)
    except ValidationError as problem:
        messages.warning(request, " ".join(problem.messages))
        return redirect("today", child.pk)
    firsts.tell(request, child, recorded.firsts)
    return redirect("today", child.pk)


@carer_logs
@require_POST
def untap(request: ChildRequest, child: Child, session_id: UUID, movement: str) -> HttpResponse:
    """Takes one movement of a session back; then back to today."""
    session = get_object_or_404(Session.objects.with_seen().filter(child=child), pk=session_id)
    if movement in session.seen:
        _untap_for_twins(request, movement, session.seen_at[movement])
    session.unsee(request.user, movement)  # last, because it says what the tap was
    return redirect("today", child.pk)


def _tap_for_twins(request: ChildRequest, form: TapForm) -> None:
    """The same tap, at the same moment, for the twins that were asked for. Any other child that is named is not."""
    asked = {*request.POST.getlist("also")}
    also = [twin for twin in twins(request) if str(twin.child_id) in asked]
    for twin in also:
        said = form.cleaned_data | {"id": uuid5(form.cleaned_data["id"], str(twin.child_id))}
        Session.objects.tap(twin.child, request.user, at=request.now, **said)
    remember_also(request, {twin.child_id for twin in also})


def _untap_for_twins(request: ChildRequest, movement: str, tapped_at: datetime) -> None:
    """Takes back what the same tap logged for twins. What was seen in them by another tap stays."""
    for twin in twins(request):
        session = Session.objects.tapped_with(twin.child, movement, tapped_at)
        if session:
            session.unsee(request.user, movement)
