"""Links that nobody can guess, and that nobody may try to: an address that brought many wrong ones has to wait."""

from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

WRONG_LINKS = 20  # only wrong ones count: behind one address there may be a whole clinic
WAIT = 60  # seconds without a wrong link, and all is forgotten
A_HOUSEHOLD = 64  # of an address's 128 bits, those that the one who asks cannot choose


def is_guessing(request: HttpRequest) -> bool:
    """One read of the cache."""
    return bool(cache.get(_key(request), 0) >= WRONG_LINKS)


def count_wrong_link(request: HttpRequest) -> None:
    cache.set(_key(request), cache.get(_key(request), 0) + 1, WAIT)


def _key(request: HttpRequest) -> str:
    address = get_adapter().get_client_ip(request)
    known = ip_address(address)
    where = ip_network((known, A_HOUSEHOLD), strict=False) if isinstance(known, IPv6Address) else known
    return f"wrong-links-{where}"
