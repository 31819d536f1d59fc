"""The files of the photos, in the storage "photos": never below a public address.

A photo has one name, 32 random letters, and a file for each of VARIANTS, and until it is developed what was sent. A
portrait has another name, and a file for each of SQUARES.
"""

import re
import secrets
from typing import cast

from django.core.files import File
from django.core.files.storage import storages
from django.db import transaction

from crawltrack.private_store import PrivateStore

SENT = "sent"
THUMB, SCREEN, FULL, TO_KEEP = "thumb.webp", "screen.webp", "full.webp", "full.jpg"
VARIANTS = (THUMB, SCREEN, FULL, TO_KEEP)
SQUARES = ("square-96.webp", "square-320.webp")  # of a portrait, which has a name of its own
FILE = re.compile(r"(?P<name>[0-9a-f]{32})-(?P<variant>[\w.-]+)")


def store() -> PrivateStore:
    return cast(PrivateStore, storages["photos"])


def new_name() -> str:
    return secrets.token_hex(16)


def path(name: str, variant: str) -> str:
    """ "3f/3f0c…-thumb.webp", inside the storage. Folders by the first two letters keep each of them small."""
    return f"{name[:2]}/{name}-{variant}"


def put(name: str, content: File, variant: str = SENT) -> None:
    store().save(path(name, variant), content)


def get(name: str, variant: str = SENT) -> File:
    """Raises FileNotFoundError."""
    return store().open(path(name, variant))


def is_there(name: str, variant: str) -> bool:
    return store().exists(path(name, variant))


def discard(name: str, *variants: str) -> None:
    """All files of that name, or just these. What is not there is no mistake."""
    store().discard(path(name, variant) for variant in variants or (SENT, *VARIANTS, *SQUARES))


def discard_for_good(name: str) -> None:
    """All files of that name, once nothing can undo that it is gone. What fails then is left to `mend_photos`."""
    transaction.on_commit(lambda: discard(name), robust=True)
