from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from crawltrack.accounts.models import Person
from milestones.models import Child, Receipt, Session


class Refused(Exception):
    """It cannot be done: `why` is a sentence, `errors` are by field, `mend` is the way out if there is one."""

    def __init__(self, why: str, errors: dict[str, list[str]] | None = None, mend: str = "") -> None:
        super().__init__(why)
        self.why, self.errors, self.mend = why, errors or {}, mend


@dataclass(frozen=True, slots=True)
class Taken:
    session: UUID | None = None
    firsts: tuple[str, ...] = ()
    is_new: bool = True  # False when it had been taken before


@dataclass(frozen=True, slots=True)
class Asked:
    """What an entry asks of one child's log."""

    child: Child
    twins: list[Child]  # for whom the same person may log
    by: Person
    kind: str
    at: datetime  # when it was done, whatever the phone's clock showed
    zone: str
    said: dict[str, Any]
    opened: datetime | None = None  # when its form was filled in by the phone's clock

    @property
    def writes_too(self) -> list[Child]:
        """The other children whose logs it writes in the same breath."""
        return self.twins if self.kind == "untap" else []

    @property
    def session(self) -> Session:
        """The session that is meant, in the bin or not. Raises Session.DoesNotExist, also for another child's."""
        found: Session = Session.objects.with_seen().filter(child=self.child).get(pk=self.session_id)
        return found

    @property
    def session_id(self) -> UUID:
        """Where the entry went that is named, which the phone may not have heard; else what the phone calls it."""
        meant: UUID = Receipt.objects.session_meant(self.child, self.said["session"], self.said["tap"])
        return meant
