from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from milestones.forms.child import DayInput
from milestones.models import Child

USUALLY = timedelta(weeks=8)
NO_DAY = {"invalid": _("Choose a day, for example 3 March 2026.")}


class SummaryForm(forms.Form):
    """From which day to which a summary counts. It is asked by GET, and what is missing has its usual answer."""

    since = forms.DateField(label=_("From"), widget=DayInput(), error_messages=NO_DAY)
    until = forms.DateField(label=_("To"), widget=DayInput(), error_messages=NO_DAY)
    notes = forms.BooleanField(label=_("With our notes"), required=False)

    def __init__(self, said: Mapping[str, Any], child: Child, last_day: date, asks_for_notes: bool = True) -> None:
        """`last_day` is the last that can be in the log: today, or a day ahead of it."""
        self.first_day, self.last_day = child.born, max(child.born, last_day)
        self.usual_range = self.usual_start(self.last_day), self.last_day
        end = said.get("until") or str(self.last_day)
        start = said.get("since") or str(self.usual_start(_day(end) or self.last_day))
        super().__init__({"since": start, "until": end, "notes": said.get("notes", "")})
        for name in ("since", "until"):
            self.fields[name].widget.attrs |= {"min": str(self.first_day), "max": str(self.last_day)}
        if not asks_for_notes:
            del self.fields["notes"]

    def usual_start(self, end: date) -> date:
        return max(self.first_day, max(self.first_day, end) - USUALLY + timedelta(days=1))

    def clean_since(self) -> date:
        return self._in_the_log(self.cleaned_data["since"])

    def clean_until(self) -> date:
        return self._in_the_log(self.cleaned_data["until"])

    def _in_the_log(self, day: date) -> date:
        if day > self.last_day:
            raise forms.ValidationError(_("This day is still to come. Choose today or a day before."), code="future")
        if day < self.first_day:
            raise forms.ValidationError(_("This is before the day of birth. Check the date."), code="before_birth")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and cleaned["since"] > cleaned["until"]:
            self.add_error("until", _("This is before the day it starts from. Check both."))
        return cleaned

    @property
    def range(self) -> tuple[date, date]:
        """The first and the last day; the usual ones while something needs another look."""
        return (self.cleaned_data["since"], self.cleaned_data["until"]) if self.is_valid() else self.usual_range

    @property
    def wants_notes(self) -> bool:
        return self.is_valid() and bool(self.cleaned_data.get("notes"))


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # well formed, but no such day
        return None
