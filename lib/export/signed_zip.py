"""A zip with a manifest of the size and SHA-256 of every file in it, which may be signed."""

import hashlib
import io
import json
import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, Any

from lib.export.embedded_recipe import RecipeDamaged, RecipeMissing
from lib.model import checksums

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.sig"
LARGEST = 100_000_000  # bytes of a manifest
MOST = 8_000_000_000  # bytes that all files of a zip may have: a small zip can hold far more
_AT_ONCE = 1 << 20
# What zipfile raises at a file of a zip that is damaged, encrypted, or packed in a way that it does not know.
_DAMAGED = (
    zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error,
    lzma.LZMAError,
)  # fmt: skip

Sign = Callable[[bytes], bytes]


class SignedZipWriter:
    """A context manager that writes files and then their manifest into a zip, and closes it."""

    def __init__(self, out: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)
        self._files: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> "SignedZipWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def add(self, name: str, content: bytes) -> None:
        """Add a file to the zip and to the manifest."""
        self._zip.writestr(name, content)
        self._files[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}

    def finish(self, about: Mapping[str, Any], sign: Sign | None = None) -> None:
        """Write the manifest, with the fields of `about`, as the last file; with `sign` its signature too."""
        manifest = json.dumps(checksums.signed({**about, "files": self._files}), indent=1).encode()
        self._zip.writestr(MANIFEST, manifest)
        if sign:
            self._zip.writestr(SIGNATURE, sign(manifest))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedZip:
    """A zip's manifest (fields and bytes), its signature, how files differ from it, and their number."""

    about: Mapping[str, Any]
    manifest: bytes
    signature: bytes | None
    differs: tuple[str, ...]  # a sentence's end for each file: "evidence.md was changed"
    files: int


def read_signed_zip(content: bytes, name: str) -> SignedZip:
    """Return a zip's manifest and how its files differ from it; raises RecipeMissing or RecipeDamaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            if MANIFEST not in held.namelist():
                raise RecipeMissing(name, f"{name} is no case file: it holds no {MANIFEST}.")
            manifest = _read(held, MANIFEST, LARGEST)
            about = checksums.unsigned(json.loads(manifest))
            listed = {
                str(each): (int(row["bytes"]), str(row["sha256"])) for each, row in about["files"].items()
            }
            if sum(max(size, 0) for size, _ in listed.values()) > MOST:
                raise ValueError(f"its files would have more than {MOST:,} bytes")
            signature = _read(held, SIGNATURE, LARGEST) if SIGNATURE in held.namelist() else None
            return SignedZip(
                about=about, manifest=manifest, signature=signature, differs=tuple(_differs(held, listed)),
                files=len(listed),
            )  # fmt: skip
    except (*_DAMAGED, TypeError, KeyError, AttributeError, OverflowError) as error:
        words = f"The case file {name} is damaged ({error}); take another copy of it."
        raise RecipeDamaged(name, words) from error


def _differs(held: zipfile.ZipFile, listed: Mapping[str, tuple[int, str]]) -> list[str]:
    """Return a sentence for each file that is missing, added, double or changed, as "a.csv was changed"."""
    names = Counter(each for each in held.namelist() if each not in (MANIFEST, SIGNATURE))
    found = [f"{each} is missing" for each in listed if each not in names]
    for each, times in names.items():
        if each not in listed:
            found.append(f"{each} was added")
        elif times > 1:
            found.append(f"{each} is there {times} times")
        elif _sha256_of(held, each, listed[each][0]) != listed[each][1]:
            found.append(f"{each} was changed")
    return found


def _sha256_of(held: zipfile.ZipFile, name: str, size: int) -> str:
    """Return the SHA-256 of a file in the zip; "" where it is larger than listed or cannot be unpacked."""
    found, left = hashlib.sha256(), size
    try:
        with held.open(name) as file:
            while part := file.read(_AT_ONCE):
                found.update(part)
                left -= len(part)
                if left < 0:
                    return ""
    except _DAMAGED:
        return ""  # no sum: it counts as changed
    return found.hexdigest()


def _read(held: zipfile.ZipFile, name: str, size: int) -> bytes:
    """Return a file of the zip; ValueError where it is larger than `size` bytes."""
    with held.open(name) as file:
        content = file.read(size + 1)
    if len(content) > size:
        raise ValueError(f"{name} is larger than {size:,} bytes")
    return content
