"""How photos stand on a page. Formatting only, never a query."""

from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from milestones.progression.age import Ages
from milestones.progression.movements import BY_SLUG
from milestones.templatetags.words import day as day_in_words

register = template.Library()

# The shapes of a photo in the gallery, width by height: each is a class in static/css/photos.css.
SHAPES = ((1, 2), (9, 16), (2, 3), (3, 4), (4, 5), (1, 1), (5, 4), (4, 3), (3, 2), (16, 9), (2, 1))


@register.simple_tag(takes_context=True)
def photo_file(context: Context, photo: Any, size: str) -> str:
    """Where a size of the photo is: a guest has a way of their own to it."""
    if guest := context.get("guest"):
        return reverse("shared-photo", args=[guest.token, photo.pk, size])
    return reverse("photo-file", args=[photo.child_id, photo.pk, size])


@register.simple_tag(takes_context=True)
def photo_page(context: Context, photo: Any) -> str:
    """Where the photo is shown by itself. For a guest that is the photo alone."""
    if context.get("guest"):
        return photo_file(context, photo, "screen.webp")
    return reverse("photo", args=[photo.child_id, photo.pk])


@register.simple_tag(takes_context=True)
def described(context: Context, photo: Any, day: date | str = "") -> str:
    """What stands for the photo where it is not seen: its caption, or whose it is and of which day."""
    if photo.caption:
        return photo.caption
    name = context["child"].name
    if isinstance(day, date):
        return _("Photo of %(name)s, %(day)s") % {"name": name, "day": day_in_words(day, context["today"])}
    return _("Photo of %(name)s") % {"name": name}


@register.filter
def ages_on(child: Any, day: date) -> Ages:
    """How old the child was then."""
    return child.ages_on(day)


@register.filter
def seen_then(session: Any) -> str:
    """ "Backward, Circles": what was seen in the session, which is one that came with it."""
    return ", ".join(str(BY_SLUG[slug].name) for slug in session.seen) if session else ""


@register.filter
def width_at(photo: Any, longest: int) -> int:
    """How many pixels wide the photo is in the size whose longest side is `longest` (SIZES in milestones/darkroom)."""
    most = max(photo.width, photo.height)
    return photo.width if most <= longest else round(photo.width * longest / most)


@register.filter
def shape(photo: Any) -> str:
    """The class of the nearest of SHAPES: "is-4x3"."""
    ratio = photo.width / photo.height
    width, height = min(SHAPES, key=lambda side: max(ratio * side[1] / side[0], side[0] / side[1] / ratio))
    return f"is-{width}x{height}"
