"""How things are written and drawn on a page. Formatting only, never a query."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.template.base import Parser, Token
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crawltrack.accounts.models import Person
from milestones.drawings import SPRITE, view_boxes
from milestones.progression import movements, tips
from milestones.progression.age import Age
from milestones.progression.journey import Stop

register = template.Library()

SPACE_BEFORE_STOP = re.compile(r"\s+([.,)])")
YEARS_FROM_MONTHS = 24
FACES = ("m-up", "m-round", "m-back", "m-knees", "m-fwd")
MESSAGE_KINDS = ("first", "guest-link", "session-removed", "session-moved", "photo-removed")
TURNS = ("back", "undo")  # the icons that point the other way where one reads from right to left
FULL_SCENES = frozenset(name for name in view_boxes() if name == "room" or name.startswith("scene-"))


@register.simple_tag
def drawing(name: str, css: str = "fig", alt: str = "", view_box: str = "", fit: str = "") -> SafeString:
    """One of our drawings. With `alt` it is a picture with that description, without it is decoration."""
    box = view_box or view_boxes()[name]
    _left, _top, width, height = view_boxes()[name].split()
    role = format_html('role="img" aria-label="{}"', alt) if alt else SafeString('aria-hidden="true"')
    aspect = format_html(' preserveAspectRatio="{}"', fit) if fit else ""
    return format_html(
        '<svg class="{}" viewBox="{}" width="{}" height="{}" {}{}><use href="{}#{}" width="{}" height="{}"/></svg>',
        css, box, width, height, role, aspect, static(SPRITE), name, width, height,
    )  # fmt: skip


@register.simple_tag
def scene(name: str, alt: str) -> SafeString:
    """A drawing that fills the box it stands in; what lies outside the drawing's frame is wall and floor."""
    left, top, width, height = (float(number) for number in view_boxes()[name].split())
    frame = f"{left - 20:g} {top + 30:g} {width + 40:g} {height - 30:g}" if name in FULL_SCENES else ""
    css = "scene" if name in FULL_SCENES else "scene on-floor"
    return drawing(name, css=css, alt=str(alt), view_box=frame, fit="xMidYMax meet")


@register.simple_tag
def mark(name: str) -> SafeString:
    """A movement's small drawing, for 32 px."""
    return drawing(f"{name}-s", css="mark")


@register.simple_tag
def under(stop: Stop) -> SafeString:
    """A movement's word inside a sentence, with its floor line under it."""
    return format_html('<span class="under {}">{}</span>', stop.movement.hue, stop.movement.word)


@register.simple_tag
def icon(name: str) -> SafeString:
    return drawing(f"i-{name}", css="icon turns" if name in TURNS else "icon")


@register.simple_tag
def all_movements() -> tuple[movements.Movement, ...]:
    """In the order of the progression."""
    return movements.MOVEMENTS


@register.simple_tag
def as_typed(session: Any) -> SafeString:
    """What a session says, as the fields of the full form hold it, in attributes that the page's scripts read
    (static/js/outbox/items.js). Its note is on the page already."""
    ticked = [*session.seen, *(f"{slug}:{detail}" for slug, details in session.seen.items() for detail in details)]
    said = {
        "session": session.pk,
        "revision": session.revision,
        "when": f"{session.local_start:%Y-%m-%dT%H:%M}",
        "zone": session.zone,
        "minutes": session.minutes or "",
        "seen": " ".join(ticked),
    }
    return format_html_join(" ", 'data-{}="{}"', said.items())


@register.filter
def of(found: Mapping[str, Any] | None, slug: str) -> Any:
    """What stands for `slug` in a page's mapping; None without it, and without a mapping."""
    return (found or {}).get(slug)


@register.filter
def movement(slug: str) -> movements.Movement | None:
    return movements.BY_SLUG.get(slug)


@register.filter
def word(slug: str) -> str:
    """A movement's word inside a sentence; time on the floor without one has a word too."""
    known = movements.BY_SLUG.get(slug)
    return str(known.word) if known else _("time on the floor")


@register.filter
def tip(slug: str) -> tips.Tip | None:
    return tips.BY_SLUG.get(slug)


@register.filter
def hue(slug: str) -> str:
    """The CSS class of a movement's colour; without a movement, the calm one of pushing up."""
    known = movements.BY_SLUG.get(slug)
    return known.hue if known else "m-up"


@register.filter
def face(child_id: int, skin: str) -> str:
    """The CSS classes of a child's portrait: in the chosen skin tone, and of another colour for each of a family."""
    return f"{FACES[child_id % len(FACES)]} skin-{skin or 'drawn'}"


@register.filter
def named(person: Person, names: Mapping[str, str] | None) -> str:
    """What a person is called beside a log: their own word for this child in `names`, or their name anywhere."""
    return (names or {}).get(str(person.pk), person.called)


@register.filter
def all_named(people: Iterable[Person | None], names: Mapping[str, str] | None) -> str:
    """ "Papa and Oma"; None is somebody who has left."""
    return listed(named(person, names) if person else _("someone who has left") for person in people)


@register.filter
def in_detail(slug: str, ticked: list[str]) -> str:
    """ "Circles: to the left." for the details that were ticked for a movement."""
    known = movements.BY_SLUG[slug]
    labels = [str(detail.label) for detail in known.details if detail.slug in ticked]
    return _("%(movement)s: %(details)s.") % {"movement": known.name, "details": listed(labels)}


@register.filter
def detail_labels(known: movements.Movement) -> str:
    """{detail slug: its label}, as JSON, for scripts."""
    return json.dumps({detail.slug: str(detail.label) for detail in known.details}, ensure_ascii=False)


@register.filter
def elsewhere(local_start: datetime, here: str) -> bool:
    """True when the clock that `local_start` was read from shows another time than the clock `here`."""
    return local_start.astimezone(ZoneInfo(here)).utcoffset() != local_start.utcoffset()


@register.filter
def zone_name(zone: str) -> str:
    """ "New York" for "America/New_York"."""
    return zone.rpartition("/")[2].replace("_", " ")


@register.filter
def message_partial(tags: str) -> str:
    """The template that shows a message: its own kind's, or the plain one."""
    return partial(tags, "messages") if tags in MESSAGE_KINDS else "messages/_plain.html"


@register.tag
def spaced(parser: Parser, token: Token) -> template.Node:
    """{% spaced %}…{% endspaced %}: single spaces only, none at the ends, none before a comma or a full stop."""
    inside = parser.parse(("endspaced",))
    parser.delete_first_token()
    return _Spaced(inside)


class _Spaced(template.Node):
    def __init__(self, inside: template.NodeList) -> None:
        self.inside = inside

    def render(self, context: template.Context) -> SafeString:
        single_spaced = " ".join(self.inside.render(context).split())
        return SafeString(SPACE_BEFORE_STOP.sub(r"\1", single_spaced))


@register.filter
def age(value: Age) -> str:
    """ "6 months 13 days"; from two years on "2 years 1 month"; before the first month "12 days"."""
    if value.months >= YEARS_FROM_MONTHS:
        years, months = divmod(value.months, 12)
        parts = [_years(years), *([_months(months)] if months else [])]
    elif value.months:
        parts = [_months(value.months), *([_days(value.days)] if value.days else [])]
    else:
        parts = [_days(value.days)]
    return " ".join(parts)


def _years(count: int) -> str:
    return ngettext("%(count)s year", "%(count)s years", count) % {"count": count}


def _months(count: int) -> str:
    return ngettext("%(count)s month", "%(count)s months", count) % {"count": count}


def _days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


@register.filter
def months(count: int) -> str:
    return _months(count)


@register.filter
def minutes(count: int) -> str:
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}


@register.filter
def floor_time(count: int) -> str:
    """ "45 minutes", "2 hours", "12 hours 20 minutes"."""
    hours, rest = divmod(count, 60)
    if not hours:
        return minutes(rest)
    words = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return f"{words} {minutes(rest)}" if rest else words


@register.filter(expects_localtime=True)
def day(value: date, today: date | None = None) -> str:
    """ "12 May", with the year when it is not this one."""
    this_year = (today or timezone.localdate()).year
    return date_format(value, _("j F") if value.year == this_year else _("j F Y"))


@register.filter
def short_day(value: date, today: date) -> str:
    """ "12 May" in three letters, with the year when it is not this one."""
    return date_format(value, _("j M") if value.year == today.year else _("j M Y"))


@register.filter
def near_day(value: date, today: date) -> str:
    """ "Today", "Yesterday", "Wednesday, 12 May", with the year when it is not this one."""
    ago = (today - value).days
    if ago == 0:
        return _("Today")
    if ago == 1:
        return _("Yesterday")
    return date_format(value, _("l, j F") if value.year == today.year else _("l, j F Y"))


@register.filter
def since(at: datetime, zone: str) -> str:
    """ "09:12" for today, "yesterday 18:30", "on 12 May" before, on the clock of `zone`."""
    local, today = at.astimezone(ZoneInfo(zone)), timezone.localdate(timezone=ZoneInfo(zone))
    ago = (today - local.date()).days
    if ago > 1:
        return _("on %(day)s") % {"day": day(local.date(), today)}
    time = clock(at, zone)
    return _("yesterday at %(time)s") % {"time": time} if ago == 1 else _("at %(time)s") % {"time": time}


@register.filter
def clock(moment: datetime, zone: str) -> str:
    """ "14:32" on the clock of `zone`."""
    return date_format(moment.astimezone(ZoneInfo(zone)), _("H:i"))


@register.filter
def moment(at: datetime, zone: str) -> str:
    """ "12 May, 14:32" on the clock of `zone`, with the year when it is not this one."""
    local = at.astimezone(ZoneInfo(zone))
    return _("%(day)s, %(time)s") % {"day": day(local.date()), "time": clock(at, zone)}


@register.filter
def listed(words: Iterable[object]) -> str:
    """ "a", "a and b", "a, b and c"."""
    texts = [str(word) for word in words]
    if len(texts) < 2:
        return "".join(texts)
    return _("%(most)s and %(last)s") % {"most": _(", ").join(texts[:-1]), "last": texts[-1]}


@register.filter
def words_of(slugs: tuple[str, ...]) -> str:
    """ "Hands and knees, Forward" for slugs of movements; commas alone, because a name can hold an "and"."""
    return _(", ").join(str(movements.BY_SLUG[slug].name) for slug in slugs if slug in movements.BY_SLUG)


@register.filter
def add_number(value: float, more: float) -> float:
    return round(value + float(more), 1)


@register.filter
def partial(kind: str, folder: str) -> str:
    """The template that words a kind: "backward-no-forward"|partial:"reasons" is reasons/_backward_no_forward.html."""
    return f"{folder}/_{kind.replace('-', '_')}.html"
