from collections.abc import Callable
from http import HTTPStatus

from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, has_vary_header

from crawltrack.accounts import devices
from crawltrack.accounts.zones import clock_of


class PrivateMiddleware:
    """What depends on who asks is kept by their own browser at most, never by a cache that others share."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if has_vary_header(response, "Cookie"):
            response.headers.setdefault("Cache-Control", "private")
        return response


class SignInMiddleware(SessionMiddleware):
    """Who was signed out while the request ran, by another device or because the account went, is asked to sign in."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except SessionInterrupted:
            return redirect_to_login("/")


class ZoneMiddleware:
    """Pages show times on the clock of the person who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(clock_of(request)):
            return self.get_response(request)


class DeviceMiddleware:
    """Keeps in mind, once a day, that a device was here. All other requests cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not devices.was_here_today(request):
            try:
                devices.note(request)
            except IntegrityError:  # the account went since this request began
                return redirect_to_login("/")
        return self.get_response(request)


class StatusMiddleware:
    """The status says what the page says: a form that needs another look is 422, "wait a minute" names the minute.

    allauth answers 200 to a form with errors; scripts and password managers would take that for a success. And what it
    shows (a key to scan, recovery codes, addresses) no browser or proxy may keep.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            response.headers.setdefault("Retry-After", "60")
        if request.path_info.startswith("/accounts/"):
            add_never_cache_headers(response)
        return response

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        forms = [(response.context_data or {}).get(name) for name in ("form", "webauthn_form")]
        wrong = any(getattr(form, "errors", None) for form in forms)
        if response.status_code == HTTPStatus.OK and request.method == "POST" and wrong:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response
