"""Write tokens: made here, kept by the user; the service knows their hashes alone.

A token has 256 random bits, so a plain SHA-256 of it cannot be searched for.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable

PREFIX = "kzg_"
"""What every token begins with, so that scanners for leaked secrets can know one."""


def new_token() -> tuple[str, str]:
    """Return a new token and its hash (64 hexadecimal digits)."""
    token = PREFIX + secrets.token_urlsafe(32)
    return token, hash_of(token)


def hash_of(token: str) -> str:
    """Return the hash under which a token is listed."""
    return hashlib.sha256(token.encode("utf-8")).hexdigest()


def allowed(token: str, hashes: Iterable[str]) -> bool:
    """Tell whether a token is listed; takes the same time whichever it is."""
    own = hash_of(token)
    return sum(hmac.compare_digest(own, listed) for listed in hashes) > 0
