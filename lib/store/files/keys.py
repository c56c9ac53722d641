"""Keys with which other machines may open the app: given out, listed, withdrawn.

Only the hash of a key is kept, so that whoever reads the file has none.
"""

import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from lib.model.errors import SubjectError
from lib.store.files.lines import rewrite

BYTES = 32


class KeyUnknown(SubjectError):
    """There is no such key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key as it is kept."""

    id: str
    made_at: str
    hash: str


def give_out(path: Path) -> str:
    """Return a fresh key, which opens the app until it is withdrawn."""
    key = secrets.token_urlsafe(BYTES)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    _keep(path, [*listed(path), Key(id=secrets.token_hex(3), made_at=now, hash=_hash(key))])
    return key


def listed(path: Path) -> list[Key]:
    """Return the keys that open the app, oldest first; none where the file cannot be read."""
    try:
        return [Key(**each) for each in json.loads(path.read_text(encoding="utf-8"))]
    except (FileNotFoundError, ValueError, TypeError):
        return []


def withdraw(path: Path, name: str) -> None:
    """Withdraw the key of this id; it opens nothing from the next request on."""
    kept = [each for each in listed(path) if each.id != name]
    if len(kept) == len(listed(path)):
        raise KeyUnknown(path, f"There is no key {name}; `python -m lib keys` lists those that there are.")
    _keep(path, kept)


def opens(path: Path, shown: str) -> bool:
    """Return whether a key is one of those that were given out."""
    known = [hmac.compare_digest(each.hash, _hash(shown)) for each in listed(path)]
    return any(known)


def _hash(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _keep(path: Path, keys: list[Key]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rewrite(path, json.dumps([asdict(each) for each in keys], indent=1).encode())
