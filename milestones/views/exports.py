from typing import cast

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from milestones.exchange import archive
from milestones.models import Child
from milestones.views.access import ChildRequest, carer_owns

PIECE = 256 * 1024  # bytes that are sent at once


@carer_owns
@require_safe
def exports(request: ChildRequest, child: Child) -> HttpResponse:
    """What a family can take along, and how."""
    context = {"page": "settings", "sessions": child.sessions.count(), "photos": _pictures_of(child)}
    return render(request, "exports/exports.html", context)


def _pictures_of(child: Child) -> int:
    return child.photos.filter(state="ready").count()


@carer_owns
@require_safe
@cache_control(private=True, no_store=True)
def journal(request: ChildRequest, child: Child) -> HttpResponse:
    """Everything of the child in one ZIP, made now and kept nowhere."""
    packed = archive.pack(child, request.now)
    name = archive.file_name(child, request.now)
    response = FileResponse(packed, as_attachment=True, filename=name, content_type="application/zip")
    response.block_size = PIECE
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Encoding"] = "identity"  # it is packed already; packed again, its length would be unknown
    return cast(HttpResponse, response)  # as Django's own decorators take it
