from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from milestones.progression.facts import THE_FLOOR

if TYPE_CHECKING:
    from crawltrack.accounts.models import Person
    from milestones.models.session import Session

NEWS_LASTS = timedelta(days=14)  # who comes back later reads the history; it keeps today quick however long the log is
MOST_NEWS = 200  # sessions


@dataclass(frozen=True, slots=True)
class News:
    """What others put into the log since a carer was last told."""

    people: "tuple[Person | None, ...]"  # None for somebody who has left
    logged: tuple[str, ...]  # a movement for each that was seen, THE_FLOOR for time without one; the latest first
    changed: int  # sessions that were known, and say something else now
    since: datetime  # when the first of it was written
    until: datetime  # and the last

    @property
    def more(self) -> int:
        """How much is left when the first is named."""
        return len(self.logged) + self.changed - 1


def news_for(person_id: int, known_until: datetime, sessions: "Iterable[Session]") -> News | None:
    """What of these sessions is news to somebody who knows the log up to `known_until`. None when nothing is."""
    written = [
        session for session in sessions if session.changed_at > known_until and session.changed_by_id != person_id
    ]
    if not written:
        return None
    written.sort(key=lambda session: session.changed_at, reverse=True)
    new = [session for session in written if session.logged_at > known_until and session.logged_by_id != person_id]
    return News(
        people=tuple(dict.fromkeys(session.changed_by for session in written)),
        logged=tuple(movement for session in new for movement in session.seen or [THE_FLOOR]),
        changed=len(written) - len(new),
        since=written[-1].changed_at,
        until=written[0].changed_at,
    )
