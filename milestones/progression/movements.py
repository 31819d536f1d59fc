"""MOVEMENTS: the one definition of the progression. A graph with `leads_to`, not a ladder."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from milestones.progression import sources
from milestones.progression.sources import Source
from milestones.progression.words import Words


@dataclass(frozen=True, slots=True)
class Detail:
    """How a movement looked, for a parent to tick. Never asked for, only offered."""

    slug: str
    label: Words


@dataclass(frozen=True, slots=True)
class Movement:
    """One kind of movement in the progression."""

    slug: str
    hue: str  # the CSS class that gives the movement its one accent, e.g. "m-back"
    drawing: str  # the symbol in static/drawings.svg; its 32 px mark is f"{drawing}-s"
    name: Words  # as a heading or a tile: "Backward"
    word: Words  # as it stands inside a sentence: "This week it's backward and circles"
    first_title: Words  # celebrates the first sighting: "Off she went, backward" but without a pronoun
    looks_like: Words  # one sentence: what a parent sees
    signs: tuple[Words, ...]  # the signs to look for, each a short line
    trains: tuple[Words, ...]  # what it trains, each a short line
    why: tuple[Words, ...]  # why it comes, paragraphs
    often_comes: Words  # on the map while not seen yet: "Often comes after backward, once the arms pull …"
    ages: Words  # what published lists say about age, with who says it, and that it is no target
    details: tuple[Detail, ...]
    leads_to: tuple[str, ...]  # slugs of the movements it often leads to
    sources: tuple[Source, ...]
