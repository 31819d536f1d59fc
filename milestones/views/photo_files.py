from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from milestones.models import Child, Photo, photo_files
from milestones.models.text import as_file_name
from milestones.views.access import ChildRequest, GuestRequest, carer_reads, guest_reads


@carer_reads
@require_safe
def photo_file(request: ChildRequest, child: Child, photo_id: UUID, size: str) -> HttpResponse:
    """One size of a photo. With `?download`, the largest JPEG is one to keep, named by the child and the day."""
    photo = get_object_or_404(Photo.objects.open_to(request.carer, request.now), pk=photo_id)
    to_keep = size == photo_files.TO_KEEP and "download" in request.GET
    return _answer(request, photo, size, download=_name_to_keep(child, photo) if to_keep else "")


@guest_reads
@require_safe
def shared_photo(request: GuestRequest, child: Child, photo_id: UUID, size: str) -> HttpResponse:
    """The same for somebody with a guest link that shows photos: of those on the journey."""
    shown = Photo.objects.firsts(child).values() if request.guest.sees_photos else ()
    for photo in shown:
        if photo.pk == photo_id:
            return _answer(request, photo, size)
    raise Http404


def _answer(request: ChildRequest | GuestRequest, photo: Photo, size: str, download: str = "") -> HttpResponse:
    if size not in photo_files.VARIANTS:
        raise Http404
    path = photo_files.path(photo.name, size)
    return photo_files.store().answer(request, path, called="photo", download=download)


def _name_to_keep(child: Child, photo: Photo) -> str:
    """ "Mira 2026-05-12.jpg"."""
    day = photo.session.day if photo.session else photo.added_at.date()
    return f"{as_file_name(child.name)} {day}.jpg".strip()
