from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crawltrack.accounts.models import Person
from milestones.models.text import UNPRINTABLE_FOUND


class AccountRemovalForm(forms.Form):
    """Deletes for good only after the e-mail was typed."""

    email = forms.CharField(
        label=_("Your e-mail, to delete for good"),
        max_length=300,
        error_messages={
            "required": _("Type your e-mail, or go back to keep your account."),
            "max_length": _("Use at most %(limit_value)d characters; this has %(show_value)d."),
            "null_characters_not_allowed": UNPRINTABLE_FOUND,
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false", "enterkeyhint": "done"}),
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        typed: str = self.cleaned_data["email"]
        if typed.casefold() != self.person.email.casefold():
            raise ValidationError(
                _("This is not your e-mail. Type %(email)s, or go back to keep your account."),
                code="other_email",
                params={"email": self.person.email},
            )
        return typed
