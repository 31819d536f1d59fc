"""The devices a person is signed in on: when each was here last, and which of them the account knows."""

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

SEEN = "device_seen"


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
