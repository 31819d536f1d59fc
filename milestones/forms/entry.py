"""What a phone's outbox sends. Anything at all may arrive; what these forms let through is what the protocol says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from milestones.forms.session import DeviceZoneField
from milestones.models import Trial
from milestones.progression.movements import MOVEMENTS
from milestones.progression.tips import TIPS

MOST_ENTRIES = 50
LATEST = 2**43  # milliseconds since 1970; in the year 2248
LONGEST_KEY = 64  # of a key that is none, but has to be answered to
FORMS_INSIDE = ("was", "says")


@dataclass(frozen=True, slots=True)
class Sending:
    """What one request brings."""

    person: int
    now: int  # what the phone's clock showed, in milliseconds
    entries: list[Any]

    @classmethod
    def read(cls, body: bytes) -> "Sending | None":
        """None when it is not whole."""
        try:
            sent = json.loads(body, parse_constant=_refuse)
        except (ValueError, RecursionError):
            return None
        if not isinstance(sent, dict):
            return None
        person, now, entries = (sent.get(name) for name in ("person", "now", "entries"))
        is_whole = (
            _is_number(person) and _is_number(now) and 0 <= now <= LATEST  # type: ignore[operator]
        ) and (isinstance(entries, list) and len(entries) <= MOST_ENTRIES)
        return cls(person, now, entries) if is_whole else None  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing somebody did, as the phone kept it."""

    key: UUID
    kind: str
    at: int  # what the phone's clock showed, in milliseconds
    zone: str
    said: dict[str, Any]  # what the form of its kind has read

    @classmethod
    def read(cls, sent: object, here: str) -> "Entry | None":
        """None when it is not whole. In a zone that nobody knows, it was `here`."""
        if not isinstance(sent, dict) or not _is_plain(sent, deep=2):
            return None
        kind, said = sent.get("kind"), sent.get("said")
        if not isinstance(kind, str) or kind not in SAID or not isinstance(said, dict):
            return None
        form, inner = EntryForm(sent), SAID[kind](said)
        if not form.is_valid() or not inner.is_valid():
            return None
        whole = form.cleaned_data
        return cls(whole["key"], kind, whole["at"], whole["zone"] or here, inner.cleaned_data)


def key_of(sent: object) -> str | None:
    """What names an entry to the phone that sent it, whether or not it is whole."""
    key = sent.get("key") if isinstance(sent, dict) else None
    return key if isinstance(key, str) and len(key) <= LONGEST_KEY else None


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_plain(sent: Mapping[str, Any], deep: int) -> bool:
    """Whether it holds what a form can hold, texts and numbers and lists of them, and forms only so deep."""
    return all(
        _is_plain(value, deep - 1) if isinstance(value, dict) and deep else _is_plain_value(value)
        for value in sent.values()
    )


def _is_plain_value(value: object) -> bool:
    each_of = value if isinstance(value, list) else [value]
    return all(each is None or isinstance(each, str | int) for each in each_of)


class MomentField(forms.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=LATEST, **kwargs)


class FormField(forms.Field):
    """A form inside a form, which is read later, when it is known what it is about."""

    def clean(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ValidationError("no form", code="invalid")
        return value


class ListField(forms.Field):
    """Cleans to what is in the list; what is none is an empty one."""

    def clean(self, value: Any) -> list[Any]:
        return value if isinstance(value, list) else []


class EntryForm(forms.Form):
    key = forms.UUIDField()
    at = MomentField()
    zone = DeviceZoneField()


class TapSaid(forms.Form):
    session = forms.UUIDField()
    movement = forms.ChoiceField(choices=[(movement.slug, movement.name) for movement in MOVEMENTS])
    also = ListField()


class SessionSaid(forms.Form):
    """About a session. `tap` is the key of the entry before it whose session is meant, wherever that went."""

    session = forms.UUIDField()
    tap = forms.UUIDField(required=False)


class UntapSaid(SessionSaid):
    movement = TapSaid.base_fields["movement"]


class SaveSaid(SessionSaid):
    was = FormField()
    says = FormField()
    opened = MomentField(required=False)
    restore = forms.BooleanField(required=False)


class TimerSaid(forms.Form):
    session = forms.UUIDField()


class UntimerSaid(SessionSaid):
    session = forms.UUIDField(required=False)


class UnmarkSaid(forms.Form):
    tip = forms.ChoiceField(choices=[(tip.slug, tip.title) for tip in TIPS if tip.to_try])


class MarkSaid(UnmarkSaid):
    mark = forms.ChoiceField(choices=Trial.Mark)


SAID: dict[str, type[forms.Form]] = {
    "tap": TapSaid,
    "untap": UntapSaid,
    "save": SaveSaid,
    "remove": SessionSaid,
    "restore": SessionSaid,
    "mark": MarkSaid,
    "unmark": UnmarkSaid,
    "timer": TimerSaid,
    "untimer": UntimerSaid,
}
