from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from milestones.forms.child import ChildForm, ChildRemovalForm
from milestones.models import Carer, Child, Session
from milestones.views.access import ChildRequest, PersonRequest, carer_owns


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Adds a child, whose owner is the person who adds it."""
    form = ChildForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        child = Child.objects.welcome_once(request.user, **form.cleaned_data)
        return redirect("today", child.pk)
    status = 422 if request.method == "POST" else 200
    is_first = not Carer.objects.filter(person=request.user).exists()
    return render(request, "children/new.html", {"form": form, "is_first": is_first}, status=status)


@carer_owns
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: ChildRequest, child: Child) -> HttpResponse:
    """Changes the name and the dates."""
    sent = request.POST if request.method == "POST" else None
    form = ChildForm(sent, instance=Child.objects.get(pk=child.pk))
    if request.method == "POST" and form.is_valid():
        with child.writing():
            form.instance.save(update_fields=ChildForm.Meta.fields)  # the rest may have moved since it was read
        messages.success(request, _("Saved."))
        return redirect("today", child.pk)
    status = 422 if request.method == "POST" else 200
    context = {"page": "settings", "form": form}
    return render(request, "children/settings.html", context, status=status)


@carer_owns
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: ChildRequest, child: Child) -> HttpResponse:
    """Deletes a child and everything of theirs, for good, after the name was typed."""
    form = ChildRemovalForm(child, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with child.writing() as locked:
            locked.delete()
        messages.success(request, _("Everything about %(name)s is deleted.") % {"name": child.name})
        return redirect("start")
    status = 422 if request.method == "POST" else 200
    context = {"page": "settings", "form": form, "sessions": Session.objects.filter(child=child).count()}
    return render(request, "children/removal.html", context, status=status)
