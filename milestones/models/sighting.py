from typing import Any, ClassVar

from django.db import models
from django.db.models import Aggregate, JSONField, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from milestones.models.child import Child


class Sighting(models.Model):
    """One movement seen in one session."""

    session = models.ForeignKey("milestones.Session", on_delete=models.CASCADE, related_name="sightings")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_index=False)  # the session's
    movement = models.CharField(max_length=32)
    details = models.JSONField(default=list)  # slugs of the movement's details, in the order they are offered
    seen_at = models.DateTimeField()
    # Kept when taken back, so that a late repeat of the same tap cannot bring it back.
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("sighting")
        verbose_name_plural = _("sightings")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "movement"], name="one_sighting_a_movement_and_session")
        ]
        # Finds a repeated tap, however long the log and however many the families.
        indexes: ClassVar = [models.Index(fields=["child", "movement", "seen_at"], name="sightings_by_moment")]

    def __str__(self) -> str:
        return self.movement


class SightingsByMovement(Aggregate):
    """Gathers rows of (movement, details, seen_at) into one JSON object: {movement: {"details": […], "at": "…"}}."""

    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self._gathered(compiler, "JSONB_OBJECT_AGG(%s, JSONB_BUILD_OBJECT('details', %s, 'at', %s))")

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # SQLite keeps JSON as text; without JSON() it would put that text, quoted, into the object.
        return self._gathered(compiler, "JSON_GROUP_OBJECT(%s, JSON_OBJECT('details', JSON(%s), 'at', %s))")

    def _gathered(self, compiler: Any, template: str) -> Any:
        compiled = [compiler.compile(expression) for expression in self.get_source_expressions()[:3]]
        return template % tuple(sql for sql, _ in compiled), tuple(param for _, params in compiled for param in params)


def seen_in_session() -> Subquery:
    """For a query on sessions: what SightingsByMovement gathers for each, or None. It saves a query a page."""
    kept = Sighting.objects.filter(session=OuterRef("pk"), removed_at=None).order_by().values("session")
    return Subquery(kept.annotate(seen=SightingsByMovement("movement", "details", "seen_at")).values("seen"))
