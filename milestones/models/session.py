from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from milestones.models.change import Change
from milestones.models.child import Child
from milestones.models.log import SITTING_LASTS, Recorded, SessionQuerySet
from milestones.models.photo import Photo
from milestones.models.rules import CLOCKS_MAY_DIFFER_BY, LONGEST_NOTE, Seen, check, check_seen
from milestones.models.sighting import Sighting
from milestones.models.tally import Tally
from milestones.models.text import validate_printable
from milestones.models.timer import Timer, TimerQuerySet, next_in_line
from milestones.progression.differences import Said
from milestones.progression.merge import merge, says_the_same
from milestones.progression.movements import BY_SLUG

if TYPE_CHECKING:
    from crawltrack.accounts.models import Person


class Conflict(Exception):
    """The session is not what the asker's page showed: somebody changed it meanwhile. Carries what it is now."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session.pk)
        self.session = session


class Session(models.Model):
    """One sitting on the floor."""

    id = models.UUIDField(primary_key=True)  # made by the client, so that a repeat is known as one
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="sessions")
    started_at = models.DateTimeField(_("when"))
    zone = models.CharField(_("time zone"), max_length=64)
    day = models.DateField()  # the local day of `started_at` in `zone`: travel never moves history
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=LONGEST_NOTE, blank=True, validators=[validate_printable])
    last_seen_at = models.DateTimeField()  # up to when the sitting is known to have gone on
    ended_at = models.DateTimeField(null=True, blank=True)  # when its timer was stopped, if it had one

    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    logged_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=0)  # moved by every change, so that nobody overwrites unseen
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[Any] = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes: ClassVar = [
            models.Index(fields=["child", "-started_at", "-id"], condition=Q(removed_at=None), name="log_newest_first"),
            models.Index(fields=["child", "day"], condition=Q(removed_at=None), name="log_by_day"),
            models.Index(fields=["child", "started_at"], condition=Q(removed_at=None) & ~Q(note=""), name="notes"),
            models.Index(fields=["child", "-last_seen_at"], condition=Q(removed_at=None), name="sittings"),
            models.Index(fields=["child", "-changed_at"], condition=Q(removed_at=None), name="news"),
            models.Index(fields=["removed_at"], condition=Q(removed_at__isnull=False), name="bin"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.pk}"

    # --- questions ---

    @property
    def local_start(self) -> datetime:
        """When it started, on the clock of where it was seen."""
        return self.started_at.astimezone(ZoneInfo(self.zone))

    @property
    def seen(self) -> dict[str, list[str]]:
        """{movement slug: [detail slugs]}, in the order of the progression. No query after `with_seen`."""
        return {slug: sighting["details"] for slug, sighting in self._sightings().items()}

    @property
    def seen_at(self) -> dict[str, datetime]:
        """{movement slug: when it was seen}, aware and in UTC. No query after `with_seen`."""
        times = ((slug, parse_datetime(sighting["at"])) for slug, sighting in self._sightings().items())
        return {slug: at if at.tzinfo else at.replace(tzinfo=UTC) for slug, at in times if at}

    @property
    def photos_in_order(self) -> list[Photo]:
        """Its photos, also those that are still to be developed; not what turned out to be no picture. No query after
        `with_seen`."""
        if "photo_list" not in self.__dict__:
            return [*Photo.objects.of_session(self.pk)]
        rows = sorted(self.__dict__["photo_list"] or [], key=lambda row: row["place"])
        shown = [{**row, "id": UUID(row["id"])} for row in rows]
        return [Photo(**row, child_id=self.child_id, session_id=self.pk) for row in shown]

    def _sightings(self) -> dict[str, dict[str, Any]]:
        if "seen_map" not in self.__dict__:
            rows = self.sightings.filter(removed_at=None)
            self.seen_map = {row.movement: {"details": row.details, "at": row.seen_at.isoformat()} for row in rows}
        seen = self.seen_map or {}
        return {slug: seen[slug] for slug in BY_SLUG if slug in seen}

    @property
    def says(self) -> dict[str, Any] | None:
        """All that it says, as a change keeps it: plain enough for JSON. None before it is saved, and in the bin."""
        if self._state.adding or self.removed_at:
            return None
        started_at = self.started_at.astimezone(UTC).isoformat()
        return {
            "started_at": started_at, "zone": self.zone, "minutes": self.minutes, "note": self.note, "seen": self.seen
        }  # fmt: skip

    @property
    def says_nothing(self) -> bool:
        return not (self.seen or self.minutes or self.note or self.photos.filter(removed_at=None).exists())

    @property
    def was_changed(self) -> bool:
        return self.revision > 1

    def goes_on_at(self, at: datetime) -> bool:
        """Whether a tap at `at` belongs to this sitting: begun by then, its timer not stopped, its last tap under
        SITTING_LASTS before.

        Two taps that race may arrive in the other order, so it may have begun a little later too.
        """
        has_begun = self.started_at <= at + CLOCKS_MAY_DIFFER_BY
        has_ended = self.ended_at is not None and self.ended_at <= at
        return self.removed_at is None and has_begun and not has_ended and at < self.last_seen_at + SITTING_LASTS

    def says_the_same(self, started_at: datetime, zone: str, seen: Seen, minutes: int | None, note: str) -> bool:
        mine = {slug: set(details) for slug, details in self.seen.items()}
        theirs = {slug: set(details) for slug, details in seen.items()}
        return (self.started_at, self.zone, mine, self.minutes, self.note) == (started_at, zone, theirs, minutes, note)

    # --- verbs ---

    @classmethod
    def begun(
        cls,
        child: Child,
        by: "Person",
        id: UUID,
        started_at: datetime,
        zone: str,
        minutes: int | None = None,
        note: str = "",
    ) -> "Session":
        """A new session, not saved yet. Raises ValidationError as `record` does."""
        now = timezone.now()
        session = cls(id=id, child=child, logged_by=by, logged_at=now, changed_by=by, changed_at=now)
        session.seen_map = {}
        session._set(child, started_at, zone, minutes, note)
        return session

    def change(
        self,
        by: "Person",
        revision: int,
        started_at: datetime,
        zone: str,
        seen: Seen,
        minutes: int | None = None,
        note: str = "",
    ) -> "Session":
        """Makes the session say exactly this. `revision` is the one the change was made on.

        The same change again changes nothing. Raises Conflict when somebody else changed or removed the session
        meanwhile, and ValidationError as `record` does. Who changes it on the revision of its removal brings it back.
        """
        with self.child.writing() as child:
            session = self._in_log_of(child)
            if session.removed_at is None and session.says_the_same(started_at, zone, seen, minutes, note):
                session.stop_timer()
                return session
            if session.revision != revision:
                raise Conflict(session)
            check_seen(seen)
            said, day_before = session.says, session.day
            session._set(child, started_at, zone, minutes, note)
            session._see_exactly(seen)
            session.removed_at = session.removed_by = None
            session._changed(by, said)
            session._settle(child, {day_before, session.day})
            session.stop_timer()
        return session

    def amend(
        self,
        by: "Person",
        was: Said,
        says: Said,
        said_at: datetime | None = None,
        brings_back: bool = False,
        photos_follow: bool = False,
    ) -> "Session":
        """Makes of the session what somebody wanted who was shown `was` and sent `says`, at `said_at` if not just now.

        What others changed meanwhile stays, as `merge` has it; of two changes of the same the later one stands, and
        the other is kept beside it. Raises Conflict when the session was removed, unless this `brings_back` what was,
        and ValidationError as `record` does.
        """
        check_seen(says["seen"])
        with self.child.writing() as child:
            session, said_at = self._in_log_of(child), said_at or timezone.now()
            before, day_before = session.says, session.day
            if session.removed_at:
                if not brings_back:
                    raise Conflict(session)
                session._come_back()
            now = session.says or {}
            if session._timer().exists():
                was = {**was, "minutes": now["minutes"]}  # what the timer filled in is said by saving it
            merged = merge(now, was, says, wins=Change.objects.untouched_since(session, said_at))
            if before is None or not says_the_same(merged.says, now):
                session._say(child, merged.says)
                if session.says_nothing and not photos_follow:  # each of two people took out what the other one left
                    session._go_to_bin(by, timezone.now())
                session._changed(by, before, said_at)
                session._settle(child, {day_before, session.day})
            if merged.lost:
                wanted_from, wanted = merged.lost
                Change.objects.create(
                    session=session, by=by, at=said_at, before=wanted_from, after=wanted, stands=False
                )
            session.stop_timer(said_at)
        return session

    def unsee(self, by: "Person", movement: str, said_at: datetime | None = None) -> "Session":
        """Takes one movement back. A session that then says nothing goes to the bin; there it stays as it is.

        What was seen after `said_at`, if it was not said just now, is not meant.
        """
        with self.child.writing() as child:
            session, now = self._in_log_of(child), timezone.now()
            said = session.says
            meant = (said_at or now) + CLOCKS_MAY_DIFFER_BY
            here = session.sightings.filter(movement=movement, removed_at=None, seen_at__lte=meant)
            if session.removed_at is None and here.update(removed_at=now):
                session._forget_seen()
                if session.says_nothing:
                    session._go_to_bin(by, now)
                session._changed(by, said, said_at)
                session._settle(child, {session.day})
        return session

    def remove(self, by: "Person", said_at: datetime | None = None) -> "Session":
        """Puts the session in the bin, where it stays for BIN_KEEPS_FOR. Empties what has been there longer."""
        with self.child.writing() as child:
            session, now = self._in_log_of(child), timezone.now()
            said = session.says
            if session.removed_at is None:
                session._go_to_bin(by, now)
                session._changed(by, said, said_at)
                session._settle(child, {session.day})
            Session.objects.filter(child=child).past_the_bin(now).delete()
            Photo.objects.filter(child=child).past_the_bin(now).delete()
        return session

    def restore(self, by: "Person", said_at: datetime | None = None) -> "Session":
        """Takes the session back out of the bin. Raises Session.DoesNotExist when the bin no longer holds it."""
        with self.child.writing() as child:
            session = Session.objects.filter(child=child).get(pk=self.pk)
            if session.removed_at:
                session = Session.objects.in_bin(child, timezone.now()).get(pk=self.pk)
                session._come_back()
                session._changed(by, None, said_at)
                session._settle(child, {session.day})
        return session

    # --- inside a write ---

    def _in_log_of(self, child: Child) -> "Session":
        """The session as it is now that nobody else writes. Raises Session.DoesNotExist when it is gone for good."""
        return Session.objects.filter(child=child).with_seen().get(pk=self.pk)

    def _timer(self) -> TimerQuerySet:
        """The timer that runs for it; of its child alone, because a client may call a session whatever it likes."""
        return Timer.objects.filter(child=self.child_id, session_id=self.pk)

    def stop_timer(self, at: datetime | None = None) -> None:
        """A timer ends when its session is saved as a whole, and the sitting with it; a tap ends neither."""
        stopped, _by_model = self._timer().delete()
        if stopped:
            self.ended_at = at or timezone.now()
            Session.objects.filter(pk=self.pk).update(ended_at=self.ended_at)

    def gain(
        self,
        child: Child,
        by: "Person",
        seen: Seen,
        at: datetime,
        said_at: datetime | None = None,
        for_the_first_time: bool = False,
    ) -> Recorded:
        """Adds what was seen at `at` and is not here yet. What was taken back after `at` stays away, unless this is
        known to be said for the first time. `said_at` is when that was, if not just now."""
        if self.child_id != child.pk:
            raise Session.DoesNotExist
        check_seen(seen)
        if self.removed_at:
            return Recorded(self, added=(), firsts=())
        seen_before = Tally.objects.movements_seen(child)
        is_new, said = self._state.adding, self.says
        if is_new:
            self.revision = 1
            self.save(force_insert=True)
        added = tuple(
            movement for movement, details in seen.items() if self._sight(movement, details, at, for_the_first_time)
        )
        if at > self.last_seen_at:
            Session.objects.filter(pk=self.pk).update(last_seen_at=at)
            self.last_seen_at = at
        if added and not is_new:
            self._changed(by, said, said_at)
        if added or is_new:
            self._settle(child, {self.day})
        return Recorded(self, added, firsts=tuple(movement for movement in added if movement not in seen_before))

    def _sight(self, movement: str, details: Collection[str], at: datetime, for_the_first_time: bool) -> bool:
        """True when the movement was added: it was not here, or had been taken back before `at`."""
        sighting, is_new = Sighting.objects.get_or_create(
            session=self,
            movement=movement,
            defaults={"child_id": self.child_id, "details": BY_SLUG[movement].in_order(details), "seen_at": at},
        )
        if not is_new:
            if sighting.removed_at is None:
                return False
            may_be_a_repeat = sighting.removed_at >= at or sighting.seen_at == at
            if may_be_a_repeat and not for_the_first_time:
                return False
            sighting.details, sighting.seen_at, sighting.removed_at = BY_SLUG[movement].in_order(details), at, None
            sighting.save()
        self._know_seen(sighting)
        return True

    def _see_exactly(self, seen: Seen) -> None:
        now = timezone.now()
        self.sightings.filter(removed_at=None).exclude(movement__in=seen).update(removed_at=now)
        here = {sighting.movement: sighting for sighting in self.sightings.all()}
        for movement, details in seen.items():
            sighting = here.get(movement) or Sighting(
                session=self, child_id=self.child_id, movement=movement, seen_at=self.started_at
            )
            sighting.details, sighting.removed_at = BY_SLUG[movement].in_order(details), None
            sighting.save()
        self._forget_seen()

    def _set(self, child: Child, started_at: datetime, zone: str, minutes: int | None, note: str) -> None:
        check(child, started_at, zone, minutes, note)
        # Nobody knows yet how long a sitting will go on, so minutes to come do not hold it.
        known = max(started_at, min(started_at + timedelta(minutes=minutes or 0), timezone.now()))
        stayed = self.last_seen_at if self.started_at == started_at else None
        self.last_seen_at = max(known, stayed or known)
        self.started_at, self.zone, self.minutes, self.note = started_at, zone, minutes, note
        self.day = self.local_start.date()

    def _say(self, child: Child, says: Said) -> None:
        started_at = datetime.fromisoformat(says["started_at"])
        self._set(child, started_at, says["zone"], says["minutes"], says["note"])
        self._see_exactly(says["seen"])

    def _come_back(self) -> None:
        # When it went to the bin because its last movement was taken back, that is what is wanted again.
        self.sightings.filter(removed_at=self.removed_at).update(removed_at=None)
        self._forget_seen()
        self.removed_at = self.removed_by = None

    def _go_to_bin(self, by: "Person", now: datetime) -> None:
        self.removed_at, self.removed_by = now, by
        # A timer that runs goes on to a session of its own: what it holds must not go to the bin too.
        self._timer().update(session_id=next_in_line(self.pk))

    def _changed(self, by: "Person", said: Said | None, said_at: datetime | None = None) -> None:
        """Saves it as changed by `by`, and keeps what it `said` before beside what it says now."""
        self.changed_by, self.changed_at = by, timezone.now()
        self.revision += 1
        self.save()
        Change.objects.create(session=self, by=by, at=said_at or self.changed_at, before=said, after=self.says)

    def _settle(self, child: Child, days: set[date]) -> None:
        """Brings the tallies of `days`, and the zone the child is in, up to date with the log."""
        for day in days:
            Tally.objects.recount(child, day, Session.objects.log_of(child).filter(day=day).with_seen())
        newest = Session.objects.log_of(child).newest_first().values_list("zone", flat=True).first()
        Child.objects.filter(pk=child.pk).update(zone=newest or "")

    def _know_seen(self, sighting: Sighting) -> None:
        """Takes a sighting that was just saved into `seen`, which spares a tap to read it again."""
        known = self.__dict__.get("seen_map") or {}
        self.seen_map = known | {sighting.movement: {"details": sighting.details, "at": sighting.seen_at.isoformat()}}

    def _forget_seen(self) -> None:
        self.__dict__.pop("seen_map", None)
