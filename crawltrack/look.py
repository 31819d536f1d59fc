"""Which look a page wears. It belongs to the device, not the person: the phone by the cot is dim, the desk is not."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "look"
LOOKS = ("light", "dark", "night")
A_YEAR = 365 * 24 * 3600


def look(request: HttpRequest) -> dict[str, str]:
    """Context for every template: `look` is "light", "dark", "night", or "" for what the device prefers."""
    chosen = request.COOKIES.get(COOKIE, "")
    return {"look": chosen if chosen in LOOKS else "", "site_url": settings.SITE_URL}


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """POST look=light|dark|night, or anything else to follow the device; then back to the page at `next`."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe and back.startswith("/") else reverse("start"))
    chosen = request.POST.get("look", "")
    if chosen in LOOKS:
        response.set_cookie(COOKIE, chosen, max_age=A_YEAR, samesite="Lax", secure=settings.HTTPS)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for /favicon.ico whatever a page says."""
    return redirect(static("favicon.svg"))
