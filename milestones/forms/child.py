import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from milestones.models import Child
from milestones.models.text import UNPRINTABLE_FOUND


def _as_read(name: str) -> str:
    """What the eye sees of a name: no letter case, single spaces, no marks that only a keyboard knows of."""
    seen = "".join(letter for letter in unicodedata.normalize("NFKC", name) if unicodedata.category(letter) != "Cf")
    return " ".join(seen.casefold().split())


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        # A browser's own birthday is the parent's.
        super().__init__(attrs={"autocomplete": "off"}, format="%Y-%m-%d")


class SkinPicker(forms.RadioSelect):
    template_name = "widgets/skin_picker.html"


LONGEST_SEARCH = 60


class ChildForm(forms.ModelForm):
    """Who the baby is. Nothing here is needed but the name and the day of birth."""

    class Meta:
        model = Child
        fields = ("name", "born", "due", "skin")
        labels = {
            "name": _("Name"),
            "born": _("Born on"),
            "due": _("Due date, if your baby came early"),
            "skin": _("Skin tone in the drawings"),
        }
        help_texts = {
            "name": _("A pet name is fine."),
            "due": _("With it, Crawltrack shows the corrected age beside the age. Leave it empty if you like."),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words", "enterkeyhint": "next"}),
            "born": DayInput(),
            "due": DayInput(),
            "skin": SkinPicker(),
        }
        error_messages = {
            "name": {
                "required": _("Type the name you call your baby by."),
                "max_length": _("Use at most %(limit_value)d characters; this has %(show_value)d."),
                "null_characters_not_allowed": UNPRINTABLE_FOUND,
            },
            "born": {
                "required": _("Choose the day of birth."),
                "invalid": _("Choose a day, for example 3 March 2026."),
            },
            "due": {"invalid": _("Choose a day, for example 3 March 2026, or leave this empty.")},
            "skin": {"invalid_choice": _("Choose one of the tones shown here.")},
        }


class ChildRemovalForm(forms.Form):
    """Deletes for good only after the name was typed."""

    name = forms.CharField(
        label=_("Type the name to delete everything"),
        max_length=200,
        error_messages={
            "required": _("Type the name to delete, or go back to keep everything."),
            "null_characters_not_allowed": UNPRINTABLE_FOUND,
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words", "enterkeyhint": "done"}),
    )

    def __init__(self, child: Child, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.child = child

    def clean_name(self) -> str:
        typed: str = self.cleaned_data["name"]
        if _as_read(typed) != _as_read(self.child.name):
            raise ValidationError(
                _("This is not the same name. Type %(name)s to delete, or go back to keep everything."),
                code="other_name",
                params={"name": self.child.name},
            )
        return typed


class ChildSearchForm(forms.Form):
    """A few letters of a name."""

    use_required_attribute = False  # searching for nothing shows everybody

    q = forms.CharField(
        label=_("Search by name"),
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST_SEARCH, "enterkeyhint": "search"}),
    )
