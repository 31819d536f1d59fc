"""The type of text that is translated at the moment it is shown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words
else:
    Words = str

__all__ = ["Words"]
