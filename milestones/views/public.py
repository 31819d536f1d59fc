from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from milestones.models import Carer
from milestones.progression.movements import BY_SLUG, MOVEMENTS
from milestones.progression.tips import TIPS
from milestones.views.access import FEW


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Signed out: what this is. Signed in: to the child whose log changed last, to the list when there are more than
    a FEW, or to adding the first."""
    if request.user.is_authenticated:
        latest = Carer.objects.of(request.user).order_by("-child__changed_at")[: FEW + 1]
        if len(latest) > FEW:
            return redirect("children")
        return redirect("today", latest[0].child_id) if latest else redirect("child-new")
    is_first_run = not get_user_model().objects.exists()
    context = {
        "movements": MOVEMENTS,
        "is_first_run": is_first_run,
        "signup_open": settings.SIGNUP_POLICY == "open",
    }
    return render(request, "public/start.html", context)


@require_safe
def movement(request: HttpRequest, slug: str) -> HttpResponse:
    """What a movement looks like, why it comes, and what may follow."""
    if slug not in BY_SLUG:
        raise Http404
    found = BY_SLUG[slug]
    context = {
        "movement": found,
        "leads_to": [BY_SLUG[following] for following in found.leads_to],
        "comes_after": [before for before in MOVEMENTS if slug in before.leads_to],
        "tips": [tip for tip in TIPS if slug in tip.movements],
    }
    return render(request, "public/movement.html", context)


@require_safe
def notice(request: HttpRequest) -> HttpResponse:
    return render(request, "public/notice.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    bucket = settings.PHOTO_STORE.origin
    return render(request, "public/privacy.html", {"photos_at": urlsplit(bucket).netloc if bucket else ""})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read what is public, and nothing of a family."""
    return render(request, "public/robots.txt", content_type="text/plain")
