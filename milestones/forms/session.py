import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from milestones.forms.movement_picker import MovementsField, ticked
from milestones.forms.photos import PhotosField
from milestones.forms.wall_clock import WallClockField, moment
from milestones.models import Session
from milestones.models.rules import LONGEST_MINUTES, LONGEST_NOTE, ZONES
from milestones.models.text import validate_printable
from milestones.progression.differences import Said
from milestones.progression.movements import MOVEMENTS

# Where a problem that the model finds is shown.
SHOWN_AT = {"started_at": "when", "zone": "when", "minutes": "minutes", "note": "note", "seen": "seen"}
LOST = {  # the answer to a page that was tampered with, or mangled on its way
    code: _("Something this page sends along got lost. It is mended now: please save once more.")
    for code in ("required", "invalid", "min_value", "max_value")
}
NOTHING_SAID = _("Nothing is filled in yet. Tick what you saw, or say how many minutes it was.")


class DeviceZoneField(forms.Field):
    """The zone a device says it is in. Cleans to "" when it says nothing, and to None when nobody knows that zone."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> str | None:
        said = str(value or "")
        return said if not said or said in ZONES else None


class NoteField(forms.CharField):
    """Text of several lines, each ending in one character, so that the browser and the server count the same."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[validate_printable], **kwargs)
        self.validators = [check for check in self.validators if not isinstance(check, ProhibitNullCharactersValidator)]

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n")


class SessionForm(forms.Form):
    """A session as a parent fills it in: what was seen, when, how long, and a note."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=LOST)
    zone = DeviceZoneField()
    revision = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=False, error_messages=LOST
    )
    seen = MovementsField(
        label=_("What did you see?"), help_text=_("Tick as many as you like, or none for just time on the floor.")
    )
    when = WallClockField(label=_("When"), error_messages={"required": _("Choose when it was.")})
    minutes = forms.IntegerField(
        label=_("How many minutes on the floor"),
        required=False,
        min_value=1,
        max_value=LONGEST_MINUTES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "enterkeyhint": "next"}),
        error_messages={
            "invalid": _("Type a whole number of minutes, or leave this empty."),
            "min_value": _("Type 1 minute or more, or leave this empty."),
            "max_value": _("Type at most %(limit_value)s minutes, or leave this empty."),
        },
    )
    note = NoteField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        error_messages={"max_length": _("Use at most %(limit_value)d characters; this has %(show_value)d.")},
    )
    photos = PhotosField(label=_("Photos"), required=False, help_text=_("Up to 6 photos of this session."))
    photos_follow = forms.BooleanField(widget=forms.HiddenInput, required=False)  # said by a script that sends them

    def __init__(
        self, *args: Any, here: str, session: Session | None = None, may_be_empty: bool = False, **kwargs: Any
    ) -> None:
        """`here` is the zone the person is in; `session` is what is being changed, if anything is."""
        super().__init__(*args, **kwargs)
        self.here, self.session, self.may_be_empty = here, session, may_be_empty

    @property
    def zone_shown(self) -> str:
        """The zone the time on the page is in."""
        said = str(self["zone"].value() or "")
        return said if said in ZONES else self.here

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "id" in self.errors:
            self.carry(id=self.session.pk if self.session else uuid4())
        if "revision" in self.errors:
            self.carry(revision=self.session.revision if self.session else "")
        is_known, said = cleaned["zone"] is not None, cleaned.get("when")
        cleaned["zone"] = zone = cleaned["zone"] or self.here
        if not is_known:
            self.carry(zone=zone)  # the next try is made in the zone the person is in
            self.add_error("when", _("Your device’s time zone is not known. Check the time, then save again."))
        elif said:
            self._find_moment(cleaned, said, zone)
        if not self.errors and not (self.may_be_empty or self._is_filled_in(cleaned)):
            self.add_error("seen", NOTHING_SAID)
        return cleaned

    def _is_filled_in(self, cleaned: dict[str, Any]) -> bool:
        if any(cleaned.get(name) for name in ("seen", "minutes", "note", "photos", "photos_follow")):
            return True
        return self.session is not None and self.session.photos.filter(removed_at=None).exists()

    def carry(self, **values: Any) -> None:
        """Puts `values` in place of what was sent, for the page to send them the next time. The rest stays as typed."""
        sent = self.data
        seen = sent.getlist("seen") if isinstance(sent, MultiValueDict) else sent.get("seen", [])
        self.data = {**{name: sent.get(name) for name in sent}, "seen": seen, **values}

    def _find_moment(self, cleaned: dict[str, Any], said: datetime, zone: str) -> None:
        if (
            self.session
            and said == on_the_wall(self.session.started_at, self.session.zone)
            and zone == self.session.zone
        ):
            cleaned["started_at"] = self.session.started_at  # untouched, so its seconds and its hour stay
            return
        try:
            cleaned["started_at"] = moment(said, zone)
        except ValidationError as problem:
            self.add_error("when", problem)

    @property
    def sentences(self) -> str:
        """What a script may say of a field before it asks, as JSON by the names of static/js/checks.js."""
        when, minutes, note = (self.fields[name].error_messages for name in ("when", "minutes", "note"))
        said = {
            "when": when["required"],
            "whole": minutes["invalid"],
            "least": minutes["min_value"],
            "most": minutes["max_value"],
            "note": note["max_length"],
            "nothing": NOTHING_SAID,
        }
        return json.dumps({name: str(sentence) for name, sentence in said.items()}, ensure_ascii=False)

    def as_said(self) -> dict[str, Any]:
        """What `Session.objects.record` and `Session.change` take."""
        return {name: self.cleaned_data[name] for name in ("started_at", "zone", "seen", "minutes", "note")}

    def says(self) -> Said:
        """What `Session.amend` takes."""
        said = self.as_said()
        return {**said, "started_at": said["started_at"].isoformat()}

    def show(self, problems: ValidationError) -> None:
        """Puts what the model refused beside the fields it is about."""
        for name, errors in problems.error_dict.items():
            for error in errors:
                self.add_error(SHOWN_AT.get(name), error)


def initial_of(session: Session) -> dict[str, Any]:
    return {
        "id": session.pk,
        "zone": session.zone,
        "revision": session.revision,
        "seen": ticked(session.seen),
        "when": on_the_wall(session.started_at, session.zone),
        "minutes": session.minutes,
        "note": session.note,
    }


def initial_at(id: UUID, started_at: datetime, zone: str, minutes: int | None = None) -> dict[str, Any]:
    return {"id": id, "zone": zone, "when": on_the_wall(started_at, zone), "minutes": minutes, "seen": []}


def on_the_wall(at: datetime, zone: str) -> datetime:
    """What a clock in `zone` shows, to the minute."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)


class TapForm(forms.Form):
    """One tap on a tile."""

    id = forms.UUIDField()
    zone = DeviceZoneField()
    movement = forms.ChoiceField(choices=[(movement.slug, movement.name) for movement in MOVEMENTS])

    def __init__(self, *args: Any, here: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.here = here

    def clean_zone(self) -> str:
        """A tap must not fail for a device whose zone nobody knows: it is then in the zone the person is in."""
        return self.cleaned_data["zone"] or self.here
