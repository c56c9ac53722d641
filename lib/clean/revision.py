"""The hash by which two captures are known to hold one text."""

import hashlib


def revision_of(headline: str, text: str) -> str:
    """Return the first sixteen hexadecimal digits of the hash of headline and text."""
    return hashlib.sha256(f"{headline}\n\n{text}".encode("utf-8", "replace")).hexdigest()[:16]
