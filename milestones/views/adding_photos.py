"""Photos that come in for a session."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from crawltrack.uploads import wants_data
from milestones import developing
from milestones.forms.photos import AddingForm, SendingForm
from milestones.intake import Taken, sent_in, take_all
from milestones.models import Child, GoneForGood, Photo, Receipt, Session
from milestones.models.photo import MOST_OF_A_SESSION
from milestones.views.access import ChildRequest, carer_reads

View = Callable[Concatenate[ChildRequest, Child, ...], HttpResponse]


def hears_why(view: View) -> View:
    """For carers who may log. Who may not any more, and whose phone still sends, hears it in a sentence."""

    @wraps(view)
    def only_who_may_log(request: ChildRequest, child: Child) -> HttpResponse:
        if request.carer.may_log:
            return view(request, child)
        form = SendingForm(request.POST)
        if not (request.method == "POST" and wants_data(request) and form.is_valid()):
            raise PermissionDenied
        key = form.cleaned_data["id"]
        if receipt := Receipt.objects.filter(child=child, key=key).first():
            return _done(key, receipt.session)
        why = _("You can read the log of %(name)s, but not add to it any more. An owner can change that.")
        return _refused(key, why % {"name": child.name})

    return only_who_may_log


@carer_reads
@hears_why
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def new(request: ChildRequest, child: Child) -> HttpResponse:
    """Adds photos to a session: one that a script sends, or all that a page sends."""
    if request.method == "POST":
        return _taken_one(request, child) if wants_data(request) else _taken_all(request, child)
    form = AddingForm(request.GET)
    if not form.is_valid():
        return redirect("session-new", child.pk)
    found = get_object_or_404(Session.objects.log_of(child).with_seen(), pk=form.cleaned_data["session"])
    return _adding_page(request, found)


def _taken_one(request: ChildRequest, child: Child) -> HttpResponse:
    """docs/offline.md has the protocol."""
    form, sent = SendingForm(request.POST), sent_in(request, "file")
    if not form.is_valid() or not sent.is_whole or len(sent.files) + len(sent.refused) != 1:
        return JsonResponse({"outcomes": []}, status=HTTPStatus.BAD_REQUEST)
    said = form.cleaned_data
    if said["person"] != request.user.pk:
        return JsonResponse({"outcomes": []}, status=HTTPStatus.CONFLICT)
    if sent.refused:
        return _refused(said["id"], sent.refused[0].why)
    session = Receipt.objects.session_meant(child, said["session"], said["tap"])
    try:
        photo = Photo.objects.add(child, request.user, said["id"], sent.files[0], session, said["caption"])
    except GoneForGood:
        return _done(said["id"], session)
    except ValidationError as problem:
        return _refused(said["id"], " ".join(problem.messages), problem.message_dict)
    except Session.DoesNotExist:
        return _refused(said["id"], _("This is not in the log any more."))
    except Photo.DoesNotExist:
        return _refused(said["id"], _("This photo did not arrive whole. Please choose it once more."))
    developing.wake()
    return _done(said["id"], photo.session_id)


def _done(key: UUID, session: UUID | None) -> HttpResponse:
    return JsonResponse({"outcomes": [{"key": key, "state": "done", "session": session}]})


def _refused(key: UUID, why: str, errors: dict[str, list[str]] | None = None) -> HttpResponse:
    outcome = {"key": key, "state": "refused", "why": why, "errors": errors or {}, "mend": ""}
    return JsonResponse({"outcomes": [outcome]})


def _taken_all(request: ChildRequest, child: Child) -> HttpResponse:
    form, sent = AddingForm(request.POST), sent_in(request, "file")
    if not form.is_valid():
        messages.warning(request, _("Those photos did not arrive whole. Please choose them once more."))
        return redirect("session-new", child.pk)
    found = get_object_or_404(Session.objects.filter(child=child).with_seen(), pk=form.cleaned_data["session"])
    if found.removed_at or not sent:
        return _adding_page(request, found, Taken([], []), nothing=not sent)
    taken = take_all(child, request.user, found.pk, sent)
    if taken.refused:
        return _adding_page(request, Session.objects.with_seen().get(pk=found.pk), taken)
    count = len(taken.photos)
    messages.success(
        request, ngettext("%(count)s photo came in.", "%(count)s photos came in.", count) % {"count": count}
    )
    return redirect(f"{reverse('session', args=[child.pk, found.pk])}#photos")


def _adding_page(
    request: ChildRequest, session: Session, taken: Taken | None = None, nothing: bool = False
) -> HttpResponse:
    room = MOST_OF_A_SESSION - len(session.photos_in_order)
    context = {"page": "history", "session": session, "room": room, "taken": taken, "nothing": nothing}
    return render(request, "photos/new.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if taken else None)
