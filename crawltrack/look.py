"""Which look a page wears. It belongs to the device, not the person: the phone by the cot is dim, the desk is not.

Three cookies say it: the look of the day, whether the night light comes on by itself, and what the lamp was last set to
by hand. The server reads them, so that a page comes in its look and never changes it before one's eyes.
"""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

LOOK, EVENINGS, LAMP = "look", "evenings", "lamp"  # the cookies
BY_DAY = ("light", "dark")
NIGHT = "night"
PAPER = "#faf5ec"  # of the light look, for what a phone paints before any page
MORNING, EVENING = 7, 19  # o'clock, on the device's own clock
A_YEAR = timedelta(days=365)


def look(request: HttpRequest) -> dict[str, str]:
    """Context for every template: `look` is "light", "dark", "night", or "" for what the device prefers."""
    return {"look": NIGHT if is_lit(request) else by_day(request), "site_url": settings.SITE_URL}


def by_day(request: HttpRequest) -> str:
    """The look without the lamp: "light", "dark", or "" for what the device prefers."""
    chosen = request.COOKIES.get(LOOK, "")
    return chosen if chosen in BY_DAY else ""


def is_lit(request: HttpRequest) -> bool:
    """Whether the night light is on: as the hand last said, else by the hour where that was asked for."""
    by_hand = request.COOKIES.get(LAMP)
    if by_hand in ("on", "off"):
        return by_hand == "on"
    return has_evenings(request) and not MORNING <= timezone.localtime().hour < EVENING


def has_evenings(request: HttpRequest) -> bool:
    """Whether the night light comes on by itself."""
    return request.COOKIES.get(EVENINGS) == "on"


class LookPicker(forms.RadioSelect):
    template_name = "widgets/look_picker.html"


class LookForm(forms.Form):
    """How the pages look on this device."""

    look = forms.ChoiceField(
        label=gettext_lazy("Choose a look"),
        required=False,
        choices=[
            ("", gettext_lazy("Like this device")),
            ("light", gettext_lazy("Light")),
            ("dark", gettext_lazy("Dark")),
            (NIGHT, gettext_lazy("Night light")),
        ],
        error_messages={"invalid_choice": gettext_lazy("Choose one of the four looks.")},
        widget=LookPicker,
    )
    evenings = forms.BooleanField(
        label=gettext_lazy("Night light by itself"),
        help_text=gettext_lazy(
            "On from 7 in the evening to 7 in the morning. The lamp at the top still works by hand."
        ),
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """The page of the look. POST look=light|dark|night, or nothing to follow the device, and evenings=on."""
    if request.method != "POST":
        chosen = {"look": NIGHT if request.COOKIES.get(LAMP) == "on" else by_day(request)}
        return _page(request, LookForm(initial=chosen | {"evenings": has_evenings(request)}))
    form = LookForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    messages.success(request, _("Saved for this device."))
    response = redirect("look")
    if form.cleaned_data["look"] == NIGHT:
        _keep(response, LAMP, "on")
    else:
        _keep(response, LAMP, "")
        _keep(response, LOOK, form.cleaned_data["look"])
    _keep(response, EVENINGS, "on" if form.cleaned_data["evenings"] else "")
    return response


@require_POST
def turn_lamp(request: HttpRequest) -> HttpResponse:
    """POST lamp=on|off; then back to the page at `next`. Where the hour rules, the hand holds until the hour does."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe and back.startswith("/") else reverse("start"))
    said = "on" if request.POST.get("lamp") == "on" else "off"
    if has_evenings(request):
        _keep(response, LAMP, said, until_the_hour_rules(timezone.localtime()))
    else:
        _keep(response, LAMP, said if said == "on" else "")
    return response


def until_the_hour_rules(now: datetime) -> timedelta:
    """From `now`, an aware time on the device's clock, to the next 7 in the morning or in the evening."""
    this_hour = now.replace(minute=0, second=0, microsecond=0)
    ahead = next(hours for hours in range(1, 13) if (now.hour + hours) % 24 in (MORNING, EVENING))
    return this_hour + timedelta(hours=ahead) - now


def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for /favicon.ico whatever a page says."""
    return redirect(static("favicon.svg"))


def _page(request: HttpRequest, form: LookForm, **how: Any) -> HttpResponse:
    return render(request, "look.html", {"form": form}, **how)


def _keep(response: HttpResponse, cookie: str, value: str, how_long: timedelta = A_YEAR) -> None:
    path = settings.SESSION_COOKIE_PATH
    if value:
        response.set_cookie(cookie, value, max_age=how_long, path=path, samesite="Lax", secure=settings.HTTPS)
    else:
        response.delete_cookie(cookie, path=path, samesite="Lax")
