from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import Q, Subquery, Value
from django.db.models.functions import Coalesce

from milestones.models.child import Child
from milestones.models.news import MOST_NEWS
from milestones.models.photo import Photo, photos_of_session
from milestones.models.rules import BIN_KEEPS_FOR, CLOCKS_MAY_DIFFER_BY, Seen, check
from milestones.models.sighting import Sighting, seen_in_session
from milestones.models.tally import Tally
from milestones.models.timer import Timer, next_in_line

if TYPE_CHECKING:
    from crawltrack.accounts.models import Person
    from milestones.models.carer import Carer
    from milestones.models.session import Session

SITTING_LASTS = timedelta(minutes=30)  # so long after the last tap, the next one still belongs to the same session
BEFORE_ALL_SESSIONS = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of a record or a tap."""

    session: "Session"
    added: tuple[str, ...]  # movements that were not in the session before
    firsts: tuple[str, ...]  # of these, the ones never seen in this child before


class SessionQuerySet(models.QuerySet["Session"]):
    """The log: what is read from it, and the one way in."""

    def log_of(self, child: Child) -> "SessionQuerySet":
        """The child's sessions that have not been removed."""
        return self.filter(child=child, removed_at=None)

    def newest_first(self) -> "SessionQuerySet":
        return self.order_by("-started_at", "-pk")

    def with_seen(self) -> "SessionQuerySet":
        """Each session brings along what was seen in it, its photos and who logged it, all in one query."""
        gathered = self.annotate(seen_map=seen_in_session(), photo_list=photos_of_session())
        return gathered.select_related("logged_by", "changed_by")

    def noted(self, child: Child, start: date, end: date) -> "SessionQuerySet":
        """The sessions with a note on the local days from `start` to `end`, the newest first. Slice it."""
        return self.log_of(child).filter(day__range=(start, end)).exclude(note="").newest_first().with_seen()

    def for_book(self, child: Child, start: date, end: date, photos: int, notes: int) -> "SessionQuerySet":
        """What a book tells of the local days from `start` to `end`, oldest first: the sessions of so many photos, so
        many sessions with a note, and those of the firsts. One query.

        Each of the three is found by an index of its own, so that sessions with nothing to tell are never read.
        """
        log = self.model.objects
        shown = Photo.objects.of_log(child).filter(session__day__range=(start, end))
        pictured = shown.order_by("session__started_at", "session_id").values("session_id")[:photos]
        written = log.log_of(child).filter(day__range=(start, end)).exclude(note="")
        noted = written.order_by("started_at", "pk").values("pk")[:notes]
        firsts = Tally.objects.first_days(child).filter(day__range=(start, end)).values("earliest_id")
        told = [log.filter(pk__in=Subquery(found)).order_by().values("pk") for found in (pictured, noted, firsts)]
        any_of = told[0].union(*told[1:], all=True)
        return self.log_of(child).filter(pk__in=any_of).order_by("started_at", "pk").with_seen()

    def lately(self, carer: "Carer", now: datetime, count: int) -> "SessionQuerySet":
        """The child's `count` newest sessions, and whatever is news to the carer, newest first. One query.

        What is news may lie far back in the log; each of the two is found by an index of its own.
        """
        child, known_until = carer.child, carer.knows_until(now)
        if child.changed_at <= known_until:
            return self.log_of(child).newest_first()[:count]
        log = self.model.objects.log_of(child)
        last_of_newest = Subquery(log.order_by("-started_at").values("started_at")[count - 1 : count])
        newest = log.filter(started_at__gte=Coalesce(last_of_newest, Value(BEFORE_ALL_SESSIONS)))
        news = log.filter(changed_at__gt=known_until).exclude(changed_by=carer.person_id)
        either = newest.order_by().values("pk").union(news.order_by().values("pk"), all=True)
        return self.filter(pk__in=either).newest_first()[: count + MOST_NEWS]

    def sitting_at(self, child: Child, at: datetime) -> "Session | None":
        """The session that was going on at `at`, as `goes_on_at` says it."""
        begun = self.log_of(child).filter(started_at__lte=at + CLOCKS_MAY_DIFFER_BY)
        not_ended = begun.filter(Q(ended_at=None) | Q(ended_at__gt=at))
        return not_ended.filter(last_seen_at__gt=at - SITTING_LASTS).order_by("-last_seen_at", "-started_at").first()

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
        said_at: datetime | None = None,
    ) -> Recorded:
        """Records a session by the id that the client made, and adds sightings to it.

        `started_at` is aware; `zone` is the IANA zone it was seen in; `seen` maps movement slugs to detail slugs;
        `said_at` is when it was said, if not just now. A repeat of the same call changes nothing and answers the same:
        an id that is there already only gains the movements it lacks. Raises ValidationError (keys: started_at, zone,
        minutes, note, seen), Session.DoesNotExist when the id belongs to another child, and Child.DoesNotExist when the
        child is gone.
        """
        with child.writing() as child:
            known = self.with_seen().filter(pk=id).first()
            session = known or self.model.begun(child, by, id, started_at, zone, minutes, note)
            recorded = session.gain(child, by, seen, at=started_at, said_at=said_at)
            session.stop_timer(said_at)
            return recorded

    def tap(
        self,
        child: Child,
        by: "Person",
        id: UUID,
        at: datetime,
        zone: str,
        movement: str,
        for_the_first_time: bool = False,
    ) -> Recorded:
        """Records `movement` as seen at `at`: in the sitting that is going on then, or in a new session called `id`.

        Safe to repeat, and raises what `record` raises. A repeat is told by its time, unless it is known that there is
        none: a tap that waited on a phone is as old as what was done and undone before it.
        """
        with child.writing() as child:
            check(child, at, zone)
            tapped = None if for_the_first_time else self._tapped(child, movement, at)
            if tapped and not tapped.goes_on_at(at):
                return Recorded(tapped, added=(), firsts=())
            session = tapped or self._sitting_for(child, by, id, at, zone)
            return session.gain(child, by, {movement: ()}, at, at, for_the_first_time)

    def tapped_with(self, child: Child, movement: str, at: datetime) -> "Session | None":
        """The child's session that the tap of this very moment went to, unless it was taken back."""
        sightings = Sighting.objects.filter(child=child, movement=movement, seen_at=at, removed_at=None)
        sighting = sightings.filter(session__removed_at=None).select_related("session").first()
        return sighting.session if sighting else None

    def meant_by(self, child: Child, id: UUID) -> UUID:
        """The id of what somebody means by `id` who has not heard that the timer's session went to the bin, and that
        the timer goes on to the next in line."""
        timer, later = Timer.objects.filter(child=child).first(), id
        if timer is None:
            return id
        while later != timer.session_id and self.filter(child=child, pk=later, removed_at__isnull=False).exists():
            later = next_in_line(later)
        return later if later == timer.session_id else id

    def _tapped(self, child: Child, movement: str, at: datetime) -> "Session | None":
        """Where this very tap went before, also when its session was moved or removed since.

        It made the sighting of that moment; or, adding nothing, it went to a sitting that had one, and went on.
        """
        lately = Sighting.objects.filter(
            child=child, movement=movement, seen_at__gt=at - SITTING_LASTS, seen_at__lte=at
        ).select_related("session")
        went_on = Q(session__last_seen_at__gte=at) | Q(session__changed_at__gte=at)
        sighting = lately.filter(Q(seen_at=at) | went_on).first()
        return sighting.session if sighting else None

    def _sitting_for(self, child: Child, by: "Person", id: UUID, at: datetime, zone: str) -> "Session":
        """The session a tap belongs to, begun when there is none. A running timer holds the sitting."""
        while session := self.with_seen().filter(pk=id).first():
            if session.child_id != child.pk:
                raise self.model.DoesNotExist
            if session.goes_on_at(at):
                return session
            # A page left open for hours keeps its id: each later sitting takes the next id in line.
            id = next_in_line(id)
        timer = Timer.objects.filter(child=child).first()
        if timer and timer.holds_sitting_at(at):
            running = self.with_seen().filter(pk=timer.session_id).first()
            return running or self.model.begun(child, by, timer.session_id, timer.started_at, timer.zone)
        return self.with_seen().sitting_at(child, at) or self.model.begun(child, by, id, at, zone)
