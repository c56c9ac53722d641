"""What was fetched, on disk before anything is done with it: one web archive (WARC 1.1, ISO 28500) a source.

A file leaves the inbox only after the commit that stores what it holds. After a kill the next run takes what
lies there; whatever was stored already is recognised by its hash.
"""

import os
import re
import secrets
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from fastwarc.warc import ArchiveIterator

from lib.fetch.outcome import Fetched
from lib.store.home import files

SUFFIX = ".warc"
_ASKED = "Wireroom-Asked-For"  # the address as it was asked for, where redirects led on to another


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A record of a file of the inbox: where it was found, and by which address it was asked for."""

    address: str
    asked: str


def folder(archive: Path) -> Path:
    """Where fetched files wait."""
    return files(archive).inbox / "fetched"


def refused_folder(archive: Path) -> Path:
    """Where files lie of which something could not be taken in, to be tried again after an update."""
    return files(archive).inbox / "refused"


def put(archive: Path, answers: Sequence[Fetched]) -> Path:
    """Writes the answers as one file; when it returns they are on disk, whole or not at all."""
    place = folder(archive)
    place.mkdir(parents=True, exist_ok=True)
    host = re.sub(r"[^\w.-]", "-", urlsplit(answers[0].address).hostname or "")[:60]
    path = place / f"{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{host}-{secrets.token_hex(4)}{SUFFIX}"
    fresh = path.with_name(f".{path.name}")
    with fresh.open("wb") as file:
        for each in answers:
            file.write(_record(each))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    return path


def put_piped(archive: Path, data: bytes) -> Path:
    """Writes what came through a pipe as a file of its own; its format is told by how it begins."""
    place = files(archive).inbox / "piped"
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{secrets.token_hex(4)}"
    path.write_bytes(data)
    return path


def waiting(archive: Path) -> list[Path]:
    """The files that wait, oldest first; what a kill has cut short is cleared away."""
    place = folder(archive)
    for torn in place.glob(f".*{SUFFIX}"):
        torn.unlink(missing_ok=True)
    return sorted(place.glob(f"[!.]*{SUFFIX}"))


def refused(archive: Path) -> list[Path]:
    """The files that were taken in but for something that was refused, oldest first."""
    return sorted(refused_folder(archive).glob(f"[!.]*{SUFFIX}"))


def keep_back(archive: Path, path: Path) -> None:
    """Lays a file aside of which something was refused."""
    place = refused_folder(archive)
    place.mkdir(parents=True, exist_ok=True)
    if path.parent != place:
        path.replace(place / path.name)


def records_of(path: Path) -> tuple[Answered, ...]:
    """The addresses of a file's records, in their order."""
    with path.open("rb") as file:
        return tuple(_answered(record.headers) for record in ArchiveIterator(file, parse_http=False))


def _answered(headers: object) -> Answered:
    get = headers.get  # type: ignore[attr-defined]
    address = str(get("WARC-Target-URI") or "")
    return Answered(address=address, asked=str(get(_ASKED) or address))


def _record(answer: Fetched) -> bytes:
    kind = answer.media_type + (f"; charset={answer.charset}" if answer.charset else "")
    block = (
        f"HTTP/1.1 {answer.status} OK\r\nContent-Type: {_line(kind or 'application/octet-stream')}\r\n"
        f"Content-Length: {len(answer.body)}\r\n\r\n"
    ).encode("latin-1", "replace") + answer.body
    head = _fields(
        ("WARC-Type", "response"),
        ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid4()}>"),
        ("WARC-Date", answer.fetched_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")),
        ("WARC-Target-URI", _line(answer.address)),
        *(((_ASKED, _line(answer.url)),) if answer.url != answer.address else ()),
        ("Content-Type", "application/http; msgtype=response"),
        ("Content-Length", str(len(block))),
    )
    return b"WARC/1.1\r\n" + head + b"\r\n" + block + b"\r\n\r\n"


def _fields(*told: tuple[str, str]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in told).encode()


def _line(text: str) -> str:
    return " ".join(text.split())
