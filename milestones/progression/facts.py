"""The records a log hands over: all that the domain needs to know, and nothing about how it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

THE_FLOOR = ""  # stands where a movement's slug would: the whole day on the floor, whatever was seen

Mark = Literal["tried", "not-for-us"]


@dataclass(frozen=True, slots=True)
class ChildFacts:
    born: date
    due: date | None = None


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What one local day's log holds of one movement, or of the floor as a whole when `movement` is THE_FLOOR."""

    day: date
    movement: str
    sessions: int = 1
    minutes: int = 0  # time on the floor; only on THE_FLOOR's record
    details: Mapping[str, int] = field(default_factory=dict)  # detail slug: in how many of the sessions


@dataclass(frozen=True, slots=True)
class TrialFacts:
    """A tip that a carer marked, on a local day."""

    tip: str
    mark: Mark
    day: date
