"""Every address of the URLconf, each with an example, so that a new one is tested before anybody thinks of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from milestones import cutting
from milestones.models import GuestLink, Invitation
from milestones.models.portrait import Cut
from tests.pictures import photo, picture
from tests.world import World, log

# What stands in an address where the URLconf has a parameter: by (name of the URL, parameter), or by parameter.
EXAMPLES: dict[Any, Any] = {
    ("movement", "slug"): "backward",
    ("tip", "slug"): "corner-play-space",
    ("child-tip", "slug"): "corner-play-space",
    ("trial", "slug"): "corner-play-space",
    ("trial-removal", "slug"): "corner-play-space",
    "movement": "backward",
    "size": "thumb.webp",
    ("portrait-file", "size"): "square-96.webp",
    ("invitation", "token"): "made-up",
    "photo_id": UUID(int=0),
    "token": "no-such-link",
    ("account_confirm_email", "key"): "Mg:1u2v3w:abcdefg",
    ("account_reset_password_from_key", "uidb36"): "1",
    ("account_reset_password_from_key", "key"): "set-password",
    ("mfa_edit_webauthn", "pk"): 1,
    ("mfa_remove_webauthn", "pk"): 1,
    "device_id": 1,
    "provider_id": "sso",
}


@dataclass(frozen=True)
class Address:
    name: str
    parameters: tuple[str, ...]

    @property
    def of_a_child(self) -> bool:
        return "child_id" in self.parameters

    def path(self, **known: Any) -> str:
        return reverse(self.name, kwargs={parameter: self._example(parameter, known) for parameter in self.parameters})

    def _example(self, parameter: str, known: dict[str, Any]) -> Any:
        for key in ((self.name, parameter), parameter):
            if key in {**EXAMPLES, **known}:
                return {**EXAMPLES, **known}[key]
        raise AssertionError(f"Give “{parameter}” of “{self.name}” an example in tests/views/addresses.py.")

    def __str__(self) -> str:
        return self.name


def _walk(patterns: list[Any], outer: tuple[str, ...] = ()) -> Iterator[Address]:
    for pattern in patterns:
        parameters = (*outer, *(pattern.pattern.converters or pattern.pattern.regex.groupindex))
        if isinstance(pattern, URLResolver):
            assert not pattern.namespace, f"{pattern} has a namespace, which this walk does not know."
            yield from _walk(pattern.url_patterns, parameters)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern} needs a name."
            yield Address(pattern.name, parameters)


ADDRESSES = [*_walk(get_resolver().url_patterns)]
OF_A_CHILD = [address for address in ADDRESSES if address.of_a_child]


def full_of_log(world: World) -> dict[str, Any]:
    """Gives Mira a log with something of everything, and answers what stands in the addresses of her pages."""
    log(world.mira, world.owner, world.ago(9), "pushing-up", "pivoting", details={"pivoting": ["left"]}, minutes=10)
    log(world.mira, world.caregiver, world.ago(3), "forward", note="On the rug").remove(world.owner)
    session = log(world.mira, world.owner, world.ago(1), "backward", "pivoting", note="Off she goes", minutes=5)
    shown = photo(session, world.owner, picture(60, 40))
    cutting.hang(world.mira, shown, Cut.at_first(40 / 60))
    known = {"child_id": world.mira.pk, "session_id": session.pk, "photo_id": shown.pk}
    return {**known, **carers_of(world), **guests_of(world)}


def carers_of(world: World) -> dict[str, Any]:
    """A carer and an invitation, for the addresses of who cares for Mira."""
    invitation, _token = Invitation.objects.make(world.mira, world.owner, "viewer")
    return {"carer_id": world.mira.carers.get(person=world.viewer).pk, "invitation_id": invitation.pk}


def guests_of(world: World) -> dict[str, Any]:
    """A guest link and its token, for the addresses of Mira's guests."""
    ends = timezone.now() + timedelta(days=30)
    link, token = GuestLink.objects.make(world.mira, world.owner, label="Dr. Weber", expires_at=ends)
    return {"link_id": link.pk, "token": token}
