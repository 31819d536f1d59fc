"""A photo by itself, and all that can be done with it."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from milestones import developing
from milestones.forms.photos import CaptionForm, PlaceForm, TimeForm
from milestones.models import Child, Conflict, Photo
from milestones.views.access import ChildRequest, carer_logs, carer_reads

LOST = gettext_lazy("Something this page sends along got lost. Please try once more.")


@carer_reads
@require_safe
def photo(request: ChildRequest, child: Child, photo_id: UUID) -> HttpResponse:
    """One photo, large; to say something about for those who may log."""
    found = _of_log(child, photo_id)
    _see_to_it(found)
    return _page(request, found, CaptionForm(initial={"caption": found.caption}))


@carer_reads
@require_safe
@cache_control(no_store=True)
def state(request: ChildRequest, child: Child, photo_id: UUID) -> HttpResponse:
    """What became of a photo in the darkroom, for the script that waits for it. Of one for a portrait, owners hear."""
    kept = Photo.objects.kept().filter(child=child).select_related("session")
    found = get_object_or_404(kept if request.carer.owns else kept.filter(session__isnull=False), pk=photo_id)
    _see_to_it(found)
    day = found.session.day if found.session else None
    said = {
        "state": found.state,
        "why": render_to_string(f"photos/why/_{found.why}.html").strip() if found.why else "",
        "taken": found.taken,
        "html": render_to_string("photos/_photo.html", {"photo": found, "day": day, "session": found.session}, request),
    }
    return JsonResponse(said)


@carer_logs
@require_POST
def caption(request: ChildRequest, child: Child, photo_id: UUID) -> HttpResponse:
    """What is said under the photo."""
    found, form = _of_log(child, photo_id), CaptionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    found.say(form.cleaned_data["caption"])
    messages.success(request, _("Saved."))
    return _back(request, found)


@carer_logs
@require_POST
def place(request: ChildRequest, child: Child, photo_id: UUID) -> HttpResponse:
    """Another place among the photos of its session."""
    found, form = _of_log(child, photo_id), PlaceForm(request.POST)
    if form.is_valid():
        found.move(form.cleaned_data["to"])
    else:
        messages.warning(request, LOST)
    return _back(request, found)


@carer_logs
@require_POST
def remove(request: ChildRequest, child: Child, photo_id: UUID) -> HttpResponse:
    """Puts the photo in the bin; the next page offers to undo."""
    found = get_object_or_404(_photos(child), pk=photo_id)
    found.remove(request.user)
    if found.state == "refused":
        messages.success(request, _("Removed."))
    else:
        messages.success(request, str(found.pk), extra_tags="photo-removed")
    return _to_session(found)


@carer_logs
@require_POST
def restore(request: ChildRequest, child: Child, photo_id: UUID) -> HttpResponse:
    """Takes the photo out of the bin again; then to its session."""
    found = get_object_or_404(_photos(child), pk=photo_id)
    try:
        found.restore()
    except ValidationError as problem:
        messages.warning(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The photo is back."))
    return _to_session(found)


@carer_logs
@require_POST
def use_time(request: ChildRequest, child: Child, photo_id: UUID) -> HttpResponse:
    """Gives the session the time at which its photo was taken."""
    found, form = _of_log(child, photo_id), TimeForm(request.POST)
    if not form.is_valid():
        messages.warning(request, LOST)
        return _to_session(found)
    try:
        found.give_time(request.user, form.cleaned_data["revision"])
    except Conflict:
        messages.warning(request, _("Somebody else changed this meanwhile. Please look at it once more."))
    else:
        messages.success(request, str(found.session_id), extra_tags="session-moved")
    return _to_session(found)


@carer_logs
@require_POST
def drop_time(request: ChildRequest, child: Child, photo_id: UUID) -> HttpResponse:
    """The session keeps its own time, and when the photo was taken is forgotten."""
    found = _of_log(child, photo_id)
    found.forget_when_taken()
    messages.success(request, _("The session keeps its time."))
    return _to_session(found)


def _photos(child: Child) -> Any:
    """The photos of the child's sessions that are not in the bin, themselves in it or not."""
    return Photo.objects.filter(child=child, session__isnull=False, session__removed_at=None).select_related("session")


def _see_to_it(photo: Photo) -> None:
    """Whoever should develop it may have died; somebody who looks wakes another."""
    if photo.state == "waiting":
        developing.wake()


def _of_log(child: Child, photo_id: UUID) -> Photo:
    photos = Photo.objects.kept().filter(child=child, session__isnull=False).with_neighbours(child)
    found: Photo = get_object_or_404(photos, pk=photo_id)
    return found


def _page(request: ChildRequest, photo: Photo, form: CaptionForm, status: int | None = None) -> HttpResponse:
    session: Any = photo.session
    beside = [*Photo.objects.of_session(session.pk)]
    ready = [each.pk for each in beside if each.state == "ready" or each == photo]
    way = [photo.before, *ready, photo.after]  # type: ignore[attr-defined]
    here = way.index(photo.pk) if photo in beside else None  # what was no picture stands nowhere among them
    context = {
        "page": "history",
        "photo": photo,
        "session": session,
        "form": form,
        "number": beside.index(photo) + 1 if here else 0,
        "last": len(beside) if here else 0,
        "previous": way[here - 1] if here else None,
        "next": way[here + 1] if here else None,
        "ages_then": photo.child.ages_on(session.day),
    }
    return render(request, "photos/photo.html", context, status=status)


def _back(request: ChildRequest, photo: Photo) -> HttpResponse:
    """To where the form stood: the page of the photo, or that of its session."""
    if request.POST.get("from") == "photo":
        return redirect("photo", photo.child_id, photo.pk)
    return _to_session(photo)


def _to_session(photo: Photo) -> HttpResponse:
    return redirect(f"{reverse('session', args=[photo.child_id, photo.session_id])}#photos")
