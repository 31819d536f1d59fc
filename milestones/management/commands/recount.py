from typing import Any

from django.core.management.base import BaseCommand

from milestones.models import Child, Session, Tally


class Command(BaseCommand):
    help = "Counts every child's days anew from the log, and says how many were not as they should be."

    def handle(self, *args: Any, **options: Any) -> None:
        mended = 0
        for child in Child.objects.order_by("pk").iterator():
            with child.writing() as locked:
                before = Tally.objects.facts(locked)
                Tally.objects.filter(child=locked).delete()
                log = Session.objects.log_of(locked)
                for day in log.order_by("day").values_list("day", flat=True).distinct():
                    Tally.objects.recount(locked, day, log.filter(day=day).with_seen())
                mended += _as_set(before) != _as_set(Tally.objects.facts(locked))
        self.stdout.write(f"Children whose days were counted wrongly and are right now: {mended}.")


def _as_set(facts: list[Any]) -> set[tuple[Any, ...]]:
    return {(fact.day, fact.movement, fact.sessions, fact.minutes, *sorted(fact.details.items())) for fact in facts}
