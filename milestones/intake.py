"""Takes in the photos that come with a form. Each is judged alone: what can be kept stays, whatever the others are."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.template.loader import render_to_string

from crawltrack.accounts.models import Person
from crawltrack.uploads import CUT_OFF, not_kept
from milestones import developing
from milestones.models import Child, Photo, Receipt
from milestones.models.photo import too_many

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class NotTaken:
    name: str  # of the file, as it is called on the phone
    why: str

    @property
    def short_name(self) -> str:
        """Its beginning tells which one, its end of which kind."""
        return self.name if len(self.name) <= LONGEST_NAME else f"{self.name[: LONGEST_NAME - 12]}…{self.name[-11:]}"


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form brought in one of its fields."""

    files: list[UploadedFile]
    refused: list[NotTaken]
    is_whole: bool  # False when it broke off on the way

    def __bool__(self) -> bool:
        return bool(self.files or self.refused)


@dataclass(frozen=True, slots=True)
class Taken:
    photos: list[Photo]
    refused: list[NotTaken]


def sent_in(request: HttpRequest, field: str) -> Sent:
    """The files that can be looked at, and a sentence for each of the others."""
    lost = not_kept(request, field)
    files, refused = [], [NotTaken(each.name, why(each.why)) for each in lost]
    for file in request.FILES.getlist(field):
        if file.size:
            files.append(file)
        else:
            refused.append(NotTaken(str(file.name), why("empty")))
    return Sent(files, refused, is_whole=all(each.why != CUT_OFF for each in lost))


def why(code: str) -> str:
    """In the words of the darkroom, which says the same of what it finds out later."""
    return " ".join(too_many().messages) if code == "many" else render_to_string(f"photos/why/_{code}.html").strip()


def take_all(child: Child, by: Person, session: UUID, sent: Sent) -> Taken:
    """Adds what was sent to a session of the child's. Raises Session.DoesNotExist when its log does not have that.

    The same form sent twice adds nothing twice: a photo is known by what is in it.
    """
    taken = Taken([], [*sent.refused])
    for file in sent.files:
        try:
            taken.photos.append(Photo.objects.add(child, by, _name_for(child, session, file), file, session))
        except ValidationError as problem:
            taken.refused.append(NotTaken(str(file.name), " ".join(problem.messages)))
    developing.wake()
    return taken


def _name_for(child: Child, session: UUID, file: File) -> UUID:
    """The id of this very picture in this session; another one when it was removed, and now is wanted again."""
    digest = sha256()
    for portion in file.chunks():
        digest.update(portion)
    file.seek(0)
    id = uuid5(session, digest.hexdigest())
    while _was_removed(child, id):
        id = uuid5(id, "once more")
    return id


def _was_removed(child: Child, id: UUID) -> bool:
    known = Photo.objects.filter(pk=id).first()
    return known.removed_at is not None if known else Receipt.objects.filter(child=child, key=id).exists()
