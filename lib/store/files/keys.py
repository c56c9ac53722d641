"""The keys with which other machines may open the app: created, listed, withdrawn.

Only a key's hash is stored, so that nobody can take a key from the file.
"""

import hmac
import json
import secrets
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from lib.model.errors import Remedy, SubjectError
from lib.store.durable import rewrite
from lib.store.files.locked import held

BYTES = 32  # of a key: more than can be guessed
ID_BYTES = 3  # of a key's id: short enough to type, and no other key of the file has it
PATIENCE = 5.0  # seconds that a change waits for another one


class KeyUnknown(SubjectError):
    """Raised when there is no key with an id."""


class KeysDamaged(SubjectError):
    """Raised when the file of keys cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A stored key: id, time and hash."""

    id: str
    made_at: str
    hash: str


def give_out(file: Path) -> str:
    """Create a key, which opens the app until it is withdrawn, and return it.

    Only the key's hash goes into the file.
    """
    key = secrets.token_urlsafe(BYTES)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with _locked(file):
        known = read(file)
        name = secrets.token_hex(ID_BYTES)
        while any(each.id == name for each in known):
            name = secrets.token_hex(ID_BYTES)
        _write_keys(file, [*known, Key(id=name, made_at=now, hash=_hash(key))])
    return key


def read(file: Path) -> list[Key]:
    """Return the valid keys, oldest first, [] without a file; raises KeysDamaged if it cannot be read."""
    try:
        if file.is_symlink():
            raise ValueError("it is a link to another file")
        keys = [Key(**each) for each in json.loads(file.read_text(encoding="utf-8"))]
        fields = (field for key in keys for field in (key.id, key.made_at, key.hash))
        if not all(isinstance(field, str) and field.isascii() for field in fields):
            raise TypeError("a key is of other fields")
        return keys
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise KeysDamaged(
            file,
            f"The keys {file} cannot be read ({why}), so none opens Wireroom from another machine.",
            Remedy(
                command="doctor --mend", does="sets the file aside; then `make run SHARE=1` gives out anew"
            ),
        ) from error


def listed(file: Path) -> list[Key]:
    """Return the valid keys, oldest first; none if their file cannot be read."""
    with suppress(KeysDamaged):
        return read(file)
    return []


def withdraw(file: Path, name: str) -> None:
    """Delete the key with this id, so that it opens nothing any more; KeyUnknown if no key has the id."""
    with _locked(file):
        known = read(file)
        kept = [each for each in known if each.id != name]
        if len(kept) == len(known):
            lists = "`python -m lib keys` lists those that there are."
            raise KeyUnknown(file, f"There is no key {name}; {lists}")
        _write_keys(file, kept)


def opens(file: Path, shown: str) -> bool:
    """Return whether the key that a visitor shows is valid: given out and not withdrawn."""
    known = [hmac.compare_digest(each.hash, _hash(shown)) for each in listed(file)]
    return any(known)


def _locked(file: Path) -> AbstractContextManager[object]:
    words = "Another program ({who}) gives out or withdraws keys"
    return held(file, file.with_suffix(".lock"), words, patience=PATIENCE)


def _hash(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _write_keys(file: Path, keys: list[Key]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    rewrite(file, json.dumps([asdict(each) for each in keys], indent=1).encode())
