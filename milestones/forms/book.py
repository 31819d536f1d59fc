from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from milestones.progression.book import Month

PAPERS = [
    ("a5", gettext_lazy("Small (A5)")),
    ("a4", gettext_lazy("Large (A4)")),
    ("letter", gettext_lazy("Large (US Letter)")),
    ("square", gettext_lazy("Square")),
]
NO_MONTH = {"invalid_choice": gettext_lazy("Choose one of the months shown here.")}


class BookForm(forms.Form):
    """Which months a book tells, what is left out of it, and its paper. Asked by GET: what is missing is as usual."""

    since = forms.ChoiceField(label=gettext_lazy("From"), error_messages=NO_MONTH)
    until = forms.ChoiceField(label=gettext_lazy("To"), error_messages=NO_MONTH)
    paper = forms.ChoiceField(
        label=gettext_lazy("Paper"),
        choices=PAPERS,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the papers shown here.")},
    )
    no_notes = forms.BooleanField(label=gettext_lazy("Leave out our notes"), required=False)
    no_photos = forms.BooleanField(label=gettext_lazy("Leave out the photos"), required=False)

    def __init__(self, said: Mapping[str, Any], months: Sequence[Month]) -> None:
        """`months` are those with something in the log, at least one."""
        self.all_months = months
        usual = {"since": str(months[0].number), "until": str(months[-1].number), "paper": PAPERS[0][0]}
        self.is_chosen = any(said.get(name) for name in ("no_notes", "no_photos", *usual))
        super().__init__(usual | {name: said[name] for name in ("no_notes", "no_photos", *usual) if said.get(name)})
        choices = [(str(month.number), _words(month)) for month in months]
        for name in ("since", "until"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and int(cleaned["since"]) > int(cleaned["until"]):
            self.add_error("until", _("This is before the month it starts from. Check both."))
        return cleaned

    @property
    def months(self) -> Sequence[Month]:
        """The chosen ones; all of them while something needs another look."""
        if not self.is_valid():
            return self.all_months
        since, until = int(self.cleaned_data["since"]), int(self.cleaned_data["until"])
        return [month for month in self.all_months if since <= month.number <= until]

    @property
    def chosen_paper(self) -> str:
        return self.cleaned_data["paper"] if self.is_valid() else PAPERS[0][0]

    @property
    def with_notes(self) -> bool:
        return not (self.is_valid() and self.cleaned_data["no_notes"])

    @property
    def with_photos(self) -> bool:
        return not (self.is_valid() and self.cleaned_data["no_photos"])


def _words(month: Month) -> str:
    day = date_format(month.start, _("j F Y"))
    if month.number == 0:
        return _("The first month, from %(day)s") % {"day": day}
    age = ngettext("%(count)s month", "%(count)s months", month.number) % {"count": month.number}
    return _("%(age)s, from %(day)s") % {"age": age, "day": day}
