from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from milestones.models import Photo, Receipt, Session


class Command(BaseCommand):
    help = "Deletes for good the sessions that have been in the bin for 30 days, and receipts too old to matter."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        Receipt.objects.too_old(now).delete()
        Photo.objects.left_over(now).delete()
        _rows, by_model = Session.objects.past_the_bin(now).delete()
        self.stdout.write(f"Sessions deleted for good: {by_model.get(Session._meta.label, 0)}.")
