from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser

from crawltrack.accounts.models import Person


class Command(BaseCommand):
    help = "Lets one person sign in by the password alone again, for when the phone and the recovery codes are lost."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail of the account")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        person = Person.objects.filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError(f"Nobody signs in as {email}. Check the spelling.")
        Authenticator.objects.filter(user=person).delete()
        self.stdout.write(f"{person.email} signs in by the password alone now. The app and the passkeys are forgotten.")
