"""Which square of a photo a child's portrait is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

SMALLEST = 10  # percent of the largest square that fits: below it a face is a few blurred dots
# Where a face mostly is, when a baby is photographed: in the middle, a little above it.
AT_FIRST = (50.0, 40.0, 80.0)


@dataclass(frozen=True, slots=True)
class Cut:
    """A square inside a photo: its left and upper edge and its side, all as parts of the photo's width."""

    left: float
    top: float
    side: float

    @classmethod
    def placed(cls, across: float, down: float, size: float, shape: float) -> Self:
        """The square of `size` percent of the largest one, moved `across` and `down` by percents of the room it has.

        So every three numbers from 0 to 100 are a square inside the photo. `shape` is the photo's height by its width.
        """
        side = min(1, shape) * size / 100
        return cls((1 - side) * across / 100, (shape - side) * down / 100, side)

    @classmethod
    def at_first(cls, shape: float) -> Self:
        return cls.placed(*AT_FIRST, shape)

    @classmethod
    def around(cls, x: float, y: float, side: float, shape: float) -> Self:
        """The square with this point in its middle, or as near to that as the photo's edges allow."""
        return cls(_within(x - side / 2, 1 - side), _within(y - side / 2, shape - side), side)

    @classmethod
    def kept(cls, numbers: Sequence[float]) -> Self:
        """As `numbers` wrote it."""
        return cls(*numbers)

    @property
    def numbers(self) -> list[float]:
        return [round(number, 5) for number in (self.left, self.top, self.side)]

    def place(self, shape: float) -> tuple[float, float, float]:
        """What `placed` makes this square of: across, down, size. Where there is no room it is in the middle."""
        room = 1 - self.side, shape - self.side
        across, down = (
            100 * edge / free if free > 1e-6 else 50.0 for edge, free in zip((self.left, self.top), room, strict=True)
        )
        return _within(across, 100), _within(down, 100), _within(100 * self.side / min(1, shape), 100)


def _within(number: float, most: float) -> float:
    return max(0.0, min(number, most))
