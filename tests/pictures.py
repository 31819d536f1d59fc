"""Photos for the tests: made here, of nobody."""

from io import BytesIO
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from crawltrack.accounts.models import Person
from milestones import developing
from milestones.models import Photo, Session


def picture(width: int = 640, height: int = 480, hue: int = 30, kind: str = "JPEG", **saved: object) -> bytes:
    """A picture file: a room with a floor, a window and a round head somewhere, so that crops and turns are seen."""
    image = Image.new("RGB", (width, height), f"hsl({hue}, 45%, 82%)")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 0.62, width, height), f"hsl({hue}, 35%, 62%)")
    draw.rectangle((width * 0.08, height * 0.1, width * 0.3, height * 0.4), "hsl(200, 60%, 90%)")
    head = min(width, height) * 0.18
    across, down = width * 0.6, height * 0.55
    draw.ellipse((across - head, down - head, across + head, down + head), f"hsl({(hue + 180) % 360}, 50%, 55%)")
    kept = BytesIO()
    image.save(kept, kind, **saved)
    return kept.getvalue()


def photo(session: Session, by: Person, sent: bytes | None = None, caption: str = "", id: UUID | None = None) -> Photo:
    """A developed photo of the session, through the one write path."""
    file = ContentFile(sent or picture(hue=30 + 40 * session.photos.count()), "picture.jpg")
    made = Photo.objects.add(session.child, by, id or uuid4(), file, session=session.pk, caption=caption)
    developing.develop_all()
    made.refresh_from_db()
    return made
