"""The forms of the person: allauth's with our words and limits, and the account page's own."""

import unicodedata
from typing import Any

from allauth.account import app_settings as allauth_settings
from allauth.account import forms as allauth
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.internal.flows.manage_email import emit_email_changed
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from crawltrack.accounts import zones
from crawltrack.accounts.invitations import invited_address
from crawltrack.accounts.models import Person

LONGEST_EMAIL = 254  # what the database holds
LONGEST_PASSWORD = 256
TOO_LONG = _("That is too long. Please stay within %(limit_value)d characters.")
UNREADABLE = _("There is a character in this that cannot be read. Please type it anew.")
UNSEEN = {"Cc", "Co", "Cs"}  # control characters and characters without a meaning of their own
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # they turn the text that follows around


class OurWords:
    """Labels above the fields instead of placeholders in them, one password field, lengths the database can hold.

    A phone's return key leads to the next field, and from the last one sends.
    """

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)  # a button shows what was typed instead
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["enterkeyhint"] = "go" if name == [*self.fields][-1] else "next"
            if isinstance(field, forms.EmailField):
                _settle_email(field, "username" if name == "login" else "email")
            elif isinstance(field.widget, forms.PasswordInput):
                _settle_password(field)


def _settle_email(field: forms.Field, autocomplete: str) -> None:
    field.label = _("E-mail")
    field.widget.attrs |= {"autocomplete": autocomplete, "inputmode": "email", "spellcheck": "false"}
    settle(field, LONGEST_EMAIL)
    field.error_messages |= {
        "required": _("Please type your e-mail."),
        "invalid": _("That is not an e-mail yet. Type it like name@example.org."),
    }


def _settle_password(field: forms.Field) -> None:
    settle(field, LONGEST_PASSWORD)
    field.help_text = ""
    field.error_messages |= {"required": _("Please type a password.")}
    if field.widget.attrs.get("autocomplete") == "new-password":
        field.help_text = _("At least 10 characters. A few words in a row work well.")


def settle(field: forms.Field, longest: int) -> None:
    field.validators = [check for check in field.validators if not isinstance(check, MaxLengthValidator)]
    field.validators.append(MaxLengthValidator(longest))
    field.error_messages |= {"max_length": TOO_LONG, "null_characters_not_allowed": UNREADABLE}


class SignInForm(OurWords, allauth.LoginForm):
    pass


class SignUpForm(OurWords, allauth.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Choose a password")
        address = invited_address(context.request)
        if address:
            self.initial["email"] = address  # also above what the page's address says
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _("Your invitation is for this e-mail.")


class NewEmailForm(OurWords, allauth.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail")

    def clean_email(self) -> str:
        """Also with two-step sign-in on. allauth refuses that; here the address that counts stays a confirmed one."""
        adapter = allauth.get_adapter()
        email = adapter.clean_email(self.cleaned_data["email"].lower())
        for person in filter_users_by_email(email):
            raise adapter.validation_error("duplicate_email" if person.pk == self.user.pk else "email_taken")
        return email

    def save(self, request: HttpRequest) -> EmailAddress:
        """Keeps a confirmed address until the new one is confirmed too; otherwise changes it right away.

        allauth itself always waits for the new address to be confirmed. Without a mail server that would never
        happen, and an address that was never confirmed itself would be gone meanwhile, with no other in its place.
        """
        if mail_works() and EmailAddress.objects.get_verified(self.user):
            return super().save(request)
        return self._change_now(request)

    def _change_now(self, request: HttpRequest) -> EmailAddress:
        before = EmailAddress(user=self.user, email=self.user.email)
        adapter = allauth.get_adapter()
        try:
            address = self._replace_address()
        except IntegrityError as taken:  # somebody took it since this form looked
            messages.warning(request, adapter.error_messages["email_taken"])
            raise ImmediateHttpResponse(redirect("account_email")) from taken
        adapter.add_message(request, messages.SUCCESS, "account/messages/primary_email_set.txt")
        emit_email_changed(request, before, address)
        if mail_works():
            send_verification_email_to_address(request, address)
        return address

    @transaction.atomic
    def _replace_address(self) -> EmailAddress:
        EmailAddress.objects.filter(user=self.user).delete()
        address = EmailAddress.objects.create(user=self.user, email=self.cleaned_data["email"], primary=True)
        self.user.email = address.email
        self.user.save(update_fields=["email"])
        return address


class ChangePasswordForm(OurWords, allauth.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Your password now")
        self.fields["password1"].label = _("The new password")


class SetPasswordForm(OurWords, allauth.SetPasswordForm):
    pass


class ResetPasswordForm(OurWords, allauth.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(OurWords, allauth.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("The new password")


class ReauthenticateForm(OurWords, allauth.ReauthenticateForm):
    pass


def mail_works() -> bool:
    """Whether e-mails reach people, or are only printed where the server runs."""
    return allauth_settings.EMAIL_VERIFICATION != allauth_settings.EmailVerificationMethod.NONE


class PersonForm(forms.ModelForm):
    """What a person says about themself: the family's name for them, and their clock."""

    class Meta:
        model = Person
        fields = ("name", "zone")

    def __init__(self, *args: Any, device_zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label = _("What should the family call you?")
        name.help_text = _("Shown beside what you log. Without a name it is “%(called)s”.") % {
            "called": Person(email=self.instance.email).called
        }
        name.widget.attrs |= {"autocomplete": "nickname", "enterkeyhint": "done"}
        name.error_messages |= {"max_length": TOO_LONG, "null_characters_not_allowed": UNREADABLE}
        self.fields["zone"] = self._zone_field(device_zone)

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if any(unicodedata.category(letter) in UNSEEN or letter in TURNING for letter in name):
            raise ValidationError(UNREADABLE)
        return name

    def _zone_field(self, device_zone: str) -> forms.ChoiceField:
        as_device = _("As this device says (%(zone)s)") % {"zone": zones.words_for(device_zone)}
        chosen = self.instance.zone  # also one that the list leaves out, such as US/Eastern
        kept = [(chosen, zones.words_for(chosen))] if chosen else []
        return forms.ChoiceField(
            label=_("Time zone"),
            required=False,
            choices=[("", as_device), *kept, *zones.by_region()],
            help_text=_("Leave it to the device and it travels with you."),
            error_messages={"invalid_choice": _("We do not know that time zone. Please choose one from the list.")},
        )
