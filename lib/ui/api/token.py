"""The secret token that programs send to use the API."""

import hmac
import os
import secrets

from lib.store.paths import token_path

BYTES = 32  # of the token: more than can be guessed


def token() -> str:
    """Return the token; it is created on first use."""
    try:
        kept = token_path().read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):  # none yet, or a damaged file
        kept = ""
    return kept or renew()


def renew() -> str:
    """Create a new token and return it; the former is no longer valid."""
    made, path = secrets.token_urlsafe(BYTES), token_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    # Nobody but the reader may read it, at no moment.
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(made + "\n")
    fresh.replace(path)
    return made


def opens(header: str) -> bool:
    """Return whether an Authorization header holds the token."""
    scheme, _, shown = header.strip().partition(" ")
    return scheme.casefold() == "bearer" and hmac.compare_digest(shown.strip().encode(), token().encode())
