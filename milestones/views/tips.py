from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from milestones.models import Child, Session, Tally, Trial
from milestones.progression.guidance import Guidance, guidance
from milestones.progression.journey import journey
from milestones.progression.movements import MOVEMENTS
from milestones.progression.tips import BY_SLUG, TIPS, Tip
from milestones.views.access import ChildRequest, carer_logs, carer_reads


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All tips, by movement. Public."""
    for_every_baby = [tip for tip in TIPS if not tip.movements]
    by_movement = [(movement, [tip for tip in TIPS if movement.slug in tip.movements]) for movement in MOVEMENTS]
    return render(request, "tips/index.html", {"for_every_baby": for_every_baby, "by_movement": by_movement})


@require_safe
def tip(request: HttpRequest, slug: str) -> HttpResponse:
    """One tip. Public."""
    return render(request, "tips/tip.html", {"tip": _known(slug)})


@carer_reads
@require_safe
def for_child(request: ChildRequest, child: Child) -> HttpResponse:
    """The tips for a child now, and why."""
    return render(request, "tips/for_child.html", {"page": "tips", **_guidance(request, child)})


@carer_reads
@require_safe
def tip_for_child(request: ChildRequest, child: Child, slug: str) -> HttpResponse:
    """One tip with the reason it was chosen, if it was, and what the family said of it."""
    found = _guidance(request, child)
    chosen: Guidance = found["guidance"]
    marks = {trial.tip: trial for trial in found["trials"]}
    context = {"page": "tips", "tip": _known(slug), "reason": chosen.reason_for(slug), "trial": marks.get(slug)}
    return render(request, "tips/tip.html", {**found, **context})


@carer_logs
@require_POST
def mark(request: ChildRequest, child: Child, slug: str) -> HttpResponse:
    """Says of a tip: tried it, or not for us."""
    tip, said = _known(slug), request.POST.get("mark", "")
    if not tip.to_try:
        raise Http404
    if said in Trial.Mark.values:
        Trial.objects.mark(child, request.user, tip.slug, said, request.today)
    else:
        messages.warning(request, _("That tap did not arrive whole. Please tap once more."))
    return redirect(reverse("child-tip", args=[child.pk, tip.slug]) + "#tried")


@carer_logs
@require_POST
def unmark(request: ChildRequest, child: Child, slug: str) -> HttpResponse:
    Trial.objects.unmark(child, _known(slug).slug)
    return redirect(reverse("child-tip", args=[child.pk, slug]) + "#tried")


def _known(slug: str) -> Tip:
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def _guidance(request: ChildRequest, child: Child) -> dict[str, Any]:
    found = journey(child.facts, Tally.objects.facts(child), request.today)
    trials = Trial.objects.facts(child)
    sitting = Session.objects.with_seen().going_on(child, request.now)
    return {
        "journey": found,
        "trials": trials,
        "guidance": guidance(found, trials, sitting.seen if sitting else ()),
    }
