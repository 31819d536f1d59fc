from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from milestones.models import Photo, Receipt, Session


class Command(BaseCommand):
    help = (
        "Deletes for good the sessions and photos that have been in the bin for 30 days, photos that were sent for a "
        "portrait and not used, and what is too old to matter: receipts, and the times at which photos were taken."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        Receipt.objects.too_old(now).delete()
        Photo.objects.forget_when_taken(now)
        sessions = photos = 0
        for gone in (Session.objects.past_the_bin(now), Photo.objects.past_the_bin(now), Photo.objects.never_cut(now)):
            by_model = gone.delete()[1]
            sessions += by_model.get(Session._meta.label, 0)
            photos += by_model.get(Photo._meta.label, 0)
        self.stdout.write(f"Sessions deleted for good: {sessions}. Photos: {photos}.")
