from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from crawltrack.accounts.models import Person


class Command(BaseCommand):
    help = "Prints a link with which one person can choose a new password, for when no e-mail can reach them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail of the account")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
        if person is None:
            raise CommandError(f"Nobody signs in as {email}. Check the spelling.")
        days = settings.PASSWORD_RESET_TIMEOUT // 86400
        self.stdout.write(f"Send this link to {person.email}. It works once, for {days} days:\n{link_for(person)}")


def link_for(person: Person) -> str:
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    return get_adapter().get_reset_password_from_key_url(key)
