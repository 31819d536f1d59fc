from datetime import datetime, timedelta
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from milestones.models.child import Child

# A timer that somebody forgot must not swallow the taps of the next morning.
HOLDS_THE_SITTING_FOR = timedelta(hours=2)


class Timer(models.Model):
    """Tummy time that is running now. It becomes the session `session_id` when it is stopped."""

    child = models.OneToOneField(Child, on_delete=models.CASCADE, primary_key=True, related_name="timer")
    session_id = models.UUIDField(default=uuid4)
    started_at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("timer")
        verbose_name_plural = _("timers")
        constraints: ClassVar = [models.UniqueConstraint(fields=["session_id"], name="one_timer_a_session")]

    def __str__(self) -> str:
        return f"{self.child} since {self.started_at}"

    def minutes_until(self, now: datetime) -> int:
        """Whole minutes it has run, at least 1."""
        return max(round((now - self.started_at).total_seconds() / 60), 1)

    def holds_sitting_at(self, at: datetime) -> bool:
        return self.started_at <= at < self.started_at + HOLDS_THE_SITTING_FOR
