from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import F
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from milestones.models import photo_files
from milestones.models.text import validate_name, validate_printable
from milestones.progression.age import Ages, add_months, ages_on, born_early
from milestones.progression.facts import ChildFacts

if TYPE_CHECKING:
    from crawltrack.accounts.models import Person
    from milestones.models.photo import Photo

OLDEST_MONTHS = 6 * 12
DUE_AFTER_BIRTH_AT_MOST = timedelta(weeks=18)


class ChildQuerySet(models.QuerySet["Child"]):
    @transaction.atomic
    def welcome(self, owner: "Person", **fields: Any) -> "Child":
        """A new child whose owner is `owner`. Raises ValidationError as `full_clean` does."""
        child = self.model(**fields)
        child.full_clean()
        child.save(force_insert=True)
        child.carers.create(person=owner, role="owner")
        return child

    @transaction.atomic
    def welcome_once(self, owner: "Person", **fields: Any) -> "Child":
        """`welcome` for a form that may be sent twice: a child of `owner` with all the same fields is that child."""
        get_user_model().objects.select_for_update().get(pk=owner.pk)  # one welcome a person at a time
        theirs = self.filter(carers__person=owner, carers__role="owner")
        return theirs.filter(**fields).first() or self.welcome(owner, **fields)


class Skin(models.TextChoices):
    """The skin tone of a baby's drawings, in the words Unicode has for the tones of its pictures."""

    AS_DRAWN = "", _("As drawn")
    LIGHT = "light", _("Light")
    MEDIUM_LIGHT = "medium-light", _("Medium light")
    MEDIUM = "medium", _("Medium")
    MEDIUM_DARK = "medium-dark", _("Medium dark")
    DARK = "dark", _("Dark")


class Child(models.Model):
    """A baby being followed."""

    name = models.CharField(_("name"), max_length=60, validators=[validate_printable])
    born = models.DateField(_("born on"))
    due = models.DateField(_("due date"), null=True, blank=True)
    skin = models.CharField(_("skin tone"), max_length=16, blank=True, choices=Skin.choices)
    # The portrait: the name of its files (photo_files), the photo it was cut from, and where: left, top and side of the
    # square, as parts of the photo's width.
    portrait = models.CharField(max_length=32, blank=True)
    portrait_of = models.ForeignKey(
        "milestones.Photo", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    portrait_cut = models.JSONField(null=True, blank=True)
    zone = models.CharField(max_length=64, blank=True)  # the zone of the latest session
    version = models.PositiveBigIntegerField(default=0)  # moved by every write: what a page was made from
    changed_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[Any] = ChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("child")
        verbose_name_plural = _("children")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def facts(self) -> ChildFacts:
        return ChildFacts(self.born, self.due)

    @property
    def was_born_early(self) -> bool:
        return born_early(self.born, self.due)

    def ages_on(self, day: date) -> Ages:
        return ages_on(day, self.born, self.due)

    def today(self, now: datetime, zone: str) -> date:
        """The local day it is for this child: in the zone of the latest session, or in `zone` before there is one."""
        return now.astimezone(ZoneInfo(self.zone or zone)).date()

    def clean(self) -> None:
        errors = {}
        try:
            validate_name(self.name)
        except ValidationError as problem:
            errors["name"] = problem
        if self.born:
            # A day of grace: it may already be tomorrow where the baby is.
            latest = timezone.now().date() + timedelta(days=1)
            if self.born > latest:
                errors["born"] = ValidationError(
                    _("This day is still to come. Choose the day of birth."), code="future"
                )
            elif add_months(self.born, OLDEST_MONTHS) < latest:
                errors["born"] = ValidationError(
                    _("This is more than 6 years ago. Crawltrack is for babies and toddlers; check the year."),
                    code="too_long_ago",
                )
            elif earlier := self._logged_before(self.born):
                errors["born"] = ValidationError(
                    _("The log has a session on %(day)s, before this day. Check both."),
                    code="after_the_log",
                    params={"day": date_format(earlier, str(_("j F Y")))},
                )
        if self.born and self.due:
            if self.due < self.born:
                errors["due"] = ValidationError(
                    _("The due date is before the day of birth. It is only needed when the baby came early."),
                    code="before_birth",
                )
            elif self.due - self.born > DUE_AFTER_BIRTH_AT_MOST:
                errors["due"] = ValidationError(
                    _("This is more than 18 weeks after the day of birth. Check both dates."), code="too_far"
                )
        if errors:
            raise ValidationError(errors)

    def _logged_before(self, day: date) -> date | None:
        """The first local day of the log, when it is before `day`."""
        if self._state.adding:
            return None
        days = self.sessions.filter(removed_at=None, day__lt=day).order_by("day").values_list("day", flat=True)
        return days.first()

    @contextmanager
    def writing(self, twins: Collection["Child"] = ()) -> Iterator["Child"]:
        """The one frame of every write to a child's log: one writer a child at a time, and a new version at the end.

        `twins` are those whose logs are written inside it too: all are taken hold of in one order, so that two who
        begin at different twins do not wait for each other. Raises Child.DoesNotExist when the child was deleted
        meanwhile.
        """
        with transaction.atomic():
            family = Child.objects.filter(pk__in=[self.pk, *(twin.pk for twin in twins)])
            held = {child.pk: child for child in family.order_by("pk").select_for_update()}
            if self.pk not in held:
                raise Child.DoesNotExist
            yield held[self.pk]
            Child.objects.filter(pk=self.pk).update(version=F("version") + 1, changed_at=timezone.now())

    # --- the portrait ---

    def hang_portrait(self, photo: "Photo", cut: list[float], squares: Mapping[str, bytes]) -> None:
        """From now on this cut of the photo is the portrait. `squares` are its pictures: {one of SQUARES: WebP}.

        Raises Photo.DoesNotExist when the photo is gone meanwhile, and Child.DoesNotExist when the child is.
        """
        name = photo_files.new_name()
        try:
            for size, square in squares.items():
                photo_files.put(name, ContentFile(square), size)  # before the transaction: nobody waits for the disk
            with self.writing() as here:
                here._change_portrait(name, here.photos.get(pk=photo.pk), cut)
        except BaseException:
            photo_files.discard(name, *photo_files.SQUARES)
            raise

    def take_portrait_down(self) -> None:
        """The child is shown by its drawing again."""
        with self.writing() as here:
            here._change_portrait("", None, None)

    def _change_portrait(self, name: str, photo: "Photo | None", cut: list[float] | None) -> None:
        if self.portrait:
            photo_files.discard_for_good(self.portrait)
        before = self.portrait_of_id
        self.portrait, self.portrait_of, self.portrait_cut = name, photo, cut
        self.save(update_fields=["portrait", "portrait_of", "portrait_cut"])
        # A photo that was sent for the portrait alone is of no use without it.
        if before and before != self.portrait_of_id:
            self.photos.filter(pk=before, session=None).delete()


@receiver(post_delete, sender=Child)
def discard_portrait(instance: Child, **_kwargs: Any) -> None:
    """A child that is gone for good takes its portrait along."""
    if instance.portrait:
        photo_files.discard_for_good(instance.portrait)
