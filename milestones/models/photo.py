from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.files import File
from django.db import models, transaction
from django.db.models import Aggregate, Count, Exists, F, JSONField, Max, OuterRef, Q, Subquery, Window
from django.db.models.functions import JSONObject, RowNumber
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from milestones.models import photo_files
from milestones.models.child import Child
from milestones.models.receipt import Receipt
from milestones.models.rules import BIN_KEEPS_FOR
from milestones.models.text import validate_printable
from milestones.models.when_taken import another_time

if TYPE_CHECKING:
    from crawltrack.accounts.models import Person
    from milestones.models.carer import Carer

MOST_OF_A_SESSION = 6
LONGEST_CAPTION = 200
MOST_TRIES = 3  # what the darkroom did not finish so often, it never will
DEVELOPING_TAKES = timedelta(minutes=3)  # at most; who began longer ago has died
TAKEN_IS_KEPT_FOR = timedelta(days=1)

# What the rows of `photos_of_session` hold: enough to show a photo.
SHOWN = ("id", "place", "caption", "state", "why", "name", "width", "height", "blur")


class GoneForGood(Exception):
    """The photo was added before, and then removed; the bin does not hold it any more."""


class PhotoQuerySet(models.QuerySet["Photo"]):
    """The photos: what is read from them, and the one way in."""

    def kept(self) -> "PhotoQuerySet":
        """What has not been removed, nor its session. A portrait's has none."""
        return self.filter(removed_at=None, session__removed_at=None)

    def of_session(self, session: UUID | None) -> "PhotoQuerySet":
        """The photos that stand in a session and have a place there. What was no picture takes none."""
        return self.filter(session=session, removed_at=None).exclude(state="refused")

    def of_log(self, child: Child) -> "PhotoQuerySet":
        """The photos of the child's sessions that can be looked at."""
        return self.kept().filter(child=child, session__isnull=False, state="ready")

    def for_portrait(self, child: Child) -> "PhotoQuerySet":
        """What the child's portrait can be cut from: photos of the log, and those sent for it, in whatever state."""
        return self.kept().filter(Q(session=None) | Q(state="ready"), child=child)

    def by_session(self, child: Child, before: tuple[datetime, UUID] | None = None) -> Any:
        """(session id, how many of its photos can be looked at), the newest session first. Slice it.

        `before` is when a session started, and its id: what comes after it in this order. One query, which reads the
        photos of the child and not its log.
        """
        photos = self.of_log(child).order_by("-session__started_at", "-session_id")
        if before:
            at, session = before
            photos = photos.filter(Q(session__started_at__lt=at) | Q(session__started_at=at, session_id__lt=session))
        return photos.values_list("session_id").annotate(count=Count("pk"))

    def with_neighbours(self, child: Child) -> "PhotoQuerySet":
        """Each with its session, and as `before` and `after` the number of the last photo of an earlier session and of
        the first photo of a later one, or None. One query."""
        start, pk = OuterRef("session__started_at"), OuterRef("session_id")
        others = self.model.objects.of_log(child)
        earlier = others.filter(Q(session__started_at__lt=start) | Q(session__started_at=start, session_id__lt=pk))
        later = others.filter(Q(session__started_at__gt=start) | Q(session__started_at=start, session_id__gt=pk))
        last = earlier.order_by("-session__started_at", "-session_id", "-place", "-added_at", "-pk").values("pk")
        first = later.order_by("session__started_at", "session_id", "place", "added_at", "pk").values("pk")
        return self.select_related("session", "added_by").annotate(before=Subquery(last[:1]), after=Subquery(first[:1]))

    def firsts(self, child: Child) -> "dict[str, Photo]":
        """{movement slug: the earliest photo of a session in which it was seen}, each with its session. One query.

        That may be a later session than the one of its first. A photo can be the earliest of several movements.
        """
        seen = self.of_log(child).filter(session__sightings__removed_at=None).select_related("session")
        along = seen.annotate(movement=F("session__sightings__movement")).order_by()
        earliest_first = [F("session__started_at"), F("session_id"), F("place"), F("added_at")]
        rank = Window(RowNumber(), partition_by=F("movement"), order_by=earliest_first)
        return {photo.movement: photo for photo in along.annotate(rank=rank).filter(rank=1) if photo.movement}

    def open_to(self, carer: "Carer", now: datetime) -> "PhotoQuerySet":
        """What the carer may look at: the log's photos; who may log, also those in the bin and those whose session is
        there; an owner, also those that a portrait is cut from."""
        of_child = self.filter(child=carer.child_id, state="ready").select_related("session")
        log = Q(session__isnull=False, removed_at=None, session__removed_at=None)
        if not carer.may_log:
            return of_child.filter(log)
        still_there = now - BIN_KEEPS_FOR
        own = Q(removed_at=None) | Q(removed_at__gt=still_there)
        sessions = Q(session__removed_at=None) | Q(session__removed_at__gt=still_there)
        return of_child.filter(own & sessions if carer.owns else own & sessions & Q(session__isnull=False))

    def in_bin(self, child: Child, now: datetime) -> "PhotoQuerySet":
        """Photos that were removed by themselves and can still be brought back, the latest removal first."""
        removed = self.filter(child=child, session__removed_at=None, removed_at__gt=now - BIN_KEEPS_FOR)
        return removed.filter(session__isnull=False).order_by("-removed_at", "-pk")

    def past_the_bin(self, now: datetime) -> "PhotoQuerySet":
        return self.filter(removed_at__lte=now - BIN_KEEPS_FOR)

    def never_cut(self, now: datetime) -> "PhotoQuerySet":
        """What was sent for a portrait, and no portrait is cut from it; nobody sees it anywhere."""
        portraits = Child.objects.filter(portrait_of=OuterRef("pk"))
        return self.filter(~Exists(portraits), session=None, added_at__lte=now - BIN_KEEPS_FOR)

    def add(
        self, child: Child, by: "Person", id: UUID, picture: File, session: UUID | None = None, caption: str = ""
    ) -> "Photo":
        """A new photo of a session of the child's, or with no `session` one for its portrait, still to be developed.

        `id` is made by the client: the same photo again changes nothing and answers the same, also when it is in the
        bin; a receipt remembers it for longer than that. Raises ValidationError (keys: caption, picture), GoneForGood,
        Session.DoesNotExist when the child's log does not have that session, Photo.DoesNotExist when the id belongs to
        another child, and Child.DoesNotExist when the child is gone.
        """
        validate_caption(caption)
        name = photo_files.new_name()
        photo_files.put(name, picture)  # before the transaction: nobody waits for the disk
        try:
            with child.writing() as child:
                photo, is_new = self._added(child, by, id, name, session, caption)
        except BaseException:
            photo_files.discard(name)
            raise
        if not is_new:
            photo_files.discard(name)
        return photo

    def _added(
        self, child: Child, by: "Person", id: UUID, name: str, session: UUID | None, caption: str
    ) -> tuple["Photo", bool]:
        known = self.filter(pk=id).first()
        if known:
            if known.child_id != child.pk:
                raise self.model.DoesNotExist
            return known, False
        if session and Receipt.objects.filter(child=child, key=id).exists():
            raise GoneForGood
        place = 0
        if session:
            child.sessions.filter(removed_at=None).get(pk=session)
            others = self.of_session(session)
            if others.count() >= MOST_OF_A_SESSION:
                raise ValidationError({"picture": too_many()})
            last = others.aggregate(last=Max("place"))["last"]
            place = 0 if last is None else last + 1
        made = self.create(id=id, child=child, session_id=session, place=place, caption=caption, name=name, added_by=by)
        if session:
            Receipt.objects.create(child=child, key=id, by=by, session=session)
        return made, True

    def undeveloped(self, now: datetime) -> "PhotoQuerySet":
        """What the darkroom has still to do, the longest waiting first."""
        nobody_works_on_it = Q(begun_at=None) | Q(begun_at__lte=now - DEVELOPING_TAKES)
        return self.filter(nobody_works_on_it, state="waiting").order_by("added_at", "pk")

    def begin(self, now: datetime) -> "Photo | None":
        """Takes the next photo to develop, which nobody else then takes. None when nothing is left to do.

        What was begun MOST_TRIES times and never finished is refused on the way.
        """
        while photo := self._begun(now):
            if photo.tries <= MOST_TRIES:
                return photo
            photo.refuse("unreadable")
        return None

    def _begun(self, now: datetime) -> "Photo | None":
        with transaction.atomic():
            photo = self.undeveloped(now).select_for_update(skip_locked=True).first()
            if photo:
                photo.begun_at, photo.tries = now, photo.tries + 1
                photo.save(update_fields=["begun_at", "tries"])
        return photo

    def forget_when_taken(self, now: datetime) -> int:
        """Nobody said whether the time of these photos is that of their session: it is dropped."""
        return self.filter(added_at__lte=now - TAKEN_IS_KEPT_FOR).exclude(taken="").update(taken="")


def too_many() -> ValidationError:
    return ValidationError(
        _("A session holds up to %(most)d photos. Remove one to add another."),
        code="too_many",
        params={"most": MOST_OF_A_SESSION},
    )


def validate_caption(caption: str) -> None:
    """Raises ValidationError (key: caption)."""
    try:
        validate_printable(caption)
        if len(caption) > LONGEST_CAPTION:
            raise ValidationError(
                _("Use at most %(most)d characters."), code="long_caption", params={"most": LONGEST_CAPTION}
            )
    except ValidationError as problem:
        raise ValidationError({"caption": problem}) from problem


class Photo(models.Model):
    """A photo of a session, or the one that a child's portrait is cut from (then it has no session).

    It is "waiting" until the darkroom has developed it: then "ready", or "refused" with the reason `why`.
    """

    id = models.UUIDField(primary_key=True)  # made by the client, so that a repeat is known as one
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="photos")
    session = models.ForeignKey("milestones.Session", on_delete=models.CASCADE, null=True, related_name="photos")
    place = models.PositiveSmallIntegerField(default=0)  # in its session, in order; there may be gaps
    caption = models.CharField(_("caption"), max_length=LONGEST_CAPTION, blank=True)

    state = models.CharField(max_length=8, default="waiting")
    why = models.CharField(max_length=32, blank=True)  # templates/photos/why/ has a sentence for each
    begun_at = models.DateTimeField(null=True)  # when the darkroom began with it
    tries = models.PositiveSmallIntegerField(default=0)

    name = models.CharField(max_length=32, unique=True)  # of its files (photo_files); it says nothing
    width = models.PositiveIntegerField(default=0)  # in pixels, of the largest size
    height = models.PositiveIntegerField(default=0)
    blur = models.CharField(max_length=600, blank=True)  # a WebP of a few pixels, in base64, for while it loads
    taken = models.CharField(
        max_length=16, blank=True
    )  # "2026-05-12T14:30" on the camera's clock, until it is decided on

    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[Any] = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("place", "added_at", "pk")
        indexes: ClassVar = [
            models.Index(fields=["added_at"], condition=Q(state="waiting"), name="darkroom"),
            models.Index(fields=["removed_at"], condition=Q(removed_at__isnull=False), name="photo_bin"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    # --- verbs ---

    def developed(self, width: int, height: int, blur: str, taken: str) -> bool:
        """Its files are in the store. `taken` is when, on the camera's clock, or empty. False when it waits no more."""
        kept = taken if self._may_be_when(taken) else ""
        return self._settle(state="ready", width=width, height=height, blur=blur, taken=kept)

    def refuse(self, why: str) -> bool:
        """It is no picture, or one that cannot be taken: `why` is one of the names in templates/photos/why/.

        False when it waits no more.
        """
        return self._settle(state="refused", why=why)

    def _may_be_when(self, taken: str) -> bool:
        """Whether it is worth asking if its session was then. Else nobody needs to know it."""
        try:
            return bool(self.session and another_time(self.session, taken))
        except ObjectDoesNotExist:  # deleted meanwhile, and so it will find
            return False

    def _settle(self, **fields: Any) -> bool:
        """Whichever way, what was sent is gone afterwards. Only who began it last settles it."""
        waits = Photo.objects.filter(pk=self.pk, state="waiting", begun_at=self.begun_at)
        try:
            with self.child.writing():
                settled = waits.update(begun_at=None, **fields)
        except Child.DoesNotExist:
            return False  # deleted meanwhile, and its photos with it
        if settled:
            photo_files.discard(self.name, photo_files.SENT)
        return bool(settled)

    def say(self, caption: str) -> None:
        """Raises ValidationError (key: caption)."""
        validate_caption(caption)
        with self.child.writing():
            Photo.objects.filter(pk=self.pk).update(caption=caption)

    def move(self, to: int) -> None:
        """To that place among the photos of its session, counted from 0; beyond the last is the last."""
        with self.child.writing():
            others = [*Photo.objects.of_session(self.session_id).exclude(pk=self.pk)]
            others.insert(to, self)
            for place, photo in enumerate(others):
                Photo.objects.filter(pk=photo.pk).update(place=place)

    def remove(self, by: "Person") -> None:
        """Into the bin, where it stays for BIN_KEEPS_FOR. What was no picture is not worth keeping.

        Empties what has been there longer.
        """
        with self.child.writing() as child:
            now = timezone.now()
            Photo.objects.filter(pk=self.pk, state="refused").delete()
            Photo.objects.filter(pk=self.pk, removed_at=None).update(removed_at=now, removed_by=by)
            Photo.objects.filter(child=child).past_the_bin(now).delete()

    def restore(self) -> None:
        """Takes it back out of the bin. Raises ValidationError (key: picture) when its session is full meanwhile."""
        with self.child.writing() as child:
            if not Photo.objects.in_bin(child, timezone.now()).filter(pk=self.pk).exists():
                return
            if Photo.objects.of_session(self.session_id).count() >= MOST_OF_A_SESSION:
                raise ValidationError({"picture": too_many()})
            Photo.objects.filter(pk=self.pk).update(removed_at=None, removed_by=None)

    @property
    def offers(self) -> datetime | None:
        """The moment it was taken, where its session may well have that time and has another."""
        return another_time(self.session, self.taken) if self.taken and self.session else None

    def give_time(self, by: "Person", revision: int) -> None:
        """Moves its session to when it was taken; the other photos of it then ask no more. Raises Conflict when it was
        changed since `revision`."""
        with self.child.writing():
            at, session = self.offers, self.session
            if at and session:
                session.change(by, revision, at, session.zone, session.seen, session.minutes, session.note)
            Photo.objects.filter(session=self.session_id).update(taken="")

    def wait_again(self) -> None:
        """To be developed anew, from what is in the store as sent."""
        Photo.objects.filter(pk=self.pk).update(state="waiting", begun_at=None, tries=0)

    def lose(self) -> None:
        """Its files are gone, and there is nothing to make them from."""
        Photo.objects.filter(pk=self.pk).update(state="refused", why="lost", begun_at=None)

    def forget_when_taken(self) -> None:
        """Its time is not that of its session: nobody needs it any more."""
        Photo.objects.filter(pk=self.pk).update(taken="")


@receiver(post_delete, sender=Photo)
def discard_files(instance: Photo, **_kwargs: Any) -> None:
    """A photo that is gone for good takes its files along."""
    photo_files.discard_for_good(instance.name)


class PhotosInOrder(Aggregate):
    """Gathers rows of the columns in SHOWN into one JSON list of objects, in no order."""

    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self._gathered(compiler, "JSONB_AGG(JSONB_BUILD_OBJECT({}))")

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self._gathered(compiler, "JSON_GROUP_ARRAY(JSON_OBJECT({}))")

    def _gathered(self, compiler: Any, template: str) -> Any:
        compiled = [compiler.compile(expression) for expression in self.get_source_expressions()[: len(SHOWN)]]
        pairs = ", ".join(f"'{name}', {sql}" for name, (sql, _params) in zip(SHOWN, compiled, strict=True))
        return template.format(pairs), tuple(param for _sql, params in compiled for param in params)


def photos_of_session() -> Subquery:
    """For a query on sessions: what PhotosInOrder gathers for each, or None. It saves a query a page."""
    kept = Photo.objects.filter(session=OuterRef("pk"), removed_at=None).exclude(state="refused")
    by_session = kept.order_by().values("session")
    return Subquery(by_session.annotate(shown=PhotosInOrder(*(F(name) for name in SHOWN))).values("shown"))


def first_photo_of_movement(child: Child) -> Subquery:
    """For a query on rows with a movement: of the photo that `firsts` has for it, what SHOWN names and where it
    belongs, or None. It saves a query a page."""
    seen = {"session__sightings__movement": OuterRef("movement"), "session__sightings__removed_at": None}
    earliest_first = ("session__started_at", "session_id", "place", "added_at")
    rows = Photo.objects.of_log(child).filter(**seen).order_by(*earliest_first)
    where = {"session_id": F("session_id"), "day": F("session__day")}
    return Subquery(rows.values(row=JSONObject(**{name: F(name) for name in SHOWN}, **where))[:1])
