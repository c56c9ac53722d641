"""From one arrival to its captures: the format is chosen, and what it refuses becomes a result."""

import hashlib
import re
from collections.abc import Iterator

from lib.capture.arrival import Arrival
from lib.capture.formats import Outcome, format_of, holds_many
from lib.capture.unpack import GZIP, LIMIT, opened, too_large
from lib.model.capture import Rejected, Skipped
from lib.model.errors import CaptureError, TooLarge, UnreadableCapture

HEAD = 4096
MANY_LIMIT = 2_000_000_000  # bytes of a file that holds many captures

_PROLOG = re.compile(rb"\xef\xbb\xbf|\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)


def captures_of(arrival: Arrival) -> Iterator[Outcome]:
    """Yield every capture of the arrival, or why it holds none."""
    empty = True
    try:
        for each in _captures(arrival):
            empty = False
            yield each
        if empty:
            yield Skipped(origin=arrival.origin, reason="file without pages")
    except CaptureError as error:
        whole = arrival.path is None
        yield rejected(error, sha256=hashlib.sha256(arrival.data).hexdigest() if whole else None)
    except OSError as error:  # the disk fails while a large file is read
        reason = error.strerror or str(error)
        fault = UnreadableCapture(
            arrival.origin,
            f"{arrival.origin} could not be read to its end ({reason}); check the disk or copy the file once "
            "more. What was read before is kept.",
        )
        yield rejected(fault, sha256=None)


def beginning(data: bytes) -> bytes:
    """Return the first bytes, by which a format is known; those behind the comments where these are long."""
    text = opened(data[: 16 * HEAD], 64 * HEAD) if data.startswith(GZIP) else data
    at = 0
    while found := _PROLOG.match(text, at):
        at = found.end()
    return text[at : at + HEAD] if at > HEAD // 2 else data[:HEAD]


def rejected(error: CaptureError, *, sha256: str | None) -> Rejected:
    """Return the error as a result."""
    return Rejected(origin=error.origin, sha256=sha256, kind=type(error).__name__, message=str(error))


def too_large_for_many(origin: str, size: int) -> TooLarge:
    """Return the refusal of a file of many captures."""
    return TooLarge(
        origin,
        f"{origin} holds {size / 1e6:,.0f} MB, more than the limit of {MANY_LIMIT // 1_000_000:,} MB for "
        "a file of many pages; split it and ingest the parts.",
    )


def _captures(arrival: Arrival) -> Iterator[Outcome]:
    if not arrival.data.strip():
        raise UnreadableCapture(
            arrival.origin, f"{arrival.origin} is empty; save the page once more and ingest the new file."
        )
    chosen = format_of(arrival.name, beginning(arrival.data))
    size = len(arrival.data)
    if size > MANY_LIMIT:
        raise too_large_for_many(arrival.origin, size)
    if size > LIMIT and not (chosen and holds_many(chosen)):
        raise too_large(arrival.origin, f"holds {size / 1e6:.0f} MB")
    if chosen is None:
        raise UnreadableCapture(
            arrival.origin,
            f"{arrival.origin} is of no format that is read here; save the page as HTML or as plain text.",
        )
    yield from chosen.read(arrival)
