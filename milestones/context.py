from typing import Any, cast

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from milestones.invited import remembered
from milestones.views.access import ChildRequest, carers


def family(request: HttpRequest) -> dict[str, Any]:
    """For every template: the child the page is about and what its carers call themselves; and, when asked for, all the
    person's children, and the invitation they said yes to before they signed in."""
    context: dict[str, Any] = {
        "carers": SimpleLazyObject(lambda: carers(request)),
        "names": {},
        "invited_to": SimpleLazyObject(lambda: remembered(request)),
    }
    if hasattr(request, "child"):
        through = cast(ChildRequest, request)
        child = through.child
        context |= {
            "child": child,
            "carer": through.carer,
            "names": through.carer.names,
            "today": through.today,
            "here": through.here,
            "now": through.now,
            "ages": child.ages_on(through.today),
            "timer": getattr(child, "timer", None),
        }
    return context
