"""Links that open something to whoever holds them. A link is told once; what is kept can only recognise it."""

import hashlib
import secrets


def new_token() -> str:
    """256 random bits as 43 characters that may stand in an address."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of a token: 64 hexadecimal digits. A token is random, so it needs no salt and no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
