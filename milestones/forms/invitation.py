from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crawltrack.accounts.forms import LONGEST_EMAIL, TOO_LONG, UNREADABLE, mail_works
from milestones.forms.carer import RoleForm


class InvitationForm(RoleForm):
    """Who may come in as what; and where there is a mail server, where to send the link."""

    email = forms.EmailField(
        label=_("E-mail to send it to"),
        help_text=_("Or leave it empty, and pass the link on yourself."),
        required=False,
        max_length=LONGEST_EMAIL,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "enterkeyhint": "send"}),
        error_messages={
            "invalid": _("That is not an e-mail yet. Type it like name@example.org."),
            "max_length": TOO_LONG,
            "null_characters_not_allowed": UNREADABLE,
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].label = _("What may this person do?")
        if not mail_works():
            del self.fields["email"]
