from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from milestones.models.child import Child
from milestones.models.rules import CLOCKS_MAY_DIFFER_BY
from milestones.progression.facts import TrialFacts

if TYPE_CHECKING:
    from crawltrack.accounts.models import Person


class TrialQuerySet(models.QuerySet["Trial"]):
    def mark(
        self, child: Child, by: "Person", tip: str, mark: str, day: date, said_at: datetime | None = None
    ) -> "Trial":
        """Says of `tip` what `mark` says, `said_at` if not just now: then what was said later stays. Saying the same
        again keeps the day it was first said."""
        said_at = said_at or timezone.now()
        with child.writing():
            first = {"mark": mark, "day": day, "by": by, "marked_at": said_at}
            trial, made = self.get_or_create(child=child, tip=tip, defaults=first)
            if not made and trial.mark != mark and not trial.is_later_than(said_at):
                trial.mark, trial.day, trial.by, trial.marked_at = mark, day, by, said_at
                trial.save()
        return trial

    def unmark(self, child: Child, tip: str, said_at: datetime | None = None) -> None:
        """Takes the mark away that stood there when this was said."""
        with child.writing():
            trial = self.filter(child=child, tip=tip).first()
            if trial and not trial.is_later_than(said_at or timezone.now()):
                trial.delete()

    def facts(self, child: Child) -> list[TrialFacts]:
        """Every mark of the child's carers, the oldest first. One query."""
        rows = self.filter(child=child).order_by("day", "pk").values_list("tip", "mark", "day")
        return [TrialFacts(*row) for row in rows]


class Trial(models.Model):
    """A tip that a family marked."""

    class Mark(models.TextChoices):
        TRIED = "tried", _("tried it")
        NOT_FOR_US = "not-for-us", _("not for us")

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="trials")
    tip = models.CharField(max_length=64)
    mark = models.CharField(max_length=12, choices=Mark)
    day = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = TrialQuerySet.as_manager()

    class Meta:
        verbose_name = _("trial")
        verbose_name_plural = _("trials")
        constraints = [models.UniqueConstraint(fields=["child", "tip"], name="one_mark_a_tip")]

    def __str__(self) -> str:
        return f"{self.tip}: {self.mark}"

    def is_later_than(self, at: datetime) -> bool:
        """Surely: two phones' clocks may differ a little."""
        return self.marked_at > at + CLOCKS_MAY_DIFFER_BY
