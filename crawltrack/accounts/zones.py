"""Which time zone a person's clock is in."""

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import HttpRequest

COOKIE = "zone"  # static/js/zone.js keeps it at what the browser's clock is in


@lru_cache(maxsize=1)
def known_zones() -> frozenset[str]:
    """Every IANA zone name this machine knows."""
    return frozenset(available_timezones())


def zone_of(request: HttpRequest) -> str:
    """The IANA zone a request is made from: chosen on the account, else the browser's, else the site's."""
    chosen = getattr(request.user, "zone", "") if hasattr(request, "user") else ""
    for zone in (chosen, request.COOKIES.get(COOKIE, "")):
        if zone in known_zones():
            return zone
    return settings.TIME_ZONE


def clock_of(request: HttpRequest) -> ZoneInfo:
    return ZoneInfo(zone_of(request))
