"""Cuts a child's portrait out of a photo. It is quick enough for a page to wait for it."""

from milestones.darkroom.squares import SQUARES, squares
from milestones.models import Child, Photo, photo_files
from milestones.models.portrait import Cut

LARGEST = max(edge for edge, _quality in SQUARES.values())
LONGEST_ON_SCREEN = 1280  # of the size photo_files.SCREEN


class Unreadable(Exception):
    """The photo's file is lost or broken."""


def hang(child: Child, photo: Photo, cut: Cut) -> None:
    """This square of the photo is the child's portrait from now on.

    Raises Unreadable, Photo.DoesNotExist when the photo is gone meanwhile, and Child.DoesNotExist when the child is.
    """
    try:
        with photo_files.get(photo.name, _sharp_enough(photo, cut)) as file:
            made = squares(file, cut.left, cut.top, cut.side)
    except OSError as problem:
        raise Unreadable from problem
    child.hang_portrait(photo, cut.numbers, made)


def _sharp_enough(photo: Photo, cut: Cut) -> str:
    """The smaller size where it has all the pixels that are needed: it is read three times as fast."""
    width = photo.width * min(1, LONGEST_ON_SCREEN / max(photo.width, photo.height))
    return photo_files.SCREEN if cut.side * width >= LARGEST else photo_files.FULL
