import sys

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

TRY_AGAIN_AFTER = "5"  # seconds


def server_error(request: HttpRequest) -> HttpResponse:
    """503 while the database is busy or does not answer, 500 for a fault of ours. Neither page asks anyone anything."""
    if not isinstance(sys.exc_info()[1], DatabaseError):
        return HttpResponse(render_to_string("500.html"), status=500)
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": TRY_AGAIN_AFTER})
