from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from crawltrack.accounts.invitations import LIFETIME, link_for
from crawltrack.accounts.models import Person


class Command(BaseCommand):
    help = "Prints a link with which one person can make an account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail the account will have")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        email = email.strip().lower()
        refuse_what_cannot_work(email)
        self.stdout.write(f"Send this link to {email}. It works once, for {LIFETIME.days} days:\n{link_for(email)}")


def refuse_what_cannot_work(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as problem:
        raise CommandError(f"{email!r} is not an e-mail. Type it like name@example.org.") from problem
    if settings.SIGNUP_POLICY == "closed":
        raise CommandError("Sign-up is closed, so the link would not open. Set CRAWLTRACK_SIGNUP to invite first.")
    if Person.objects.filter(email=email).exists():
        raise CommandError(f"{email} has an account already. If the password is lost: manage.py password_link {email}")
