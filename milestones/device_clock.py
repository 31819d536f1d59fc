"""When something really was that a phone says was at a moment of its own clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NO_MORE_THAN_THE_WAY_HERE = timedelta(minutes=2)  # so much may be a slow connection, and is no wrong clock


def at_milliseconds(count: int) -> datetime:
    return EPOCH + timedelta(milliseconds=count)


@dataclass(frozen=True, slots=True)
class DeviceClock:
    shows: int  # what the phone's clock showed when it sent, in milliseconds since 1970
    now: datetime  # the server's, when that arrived

    @property
    def is_behind_by(self) -> timedelta:
        """How much must be added to it; nothing for a clock that is right."""
        apart = self.now - at_milliseconds(self.shows)
        return apart if abs(apart) >= NO_MORE_THAN_THE_WAY_HERE else timedelta(0)

    def moment(self, shown: int) -> datetime:
        """The moment at which it showed this many milliseconds; never one that is still to come."""
        return min(at_milliseconds(shown) + self.is_behind_by, self.now)
