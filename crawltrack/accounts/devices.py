"""The devices a person is signed in on: when each was here last, and which of them the account knows."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

SEEN = "device_seen"
KNOWN = "known_by"  # the cookie by which a device is known again, also long after somebody signed out there
KNOWN_FOR = timedelta(days=400)  # browsers keep no cookie for longer
MOST_PEOPLE = 10  # on one device


def was_here_today(request: HttpRequest) -> bool:
    return request.session.get(SEEN) == str(timezone.localdate())


def note(request: HttpRequest) -> None:
    """Writes down that this device is here, and from where. allauth would do so on every request: a day is enough."""
    UserSession.objects.create_from_request(request)
    request.session[SEEN] = str(timezone.localdate())


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: AbstractBaseUser, **kwargs: object) -> None:
    """allauth notes a device itself when somebody signs in there."""
    request.session[SEEN] = str(timezone.localdate())


def people_who_signed_in_here(request: HttpRequest) -> list[str]:
    said = request.get_signed_cookie(KNOWN, default="", salt=KNOWN, max_age=KNOWN_FOR)
    return [person for person in (said or "").split(".") if person]


def is_new_to(person: AbstractBaseUser, request: HttpRequest) -> bool:
    """True where this person has not signed in before, as far as the browser remembers."""
    return str(person.pk) not in people_who_signed_in_here(request)


def remember(person: AbstractBaseUser, request: HttpRequest, response: HttpResponse) -> None:
    others = [other for other in people_who_signed_in_here(request) if other != str(person.pk)]
    known = ".".join([*others, str(person.pk)][-MOST_PEOPLE:])
    response.set_signed_cookie(
        KNOWN,
        known,
        salt=KNOWN,
        max_age=KNOWN_FOR,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
