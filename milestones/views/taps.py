"""A tap on a tile, and its undo. A tap may be for twins too: then each child has it in a session of its own."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from milestones import firsts, twins
from milestones.forms.session import TapForm
from milestones.models import Child, Session
from milestones.views.access import ChildRequest, carer_logs, remember_also, twins_of


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
    twins.untap(session, twins_of(request), request.user, movement)
    return redirect("today", child.pk)


def _tap_for_twins(request: ChildRequest, form: TapForm) -> None:
    """The same tap, at the same moment, for the twins that were asked for."""
    also = twins.asked_for(twins_of(request), request.POST.getlist("also"))
    for twin in also:
        said = form.cleaned_data | {"id": twins.id_for(twin, form.cleaned_data["id"])}
        recorded = Session.objects.tap(twin, request.user, at=request.now, **said)
        firsts.tell(request, twin, recorded.firsts)
    remember_also(request, {twin.pk for twin in also})
