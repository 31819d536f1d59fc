"""A first is told once, on a page of the child it was seen in, whatever other pages are opened before."""

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

from milestones.models import Child

KIND = "first"


def tell(request: HttpRequest, child: Child, movements: Iterable[str]) -> None:
    """Has the next page of the child say that these movements were seen for the first time."""
    for movement in movements:
        messages.success(request, f"{child.pk} {movement}", extra_tags=KIND)


def told_of(request: HttpRequest, child: Child) -> list[str]:
    """The movements whose first the next page of the child tells."""
    told = [message.message.partition(" ") for message in get_messages(request) if message.extra_tags == KIND]
    return [movement for of, _space, movement in told if of == str(child.pk)]


def messages_on(request: HttpRequest, child: Child | None) -> Iterator[Message]:
    """What a page of this child, or of none, has to tell. The firsts of other children stay for their own pages."""
    for message in get_messages(request):
        if message.extra_tags != KIND:
            yield message
            continue
        of, _space, movement = message.message.partition(" ")
        if child and of == str(child.pk):
            yield Message(message.level, movement, extra_tags=KIND)
        elif of.isdecimal():
            messages.add_message(request, message.level, message.message, extra_tags=KIND)
