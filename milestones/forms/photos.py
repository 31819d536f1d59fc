"""What people say of photos."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from milestones.models.photo import LONGEST_CAPTION, MOST_OF_A_SESSION, validate_caption

BIGGEST_NUMBER = 2**31 - 1


class PhotosInput(forms.FileInput):
    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"accept": "image/*", "multiple": True})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if isinstance(files, MultiValueDict) else []


class PhotosField(forms.Field):
    """Photos that come along with a form. Cleans to whether there are any; of each is said later what became of it."""

    widget = PhotosInput

    def clean(self, value: list[UploadedFile]) -> bool:
        return any(file.size for file in value)


class SendingForm(forms.Form):
    """One photo that a script sends. The rest of it is the file."""

    id = forms.UUIDField()
    session = forms.UUIDField()
    tap = forms.UUIDField(required=False)  # the entry of the outbox whose session is meant
    person = forms.IntegerField()
    caption = forms.CharField(required=False)


class AddingForm(forms.Form):
    """Photos that a page sends without a script."""

    session = forms.UUIDField()


class CaptionForm(forms.Form):
    caption = forms.CharField(
        label=_("Caption"),
        required=False,
        error_messages={"max_length": _("Use at most %(limit_value)d characters; this has %(show_value)d.")},
        max_length=LONGEST_CAPTION,
        widget=forms.TextInput(attrs={"autocapitalize": "sentences", "autocomplete": "off", "enterkeyhint": "done"}),
    )

    def clean_caption(self) -> str:
        caption: str = self.cleaned_data["caption"]
        try:
            validate_caption(caption)
        except ValidationError as problem:
            raise ValidationError(problem.message_dict["caption"]) from problem
        return caption

    def clean(self) -> dict[str, Any]:
        if "caption" not in self.data:  # an empty one takes the caption away, none at all is a mistake on the way
            raise ValidationError(_("Something this page sends along got lost. Please save once more."))
        return super().clean() or {}


class PlaceForm(forms.Form):
    """Where a photo goes among those of its session, counted from 0."""

    to = forms.IntegerField(min_value=0, max_value=MOST_OF_A_SESSION)


class TimeForm(forms.Form):
    """That a session shall have the time of its photo; `revision` is the one the page showed."""

    revision = forms.IntegerField(min_value=0, max_value=BIGGEST_NUMBER)
