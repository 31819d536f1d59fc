from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from milestones.progression.differences import Difference, differences
from milestones.progression.merge import PARTS, last_touched

if TYPE_CHECKING:
    from milestones.models.session import Session

SHOWN = 50  # changes of one session; who changes it more often is not looking for the first of them


class ChangeQuerySet(models.QuerySet["Change"]):
    def latest_of(self, session: "Session") -> list["Change"]:
        """The latest SHOWN changes that say something, newest first, with who made them. One query, or none."""
        if not session.was_changed:
            return []
        newest = self.filter(session=session).select_related("by").order_by("-at", "-pk")[:SHOWN]
        return [change for change in newest if change.differences]

    def untouched_since(self, session: "Session", at: datetime) -> set[str]:
        """The parts of what the session says, as `merge` has them, that nobody changed later than `at`. One query."""
        made = self.filter(session=session, stands=True).order_by("pk")
        touched = last_touched(made.values_list("at", "before", "after"))
        return {part for part in PARTS if touched.get(part, at) <= at}


class Change(models.Model):
    """What a session said before and after one change, and by whom. A new session, and one in the bin, say None.

    `at` is when it was made; it may have arrived later. One that arrived when a later one had changed the same does not
    stand: it is kept for the history alone.
    """

    session = models.ForeignKey("milestones.Session", on_delete=models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    before: Any = models.JSONField(null=True)
    after: Any = models.JSONField(null=True)
    stands = models.BooleanField(default=True)

    objects: ClassVar[Any] = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering: ClassVar = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.session_id} {self.at}"

    @property
    def differences(self) -> list[Difference]:
        return differences(self.before, self.after)
