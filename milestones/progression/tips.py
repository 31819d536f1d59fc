"""TIPS: something to try or to know, each tied to movements and with its source."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from milestones.progression import sources
from milestones.progression.sources import Source
from milestones.progression.words import Words


@dataclass(frozen=True, slots=True)
class Tip:
    """One tip. `movements` names the movements it is about; empty means it is for every baby."""

    slug: str
    title: Words
    summary: Words  # one sentence, shown in lists
    picture: str  # the symbol in static/drawings.svg
    picture_alt: Words  # what the picture shows, for those who cannot see it
    movements: tuple[str, ...]
    steps: tuple[Words, ...]  # what to do, each one short step; empty for a tip that is only to know
    why_title: Words
    why: tuple[Words, ...]  # paragraphs
    care: Words  # the safety line, e.g. "Stay beside your baby the whole time."
    sources: tuple[Source, ...]
    to_try: bool = True  # False: something to know, so nobody is asked whether they tried it
