"""The inbox: what was fetched, saved before any processing, one web archive (WARC 1.1, ISO 28500) per source.

A file leaves the inbox only after its captures are committed. After a crash the next run takes the file in
again and recognises stored captures by their hashes.
"""

import os
import re
import secrets
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote, urlsplit

from fastwarc.warc import ArchiveIterator

from lib import capture
from lib.fetch import Fetched
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.feed import SUMMARY
from lib.model.imported import Imported
from lib.store.paths import files

SUFFIX = ".warc"
HOUR = 3600.0  # seconds
_ASKED = "Wireroom-Asked-For"  # the address as it was asked for, and those between, where redirects led on
_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"
Found = Capture | Rejected | Skipped | Imported


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The place and address of one record in an inbox file, and the addresses that redirected to it."""

    at: int = field(default=0, compare=False)  # byte of the file
    address: str
    led_here: tuple[str, ...] = ()  # the one that was asked for first


def folder(archive: Path) -> Path:
    """Return the folder where fetched files wait."""
    return files(archive).inbox / "fetched"


def piped_folder(archive: Path) -> Path:
    """Return the folder for input that came through a pipe."""
    return files(archive).inbox / "piped"


def refused_folder(archive: Path) -> Path:
    """Return the folder of files with rejected captures, which are retried after an update."""
    return files(archive).inbox / "refused"


def put(archive: Path, answers: Sequence[Fetched]) -> Path:
    """Write fetched answers as one WARC file, whole or not at all; return its path once it is on disk."""
    host = re.sub(r"[^\w.-]", "-", urlsplit(answers[0].address).hostname or "")[:60]
    path = folder(archive) / f"{_now()}-{host}-{secrets.token_hex(4)}{SUFFIX}"
    _write(path, map(_record, answers))
    return path


def put_piped(archive: Path, data: bytes) -> Path:
    """Write piped input as a file of its own, whose first bytes show its format; return its path."""
    path = piped_folder(archive) / f"{_now()}-{secrets.token_hex(4)}"
    _write(path, [data])
    return path


def is_piped(archive: Path, path: str | Path) -> bool:
    """Return whether a file lies in the folder for piped input."""
    return Path(path).absolute().parent == piped_folder(archive).absolute()


def waiting(archive: Path) -> list[Path]:
    """Return the fetched files that wait, oldest first; delete unfinished files older than an hour.

    A younger one may belong to another process that is still writing.
    """
    places = (folder(archive), piped_folder(archive), refused_folder(archive))
    for unfinished in (each for place in places for each in place.glob(".*")):
        if _is_old(unfinished):
            unfinished.unlink(missing_ok=True)
    return sorted(places[0].glob(f"[!.]*{SUFFIX}"))


def forgotten(archive: Path) -> list[Path]:
    """Return piped files older than an hour: the process that was to read them has crashed."""
    return [path for path in sorted(piped_folder(archive).glob("[!.]*")) if _is_old(path)]


def _is_old(path: Path) -> bool:
    with suppress(FileNotFoundError):  # its process has just ended
        return abs(time.time() - path.stat().st_mtime) > HOUR
    return False


def refused(archive: Path) -> list[Path]:
    """Return the retry files, oldest first: files with captures that were rejected."""
    return sorted(path for path in refused_folder(archive).glob("[!.]*") if path.is_file())


def keep_back(archive: Path, path: Path, refused: Iterable[Rejected] = ()) -> None:
    """Move a file to the retry folder, reduced to its rejected captures where its format allows it.

    Removing a story later does not search this folder, so it must not contain stored stories.
    """
    place = refused_folder(archive)
    place.mkdir(parents=True, exist_ok=True)
    origins = [each.origin for each in refused]
    left = _records_with(path, origins) if path.suffix == SUFFIX else b""
    if left:
        _write(place / path.name, [left])
    else:
        _keep_only(path, origins, place)
    if path.parent != place:
        if left:
            path.unlink()
        else:
            path.replace(place / path.name)


def keep_refused(archive: Path, path: Path, refused: Iterable[Rejected]) -> None:
    """Reduce a file that lies in the inbox to its rejected captures, if its format lets them be separated."""
    if path.absolute().is_relative_to(files(archive).inbox.absolute()):
        place = refused_folder(archive)
        place.mkdir(parents=True, exist_ok=True)
        _keep_only(path, [each.origin for each in refused], place)


def _keep_only(path: Path, origins: Sequence[str], place: Path) -> None:
    """Reduce a file of many captures to those with these origins; leave it alone if it cannot be split."""
    fresh, parted = place / f".{secrets.token_hex(8)}", False
    try:
        status = path.stat()
        with fresh.open("wb") as file:
            parted = capture.only(path, origins, file)
            file.flush()
            os.fsync(file.fileno())
        if parted:
            os.utime(fresh, ns=(status.st_atime_ns, status.st_mtime_ns))  # what says no date is of this one
            fresh.replace(path)
    except OSError:
        pass  # as on a full disk: it stays whole
    fresh.unlink(missing_ok=True)


def _records_with(path: Path, origins: Sequence[str]) -> bytes:
    """Return the bytes of the WARC records of whose address, or of an item of it, these origins are.

    b"" if an origin is of no address: it could belong to any record.
    """
    content, found = path.read_bytes(), records_of(path)
    addresses = {each.address for each in found}
    wanted = {origin if origin in addresses else origin.rpartition("#")[0] for origin in origins}
    if not wanted <= addresses:
        return b""
    ends = [*(each.at for each in found[1:]), len(content)]
    records = zip(found, ends, strict=True)
    return b"".join(content[each.at : end] for each, end in records if each.address in wanted)


def records_of(path: Path) -> tuple[Answered, ...]:
    """Return the address of each of a file's records, with those that redirected to it, in their order.

    Those behind a damaged record are missing.
    """
    found = list[Answered]()
    with path.open("rb") as file, suppress(OSError):  # as FastWARC calls damage, which the reading will tell
        for record in ArchiveIterator(file, parse_http=False):
            address, led_here = (str(record.headers.get(name) or "") for name in ("WARC-Target-URI", _ASKED))
            found.append(Answered(at=record.stream_pos, address=address, led_here=tuple(led_here.split())))
    return tuple(found)


def _now() -> str:
    return time.strftime("%Y%m%d-%H%M%S", time.gmtime())


def _write(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file under a temporary name, flush it to disk and rename it; an OSError names the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}")
    try:
        with fresh.open("wb") as file:
            for each in parts:
                file.write(each)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error  # a full disk names no file itself
    fresh.replace(path)


def _record(answer: Fetched) -> bytes:
    """Return a fetched answer as a WARC record, which names the addresses that led to it as well."""
    kind = answer.media_type + (f"; charset={answer.charset}" if answer.charset else "")
    block = (
        f"HTTP/1.1 {answer.status} OK\r\nContent-Type: {_line(kind or 'application/octet-stream')}\r\n"
        f"Content-Length: {len(answer.body)}\r\n\r\n"
    ).encode("latin-1", "replace") + answer.body
    between = (answer.url, *(hop.leads_to for hop in answer.hops))  # the addresses that redirects led on from
    ways = [quote(each, safe=_IN_ADDRESS) for each in dict.fromkeys(between) if each != answer.address]
    fields = (
        ("WARC-Type", "response"),
        ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid4()}>"),
        ("WARC-Date", answer.fetched_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")),
        ("WARC-Target-URI", _line(answer.address)),
        *(((_ASKED, " ".join(ways)),) if ways else ()),
        ("Content-Type", "application/http; msgtype=response"),
        ("Content-Length", str(len(block))),
    )
    head = "".join(f"{name}: {value}\r\n" for name, value in fields).encode()
    return b"WARC/1.1\r\n" + head + b"\r\n" + block + b"\r\n\r\n"


def _line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSummary:
    """A feed item with only a summary, whose full page is in the same inbox file."""

    capture: Capture
    page: str  # the page's hash


def read_fetched(path: Path) -> Iterator[Found | ItemSummary]:
    """Yield a fetched file's captures and rejections, then feed summaries, with the hash of a page there."""
    records = records_of(path)
    pages: dict[str, str] = {}  # address -> hash
    summaries: list[Capture] = []
    others: list[Found] = []
    for each in capture.read(path):
        whole = re.fullmatch(r"#(\d+)", each.origin.removeprefix(str(path)))  # else an item of a feed
        if isinstance(each, Capture) and whole and 0 < int(whole[1]) <= len(records):
            found = records[int(whole[1]) - 1]
            pages |= dict.fromkeys((*found.led_here, found.address), each.sha256)
            each = replace(each, led_here=found.led_here)
        named = _named(each, path, records)
        if isinstance(named, Capture) and named.partial == SUMMARY:
            summaries.append(named)
        else:
            others.append(named)
    yield from others
    for summary in summaries:
        page = pages.get(summary.url or "")
        yield ItemSummary(capture=summary, page=page) if page else summary


def _named(each: Found, path: Path, records: Sequence[Answered]) -> Found:
    """Return the result with its record's web address in place of file name and record number."""

    def address(found: re.Match[str]) -> str:
        number = int(found[1])
        return records[number - 1].address if 0 < number <= len(records) else found[0]

    place = re.compile(re.escape(str(path)) + r"#(\d+)")
    named = replace(each, origin=place.sub(address, each.origin))
    return replace(named, message=place.sub(address, named.message)) if isinstance(named, Rejected) else named
