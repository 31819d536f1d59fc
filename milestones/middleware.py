from collections.abc import Callable
from http import HTTPStatus

from django.contrib.auth import get_user_model
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.defaults import page_not_found

from milestones.models import Carer, Child, Session

SHARED = "/shared/"
OF_THE_LOOK = ("look", "evenings", "lamp", "zone")  # cookies that say how a page looks, not whose it is


class SharedPagesMiddleware:
    """Whoever opens a shared page is a guest there, a signed-in carer too: no cookie comes in but those of the look,
    none goes out, and neither the page nor its address is kept or told on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(SHARED):
            return self.get_response(request)
        request.is_shared = True  # type: ignore[attr-defined]
        request.COOKIES = {name: said for name, said in request.COOKIES.items() if name in OF_THE_LOOK}
        response = self.get_response(request)
        response.cookies.clear()
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response


class WrongTurnMiddleware:
    """What can go wrong under any view, each answered by a page that says so.

    A child, session or carer went away meanwhile: 404. The method is wrong: 405. Somebody deleted their account
    meanwhile, on another device: signed out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            page = render(request, "405.html", status=response.status_code)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Carer.DoesNotExist | Child.DoesNotExist | Session.DoesNotExist):
            return page_not_found(request, exception)
        if isinstance(exception, IntegrityError) and _is_gone(request):
            return redirect_to_login(reverse("start"))
        return None


def _is_gone(request: HttpRequest) -> bool:
    return request.user.is_authenticated and not get_user_model().objects.filter(pk=request.user.pk).exists()
