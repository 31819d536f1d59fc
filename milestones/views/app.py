"""The site as an app on a phone: what its home screen says, what works for it in the background, and what it shows when
there is no connection."""

import json
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from crawltrack import __version__
from crawltrack.look import PAPER
from crawltrack.staticfiles import our_files
from milestones.models import Carer

SHORTCUTS = 4  # as many as a phone shows
ICONS = [("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable-512.png", 512, "maskable")]
NEEDED = ("css/", "js/", "drawings.svg", "favicon.svg")  # files of the pages that open without a connection


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: the code is in static/js/worker/, this names its version and the files it keeps."""
    files = [reverse("words"), *(static(name) for name in our_files() if name.startswith(NEEDED))]
    site = {
        "version": sha256("\n".join([__version__, *files]).encode()).hexdigest()[:12],
        "files": files,
        "static": settings.STATIC_URL,
        "shells": {"offline": reverse("offline"), "waiting": reverse("waiting")},
        "signOut": reverse("account_logout"),
    }
    begins = f'import {{ begin }} from "{static("js/worker/worker.js")}";\nbegin({json.dumps(site, indent=2)});\n'
    return HttpResponse(begins, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone's home screen needs. For who is signed in, it leads straight to logging for the children logged for
    last. One query."""
    said = {
        "name": "Crawltrack",
        "short_name": "Crawltrack",
        "description": _("Log the movements of your baby on the floor, and see what they say."),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "id": reverse("start"),
        "start_url": reverse("start"),
        "scope": reverse("start"),
        "display": "standalone",
        "theme_color": PAPER,
        "background_color": PAPER,
        "categories": ["kids", "lifestyle"],
        "icons": [
            {"src": static(f"icons/{name}"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for name, size, purpose in ICONS
        ],
        "shortcuts": _shortcuts(request),
    }
    headers = {"Cache-Control": "private, no-store"}
    return JsonResponse(said, content_type="application/manifest+json", headers=headers)


def _shortcuts(request: HttpRequest) -> list[dict[str, Any]]:
    if not request.user.is_authenticated:
        return []
    return [
        {"name": _("Log for %(name)s") % {"name": name}, "url": reverse("today", args=[child_id])}
        for child_id, name in Carer.objects.lately_logged_for(request.user)[:SHORTCUTS]
    ]


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Stands on the phone for any page that cannot be fetched. Nothing in it is anybody's own."""
    return render(request, "public/offline.html")
