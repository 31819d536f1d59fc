from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from milestones import developing, mending

TOLD = {
    "stray": "Files that belong to no photo",
    "again": "Photos to be made again from what is left of them",
    "lost": "Photos whose files are gone",
    "portrait": "Portraits whose files are gone",
}


class Command(BaseCommand):
    help = "Tells which files belong to no photo and which photos have lost their files; with --mend, mends it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mend", action="store_true", help="throw away such files, and have the photos say so")

    def handle(self, *args: Any, mend: bool, **options: Any) -> None:
        counts: Counter[str] = Counter()
        for found in mending.look_through(timezone.now(), mend):
            counts[found.kind] += 1
            self.stdout.write(f"  {found.kind} {found.what}")
        for kind, words in TOLD.items():
            self.stdout.write(f"{words}: {counts[kind]}.")
        if counts["again"] and mend:
            developing.wake()
        if counts and not mend:
            self.stdout.write("Nothing was changed. manage.py mend_photos --mend mends it.")
