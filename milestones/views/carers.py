from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from milestones.forms.carer import RoleForm, WordForm
from milestones.models import Carer, Child, Invitation, LastOwner
from milestones.views.access import ChildRequest, carer_owns, carer_reads


@carer_reads
@require_http_methods(["GET", "HEAD", "POST"])
def carers(request: ChildRequest, child: Child) -> HttpResponse:
    """Who cares for the child, and to owners who was invited. POST word=: what the log calls the person who asks."""
    everybody = [*Carer.objects.around(child)]
    me = next((carer for carer in everybody if carer.person_id == request.user.pk), request.carer)
    form = WordForm(request.POST if request.method == "POST" else None, instance=me)
    if request.method == "POST" and form.is_valid():
        me.call_oneself(form.cleaned_data["word"])
        messages.success(request, _("Saved."))
        return redirect("carers", child.pk)
    listed = Invitation.objects.listed(child, request.now) if request.carer.owns else ()
    context = {
        "page": "carers",
        "form": form,
        "everybody": everybody,
        "invitations": [(each.state_at(request.now), each) for each in listed],
    }
    return render(request, "carers/carers.html", context, status=422 if request.method == "POST" else 200)


@carer_owns
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: ChildRequest, child: Child, carer_id: int) -> HttpResponse:
    """Changes what a carer may do."""
    theirs = get_object_or_404(Carer.objects.around(child), pk=carer_id)
    form = RoleForm(request.POST if request.method == "POST" else None, initial={"role": theirs.role})
    if request.method == "POST" and form.is_valid():
        try:
            theirs.become(form.cleaned_data["role"])
        except LastOwner:
            problem = _("%(name)s needs an owner. Make somebody else one first.")
            form.add_error("role", problem % {"name": child.name})
        else:
            messages.success(request, _("Saved."))
            return redirect("carers", child.pk)
    context = {"page": "carers", "form": form, "theirs": theirs}
    return render(request, "carers/role.html", context, status=422 if request.method == "POST" else 200)


@carer_owns
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: ChildRequest, child: Child, carer_id: int) -> HttpResponse:
    """Takes a carer's access away, after asking."""
    theirs = get_object_or_404(Carer.objects.around(child), pk=carer_id)
    if theirs.person_id == request.user.pk:
        return redirect("leaving", child.pk)
    if request.method != "POST":
        return render(request, "carers/removal.html", {"page": "carers", "theirs": theirs})
    try:
        theirs.leave()
    except LastOwner as owns_no_more:  # the other took the role of whoever asks a moment ago
        raise PermissionDenied from owns_no_more
    messages.success(request, _("%(name)s has no access any more.") % {"name": theirs.called})
    return redirect("carers", child.pk)


@carer_reads
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: ChildRequest, child: Child) -> HttpResponse:
    """Ends the person's own access, after asking. The last owner is led to handing over and to deleting."""
    everybody = Carer.objects.around(child)
    others = everybody.exclude(pk=request.carer.pk)
    if request.method == "POST":
        try:
            request.carer.leave()
        except LastOwner:
            context = {"page": "carers", "is_last_owner": True, "others": others}
            return render(request, "carers/leaving.html", context, status=422)
        messages.success(request, _("You have left. What you logged stays with %(name)s.") % {"name": child.name})
        return redirect("start")
    is_last_owner = request.carer.owns and not any(carer.owns for carer in others)
    context = {"page": "carers", "is_last_owner": is_last_owner, "others": others}
    return render(request, "carers/leaving.html", context)
