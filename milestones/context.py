from typing import Any, cast

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from milestones.invited import remembered
from milestones.views.access import ChildRequest, GuestRequest, carers


def family(request: HttpRequest) -> dict[str, Any]:
    """For every template: the child the page is about and what its carers call themselves; and, when asked for, all the
    person's children, and the invitation they said yes to before they signed in."""
    context: dict[str, Any] = {
        "carers": SimpleLazyObject(lambda: carers(request)),
        "names": {},
        "invited_to": SimpleLazyObject(lambda: remembered(request)),
    }
    if hasattr(request, "child"):
        context |= _of_the_child(cast(ChildRequest | GuestRequest, request))
    if hasattr(request, "guest"):
        context["guest"] = request.guest
    elif hasattr(request, "carer"):
        carer = request.carer
        context |= {"carer": carer, "names": carer.names, "timer": getattr(context["child"], "timer", None)}
    return context


def _of_the_child(through: ChildRequest | GuestRequest) -> dict[str, Any]:
    return {
        "child": through.child,
        "today": through.today,
        "here": through.here,
        "now": through.now,
        "ages": through.child.ages_on(through.today),
    }
