import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PRINTABLE_CONTROLS = "\n\r\t"


def validate_printable(text: str) -> None:
    """Raises ValidationError for control characters: they cannot be seen, so nobody can have meant them."""
    if any(unicodedata.category(character) == "Cc" and character not in PRINTABLE_CONTROLS for character in text):
        raise ValidationError(
            _("There is an invisible control character in this text. Please type it again without it."),
            code="control_character",
        )
