from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from crawltrack.accounts.models import Person
from milestones import twins
from milestones.device_clock import DeviceClock
from milestones.forms.entry import Entry, key_of
from milestones.models import Carer, Child, Receipt, Session
from milestones.outbox.asked import Asked, Refused, Taken
from milestones.outbox.verbs import VERBS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an entry."""

    key: str | None
    session: UUID | None = None
    refused: Refused | None = None
    firsts: tuple[tuple[Child, tuple[str, ...]], ...] = ()
    also: frozenset[int] | None = None  # the twins that a tap was for too; None for anything else, and for a repeat

    def as_json(self) -> dict[str, Any]:
        no = self.refused
        if no:
            return {"key": self.key, "state": "refused", "why": no.why, "errors": no.errors, "mend": no.mend}
        return {"key": self.key, "state": "done", "session": self.session}


@dataclass(frozen=True, slots=True)
class Outbox:
    """Takes what one person sends for one child."""

    by: Person
    carer: Carer  # what the person may do here
    twins: list[Child]
    here: str
    clock: DeviceClock
    _known: dict[tuple[int, UUID], Receipt] = field(default_factory=dict)

    def take_all(self, sent: list[Any]) -> list[Outcome]:
        """An outcome for each, in order; what is refused writes nothing.

        Costs one query, and a bounded number for each entry that is new. Raises Child.DoesNotExist when the child is
        gone.
        """
        entries = [Entry.read(each, self.here) for each in sent]
        keys = [entry.key for entry in entries if entry]
        self._known.update(Receipt.objects.known([self.carer.child, *self.twins], keys))
        return [self._outcome(key_of(each), entry) for each, entry in zip(sent, entries, strict=True)]

    def _outcome(self, key: str | None, entry: Entry | None) -> Outcome:
        try:
            return self._take(key, entry)
        except Refused as refused:
            return Outcome(key, refused=refused)
        except ValidationError as problem:
            return Outcome(key, refused=Refused(" ".join(problem.messages)))
        except Session.DoesNotExist:
            return Outcome(key, refused=Refused(_("This is not in the log any more.")))

    def _take(self, key: str | None, entry: Entry | None) -> Outcome:
        if entry is None:
            raise Refused(_("This did not arrive whole. Please log it once more."))
        if not self.carer.may_log and (self.carer.child.pk, entry.key) not in self._known:
            why = _("You can read the log of %(name)s, but not add to it any more. An owner can change that.")
            raise Refused(why % {"name": self.carer.child.name})
        asked = self._asked(entry)
        taken = self._once(entry.key, asked)
        also = twins.asked_for(self.twins, entry.said.get("also", ()))
        firsts = [(asked.child, taken.firsts), *((twin, self._tap_for(twin, entry, asked).firsts) for twin in also)]
        is_new_tap = entry.kind == "tap" and taken.is_new
        remembered = frozenset(twin.pk for twin in also) if is_new_tap else None
        return Outcome(key, taken.session, firsts=tuple(firsts), also=remembered)

    def _asked(self, entry: Entry) -> Asked:
        opened = entry.said.get("opened")
        return Asked(
            child=self.carer.child,
            twins=self.twins,
            by=self.by,
            kind=entry.kind,
            at=self.clock.moment(entry.at),
            zone=entry.zone,
            said=entry.said,
            opened=None if opened is None else self.clock.moment(opened),
        )

    def _tap_for(self, twin: Child, entry: Entry, asked: Asked) -> Taken:
        """The same tap for a twin, which has a receipt of its own: the phone may have been cut off between the two."""
        said = entry.said | {"session": twins.id_for(twin, entry.said["session"])}
        try:
            return self._once(entry.key, replace(asked, child=twin, said=said))
        except Child.DoesNotExist:
            return Taken()

    def _once(self, key: UUID, asked: Asked) -> Taken:
        """Does what is asked, unless it was done before; that it was is written in the same transaction."""
        known = self._known.get((asked.child.pk, key))
        if known:
            return Taken(known.session, is_new=False)
        with asked.child.writing(asked.writes_too) as child:
            known = Receipt.objects.filter(child=child, key=key).first()  # another sending was faster
            taken = Taken(known.session, is_new=False) if known else VERBS[asked.kind](asked)
            receipt = known or Receipt.objects.create(child=child, key=key, by=asked.by, session=taken.session)
        self._known[asked.child.pk, key] = receipt
        return taken
