"""When a photo was taken, as its camera said, beside when its session began."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

from milestones.models.rules import check

if TYPE_CHECKING:
    from milestones.models.session import Session

WORTH_ASKING_FROM = timedelta(minutes=15)


def another_time(session: "Session", taken: str) -> datetime | None:
    """The moment `taken` ("2026-05-12T14:30") on the clock of the session, if that may well be its time and is another.

    None inside the sitting, in the future, before birth, and where `taken` is no time.
    """
    try:
        at = datetime.fromisoformat(taken).replace(tzinfo=ZoneInfo(session.zone))
        check(session.child, at, session.zone)
    except (ValueError, ValidationError):
        return None
    lasted_until = max(session.last_seen_at, session.started_at + timedelta(minutes=session.minutes or 0))
    is_of_sitting = session.started_at - WORTH_ASKING_FROM <= at <= lasted_until + WORTH_ASKING_FROM
    return None if is_of_sitting else at
