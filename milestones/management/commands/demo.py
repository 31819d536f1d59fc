import secrets
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from crawltrack.accounts.models import Person
from milestones import demo, developing
from milestones.models import Child

DOMAIN = "demo.crawltrack.example"


class Command(BaseCommand):
    help = "Fills the database with a small family and four months of log, and prints a fresh password for it."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        password = secrets.token_urlsafe(12)
        parent = _person("parent", "Nadia", password)
        partner = _person("papa", "Jonas", password)
        grandmother = _person("oma", "Oma", password)
        Child.objects.filter(carers__person=parent).delete()
        today = timezone.localdate()
        for story in demo.stories(today):
            child = Child.objects.welcome(parent, name=story.name, born=story.born, due=story.due)
            child.carers.create(person=partner, role="caregiver")
            child.carers.create(person=grandmother, role="viewer")
            demo.tell(story, child, [parent, parent, partner], until=timezone.now() - timedelta(hours=1))
        developing.wake()
        self.stdout.write(f"\n  Sign in as  {parent.email}\n  Password    {password}\n")


def _person(mailbox: str, name: str, password: str) -> Person:
    email = f"{mailbox}@{DOMAIN}"
    person = Person.objects.filter(email=email).first() or Person.objects.create_user(email, name=name)
    person.set_password(password)
    person.save()
    EmailAddress.objects.get_or_create(user=person, email=email, defaults={"verified": True, "primary": True})
    return person
