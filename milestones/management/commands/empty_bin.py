from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from milestones.models import Session


class Command(BaseCommand):
    help = "Deletes for good the sessions that have been in the bin for 30 days."

    def handle(self, *args: Any, **options: Any) -> None:
        _rows, by_model = Session.objects.past_the_bin(timezone.now()).delete()
        self.stdout.write(f"Sessions deleted for good: {by_model.get(Session._meta.label, 0)}.")
