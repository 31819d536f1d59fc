from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from crawltrack.accounts.forms import PersonForm
from crawltrack.accounts.zones import device_zone


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """The person's own page: the name, the clock, and the ways to the rest."""
    form = PersonForm(request.POST or None, instance=request.user, device_zone=device_zone(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("account")
    return render(request, "account/account.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@login_required
def sign_out_device(request: HttpRequest, device_id: int) -> HttpResponse:
    """Ends what is signed in on one of the person's devices. One that is gone already is as one of somebody else."""
    devices = [*UserSession.objects.filter(user=request.user, pk=device_id)]
    end_sessions(request, devices)
    if devices:
        messages.success(request, _("Signed out there."))
    return redirect("usersessions_list")
