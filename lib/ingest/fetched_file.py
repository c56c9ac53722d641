"""A fetched file: a web archive (WARC 1.1, ISO 28500) with a record for each answer of one source."""

import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from fastwarc.warc import ArchiveIterator

from lib.fetch import Fetched

_ASKED = "Wireroom-Asked-For"  # the address as it was asked for, and those between, where redirects led on
_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"
_END = b"\r\n\r\n"  # of a record's headers, and of a record


def record(answer: Fetched) -> bytes:
    """Return a fetched answer as a WARC record, which names the addresses that led to it as well."""
    kind = answer.media_type + (f"; charset={answer.charset}" if answer.charset else "")
    kind = " ".join(kind.split()) or "application/octet-stream"
    block = (
        f"HTTP/1.1 {answer.status} OK\r\nContent-Type: {kind}\r\nContent-Length: {len(answer.body)}\r\n\r\n"
    ).encode("latin-1", "replace") + answer.body
    between = (answer.url, *(hop.leads_to for hop in answer.hops))  # the addresses that redirects led on from
    ways = [in_ascii(each) for each in dict.fromkeys(between) if each != answer.address]
    fields = (
        ("WARC-Type", "response"),
        ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid4()}>"),
        ("WARC-Date", answer.fetched_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")),
        ("WARC-Target-URI", " ".join(answer.address.split())),
        *(((_ASKED, " ".join(ways)),) if ways else ()),
        ("Content-Type", "application/http; msgtype=response"),
        ("Content-Length", str(len(block))),
    )
    head = "".join(f"{name}: {value}\r\n" for name, value in fields).encode()
    return b"WARC/1.1\r\n" + head + b"\r\n" + block + _END


def in_ascii(address: str) -> str:
    """Return the address percent-encoded ("/öffnet" as "/%C3%B6ffnet"); encoded parts stay as they are."""
    return quote(address, safe=_IN_ADDRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The place and address of one record in a fetched file, and the addresses that redirected to it."""

    at: int = field(default=0, compare=False)  # byte of the file
    size: int = field(default=0, compare=False)  # bytes of its content, without its headers
    address: str
    led_here: tuple[str, ...] = ()  # in ASCII, the one that was asked for first


def records_of(path: Path) -> tuple[Answered, ...]:
    """Return the place, address and redirecting addresses of each record of a fetched file, in order.

    Records behind a damaged one are missing.
    """
    found = list[Answered]()
    with path.open("rb") as file, suppress(OSError):  # as FastWARC calls damage, which the reading will tell
        for each in ArchiveIterator(file, parse_http=False):
            address, led_here = (str(each.headers.get(name) or "") for name in ("WARC-Target-URI", _ASKED))
            found.append(Answered(
                at=each.stream_pos, size=each.content_length, address=address,
                led_here=tuple(led_here.split()),
            ))  # fmt: skip
    return tuple(found)


def records_with(path: Path, origins: Sequence[str]) -> bytes:
    """Return the bytes of the records that these origins name; b"" if an origin has no record.

    An origin is a record's address, or "address#item" for an item of a feed.
    """
    content, found = path.read_bytes(), records_of(path)
    addresses = {each.address for each in found}
    wanted = {origin if origin in addresses else origin.rpartition("#")[0] for origin in origins}
    if not wanted <= addresses:
        return b""
    return b"".join(_bytes_of(each, content) for each in found if each.address in wanted)


def _bytes_of(each: Answered, content: bytes) -> bytes:
    """Return the bytes of one record, its headers included, out of the content of its file."""
    block = content.index(_END, each.at) + len(_END)
    return content[each.at : block + each.size + len(_END)]
