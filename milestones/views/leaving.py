from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from crawltrack.accounts.farewell import say_farewell
from milestones.forms.leaving import AccountRemovalForm
from milestones.models import Leaving
from milestones.models.leaving import Changed
from milestones.views.access import PersonRequest


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def remove(request: PersonRequest) -> HttpResponse:
    """Deletes the account for good, after the page has told what goes and what stays."""
    form = AccountRemovalForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _gone(request, Leaving.for_good(request.user, request.POST.get("told", "")))
        except Changed:
            form.add_error(None, _("Something has changed since this page was made. Please look at it once more."))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "leaving": Leaving.of(request.user)}
    return render(request, "leaving/removal.html", context, status=status)


def _gone(request: PersonRequest, just_now: bool) -> HttpResponse:
    email = request.user.email
    logout(request)
    if just_now:
        say_farewell(request, email)
    return redirect("farewell")


@require_safe
def farewell(request: HttpRequest) -> HttpResponse:
    return render(request, "leaving/farewell.html")
