from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from milestones.models import Carer
from milestones.models.text import UNPRINTABLE_FOUND, is_visible, validate_in_a_sentence


class WordForm(forms.ModelForm):
    """What the log of this child calls the person who asks."""

    class Meta:
        model = Carer
        fields = ("word",)
        labels = {"word": _("Your word for yourself")}
        error_messages = {
            "word": {
                "max_length": _("Use at most %(limit_value)d characters; this has %(show_value)d."),
                "null_characters_not_allowed": UNPRINTABLE_FOUND,
            }
        }
        widgets = {"word": forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "done"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"].help_text = _(
            "Such as Papa or Oma. It stands beside what you log of %(name)s. Without one it is “%(called)s”."
        ) % {"name": self.instance.child.name, "called": self.instance.person.called}

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"]
        validate_in_a_sentence(word)
        if word and not is_visible(word):
            raise ValidationError(_("Nobody could read this word. Type another, or leave it empty."), code="invisible")
        return word


class RolePicker(forms.RadioSelect):
    template_name = "widgets/role_picker.html"


class RoleForm(forms.Form):
    """What a carer may do."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=Carer.Role.choices,
        widget=RolePicker,
        error_messages={
            "required": _("Choose one of the three roles."),
            "invalid_choice": _("Choose one of the three roles."),
        },
    )
