"""Times as a clock on the wall shows them, and the moment they were."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

YEARS = range(2000, 2101)


class WallClockField(forms.CharField):
    """A date and time with no zone, as `<input type="datetime-local">` gives it. Cleans to a naive datetime."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: object) -> datetime | None:  # type: ignore[override]
        if isinstance(value, datetime):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            said = datetime.fromisoformat(text)
        except ValueError:
            said = None
        if said is None or said.tzinfo or len(text) < len("2026-05-12T14:30"):
            raise ValidationError(_("Choose a day and a time, for example 12 May 2026, 14:30."), code="no_time")
        if said.year not in YEARS:
            raise ValidationError(_("Check the year."), code="year")
        return said

    def run_validators(self, value: object) -> None:
        """The text validators of CharField have nothing to say of a datetime."""


def moment(said: datetime, zone: str) -> datetime:
    """The moment, in UTC, at which a clock in `zone` shows `said`; the first of two where the hour repeats.

    Raises ValidationError for a time that the clock jumped over.
    """
    there = said.replace(tzinfo=ZoneInfo(zone), fold=0)
    at = there.astimezone(UTC)
    if at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != said:
        raise ValidationError(
            _("The clocks went forward that night, so this time did not exist. Choose one an hour later."),
            code="skipped_hour",
        )
    return at
