import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from crawltrack.accounts.models import Person
from milestones.models.carer import Carer
from milestones.models.change import Change
from milestones.models.child import Child
from milestones.models.guest_link import GuestLink
from milestones.models.invitation import Invitation
from milestones.models.photo import Photo
from milestones.models.receipt import Receipt
from milestones.models.session import Session
from milestones.models.timer import Timer
from milestones.models.trial import Trial

if TYPE_CHECKING:
    from django.db.models import QuerySet


class Changed(Exception):
    """What would be lost is not what the page told. Nothing was deleted."""


@dataclass(frozen=True)
class Parting:
    """One child of a person who is leaving."""

    child: Child
    role: str
    others: list[Carer]  # the other carers
    sessions: int  # also those in the bin
    photos: int  # and theirs

    @property
    def owners_left(self) -> list[Carer]:
        return [carer for carer in self.others if carer.owns]

    @property
    def names_of_others(self) -> list[str]:
        return [carer.called for carer in self.others]

    @property
    def names_of_owners(self) -> list[str]:
        return [carer.called for carer in self.owners_left]

    @property
    def owned(self) -> bool:
        return self.role == Carer.Role.OWNER

    @property
    def goes(self) -> bool:
        """A child without an owner would be nobody's, so it goes along with its last one."""
        return self.owned and not self.owners_left

    @property
    def facts(self) -> list[object]:
        """What a page tells of it. A log that stays may grow meanwhile: nobody loses it."""
        told = [self.child.pk, self.child.name, self.goes]
        if not self.goes:
            return told
        return [*told, self.sessions, self.photos, sorted((carer.pk, carer.role) for carer in self.others)]


@dataclass(frozen=True)
class Leaving:
    """What a person leaves behind, and what goes along, when their account is deleted."""

    person: Person
    partings: list[Parting] = field(default_factory=list)

    @classmethod
    def of(cls, person: Person) -> "Leaving":
        """Two queries, however many the children and however long their logs."""
        of_my_children = Carer.objects.filter(child__carers__person=person)
        carers = of_my_children.select_related("child", "person").order_by("child__name", "child", "since", "pk")
        mine = {carer.child_id: carer for carer in carers if carer.person_id == person.pk}
        of_each = Child.objects.filter(pk__in=[*mine]).order_by()
        counts = of_each.values_list("pk", _count(Session.objects.all()), _count(Photo.objects.all()))
        logged = {child_id: (sessions or 0, photos or 0) for child_id, sessions, photos in counts} if mine else {}
        partings = [
            Parting(
                carer.child,
                carer.role,
                [other for other in carers if other.child_id == child_id and other.pk != carer.pk],
                *logged.get(child_id, (0, 0)),
            )
            for child_id, carer in mine.items()
        ]
        return cls(person, partings)

    @property
    def goes(self) -> list[Parting]:
        return [parting for parting in self.partings if parting.goes]

    @property
    def stays(self) -> list[Parting]:
        return [parting for parting in self.partings if not parting.goes]

    @property
    def told(self) -> str:
        """Known again only if a page made now would tell the same."""
        facts = json.dumps([parting.facts for parting in self.partings])
        return hashlib.sha256(facts.encode()).hexdigest()

    # --- verbs ---

    @classmethod
    def for_good(cls, person: Person, told: str) -> bool:
        """Deletes the person and the children who have no other owner, if that is what the page `told`.

        Raises Changed when it is not any more. False when the person was gone already: leaving twice is leaving once.
        """
        try:
            cls._for_good(person, told)
        except Changed:
            if Person.objects.filter(pk=person.pk).exists():
                raise
            return False
        return True

    @classmethod
    def _for_good(cls, person: Person, told: str) -> None:
        with _nobody_else_writing(person) as children:
            here = Person.objects.select_for_update().filter(pk=person.pk).first()
            if here is None:
                raise Changed
            leaving = cls.of(here)
            if leaving.told != told or not {parting.child.pk for parting in leaving.partings} <= children:
                raise Changed
            for parting in leaving.goes:
                parting.child.delete()
            _forget(here)
            here.erase()


@contextmanager
def _nobody_else_writing(person: Person) -> Iterator[set[int]]:
    """The one writer at each child that the person has a trace at, so that no write brings their name back.

    The children come first, always in the same order, and the person last: that is how all other writes lock too. Of
    two owners who leave at once the second therefore waits, and then finds the child theirs alone.
    """
    with transaction.atomic(), ExitStack() as writing:
        children = _children_with_a_trace_of(person)
        for child in children:
            try:
                writing.enter_context(child.writing())
            except Child.DoesNotExist as gone:
                raise Changed from gone
        yield {child.pk for child in children}


def _count(rows: "QuerySet") -> Subquery:
    """How many of them the child has that is asked for; None is none."""
    of_child = rows.filter(child=OuterRef("pk")).order_by().values("child")
    return Subquery(of_child.annotate(many=Count("pk")).values("many"))


def _children_with_a_trace_of(person: Person) -> "QuerySet[Child]":
    """In the order of their numbers. Also those the person once cared for: their logs still say who logged."""
    traces = (
        Carer.objects.filter(person=person).values("child"),
        Session.objects.filter(Q(logged_by=person) | Q(changed_by=person) | Q(removed_by=person)).values("child"),
        Change.objects.filter(by=person).values("session__child"),
        Photo.objects.filter(Q(added_by=person) | Q(removed_by=person)).values("child"),
        Trial.objects.filter(by=person).values("child"),
        Timer.objects.filter(started_by=person).values("child"),
        Receipt.objects.filter(by=person).values("child"),
        GuestLink.objects.filter(made_by=person).values("child"),
        _invitations_that_know(person).values("child"),
    )
    found = Q()
    for trace in traces:
        found |= Q(pk__in=trace)
    return Child.objects.filter(found).order_by("pk")


def _invitations_that_know(person: Person) -> "QuerySet[Invitation]":
    return Invitation.objects.filter(Q(made_by=person) | Q(used_by=person) | Q(email__in=_addresses_of(person)))


def _addresses_of(person: Person) -> list[str]:
    others = EmailAddress.objects.filter(user_id=person.pk).values_list("email", flat=True)
    return [*{person.email.lower(), *(email.lower() for email in others)}]


def _forget(person: Person) -> None:
    """What deleting the person does not reach by itself.

    An invitation that is still open was the person's word, so it ends with them. A guest link stays: it is the child's,
    and the owners who remain see it and can end it.
    """
    now = timezone.now()
    Invitation.objects.filter(made_by=person, used_at=None, revoked_at=None).update(revoked_at=now)
    Invitation.objects.filter(Q(used_by=person) | Q(email__in=_addresses_of(person))).update(email="")
