from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from milestones.models.portrait import SMALLEST, Cut


class Slider(forms.NumberInput):
    input_type = "range"


def _percent(label: Any, least: int = 0) -> forms.FloatField:
    sentence = _("Choose something between %(least)d and 100.") % {"least": least}
    wrong = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
    # A photo has its left on the left in every language.
    return forms.FloatField(
        label=label, min_value=least, max_value=100, widget=Slider(attrs={"dir": "ltr"}), error_messages=wrong
    )


class CutForm(forms.Form):
    """Where in a photo the square is. Without a script, touching the face in the photo puts it there."""

    across = _percent(_("Left to right"))
    down = _percent(_("Top to bottom"))
    size = _percent(_("Size"), least=SMALLEST)

    @staticmethod
    def filled(cut: Cut, shape: float) -> dict[str, float]:
        """What stands in the fields for this cut."""
        return {name: round(percent, 1) for name, percent in zip(CutForm.base_fields, cut.place(shape), strict=True)}

    def cut(self, shape: float) -> Cut:
        said = self.cleaned_data
        return Cut.placed(said["across"], said["down"], said["size"], shape)

    def touched(self, width: int, shape: float) -> Cut | None:
        """The cut around the point that was touched in the photo, which the page showed `width` pixels wide."""
        try:
            x, y = (int(self.data.get(f"face.{axis}", 0)) / width for axis in "xy")
        except (ValueError, OverflowError):
            return None
        if (x, y) == (0, 0):  # the Enter key says so
            return None
        return Cut.around(x, y, self.cut(shape).side, shape)
