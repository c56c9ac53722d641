"""The Content-Security-Policy of exported pages: only scripts and styles with listed hashes may run."""

import base64
import hashlib


def hashes(*texts: str) -> str:
    """Return the hashes of these scripts or styles as sources of a Content-Security-Policy."""
    sums = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{each}'" for each in sums)
