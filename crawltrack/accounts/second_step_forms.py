"""The forms of the second step: codes, and what a passkey answers."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from crawltrack.accounts.forms import TURNING, UNREADABLE, UNSEEN, settle

LONGEST_CODE = 20
LONGEST_NAME = 60
NOT_UNDERSTOOD = _("The passkey did not answer as it should. Please try once more.")
TOTP_PERIOD = 30  # seconds


# --- Codes ---


class OneCode:
    """One field for a code, in our words."""

    fields: dict[str, forms.Field]
    label = _("Code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = self.label
        code.widget.attrs.pop("placeholder", None)
        code.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code", "enterkeyhint": "go"}
        settle(code, LONGEST_CODE)
        code.error_messages |= {"required": _("Please type the code.")}


class OneCodeOnce(OneCode):
    label = _("Code from the app, or a recovery code")

    def clean_code(self) -> str:
        code = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:  # type: ignore[attr-defined]
            _use_up(self.authenticator.wrap(), code)  # type: ignore[attr-defined]
        return code


def _use_up(app: TOTP, code: str) -> None:
    """A code works once. allauth remembers that for one period; with tolerance a code is good for longer."""
    periods = 1 + 2 * settings.MFA_TOTP_TOLERANCE
    cache.set(app._get_used_cache_key(code), "y", timeout=TOTP_PERIOD * periods)


class CodeForm(OneCodeOnce, base.AuthenticateForm):
    pass


class ReauthenticateByCodeForm(OneCodeOnce, base.ReauthenticateForm):
    pass


class ActivateAppForm(OneCode, totp.ActivateTOTPForm):
    label = _("The code that the app shows now")


# --- Passkeys ---


@contextmanager
def whatever_was_sent() -> Iterator[None]:
    """What a passkey answers can be anything, and what reads it fails in many ways. For a person all are one."""
    try:
        yield
    except DatabaseError:
        raise
    except ValidationError as refusal:
        raise refusal if refusal.code != "incorrect_code" else ValidationError(NOT_UNDERSTOOD) from refusal
    except Exception as problem:
        raise ValidationError(NOT_UNDERSTOOD) from problem


class Answer(forms.JSONField):
    widget = forms.HiddenInput
    default_error_messages = {"required": NOT_UNDERSTOOD, "invalid": NOT_UNDERSTOOD}

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except RecursionError as too_deep:
            raise ValidationError(NOT_UNDERSTOOD) from too_deep

    def bound_data(self, data: Any, initial: Any) -> Any:
        return None  # an answer works once, so it is never shown again


class AnsweredByPasskey:
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = Answer()

    def clean_credential(self) -> Authenticator:
        with whatever_was_sent():
            return super().clean_credential()  # type: ignore[misc]


class PasskeyStepForm(AnsweredByPasskey, webauthn.AuthenticateWebAuthnForm):
    pass


class ReauthenticateByPasskeyForm(AnsweredByPasskey, webauthn.ReauthenticateWebAuthnForm):
    pass


class PasskeySignInForm(AnsweredByPasskey, webauthn.LoginWebAuthnForm):
    pass


class NamedPasskey:
    """The person's own name for a passkey."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label = _("What do you call it?")
        name.help_text = _("So that you know it again, such as “Mama’s phone”.")
        name.widget.attrs |= {"autocomplete": "off", "enterkeyhint": "done"}
        settle(name, LONGEST_NAME)
        name.error_messages |= {"required": _("Please give it a name.")}

    def clean_name(self) -> str:
        above = getattr(super(), "clean_name", None)
        name: str = above() if above else self.cleaned_data["name"]  # type: ignore[attr-defined]
        if any(unicodedata.category(letter) in UNSEEN or letter in TURNING for letter in name):
            raise ValidationError(UNREADABLE)
        return name


class AddPasskeyForm(NamedPasskey, webauthn.AddWebAuthnForm):
    """A passkey is always made so that it can sign in by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.fields["passwordless"].initial = True
        self.fields["credential"] = Answer()

    def clean(self) -> dict[str, Any]:
        with whatever_was_sent():
            return super().clean()


class RenamePasskeyForm(NamedPasskey, webauthn.EditWebAuthnForm):
    pass
