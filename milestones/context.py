from typing import Any, cast

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from milestones import firsts
from milestones.invited import remembered
from milestones.views.access import FEW, ChildRequest, GuestRequest


def family(request: HttpRequest) -> dict[str, Any]:
    """For every template: the child the page is about and what its carers call themselves, a few of the person's other
    children, what there is to tell and, when asked for, the invitation they said yes to before they signed in."""
    context: dict[str, Any] = {
        "names": {},
        "invited_to": SimpleLazyObject(lambda: remembered(request)),
        "messages": firsts.messages_on(request, getattr(request, "child", None)),
    }
    if hasattr(request, "child"):
        context |= _of_the_child(cast(ChildRequest | GuestRequest, request))
    if hasattr(request, "guest"):
        context["guest"] = request.guest
    elif hasattr(request, "carer"):
        context |= _of_the_carer(cast(ChildRequest, request))
    return context


def _of_the_child(through: ChildRequest | GuestRequest) -> dict[str, Any]:
    return {
        "child": through.child,
        "today": through.today,
        "here": through.here,
        "now": through.now,
        "ages": through.child.ages_on(through.today),
    }


def _of_the_carer(through: ChildRequest) -> dict[str, Any]:
    return {
        "carer": through.carer,
        "names": through.carer.names,
        "other_children": through.others[:FEW],
        "timer": getattr(through.child, "timer", None),
    }
