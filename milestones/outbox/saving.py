"""The full form, saved on a phone: a new session, or what is different in one that is there."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from milestones.forms.session import SessionForm, on_the_wall
from milestones.models import Conflict, Session
from milestones.models.rules import ZONES
from milestones.outbox.asked import Asked, Refused, Taken

FIELDS = ("when", "zone", "minutes", "note", "seen", "photos_follow")


def save(asked: Asked) -> Taken:
    id = Session.objects.meant_by(asked.child, asked.session_id)
    here = Session.objects.with_seen().filter(pk=id).first()
    if here and here.child_id != asked.child.pk:
        raise Session.DoesNotExist
    return _change(asked, here) if here else _record(asked, id)


def _record(asked: Asked, id: UUID) -> Taken:
    sent = _sent(asked, "says", id)
    opened = asked.opened if _is_as_opened(sent, _sent(asked, "was", id)) else None
    zone = sent.get("zone") or asked.zone
    if opened and zone in ZONES:
        sent["when"] = on_the_wall(opened, zone)
    form = _valid(SessionForm(sent, here=asked.zone))
    # The true moment, to the second, so that it stands after the taps before it.
    said = form.as_said() | ({"started_at": opened} if opened else {})
    try:
        recorded = Session.objects.record(asked.child, asked.by, id=id, said_at=asked.at, **said)
    except ValidationError as problems:
        form.show(problems)
        raise _to_look_at(form) from problems
    return Taken(id, recorded.firsts)


def _is_as_opened(sent: dict[str, Any], shown: dict[str, Any]) -> bool:
    return (sent.get("when"), sent.get("zone")) == (shown.get("when"), shown.get("zone"))


def _change(asked: Asked, session: Session) -> Taken:
    shown = SessionForm(_sent(asked, "was", session.pk), here=asked.zone, session=session, may_be_empty=True)
    if not shown.is_valid():
        raise Refused(_("This did not arrive whole. Please log it once more."))
    form = _valid(SessionForm(_sent(asked, "says", session.pk), here=asked.zone, session=session))
    try:
        session.amend(
            asked.by,
            shown.says(),
            form.says(),
            asked.at,
            brings_back=asked.said["restore"],
            photos_follow=form.cleaned_data["photos_follow"],
        )
    except ValidationError as problems:
        form.show(problems)
        raise _to_look_at(form) from problems
    except Conflict as conflict:
        why = _("This was removed meanwhile. You can bring it back, with what you typed.")
        raise Refused(why, mend="restore") from conflict
    return Taken(session.pk)


def _sent(asked: Asked, which: str, id: UUID) -> dict[str, Any]:
    return {"seen": [], **{name: value for name, value in asked.said[which].items() if name in FIELDS}, "id": id}


def _valid(form: SessionForm) -> SessionForm:
    if not form.is_valid():
        raise _to_look_at(form)
    return form


def _to_look_at(form: SessionForm) -> Refused:
    errors = {name: [str(error) for error in found] for name, found in form.errors.items()}
    return Refused(_("This cannot be saved as it is. Please look at it once more."), errors, mend="form")
