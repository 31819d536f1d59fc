from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from crawltrack.accounts.zones import clock_of


class ZoneMiddleware:
    """Pages show times on the clock of the person who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(clock_of(request)):
            return self.get_response(request)
