"""Where a phone sends what it logged. docs/offline.md has the protocol."""

from http import HTTPStatus

from django.http import HttpResponse, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from milestones import firsts
from milestones.device_clock import DeviceClock
from milestones.forms.entry import Sending
from milestones.models import Child
from milestones.outbox import Outbox, Outcome
from milestones.views.access import ChildRequest, carer_reads, remember_also, twins_of


@carer_reads
@require_POST
@cache_control(no_store=True)
def outbox(request: ChildRequest, child: Child) -> HttpResponse:
    """Takes the entries of one child, in order, and says of each what came of it."""
    sending = _read(request)
    if sending is None:
        return JsonResponse({"outcomes": []}, status=HTTPStatus.BAD_REQUEST)
    if sending.person != request.user.pk:
        return JsonResponse({"outcomes": []}, status=HTTPStatus.CONFLICT)
    clock = DeviceClock(sending.now, request.now)
    taker = Outbox(request.user, request.carer, twins_of(request), request.here, clock)
    outcomes = taker.take_all(sending.entries)
    for outcome in outcomes:
        _remember(request, outcome)
    return JsonResponse({"outcomes": [outcome.as_json() for outcome in outcomes]})


def _read(request: ChildRequest) -> Sending | None:
    try:
        return Sending.read(request.body)
    except (RawPostDataException, UnreadablePostError):  # it came as a form, or broke off on the way
        return None


def _remember(request: ChildRequest, outcome: Outcome) -> None:
    """What the next pages tell and show ticked, as after a tap without JavaScript."""
    for child, movements in outcome.firsts:
        firsts.tell(request, child, movements)
    if outcome.also is not None:
        remember_also(request, {*outcome.also})
