from typing import Any, cast

from django.http import HttpRequest

from milestones.views.access import FEW, ChildRequest


def family(request: HttpRequest) -> dict[str, Any]:
    """For every template: the child the page is about, and a few of the person's other children."""
    if not hasattr(request, "child"):
        return {}
    through = cast(ChildRequest, request)
    child = through.child
    return {
        "child": child,
        "carer": through.carer,
        "others": through.others[:FEW],
        "today": through.today,
        "here": through.here,
        "now": through.now,
        "ages": child.ages_on(through.today),
        "timer": getattr(child, "timer", None),
    }
