from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Aggregate, Case, JSONField, OuterRef, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from milestones.models.child import Child
from milestones.models.news import NEWS_LASTS, News, news_for
from milestones.models.tally import Tally
from milestones.models.text import validate_printable
from milestones.progression.facts import THE_FLOOR

if TYPE_CHECKING:
    from crawltrack.accounts.models import Person
    from milestones.models.session import Session


class LastOwner(Exception):
    """A child has at least one owner, always. The last one can hand over or delete, not leave."""


class WordsByPerson(Aggregate):
    """Gathers rows of (person, word) into one JSON object: {"7": "Papa"}."""

    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_OBJECT_AGG", **context)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSON_GROUP_OBJECT", **context)


def words_of_family() -> Subquery:
    """For a query on carers: what WordsByPerson gathers of the same child's, or None. It saves a query a page."""
    theirs = Carer.objects.filter(child=OuterRef("child")).exclude(word="").order_by().values("child")
    return Subquery(theirs.annotate(words=WordsByPerson("person", "word")).values("words"))


class InShort(NamedTuple):
    pk: int  # the carer's
    name: str  # the child's
    latest: date | None  # the day of the latest session


class CarerQuerySet(models.QuerySet["Carer"]):
    def of(self, person: "Person") -> "CarerQuerySet":
        """The person's own access, one row a child, with child, running timer and `words_map`. One query."""
        theirs = self.filter(person=person).annotate(words_map=words_of_family())
        return theirs.select_related("child", "child__timer").order_by("child__name", "child")

    def around(self, child: Child) -> "CarerQuerySet":
        """Everybody who cares for the child, with the person, the longest first. One query."""
        return self.filter(child=child).select_related("person").order_by("since", "pk")

    def at_the_door(self, person: "Person", child_id: int, others: int) -> "CarerQuerySet":
        """The person's access to this child first, if there is any, then to twins, then to others. One query.

        At most `others` come along, twins and others taken together.
        """
        birthday = Child.objects.filter(pk=child_id).values("born")
        near = Case(When(child__id=child_id, then=0), When(child__born=Subquery(birthday), then=1), default=2)
        return self.of(person).order_by(near, "child__name", "child")[: 1 + others]

    def lately_logged_for(self, person: "Person") -> "models.QuerySet[Carer, tuple[int, str]]":
        """The (number, name) of each child the person may log for, the one whose log changed last first. One query."""
        logs = self.filter(person=person, role__in=(Carer.Role.OWNER, Carer.Role.CAREGIVER))
        return logs.order_by("-child__changed_at", "child").values_list("child_id", "child__name")

    def in_short(self, person: "Person") -> list["InShort"]:
        """All children the person follows, in the few words that a list is searched and sorted by. One query."""
        days = Tally.objects.filter(child=OuterRef("child"), movement=THE_FLOOR).order_by("-day").values("day")
        rows = self.filter(person=person).annotate(latest=Subquery(days[:1]))
        return [InShort(*row) for row in rows.values_list("pk", "child__name", "latest")]


class Carer(models.Model):
    """A person with access to a child."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        CAREGIVER = "caregiver", _("caregiver")
        VIEWER = "viewer", _("viewer")

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="carers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cares_for")
    role = models.CharField(max_length=10, choices=Role)
    word = models.CharField(_("your word for yourself"), max_length=30, blank=True, validators=[validate_printable])
    since = models.DateTimeField(default=timezone.now, editable=False)
    told_until = models.DateTimeField(default=timezone.now, editable=False)  # what others logged later is still news

    words_map: dict[str, str] | None  # {person's id: their word}, when it was read `of` a person

    objects: ClassVar[Any] = CarerQuerySet.as_manager()

    class Meta:
        verbose_name = _("carer")
        verbose_name_plural = _("carers")
        constraints = [models.UniqueConstraint(fields=["child", "person"], name="one_role_a_child")]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"

    @property
    def called(self) -> str:
        """What the family of this child reads beside a log: "Papa", or what the person is called anywhere."""
        return self.word or self.person.called

    @property
    def may_log(self) -> bool:
        return self.role in (self.Role.OWNER, self.Role.CAREGIVER)

    @property
    def owns(self) -> bool:
        return self.role == self.Role.OWNER

    @property
    def names(self) -> dict[str, str]:
        """What the carers of this child call themselves for it, by person. Whoever chose no word is not in it."""
        return self.words_map or {}

    def logs_too(self, other: "Carer") -> bool:
        """Whether a tap for the other's child may be one for this child too: a twin, whom the same person logs for."""
        is_twin = self.child_id != other.child_id and self.child.born == other.child.born
        return is_twin and self.person_id == other.person_id and self.may_log

    def knows_until(self, now: datetime) -> datetime:
        """What was written later is news to the carer."""
        return max(self.told_until, now - NEWS_LASTS)

    def news(self, now: datetime, sessions: "Iterable[Session]") -> News | None:
        """What others wrote in these sessions that the carer was not told yet."""
        return news_for(self.person_id, self.knows_until(now), sessions)

    # --- verbs ---

    def call_oneself(self, word: str) -> None:
        """Chooses the carer's word for themself. Raises Carer.DoesNotExist when the access is gone by now."""
        with self.child.writing():
            here = Carer.objects.get(pk=self.pk)
            here.word = self.word = word
            here.save(update_fields=["word"])

    def tell(self, news: "News") -> bool:
        """True for the one page that may tell the news: of two tabs that ask at once, the other has nothing to tell."""
        untold = Carer.objects.filter(pk=self.pk, told_until=self.told_until)
        return bool(untold.update(told_until=max(news.until, self.child.changed_at)))

    def become(self, role: str) -> None:
        """Gives the carer this role. Raises LastOwner, and Carer.DoesNotExist when the access is gone by now."""
        with self.child.writing():
            here = Carer.objects.get(pk=self.pk)
            if role != self.Role.OWNER:
                here._leave_an_owner()
            here.role = self.role = role
            here.save(update_fields=["role"])
            if role != self.Role.OWNER:
                here._take_invitations_back()

    def leave(self) -> None:
        """Ends the access, by the carer or by an owner. Raises LastOwner; ending it twice is ending it once."""
        with self.child.writing():
            here = Carer.objects.filter(pk=self.pk).first()
            if here:
                here._leave_an_owner()
                here._take_invitations_back()
                here.delete()

    def _leave_an_owner(self) -> None:
        others = Carer.objects.filter(child_id=self.child_id, role=self.Role.OWNER).exclude(pk=self.pk)
        if self.owns and not others.exists():
            raise LastOwner

    def _take_invitations_back(self) -> None:
        """Who decides no more who comes in must not come back in by a link made before."""
        made = self.child.invitations.filter(made_by=self.person_id, used_at=None, revoked_at=None)
        made.update(revoked_at=timezone.now())
