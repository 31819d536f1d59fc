from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from milestones.progression.movements import MOVEMENTS
from milestones.progression.tips import TIPS


class PublicPages(Sitemap):
    """The pages that anyone may find: what this is, the movements and the tips."""

    protocol = settings.SITE.scheme

    def items(self) -> list[str]:
        return [
            *(reverse(name) for name in ("start", "tips", "notice", "privacy")),
            *(reverse("movement", args=[movement.slug]) for movement in MOVEMENTS),
            *(reverse("tip", args=[tip.slug]) for tip in TIPS),
        ]

    def location(self, item: str) -> str:
        return item
