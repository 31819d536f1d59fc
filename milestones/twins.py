"""What one tap does for twins: each child has it in a session of its own, and one undo takes both back."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID, uuid5

from crawltrack.accounts.models import Person
from milestones.models import Child, Session


def asked_for(twins: Iterable[Child], named: Collection[object]) -> list[Child]:
    """Of the twins for whom the person may log, those whose number is named. Any other number is nobody's."""
    numbers = {str(number) for number in named}
    return [twin for twin in twins if str(twin.pk) in numbers]


def id_for(twin: Child, id: UUID) -> UUID:
    """The session that a tap begins for the twin when it would begin `id` for the child."""
    return uuid5(id, str(twin.pk))


def untap(
    session: Session, twins: Iterable[Child], by: Person, movement: str, said_at: datetime | None = None
) -> Session:
    """Takes a movement back, and what the same tap logged for twins. What another tap logged for them stays."""
    tapped_at = session.seen_at.get(movement)
    for twin in twins:
        theirs = tapped_at and Session.objects.tapped_with(twin, movement, tapped_at)
        if theirs:
            theirs.unsee(by, movement, said_at)
    return session.unsee(by, movement, said_at)  # last, because it says what the tap was
