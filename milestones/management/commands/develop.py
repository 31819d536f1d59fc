import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from milestones import developing

GENTLY = 10  # pages go first


class Command(BaseCommand):
    help = "Develops the photos that wait, and ends when none is left. The server starts it by itself when one comes."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--door", type=int, help="The open file that holds the door of the darkroom already.")

    def handle(self, *args: Any, **options: Any) -> None:
        os.nice(GENTLY)
        done = developing.work(options["door"])
        if options["verbosity"] > 1:
            self.stdout.write(f"Photos that were taken through the darkroom: {done}.")
