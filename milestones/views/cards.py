"""A first as a picture to keep or to send: the page on which it is chosen, and the picture itself."""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import IO, Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import get_language_bidi
from django.views.decorators.http import require_safe

from crawltrack import __version__
from crawltrack.private_store import headers_of
from milestones import cards
from milestones.models import Child, Photo, Tally, photo_files
from milestones.progression.age import Ages
from milestones.progression.movements import BY_SLUG, Movement
from milestones.views.access import ChildRequest, carer_reads

DRAWING = "drawing"
NOT_IN_A_FILE_NAME = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True, slots=True)
class First:
    """The first sighting of a movement, and the photos that its card can show."""

    movement: Movement
    day: date
    ages: Ages
    photos: list[Photo]
    photos_are_of_it: bool  # and not of a later day


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of its cards it shall be."""

    shape: str
    named: bool
    photo: Photo | None  # none is our drawing

    @property
    def query(self) -> dict[str, str]:
        said = {"shape": self.shape, "name": "on" if self.named else "off"}
        return said | {"photo": str(self.photo.pk) if self.photo else DRAWING}


@carer_reads
@require_safe
def card(request: ChildRequest, child: Child, movement: str) -> HttpResponse:
    """The card large, and what can be chosen about it."""
    first = _first(child, movement)
    choice = _choice(request, child, first)
    address = reverse("card-file", args=[child.pk, movement])
    told = _card(child, first, choice)
    context: dict[str, Any] = {
        "page": "journey",
        "first": first,
        "choice": choice,
        "shapes": cards.SHAPES,
        "size": cards.SHAPES[choice.shape],
        "told": f"{told.title} {', '.join(told.facts)}.",
        "can_write_name": _can_write_name(child),
        "address": address,
        "file": f"{address}?{urlencode(choice.query)}",
    }
    return render(request, "cards/card.html", context)


@carer_reads
@require_safe
def card_file(request: ChildRequest, child: Child, movement: str) -> HttpResponse:
    """The picture. It is made anew for each who asks, so it is asked for by what it is made from."""
    first = _first(child, movement)
    choice = _choice(request, child, first)
    told = _card(child, first, choice)
    tag = sha256(f"{__version__} {told} {choice.photo and choice.photo.name}".encode()).hexdigest()[:32]
    unchanged = get_conditional_response(request, etag=f'"{tag}"')
    response = unchanged or HttpResponse(cards.draw(told, _file(choice.photo)))
    called = content_disposition_header(False, _file_name(child, first, choice)) or "inline"
    own = {"ETag": f'"{tag}"', "Content-Disposition": called, "Content-Encoding": "identity"}
    for name, value in (headers_of("card.jpg", called="card", download="") | own).items():
        response[name] = value
    return response


def _first(child: Child, slug: str) -> First:
    """Raises Http404 when the movement has not been seen."""
    movement, tally = BY_SLUG.get(slug), Tally.objects.firsts(child).get(slug)
    if movement is None or tally is None:
        raise Http404
    own = [*Photo.objects.of_log(child).filter(session=tally.earliest_id)]
    later = [] if own else [photo for of, photo in Photo.objects.firsts(child).items() if of == slug]
    return First(movement, tally.day, child.ages_on(tally.day), own or later, bool(own))


def _choice(request: HttpRequest, child: Child, first: First) -> Choice:
    """What was asked for; what cannot be had is as if nothing had been."""
    shape, photo = request.GET.get("shape", ""), request.GET.get("photo", "")
    offered: dict[str, Photo | None] = {str(each.pk): each for each in first.photos} | {DRAWING: None}
    as_it_comes = first.photos[0] if first.photos_are_of_it else None
    return Choice(
        shape=shape if shape in cards.SHAPES else next(iter(cards.SHAPES)),
        named=request.GET.get("name") != "off" and _can_write_name(child),
        photo=offered.get(photo, as_it_comes),
    )


def _can_write_name(child: Child) -> bool:
    return cards.can_write(child.name, child.zone)


def _card(child: Child, first: First, choice: Choice) -> cards.Card:
    """What is told on it, in the words of the page."""
    facts = render_to_string("cards/_facts.txt", {"first": first, "photo": choice.photo})
    return cards.Card(
        name=child.name if choice.named else "",
        title=str(first.movement.first_title),
        facts=tuple(line for line in facts.splitlines() if line.strip()),
        drawing=first.movement.drawing,
        hue=first.movement.hue,
        skin=child.skin,
        zone=child.zone,
        rtl=get_language_bidi(),
        shape=choice.shape,
    )


def _file(photo: Photo | None) -> IO[bytes] | None:
    """The smallest file of the photo that is as wide as a card. None when there is no photo, or no file of it."""
    if photo is None:
        return None
    try:
        return photo_files.get(photo.name, photo_files.SCREEN if photo.width > photo.height else photo_files.TO_KEEP)
    except FileNotFoundError:
        return None


def _file_name(child: Child, first: First, choice: Choice) -> str:
    """ "Mira backward.jpg"."""
    said = f"{child.name if choice.named else ''} {first.movement.word}"
    return f"{NOT_IN_A_FILE_NAME.sub(' ', said).strip(' .')}.jpg"
