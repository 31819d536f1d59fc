from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from milestones import cutting, developing, intake
from milestones.forms.portrait import CutForm
from milestones.models import Child, Photo, photo_files
from milestones.models.portrait import Cut
from milestones.views.access import ChildRequest, carer_owns, carer_reads

LATEST = 24
# The box, in pixels, that the photo stands in without a script: a touch is told in pixels, so no style may stretch it.
BOX = (288, 340)


@carer_owns
@require_http_methods(["GET", "HEAD", "POST"])
def portrait(request: ChildRequest, child: Child) -> HttpResponse:
    """Which photo, or with `photo` which square of it."""
    said = request.POST if request.method == "POST" else request.GET
    if "photo" in said:
        return _of_a_photo(request, child, _photo(child, said["photo"]))
    return _send(request, child) if request.method == "POST" else _choose(request, child)


@carer_owns
@require_POST
def remove(request: ChildRequest, child: Child) -> HttpResponse:
    """Shows the child by its drawing again."""
    child.take_portrait_down()
    messages.success(request, _("The portrait is gone. %(name)s is a drawing again.") % {"name": child.name})
    return redirect("child-settings", child.pk)


@carer_reads
@require_safe
def portrait_file(request: ChildRequest, child: Child, size: str) -> HttpResponse:
    """One size of the portrait."""
    if not child.portrait or size not in photo_files.SQUARES:
        raise Http404
    return photo_files.store().answer(request, photo_files.path(child.portrait, size), called="portrait")


def _photo(child: Child, id: str) -> Photo:
    if (number := _id(id)) is None:
        raise Http404
    return get_object_or_404(Photo.objects.for_portrait(child), pk=number)


def _id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


# --- which photo ---


def _choose(request: ChildRequest, child: Child, why: str = "", status: int = 200) -> HttpResponse:
    """`why` is what was wrong with the photo that was chosen before."""
    latest = Photo.objects.of_log(child).select_related("session").order_by("-session__started_at", "place")
    there = Photo.objects.for_portrait(child).filter(state="ready")
    context = {
        "page": "settings",
        "new_id": uuid4(),  # made with the page: a photo that is sent twice is one
        "why": why,
        "latest": latest[:LATEST],
        "can_be_cut_anew": child.portrait_of_id and there.filter(pk=child.portrait_of_id).exists(),
    }
    return render(request, "portrait/choose.html", context, status=status)


def _send(request: ChildRequest, child: Child) -> HttpResponse:
    sent = intake.sent_in(request, "file")
    if not sent.files:
        why = sent.refused[0].why if sent.refused else _("No photo was chosen yet. Take one or choose one.")
        return _choose(request, child, why, status=422)
    id = _id(request.POST.get("id", "")) or uuid4()
    try:
        photo = Photo.objects.add(child, request.user, id, sent.files[0])
    except Photo.DoesNotExist:
        raise Http404 from None
    developing.wake()
    return _to(child, photo)


def _to(child: Child, photo: Photo, **cut: float) -> HttpResponse:
    return redirect(reverse("portrait", args=[child.pk], query={"photo": photo.pk, **cut}))


# --- which square of it ---


def _of_a_photo(request: ChildRequest, child: Child, photo: Photo) -> HttpResponse:
    if photo.state == "ready":
        return _save(request, child, photo) if request.method == "POST" else _cut(request, child, photo)
    if request.method == "POST":
        return _to(child, photo)
    if photo.state == "waiting":
        return render(request, "portrait/waiting.html", {"page": "settings", "photo": photo})
    return _choose(request, child, why=intake.why(photo.why))


def _cut(request: ChildRequest, child: Child, photo: Photo) -> HttpResponse:
    shape = photo.height / photo.width
    asked = CutForm(request.GET)
    cut = asked.cut(shape) if asked.is_valid() else _before(child, photo)
    return _show(request, photo, CutForm(initial=CutForm.filled(cut, shape)), cut)


def _save(request: ChildRequest, child: Child, photo: Photo) -> HttpResponse:
    """Or shows only: with `show`, or when the face in the photo was touched."""
    form, shape = CutForm(request.POST), photo.height / photo.width
    if not form.is_valid():
        return _show(request, photo, form, _before(child, photo), status=422)
    if "show" in request.POST or "face.x" in request.POST:
        width, _height = _in_the_box(photo)
        return _to(child, photo, **CutForm.filled(form.touched(width, shape) or form.cut(shape), shape))
    try:
        cutting.hang(child, photo, form.cut(shape))
    except Photo.DoesNotExist:
        raise Http404 from None
    except cutting.Unreadable:
        return _choose(request, child, why=_("We cannot read this photo any more. Choose another one."), status=422)
    messages.success(request, _("This is %(name)s’s portrait now.") % {"name": child.name})
    return redirect("child-settings", child.pk)


def _before(child: Child, photo: Photo) -> Cut:
    """As it was cut, or a first guess."""
    if child.portrait_of_id == photo.pk and child.portrait_cut:
        return Cut.kept(child.portrait_cut)
    return Cut.at_first(photo.height / photo.width)


def _in_the_box(photo: Photo) -> tuple[int, int]:
    scale = min(BOX[0] / photo.width, BOX[1] / photo.height)
    return max(1, round(photo.width * scale)), max(1, round(photo.height * scale))


def _show(request: ChildRequest, photo: Photo, form: CutForm, cut: Cut, status: int = 200) -> HttpResponse:
    left, top, side = (round(photo.width * number) for number in (cut.left, cut.top, cut.side))
    width, height = _in_the_box(photo)
    square = {"left": left, "top": top, "side": side, "right": left + side, "bottom": top + side}
    square |= {"x": left + side // 2, "y": top + side // 2, "radius": side // 2}
    context = {"page": "settings", "photo": photo, "form": form, "square": square, "width": width, "height": height}
    return render(request, "portrait/cut.html", context, status=status)
