import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import page_not_found

from milestones.models import Child, Session

log = logging.getLogger(__name__)


class GoneOrBusyMiddleware:
    """What can go wrong under any view: the child or session is gone (404), or the database is busy (503)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Child.DoesNotExist | Session.DoesNotExist):
            return page_not_found(request, exception)
        if isinstance(exception, OperationalError):
            log.exception("The database did not answer %s %s", request.method, request.path)
            response = render(request, "503.html", status=503)
            response["Retry-After"] = "5"
            return response
        return None
