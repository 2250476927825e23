"""Secrets that open something for whoever shows them. We keep their digests alone."""

import hashlib
import secrets

BYTES = 32


def new() -> str:
    """A token that nobody guesses, 43 signs that an address or a cookie carries as they are."""
    return secrets.token_urlsafe(BYTES)


def digest(token: str) -> str:
    """What is kept of it: SHA-256 in hexadecimal. A token of 256 random bits needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
