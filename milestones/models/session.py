from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID, uuid4, uuid5
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from milestones.models.child import Child
from milestones.models.sighting import Sighting, seen_in_session
from milestones.models.tally import Tally
from milestones.models.text import validate_printable
from milestones.models.timer import Timer
from milestones.progression.movements import BY_SLUG

if TYPE_CHECKING:
    from crawltrack.accounts.models import Person

Seen = Mapping[str, Collection[str]]  # movement slug: slugs of the details that were ticked

SITTING_LASTS = timedelta(minutes=30)  # so long after the last tap, the next one still belongs to the same session
CLOCKS_MAY_DIFFER_BY = timedelta(minutes=5)
BIN_KEEPS_FOR = timedelta(days=30)
LONGEST_MINUTES = 600
LONGEST_NOTE = 2000
ZONES = frozenset(available_timezones())


class Conflict(Exception):
    """The session is not what the asker's page showed: somebody changed it meanwhile. Carries what it is now."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session.pk)
        self.session = session


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of a record or a tap."""

    session: "Session"
    added: tuple[str, ...]  # movements that were not in the session before
    firsts: tuple[str, ...]  # of these, the ones never seen in this child before


class SessionQuerySet(models.QuerySet["Session"]):
    def log_of(self, child: Child) -> "SessionQuerySet":
        """The child's sessions that have not been removed."""
        return self.filter(child=child, removed_at=None)

    def newest_first(self) -> "SessionQuerySet":
        return self.order_by("-started_at", "-pk")

    def with_seen(self) -> "SessionQuerySet":
        """Each session brings along what was seen in it and who logged it, all in one query."""
        return self.annotate(seen_map=seen_in_session()).select_related("logged_by", "changed_by")

    def sitting_at(self, child: Child, at: datetime) -> "Session | None":
        """The session that was going on at `at`, as `goes_on_at` says it."""
        begun = self.log_of(child).filter(started_at__lte=at + CLOCKS_MAY_DIFFER_BY)
        not_ended = begun.filter(Q(ended_at=None) | Q(ended_at__gt=at))
        return not_ended.filter(last_seen_at__gt=at - SITTING_LASTS).newest_first().first()

    def going_on(self, child: Child, now: datetime) -> "Session | None":
        """The sitting that the next tap would join, if one is going on. One query."""
        timer = getattr(child, "timer", None)
        if timer and timer.holds_sitting_at(now):
            return self.log_of(child).filter(pk=timer.session_id).first()
        return self.sitting_at(child, now)

    def in_bin(self, child: Child, now: datetime) -> "SessionQuerySet":
        """What was removed and can still be brought back, the latest removal first."""
        return self.filter(child=child, removed_at__gt=now - BIN_KEEPS_FOR).order_by("-removed_at", "-pk")

    def past_the_bin(self, now: datetime) -> "SessionQuerySet":
        return self.filter(removed_at__lte=now - BIN_KEEPS_FOR)

    def record(
        self,
        child: Child,
        by: "Person",
        id: UUID,
        started_at: datetime,
        zone: str,
        seen: Seen,
        minutes: int | None = None,
        note: str = "",
    ) -> Recorded:
        """Records a session by the id that the client made, and adds sightings to it.

        `started_at` is aware; `zone` is the IANA zone it was seen in; `seen` maps movement slugs to detail slugs. A
        repeat of the same call changes nothing and answers the same: an id that is there already only gains the
        movements it lacks. Raises ValidationError (keys: started_at, zone, minutes, note, seen), Session.DoesNotExist
        when the id belongs to another child, and Child.DoesNotExist when the child is gone.
        """
        with child.writing() as child:
            session = self.filter(pk=id).first() or self.model.begun(child, by, id, started_at, zone, minutes, note)
            recorded = session._gain(child, by, seen, at=started_at)
            _stop_timer(session)
            return recorded

    def tap(self, child: Child, by: "Person", id: UUID, at: datetime, zone: str, movement: str) -> Recorded:
        """Records `movement` as seen at `at`: in the sitting that is going on then, or in a new session called `id`.

        Safe to repeat, and raises what `record` raises.
        """
        with child.writing() as child:
            _check(child, at, zone)
            tapped = self._tapped(child, movement, at)
            if tapped and not tapped.goes_on_at(at):
                return Recorded(tapped, added=(), firsts=())
            session = tapped or self._sitting_for(child, by, id, at, zone)
            return session._gain(child, by, {movement: ()}, at)

    def _tapped(self, child: Child, movement: str, at: datetime) -> "Session | None":
        """Where this very tap went before, also when its session was moved or removed since.

        It made the sighting of that moment; or, adding nothing, it went to one shortly before.
        """
        seen_by_then = self.filter(
            child=child,
            sightings__movement=movement,
            sightings__seen_at__gt=at - SITTING_LASTS,
            sightings__seen_at__lte=at,
        )
        return seen_by_then.filter(Q(sightings__seen_at=at) | Q(changed_at__gte=at)).first()

    def _sitting_for(self, child: Child, by: "Person", id: UUID, at: datetime, zone: str) -> "Session":
        """The session a tap belongs to, begun when there is none. A running timer holds the sitting."""
        while session := self.filter(pk=id).first():
            if session.child_id != child.pk:
                raise Session.DoesNotExist
            if session.goes_on_at(at):
                return session
            # A page left open for hours keeps its id: each later sitting takes the next id in line.
            id = uuid5(id, "the next sitting")
        timer = Timer.objects.filter(child=child).first()
        if timer and timer.holds_sitting_at(at):
            running = self.filter(pk=timer.session_id).first()
            return running or self.model.begun(child, by, timer.session_id, timer.started_at, timer.zone)
        return self.sitting_at(child, at) or self.model.begun(child, by, id, at, zone)


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
            models.Index(fields=["child", "last_seen_at"], name="sittings"),
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

    def _sightings(self) -> dict[str, dict[str, Any]]:
        if "seen_map" not in self.__dict__:
            rows = self.sightings.filter(removed_at=None)
            self.seen_map = {row.movement: {"details": row.details, "at": row.seen_at.isoformat()} for row in rows}
        seen = self.seen_map or {}
        return {slug: seen[slug] for slug in BY_SLUG if slug in seen}

    @property
    def says_nothing(self) -> bool:
        return not (self.seen or self.minutes or self.note)

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
        session = cls(id=id, child=child, logged_by=by, changed_by=by)
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
            session = Session.objects.filter(child=child).get(pk=self.pk)
            if session.removed_at is None and session.says_the_same(started_at, zone, seen, minutes, note):
                _stop_timer(session)
                return session
            if session.revision != revision:
                raise Conflict(session)
            _check_seen(seen)
            day_before = session.day
            session._set(child, started_at, zone, minutes, note)
            session._see_exactly(seen)
            session.removed_at = session.removed_by = None
            session._changed(by)
            session._settle(child, {day_before, session.day})
            _stop_timer(session)
        return session

    def unsee(self, by: "Person", movement: str) -> "Session":
        """Takes one movement back. A session that then says nothing goes to the bin; there it stays as it is."""
        with self.child.writing() as child:
            session, now = Session.objects.filter(child=child).get(pk=self.pk), timezone.now()
            here = session.sightings.filter(movement=movement, removed_at=None)
            if session.removed_at is None and here.update(removed_at=now):
                session._forget_seen()
                if session.says_nothing:
                    session._go_to_bin(by, now)
                session._changed(by)
                session._settle(child, {session.day})
        return session

    def remove(self, by: "Person") -> "Session":
        """Puts the session in the bin, where it stays for BIN_KEEPS_FOR. Empties what has been there longer."""
        with self.child.writing() as child:
            session, now = Session.objects.filter(child=child).get(pk=self.pk), timezone.now()
            if session.removed_at is None:
                session._go_to_bin(by, now)
                session._changed(by)
                session._settle(child, {session.day})
            Session.objects.filter(child=child).past_the_bin(now).delete()
        return session

    def restore(self, by: "Person") -> "Session":
        """Takes the session back out of the bin. Raises Session.DoesNotExist when the bin no longer holds it."""
        with self.child.writing() as child:
            session = Session.objects.filter(child=child).get(pk=self.pk)
            if session.removed_at:
                session = Session.objects.in_bin(child, timezone.now()).get(pk=self.pk)
                # When it went to the bin because its last movement was taken back, that is what is wanted again.
                session.sightings.filter(removed_at=session.removed_at).update(removed_at=None)
                session._forget_seen()
                session.removed_at = session.removed_by = None
                session._changed(by)
                session._settle(child, {session.day})
        return session

    # --- inside a write ---

    def _gain(self, child: Child, by: "Person", seen: Seen, at: datetime) -> Recorded:
        """Adds what was seen at `at` and is not here yet. What was taken back after `at` stays away."""
        if self.child_id != child.pk:
            raise Session.DoesNotExist
        _check_seen(seen)
        if self.removed_at:
            return Recorded(self, added=(), firsts=())
        seen_before = Tally.objects.movements_seen(child)
        is_new = self._state.adding
        if is_new:
            self.revision = 1
            self.save(force_insert=True)
        added = tuple(movement for movement, details in seen.items() if self._sight(movement, details, at))
        if at > self.last_seen_at:
            Session.objects.filter(pk=self.pk).update(last_seen_at=at)
            self.last_seen_at = at
        if added and not is_new:
            self._changed(by)
        if added or is_new:
            self._settle(child, {self.day})
        return Recorded(self, added, firsts=tuple(movement for movement in added if movement not in seen_before))

    def _sight(self, movement: str, details: Collection[str], at: datetime) -> bool:
        """True when the movement was added: it was not here, or had been taken back before `at`."""
        sighting, is_new = Sighting.objects.get_or_create(
            session=self, movement=movement, defaults={"details": _in_order(movement, details), "seen_at": at}
        )
        self._forget_seen()
        if is_new:
            return True
        if sighting.removed_at is None or sighting.removed_at >= at or sighting.seen_at == at:
            return False
        sighting.details, sighting.seen_at, sighting.removed_at = _in_order(movement, details), at, None
        sighting.save()
        return True

    def _see_exactly(self, seen: Seen) -> None:
        now = timezone.now()
        self.sightings.filter(removed_at=None).exclude(movement__in=seen).update(removed_at=now)
        here = {sighting.movement: sighting for sighting in self.sightings.all()}
        for movement, details in seen.items():
            sighting = here.get(movement) or Sighting(session=self, movement=movement, seen_at=self.started_at)
            sighting.details, sighting.removed_at = _in_order(movement, details), None
            sighting.save()
        self._forget_seen()

    def _set(self, child: Child, started_at: datetime, zone: str, minutes: int | None, note: str) -> None:
        _check(child, started_at, zone, minutes, note)
        # Nobody knows yet how long a sitting will go on, so minutes to come do not hold it.
        known = max(started_at, min(started_at + timedelta(minutes=minutes or 0), timezone.now()))
        stayed = self.last_seen_at if self.started_at == started_at else None
        self.last_seen_at = max(known, stayed or known)
        self.started_at, self.zone, self.minutes, self.note = started_at, zone, minutes, note
        self.day = self.local_start.date()

    def _go_to_bin(self, by: "Person", now: datetime) -> None:
        self.removed_at, self.removed_by = now, by
        # A timer that runs goes on to a session of its own: what it holds must not go to the bin too.
        Timer.objects.filter(session_id=self.pk).update(session_id=uuid4())

    def _changed(self, by: "Person") -> None:
        self.changed_by, self.changed_at = by, timezone.now()
        self.revision += 1
        self.save()

    def _settle(self, child: Child, days: set[date]) -> None:
        """Brings the tallies of `days`, and the zone the child is in, up to date with the log."""
        for day in days:
            Tally.objects.recount(child, day, Session.objects.log_of(child).filter(day=day).with_seen())
        newest = Session.objects.log_of(child).newest_first().values_list("zone", flat=True).first()
        Child.objects.filter(pk=child.pk).update(zone=newest or "")

    def _forget_seen(self) -> None:
        self.__dict__.pop("seen_map", None)


def _stop_timer(session: Session) -> None:
    """A timer ends when its session is saved as a whole, and the sitting with it. A tap while it runs ends neither."""
    stopped, _by_model = Timer.objects.filter(session_id=session.pk).delete()
    if stopped:
        session.ended_at = timezone.now()
        Session.objects.filter(pk=session.pk).update(ended_at=session.ended_at)


def _in_order(movement: str, details: Collection[str]) -> list[str]:
    return [detail.slug for detail in BY_SLUG[movement].details if detail.slug in details]


def _check(child: Child, started_at: datetime, zone: str, minutes: int | None = None, note: str = "") -> None:
    """Raises ValidationError, each problem under the name of what it is about."""
    problems: dict[str, ValidationError] = {}
    if zone not in ZONES:
        problems["zone"] = ValidationError(
            _("This time zone is not known. Choose one such as Europe/Berlin."), code="unknown_zone"
        )
    elif started_at > timezone.now() + CLOCKS_MAY_DIFFER_BY:
        problems["started_at"] = ValidationError(
            _("This time is still to come. Choose now or a time before."), code="future"
        )
    elif _local_day(started_at, zone) < child.born:
        problems["started_at"] = ValidationError(
            _("This is before %(name)s was born. Check the date."), code="before_birth", params={"name": child.name}
        )
    if minutes is not None and not 1 <= minutes <= LONGEST_MINUTES:
        problems["minutes"] = ValidationError(
            _("Type a whole number of minutes from 1 to %(most)s, or leave this empty."),
            code="minutes",
            params={"most": LONGEST_MINUTES},
        )
    if len(note) > LONGEST_NOTE:
        problems["note"] = ValidationError(
            _("This note is longer than %(most)s characters. Please shorten it."),
            code="long_note",
            params={"most": LONGEST_NOTE},
        )
    else:
        try:
            validate_printable(note)
        except ValidationError as problem:
            problems["note"] = problem
    if problems:
        raise ValidationError(problems)


def _local_day(at: datetime, zone: str) -> date:
    try:
        return at.astimezone(ZoneInfo(zone)).date()
    except OverflowError:  # there is no day before the first of January of the year 1
        return date.min


def _check_seen(seen: Seen) -> None:
    for movement, details in seen.items():
        known = {detail.slug for detail in BY_SLUG[movement].details} if movement in BY_SLUG else set()
        if movement not in BY_SLUG or not known.issuperset(details):
            raise ValidationError(
                {"seen": ValidationError(_("Choose from the movements shown here."), code="unknown_movement")}
            )
