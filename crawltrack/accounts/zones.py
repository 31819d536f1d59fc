"""Which time zone a person's clock is in."""

from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import HttpRequest

COOKIE = "zone"  # static/js/zone.js keeps it at what the browser's clock is in
REGIONS = {
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
}


@lru_cache(maxsize=1)
def known_zones() -> frozenset[str]:
    """Every IANA zone name this machine knows."""
    return frozenset(available_timezones())


def zone_of(request: HttpRequest) -> str:
    """The IANA zone a request is made from: chosen on the account, else the browser's, else the site's."""
    chosen = getattr(request.user, "zone", "") if hasattr(request, "user") else ""
    return chosen if chosen in known_zones() else device_zone(request)


def device_zone(request: HttpRequest) -> str:
    """The IANA zone the browser's clock is in, as far as it has said so; else the site's."""
    said = request.COOKIES.get(COOKIE, "")
    return said if said in known_zones() else settings.TIME_ZONE


def clock_of(request: HttpRequest) -> ZoneInfo:
    return ZoneInfo(zone_of(request))


@lru_cache(maxsize=1)
def by_region() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Choices for a select: (region, ((zone, words), ...)), both in the order of the alphabet, UTC last."""
    places = sorted(zone for zone in known_zones() if zone.partition("/")[0] in REGIONS and "/" in zone)
    regions = groupby(places, key=lambda zone: zone.partition("/")[0])
    named = [(region, tuple((zone, words_for(zone)) for zone in zones)) for region, zones in regions]
    return (*named, ("UTC", (("UTC", "UTC"),)))


def words_for(zone: str) -> str:
    """A zone as a person reads it: "Buenos Aires, Argentina" for America/Argentina/Buenos_Aires."""
    region, _slash, place = zone.partition("/")
    return ", ".join(reversed(place.split("/"))).replace("_", " ") if place and region in REGIONS else zone
