from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from milestones.views.access import carers


def family(request: HttpRequest) -> dict[str, Any]:
    """For every template: the child the page is about, and, when asked for, all the person's children."""
    context: dict[str, Any] = {"carers": SimpleLazyObject(lambda: carers(request))}
    child = getattr(request, "child", None)
    if child is not None:
        today = request.today  # type: ignore[attr-defined]
        context |= {
            "child": child,
            "carer": request.carer,  # type: ignore[attr-defined]
            "today": today,
            "here": request.here,  # type: ignore[attr-defined]
            "now": request.now,  # type: ignore[attr-defined]
            "ages": child.ages_on(today),
            "timer": getattr(child, "timer", None),
        }
    return context
