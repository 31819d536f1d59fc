from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from crawltrack.accounts.zones import zone_of
from milestones.forms.child import LONGEST_SEARCH, ChildForm, ChildRemovalForm, ChildSearchForm
from milestones.models import Carer, Child, Tally
from milestones.models.carer import InShort
from milestones.progression.journey import CURRENT_IS_KNOWN_FROM, journey
from milestones.views.access import ChildRequest, PersonRequest, carer_owns

CHILDREN_A_PAGE = 30
ORDERS: dict[str, Callable[[InShort], Any]] = {
    "name": lambda followed: (followed.name.casefold(), followed.pk),
    "latest": lambda followed: (date.max - (followed.latest or date.min), followed.name.casefold(), followed.pk),
}


@login_required
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """All children the person follows: `q` searches the names, `order` is one of ORDERS, `page` counts from 1."""
    q = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    order = request.GET.get("order", "")
    order = order if order in ORDERS else "name"
    found = [followed for followed in Carer.objects.in_short(request.user) if q.casefold() in followed.name.casefold()]
    page = Paginator(sorted(found, key=ORDERS[order]), CHILDREN_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": ChildSearchForm(initial={"q": q}),
        "q": q,
        "order": order,
        "list": page,
        "rows": _rows(request, [*page]),
    }
    return render(request, "children/index.html", context)


def _rows(request: PersonRequest, followed: list[InShort]) -> list[dict[str, Any]]:
    """What a row shows of a child. Two queries, however many rows."""
    now, here = timezone.now(), zone_of(request)
    carers = Carer.objects.of(request.user).in_bulk([each.pk for each in followed])
    children = [carer.child for carer in carers.values()]
    facts = Tally.objects.facts_since(now.date() - CURRENT_IS_KNOWN_FROM - timedelta(days=1), children)
    rows = []
    for each in followed:
        if each.pk not in carers:
            continue  # the access went away meanwhile
        child = carers[each.pk].child
        today = child.today(now, here)
        current = journey(child.facts, facts[child.pk], today).current
        rows.append(
            {"child": child, "ages": child.ages_on(today), "latest": each.latest, "today": today, "current": current}
        )
    return rows


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
    counts = {"sessions": child.sessions.count(), "photos": child.photos.count()}
    context = {"page": "settings", "form": form, **counts}
    return render(request, "children/removal.html", context, status=status)
