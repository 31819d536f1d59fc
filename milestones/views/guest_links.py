from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from milestones.forms.guest_link import GuestLinkForm
from milestones.models import Child, GuestLink
from milestones.views.access import ChildRequest, carer_owns

AT_MOST = 100  # the newest


@carer_owns
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: ChildRequest, child: Child) -> HttpResponse:
    """The guest links of a child. POST makes one; the page after it shows the link, that once."""
    form = GuestLinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _made, token = GuestLink.objects.make(child, request.user, **form.as_said(request.now))
        messages.success(request, token, extra_tags="guest-link")
        return redirect("links", child.pk)
    made = [(link, link.state_at(request.now)) for link in GuestLink.objects.filter(child=child)[:AT_MOST]]
    made.sort(key=lambda each: each[1] != "open")
    status = 422 if request.method == "POST" else 200
    return render(request, "links/links.html", {"page": "settings", "form": form, "links": made}, status=status)


@carer_owns
@require_POST
def end(request: ChildRequest, child: Child, link_id: int) -> HttpResponse:
    """Ends a guest link at once."""
    get_object_or_404(GuestLink, child=child, pk=link_id).revoke()
    messages.success(request, _("That link is ended. It opens nothing any more."))
    return redirect("links", child.pk)
