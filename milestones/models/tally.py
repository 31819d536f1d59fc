from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from milestones.models.child import Child
from milestones.models.photo import SHOWN, Photo, first_photo_of_movement
from milestones.progression.facts import THE_FLOOR, DayFacts

if TYPE_CHECKING:
    from milestones.models.session import Session


class TallyQuerySet(models.QuerySet["Tally"]):
    def facts(self, child: Child) -> list[DayFacts]:
        """What the log holds, one record a day and movement, oldest first. One query, however many sessions."""
        rows = self.filter(child=child).order_by("day").values_list("day", "movement", "sessions", "minutes", "details")
        return [DayFacts(*row) for row in rows]

    def facts_since(self, day: date, children: Iterable[Child]) -> dict[int, list[DayFacts]]:
        """`facts` from `day` on, for each of the children. One query."""
        found: dict[int, list[DayFacts]] = {child.pk: [] for child in children}
        rows = self.filter(child__in=[*found], day__gte=day).order_by("day")
        for child_id, *row in rows.values_list("child", "day", "movement", "sessions", "minutes", "details"):
            found[child_id].append(DayFacts(*row))
        return found

    def movements_seen(self, child: Child) -> set[str]:
        return set(self.filter(child=child).exclude(movement=THE_FLOOR).values_list("movement", flat=True).distinct())

    def days(self, child: Child, movement: str = THE_FLOOR, before: date | None = None) -> models.QuerySet[Any]:
        """(day, how many sessions) for the local days with a session, or with `movement`, newest first.

        Slice it: only as many are read as are asked for, however deep `before` lies.
        """
        days = self.filter(child=child, movement=movement).order_by("-day")
        return (days.filter(day__lt=before) if before else days).values_list("day", "sessions")

    def firsts(self, child: Child) -> dict[str, "Tally"]:
        """Each movement's first day, with the session that was earliest on it, who logged it, and the movement's first
        photo. One query."""
        rows = self.first_days(child).select_related("earliest__logged_by")
        return {row.movement: row for row in rows.annotate(photo_row=first_photo_of_movement(child))}

    def first_days(self, child: Child) -> "TallyQuerySet":
        """Each movement's first day."""
        days = self.filter(child=child, movement=models.OuterRef("movement")).order_by("day").values("day")
        return self.filter(child=child, day=models.Subquery(days[:1])).exclude(movement=THE_FLOOR)

    def recount(self, child: Child, day: date, sessions: Iterable["Session"]) -> None:
        """Counts one local day anew from its `sessions`. Called inside every write, so that a tally never differs
        from its log; a day's sessions are few, however long the log is."""
        self.filter(child=child, day=day).delete()
        Tally.objects.bulk_create(_tallies(child, day, sorted(sessions, key=lambda session: session.started_at)))


def _tallies(child: Child, day: date, sessions: "list[Session]") -> "list[Tally]":
    if not sessions:
        return []
    floor = Tally(
        child=child,
        day=day,
        movement=THE_FLOOR,
        sessions=len(sessions),
        minutes=sum(session.minutes or 0 for session in sessions),
        earliest=sessions[0],
    )
    by_movement: dict[str, Tally] = {}
    for session in sessions:
        for movement, details in session.seen.items():
            tally = by_movement.setdefault(
                movement, Tally(child=child, day=day, movement=movement, details={}, earliest=session)
            )
            tally.sessions += 1
            for detail in details:
                tally.details[detail] = tally.details.get(detail, 0) + 1
    return [floor, *by_movement.values()]


class Tally(models.Model):
    """How often a movement was seen on a local day: what the map, the lanes and the guidance read instead of the log.

    `movement` is THE_FLOOR ("") for the day as a whole. `manage.py recount` makes all of them anew from the log.
    """

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="tallies")
    day = models.DateField()
    movement = models.CharField(max_length=32, blank=True)
    sessions = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    details = models.JSONField(default=dict)
    earliest = models.ForeignKey("milestones.Session", on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[Any] = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [
            models.UniqueConstraint(fields=["child", "movement", "day"], name="one_tally_a_day_and_movement")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.movement}: {self.sessions}"

    @property
    def first_photo(self) -> Photo | None:
        """After `firsts`: the movement's earliest photo, which may be of a later session than `earliest`."""
        row = self.__dict__["photo_row"]
        if not row:
            return None
        shown = {name: row[name] for name in SHOWN}
        return Photo(**{**shown, "id": UUID(row["id"])}, child_id=self.child_id, session_id=UUID(row["session_id"]))

    @property
    def day_of_first_photo(self) -> date | None:
        """After `firsts`: the local day of that photo's session, when it is a later one than `earliest`."""
        row, photo = self.__dict__["photo_row"], self.first_photo
        return date.fromisoformat(row["day"]) if photo and photo.session_id != self.earliest_id else None
