from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from milestones.progression.movements import MOVEMENTS

DETAIL_OF = ":"  # "pivoting:left" is the detail "left" of "pivoting"


class MovementPicker(forms.CheckboxSelectMultiple):
    """The five movements as pictures to tick, each with its details beneath once it is ticked."""

    template_name = "widgets/movement_picker.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        ticked = set(value or ())
        context["movements"] = [
            {
                "movement": movement,
                "ticked": movement.slug in ticked,
                "details": [
                    {"detail": detail, "value": value_of(movement.slug, detail.slug)} for detail in movement.details
                ],
            }
            for movement in sorted(MOVEMENTS, key=lambda movement: movement.travels)  # as the tiles stand
        ]
        context["ticked"] = ticked
        return context


class MovementsField(forms.MultipleChoiceField):
    """Which movements were seen and how. Cleans to {movement slug: [detail slugs]}; a detail brings its movement."""

    widget = MovementPicker
    default_error_messages = {"invalid_choice": _("Choose from the movements shown here.")}

    def __init__(self, **kwargs: Any) -> None:
        choices = [(movement.slug, movement.name) for movement in MOVEMENTS]
        choices += [
            (value_of(movement.slug, detail.slug), detail.label)
            for movement in MOVEMENTS
            for detail in movement.details
        ]
        super().__init__(choices=choices, required=False, **kwargs)

    def clean(self, value: Any) -> dict[str, list[str]]:
        seen: dict[str, list[str]] = {}
        for ticked in super().clean(value):
            movement, _separator, detail = ticked.partition(DETAIL_OF)
            details = seen.setdefault(movement, [])
            if detail:
                details.append(detail)
        return seen


def value_of(movement: str, detail: str) -> str:
    return f"{movement}{DETAIL_OF}{detail}"


def ticked(seen: Mapping[str, Iterable[str]]) -> list[str]:
    """The picker's values for what a session holds."""
    return [*seen, *(value_of(movement, detail) for movement, details in seen.items() for detail in details)]
