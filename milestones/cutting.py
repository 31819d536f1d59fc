"""Cuts a child's portrait out of a photo. It is quick enough for a page to wait for it."""

from milestones.models import Child, Photo, photo_files
from milestones.models.portrait import Cut


class Unreadable(Exception):
    """The photo's file is lost or broken."""


def hang(child: Child, photo: Photo, cut: Cut) -> None:
    """This square of the photo is the child's portrait from now on.

    Raises Unreadable, Photo.DoesNotExist when the photo is gone meanwhile, and Child.DoesNotExist when the child is.
    """
    from milestones.darkroom.squares import squares  # Pillow is carried by a process that cuts, and by no other

    try:
        with photo_files.get(photo.name, photo_files.TO_KEEP) as file:
            made = squares(file, cut.left, cut.top, cut.side)
    except OSError as problem:
        raise Unreadable from problem
    child.hang_portrait(photo, cut.numbers, made)
