from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from milestones import firsts
from milestones.forms.movement_picker import ticked
from milestones.forms.session import SessionForm, initial_at, initial_of
from milestones.intake import sent_in, take_all
from milestones.models import Change, Child, Conflict, Recorded, Session, Timer
from milestones.models.photo import MOST_OF_A_SESSION
from milestones.models.rules import LONGEST_MINUTES
from milestones.views.access import ChildRequest, carer_logs, carer_reads


@carer_logs
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ChildRequest, child: Child) -> HttpResponse:
    """The full form. Its address carries the session's id, so that going back and saving again finds what was saved."""
    if request.method != "POST":
        return _new_form(request, child)
    form = SessionForm(request.POST, request.FILES, here=request.here)
    if not form.is_valid():
        return _form_page(request, child, form, status=422)
    id = form.cleaned_data["id"]
    already = Session.objects.filter(pk=id, child=child).first()
    if already and _says_else(already, form):
        return _already_there(request, child, form, already)
    try:
        recorded = Session.objects.record(child, request.user, id=id, **form.as_said())
    except ValidationError as problems:
        form.show(problems)
        return _form_page(request, child, form, status=422)
    if _says_else(recorded.session, form):  # somebody got there first, since it was looked for
        return _already_there(request, child, form, recorded.session)
    return _photos_left(request, child, recorded.session) or _recorded(request, child, recorded)


def _new_form(request: ChildRequest, child: Child) -> HttpResponse:
    timer = getattr(child, "timer", None)
    id = _id(request.GET.get("id", ""))
    mend = {"mend": request.GET["mend"]} if "mend" in request.GET else {}  # what the phone kept, for the page's script
    if id is None:
        id = timer.session_id if timer and "timer" in request.GET else uuid4()
        return redirect(reverse("session-new", args=[child.pk], query={"id": id} | mend))
    if Session.objects.log_of(child).filter(pk=id).exists():
        return redirect(reverse("session", args=[child.pk, id], query=mend or None))
    if timer and timer.session_id == id:
        initial = initial_at(id, timer.started_at, timer.zone, _minutes_of(timer, request.now))
    else:
        initial = initial_at(id, request.now, request.here)
    return _form_page(request, child, SessionForm(here=request.here, initial=initial))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _minutes_of(timer: Timer, now: datetime) -> int | None:
    """How long it has run; None when so long that somebody must have forgotten it."""
    ran = timer.minutes_until(now)
    return ran if ran <= LONGEST_MINUTES else None


def _says_else(session: Session, form: SessionForm) -> bool:
    return session.removed_at is not None or not session.says_the_same(**form.as_said())


def _already_there(request: ChildRequest, child: Child, form: SessionForm, session: Session) -> HttpResponse:
    """The form was saved before, or tiles were tapped meanwhile: what was typed goes on as a change."""
    if session.removed_at:
        form.add_error(
            None, _("This was logged before and then removed. Save once more to bring it back as you see it here.")
        )
        form.carry(revision=session.revision)
        return _form_page(request, child, form, session=session, status=422)
    form.add_error(None, _("This is already in the log. Save once more to change it to what you see here."))
    # What is in the log stays ticked: it may be the tap of somebody else, and must not get lost.
    seen = [*ticked(session.seen), *ticked(form.cleaned_data["seen"])]
    form.carry(revision=session.revision, seen=seen)
    return _form_page(request, child, form, session=session, theirs=session, status=422)


def _recorded(request: ChildRequest, child: Child, recorded: Recorded) -> HttpResponse:
    firsts.tell(request, child, recorded.firsts)
    if not recorded.firsts:
        messages.success(request, _("Saved."))
    return redirect("today", child.pk)


@carer_reads
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: ChildRequest, child: Child, session_id: UUID) -> HttpResponse:
    """One session: to read for any carer, to change for those who may log."""
    found = get_object_or_404(Session.objects.filter(child=child).with_seen(), pk=session_id)
    if found.removed_at and request.method != "POST":
        raise Http404
    if not request.carer.may_log:
        if request.method == "POST":
            raise PermissionDenied
        context = {"page": "history", "session": found, "changes": Change.objects.latest_of(found)}
        return render(request, "sessions/session.html", context)
    if request.method != "POST":
        form = SessionForm(here=request.here, session=found, initial=_initial_to_change(child, found, request.now))
        return _form_page(request, child, form, session=found)
    return _change(request, child, found)


def _initial_to_change(child: Child, session: Session, now: datetime) -> dict[str, object]:
    """What it holds, and when its timer is running the minutes so far: saving stops the timer."""
    initial = initial_of(session)
    timer = getattr(child, "timer", None)
    if timer and timer.session_id == session.pk:
        initial["minutes"] = _minutes_of(timer, now)
    return initial


def _change(request: ChildRequest, child: Child, session: Session) -> HttpResponse:
    form = SessionForm(request.POST, request.FILES, here=request.here, session=session)
    if not form.is_valid():
        return _form_page(request, child, form, session=session, status=422)
    try:
        changed = session.change(request.user, revision=form.cleaned_data["revision"] or 0, **form.as_said())
    except ValidationError as problems:
        form.show(problems)
        return _form_page(request, child, form, session=session, status=422)
    except Conflict as conflict:
        return _conflict(request, child, form, conflict.session)
    if left := _photos_left(request, child, changed):
        return left
    messages.success(request, _("Saved."))
    if changed.day >= request.today:
        return redirect("today", child.pk)
    return redirect(reverse("history", args=[child.pk], query={"before": changed.day + timedelta(days=1)}))


def _conflict(request: ChildRequest, child: Child, form: SessionForm, session: Session) -> HttpResponse:
    """Somebody else changed it meanwhile: shows what it says now beside what was typed, and lets the person decide."""
    form.carry(revision=session.revision)
    if session.removed_at:
        form.add_error(
            None, _("This was removed while you were typing. Save once more to bring it back as you see it here.")
        )
        return _form_page(request, child, form, session=session, status=422)
    form.add_error(None, _("Somebody else changed this while you were typing. Saving again keeps what you see here."))
    return _form_page(request, child, form, session=session, theirs=session, status=422)


def _photos_left(request: ChildRequest, child: Child, session: Session) -> HttpResponse | None:
    """Takes in the photos that came with the form, now that it is saved. Answers a page when some cannot be."""
    sent = sent_in(request, "photos")
    taken = take_all(child, request.user, session.pk, sent) if sent else None
    if not taken or not taken.refused:
        return None
    found = Session.objects.with_seen().get(pk=session.pk)
    room = MOST_OF_A_SESSION - len(found.photos_in_order)
    context = {"page": "history", "session": found, "room": room, "taken": taken, "is_saved": True}
    return render(request, "photos/new.html", context, status=422)


def _form_page(
    request: ChildRequest,
    child: Child,
    form: SessionForm,
    session: Session | None = None,
    theirs: Session | None = None,
    status: int = 200,
) -> HttpResponse:
    if form.is_bound:
        _ask_for_photos_again(request, form)
    if session and "photos" not in form.errors:
        del form.fields["photos"]  # below the form is where photos are added to a session that is there
    running = getattr(child, "timer", None)
    is_timed = running is not None and str(running.session_id) == str(session.pk if session else form["id"].value())
    context = {
        "page": "history" if session else "today",
        "form": form,
        "session": session,
        "theirs": theirs,
        "mode": "timer" if is_timed else "change" if session else "new",
        "changes": Change.objects.latest_of(session) if session else [],
        **(_photos_of(child, session) if session and not session.removed_at else {}),
    }
    return render(request, "sessions/form.html", context, status=status)


def _ask_for_photos_again(request: ChildRequest, form: SessionForm) -> None:
    """A page that comes back cannot bring the photos back that were chosen in it."""
    sent = sent_in(request, "photos")
    for each in sent.refused:
        form.add_error("photos", _("“%(name)s”: %(why)s") % {"name": each.short_name, "why": each.why})
    if sent.files:
        form.add_error("photos", _("Please choose the photos once more: this page could not keep them."))


def _photos_of(child: Child, session: Session) -> dict[str, Any]:
    """What the page of a session shows of its photos: those in order, what was no picture, and for how many there is
    room. One query, for that and for when they were taken."""
    session.child = child
    in_order = session.photos_in_order
    more = {photo: photo for photo in session.photos.filter(removed_at=None).exclude(taken="", state="ready")}
    photos = [more.get(photo, photo) for photo in in_order]
    refused = [photo for photo in more if photo.state == "refused"]
    return {"photos": photos, "refused": refused, "room": MOST_OF_A_SESSION - len(photos)}
