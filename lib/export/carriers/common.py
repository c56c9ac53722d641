"""What the files that carry a recipe have in common: the recipe's name, its limit and the hash."""

import hashlib

KEY = "wireroom-recipe"
LARGEST = 60_000_000  # bytes of a file that is looked into, and of a recipe


def sha256(content: bytes) -> str:
    """Return the SHA-256 of the bytes in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
