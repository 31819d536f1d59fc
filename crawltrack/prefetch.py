"""A browser, or our own service worker, may fetch a page that nobody looks at. It tells nothing that is told once."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse


def is_not_looked_at(request: HttpRequest) -> bool:
    purposes = {request.headers.get("Sec-Purpose", ""), request.headers.get("Purpose", "")}
    return request.method == "HEAD" or any("prefetch" in purpose for purpose in purposes)


class TellingStorage(CookieStorage):
    """Messages, in a cookie of this site alone, for the next page that somebody looks at."""

    def __iter__(self) -> Iterator[Message]:
        return iter(()) if is_not_looked_at(self.request) else super().__iter__()

    def _update_cookie(self, encoded_data: str, response: HttpResponse) -> None:
        super()._update_cookie(encoded_data, response)  # type: ignore[misc] # the stubs leave it out
        if self.cookie_name in response.cookies:
            response.cookies[self.cookie_name]["path"] = settings.SESSION_COOKIE_PATH
