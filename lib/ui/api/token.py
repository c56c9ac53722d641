"""The secret token that programs send to use the API."""

import hmac
import secrets

from lib.store.durable import rewrite
from lib.store.paths import token_path

BYTES = 32  # of the token: more than can be guessed


def token() -> str:
    """Return the token of this home, from its file; it is created on first use."""
    try:
        kept = token_path().read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):  # none yet, or a damaged file
        kept = ""
    return kept or renew()


def renew() -> str:
    """Write a new token to the file that only the reader may read, and return it; the former is invalid."""
    made, path = secrets.token_urlsafe(BYTES), token_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    rewrite(path, f"{made}\n".encode())  # as a temporary file it is the reader's alone, at every moment
    return made


def opens(header: str) -> bool:
    """Return whether an Authorization header, "Bearer TOKEN", holds the valid token."""
    scheme, _, shown = header.strip().partition(" ")
    return scheme.casefold() == "bearer" and hmac.compare_digest(shown.strip().encode(), token().encode())
