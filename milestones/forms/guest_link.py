from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from milestones.models import GuestLink
from milestones.models.guest_link import LASTS
from milestones.models.text import UNPRINTABLE_FOUND


class GuestLinkForm(forms.ModelForm):
    """Who a link is for, how long it opens, and what it shows besides the log."""

    lasts = forms.TypedChoiceField(
        label=_("It opens for"),
        choices=[("1", _("1 day")), ("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days"))],
        initial=str(LASTS.days),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how long the link opens."),
            "invalid_choice": _("Choose one of the times shown here."),
        },
    )
    field_order = ("label", "lasts", "with_notes", "with_photos")

    class Meta:
        model = GuestLink
        fields = ("label", "with_notes", "with_photos")
        labels = {
            "label": _("Who is it for?"),
            "with_notes": _("Show our notes"),
            "with_photos": _("Show photos"),
        }
        help_texts = {
            "label": _("For example the name of the practice. Only owners see it."),
            "with_notes": _("Without this, what you wrote in your own words is not shown."),
            "with_photos": _("With this, the journey shows the first photo of each movement, and no others."),
        }
        widgets = {"label": forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "next"})}
        error_messages = {
            "label": {
                "required": _("Type who the link is for, so that you know it again."),
                "max_length": _("Use at most %(limit_value)d characters; this has %(show_value)d."),
                "null_characters_not_allowed": UNPRINTABLE_FOUND,
            },
        }

    def as_said(self, now: datetime) -> dict[str, Any]:
        """What `GuestLink.objects.make` takes."""
        cleaned = self.cleaned_data
        expires_at = now + timedelta(days=cleaned["lasts"])
        shows = {name: cleaned[name] for name in ("with_notes", "with_photos")}
        return {"label": cleaned["label"], "expires_at": expires_at, **shows}
