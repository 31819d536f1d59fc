from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID, uuid4, uuid5

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from milestones.models.child import Child
from milestones.models.rules import check

if TYPE_CHECKING:
    from crawltrack.accounts.models import Person

# A timer that somebody forgot must not swallow the taps of the next morning.
HOLDS_THE_SITTING_FOR = timedelta(hours=2)


def next_in_line(id: UUID) -> UUID:
    """The id of what goes on where the session called `id` does not."""
    return uuid5(id, "the next sitting")


class TimerQuerySet(models.QuerySet["Timer"]):
    def start(self, child: Child, by: "Person", id: UUID, at: datetime, zone: str) -> "Timer":
        """Starts the child's timer, whose time becomes the session `id`, or another one if that is taken.

        One that runs already goes on. Raises ValidationError as `record` does.
        """
        with child.writing() as child:
            running = self.filter(child=child).first()
            if running:
                return running
            check(child, at, zone)
            sessions = apps.get_model("milestones", "Session").objects  # whose module imports this one
            is_taken = self.filter(session_id=id).exists() or sessions.filter(pk=id).exists()
            session_id = uuid4() if is_taken else id
            return self.create(child=child, session_id=session_id, started_at=at, zone=zone, started_by=by)

    def discard(self, child: Child, session_id: UUID | None = None) -> None:
        """Takes the timer away, if it is the one of this session when one is named. What was tapped stays."""
        with child.writing() as child:
            theirs = self.filter(child=child)
            (theirs.filter(session_id=session_id) if session_id else theirs).delete()


class Timer(models.Model):
    """Tummy time that is running now. It becomes the session `session_id` when it is stopped."""

    child = models.OneToOneField(Child, on_delete=models.CASCADE, primary_key=True, related_name="timer")
    session_id = models.UUIDField(default=uuid4)
    started_at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Any] = TimerQuerySet.as_manager()

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
