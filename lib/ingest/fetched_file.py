"""A fetched file: a web archive (WARC 1.1, ISO 28500) with a record for each answer of one source."""

import re
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from fastwarc.warc import ArchiveIterator

from lib import capture
from lib.fetch import Fetched
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.feed import SUMMARY
from lib.model.imported import Imported

_ASKED = "Wireroom-Asked-For"  # the address as it was asked for, and those between, where redirects led on
_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"
Found = Capture | Rejected | Skipped | Imported


def record(answer: Fetched) -> bytes:
    """Return a fetched answer as a WARC record, which names the addresses that led to it as well."""
    kind = answer.media_type + (f"; charset={answer.charset}" if answer.charset else "")
    block = (
        f"HTTP/1.1 {answer.status} OK\r\nContent-Type: {_on_one_line(kind or 'application/octet-stream')}\r\n"
        f"Content-Length: {len(answer.body)}\r\n\r\n"
    ).encode("latin-1", "replace") + answer.body
    between = (answer.url, *(hop.leads_to for hop in answer.hops))  # the addresses that redirects led on from
    ways = [_quoted(each) for each in dict.fromkeys(between) if each != answer.address]
    fields = (
        ("WARC-Type", "response"),
        ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid4()}>"),
        ("WARC-Date", answer.fetched_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")),
        ("WARC-Target-URI", _on_one_line(answer.address)),
        *(((_ASKED, " ".join(ways)),) if ways else ()),
        ("Content-Type", "application/http; msgtype=response"),
        ("Content-Length", str(len(block))),
    )
    head = "".join(f"{name}: {value}\r\n" for name, value in fields).encode()
    return b"WARC/1.1\r\n" + head + b"\r\n" + block + b"\r\n\r\n"


def _quoted(address: str) -> str:
    """Return an address with what is no part of one in percent signs: "/hafen-öffnet" in ASCII."""
    return quote(address, safe=_IN_ADDRESS)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The place and address of one record in an inbox file, and the addresses that redirected to it."""

    at: int = field(default=0, compare=False)  # byte of the file
    address: str
    led_here: tuple[str, ...] = ()  # the one that was asked for first


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


def records_with(path: Path, origins: Sequence[str]) -> bytes:
    """Return the bytes of the records to which these origins belong, addresses or items of a feed there.

    b"" if an origin has no record's address: it could belong to any record.
    """
    content, found = path.read_bytes(), records_of(path)
    addresses = {each.address for each in found}
    wanted = {origin if origin in addresses else origin.rpartition("#")[0] for origin in origins}
    if not wanted <= addresses:
        return b""
    ends = [*(each.at for each in found[1:]), len(content)]
    records = zip(found, ends, strict=True)
    return b"".join(content[each.at : end] for each, end in records if each.address in wanted)


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
            pages |= dict.fromkeys(map(_quoted, (*found.led_here, found.address)), each.sha256)
            each = replace(each, led_here=found.led_here)
        named = _with_address(each, path, records)
        if isinstance(named, Capture) and named.partial == SUMMARY:
            summaries.append(named)
        else:
            others.append(named)
    yield from others
    for summary in summaries:
        page = pages.get(_quoted(summary.url or ""))
        yield ItemSummary(capture=summary, page=page) if page else summary


def _with_address(each: Found, path: Path, records: Sequence[Answered]) -> Found:
    """Return the result with its record's web address in place of file name and record number."""

    def address(found: re.Match[str]) -> str:
        number = int(found[1])
        return records[number - 1].address if 0 < number <= len(records) else found[0]

    place = re.compile(re.escape(str(path)) + r"#(\d+)")
    named = replace(each, origin=place.sub(address, each.origin))
    return replace(named, message=place.sub(address, named.message)) if isinstance(named, Rejected) else named
