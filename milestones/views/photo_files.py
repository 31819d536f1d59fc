from typing import cast
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from milestones.models import Child, Photo, photo_files
from milestones.views.access import ChildRequest, carer_reads


@carer_reads
@require_safe
def photo_file(request: ChildRequest, child: Child, photo_id: UUID, size: str) -> HttpResponse:
    """One size of a photo."""
    # What was sent for the portrait alone is seen by those who cut it.
    shown = Photo.objects.for_portrait(child) if request.carer.owns else Photo.objects.of_log(child)
    photo = get_object_or_404(shown.filter(state="ready"), pk=photo_id)
    if size not in photo_files.VARIANTS:
        raise Http404
    return cast(HttpResponse, FileResponse(photo_files.get(photo.name, size)))
