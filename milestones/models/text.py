import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PRINTABLE_CONTROLS = "\n\r\t"
UNPRINTABLE = {"Cc", "Cs"}  # control characters and halves of letters
UNPRINTABLE_FOUND = _("There is an invisible control character in this text. Please type it again without it.")

TURNS_TEXT = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # what follows reads the other way around
NOT_IN_A_FILE_NAME = '<>:"/\\|?*'  # on one system or another
VISIBLE = {"L", "N", "P", "S"}  # letters, numbers, punctuation, and symbols such as emoji


def validate_printable(text: str) -> None:
    """Raises ValidationError for what cannot be seen, so that nobody can have meant it."""
    if any(unicodedata.category(letter) in UNPRINTABLE and letter not in PRINTABLE_CONTROLS for letter in text):
        raise ValidationError(UNPRINTABLE_FOUND, code="control_character")


def validate_name(name: str) -> None:
    """Raises ValidationError for what cannot stand inside a sentence, or could never be typed again."""
    if not is_visible(name):
        raise ValidationError(_("Type the name you call your baby by."), code="required")
    validate_in_a_sentence(name)


def is_visible(text: str) -> bool:
    return any(unicodedata.category(letter)[0] in VISIBLE for letter in text)


def validate_in_a_sentence(name: str) -> None:
    """Raises ValidationError for a name that would break the sentence it stands in."""
    if any(control in name for control in PRINTABLE_CONTROLS):
        raise ValidationError(_("Type the name on one line, without tabs."), code="line_break")
    if any(letter in TURNS_TEXT for letter in name):
        raise ValidationError(
            _("There is an invisible mark in this name that turns text around. Please type it again without it."),
            code="direction",
        )


def as_file_name(name: str) -> str:
    """The name without what no file may be called."""
    return " ".join("".join(" " if letter in NOT_IN_A_FILE_NAME else letter for letter in name).split())
