"""The original bytes of captures, stored by their hash, so that every archive can be rebuilt.

A file is one zstd stream; what is known about the capture comes first in a skippable frame, which `zstd -d`
ignores.
"""

import json
import os
import shutil
import struct
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256 as hash_of
from pathlib import Path

import zstandard

from lib.model import checksums
from lib.model.capture import Capture
from lib.model.errors import SubjectError
from lib.store import durable
from lib.store.batches.days import aware

SKIPPABLE = struct.pack("<I", 0x184D2A57)
SUFFIX = ".zst"
AT_ONCE = 16  # files that are waited for together


class OriginalDamaged(SubjectError):
    """Raised when a stored original is missing or damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A stored capture: its bytes, and what was known about it when it arrived."""

    sha256: str
    content: bytes
    origin: str
    url: str | None
    captured_at: datetime
    captured_assumed: str | None
    partial: str | None = None
    led_here: tuple[str, ...] = ()
    kept_as: str | None = None  # suffix of the format that reads the content again; None: the origin's own


def path_of(folder: Path, sha256: str) -> Path:
    """Return the path of the original with this hash, there or not."""
    return folder / sha256[:2] / sha256[2:4] / f"{sha256}{SUFFIX}"


def stage(folder: Path, capture: Capture) -> None:
    """Write a capture's original, unless it is stored already, to a temporary file for `commit`."""
    if not path_of(folder, capture.sha256).exists():
        write_staged(folder, capture.sha256, packed(capture))


def packed(capture: Capture) -> bytes:
    """Return the content of an original's file: the compressed bytes and what is known about the capture."""
    facts = json.dumps(
        {
            "origin": capture.origin,
            "url": capture.url,
            "captured_at": aware(capture.captured_at).isoformat(),
            "captured_assumed": capture.captured_assumed,
            "partial": capture.partial,
            **({"led_here": capture.led_here} if capture.led_here else {}),
            "kept_as": capture.kept_as,
        },
        ensure_ascii=False,
    ).encode("utf-8", "replace")
    facts = json.dumps(checksums.signed(json.loads(facts)), ensure_ascii=False).encode() + b"\n"
    body = zstandard.ZstdCompressor(level=6).compress(capture.original)
    return SKIPPABLE + struct.pack("<I", len(facts)) + facts + body


def write_staged(folder: Path, sha256: str, content: bytes) -> None:
    """Write what `packed` returned to the original's temporary file, for `commit`."""
    path = path_of(folder, sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f".{sha256}-{os.getpid()}")
    written.write_bytes(content)
    written.replace(_staged_path(path))


def read_staged(folder: Path, sha256: str) -> bytes:
    """Return the bytes of an original's temporary file."""
    return _staged_path(path_of(folder, sha256)).read_bytes()


def commit(folder: Path, hashes: Iterable[str]) -> None:
    """Move originals' temporary files into place, where there are any; return when all are on disk.

    They are written in parallel: two hundred files take the time of ten one by one. A name is on disk when
    its folder is: else a machine that stops would leave a temporary file, which the next start deletes.
    """
    paths = [path for sha256 in set(hashes) if _staged_path(path := path_of(folder, sha256)).exists()]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        [*threads.map(_commit_staged, paths)]
        folders = {parent for path in paths for parent in (path.parent, path.parent.parent, folder)}
        [*threads.map(durable.sync_folder, folders)]


def _commit_staged(path: Path) -> None:
    """Flush the original's temporary file to disk and move it into place, to `path`."""
    durable.sync(_staged_path(path))
    _staged_path(path).replace(path)


def _staged_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.laid")


def load(folder: Path, sha256: str) -> Original:
    """Return a stored original; OriginalDamaged unless its bytes have the hash of its name."""
    path = path_of(folder, sha256)
    try:
        packed = path.read_bytes()
        (length,) = struct.unpack("<I", packed[4:8])
        facts = checksums.unsigned(json.loads(packed[8 : 8 + length]))
        content = zstandard.ZstdDecompressor().decompress(packed[8 + length :])
        original = Original(
            sha256=sha256, content=content, origin=facts["origin"], url=facts["url"],
            captured_at=datetime.fromisoformat(facts["captured_at"]), partial=facts.get("partial"),
            captured_assumed=facts["captured_assumed"], led_here=tuple(facts.get("led_here", ())),
            kept_as=facts.get("kept_as"),
        )  # fmt: skip
    except FileNotFoundError as error:
        raise OriginalDamaged(
            path, f"The original {path} is missing; take the capture in again if you still have it."
        ) from error
    except KeyError as error:
        raise _damaged(path, f"it does not say its {error.args[0]}") from error
    except (OSError, ValueError, TypeError, MemoryError, struct.error, zstandard.ZstdError) as error:
        raise _damaged(path, str(error)) from error
    if hash_of(content).hexdigest() != sha256:
        raise _damaged(path, "its content has changed")
    return original


def is_good(folder: Path, sha256: str) -> bool:
    """Return whether an original exists and is intact."""
    try:
        load(folder, sha256)
    except OriginalDamaged:
        return False
    return True


def copy(source: Path, target: Path, hashes: Iterable[str]) -> int:
    """Copy intact originals to another folder; return how many, when they are on disk."""
    good = [sha256 for sha256 in hashes if is_good(source, sha256)]
    copied = [sha256 for sha256 in good if _copy_beside(path_of(source, sha256), path_of(target, sha256))]
    commit(target, copied)
    return len(copied)


def _copy_beside(own: Path, path: Path) -> bool:
    """Copy the original at `own` to the temporary file for `path`; return False if `own` is gone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(own, _staged_path(path))
    except FileNotFoundError:
        if own.exists():
            raise
        return False
    return True


def forget(folder: Path, sha256: str) -> None:
    """Delete an original and its temporary file."""
    for path in (path_of(folder, sha256), _staged_path(path_of(folder, sha256))):
        path.unlink(missing_ok=True)


def hashes_in(folder: Path) -> Iterator[str]:
    """Yield the hashes of all stored originals."""
    for path in sorted(folder.glob(f"??/??/*{SUFFIX}")):
        yield path.name.removesuffix(SUFFIX)


def sizes(folder: Path) -> dict[str, int]:
    """Return the size in bytes of each stored original's file, by hash."""
    found = {}
    for sha256 in hashes_in(folder):
        with suppress(FileNotFoundError):  # its story was removed meanwhile
            found[sha256] = path_of(folder, sha256).stat().st_size
    return found


def _damaged(path: Path, why: str) -> OriginalDamaged:
    return OriginalDamaged(
        path,
        f"The original {path} is damaged ({why}); take the capture in again if you still have it, "
        "or put the file back from a copy.",
    )
