"""Whole pages copied as text."""

import hashlib
import re
from collections.abc import Iterator

from lib.capture.arrival import Arrival
from lib.capture.text.decode import decoded
from lib.capture.unpack import refuse_binary
from lib.model.capture import Capture

SUFFIXES = (".txt",)
GENERAL = 2

_ADDRESS_LINE = re.compile(r"\s*+(?:url|source|address|from)?\s*+:?\s*+(https?://\S++)\s*\n", re.IGNORECASE)


_DATA = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:\{\s*+[\"}]|\[\s*+[\[{\"])")  # JSON


def accepts(head: bytes) -> bool:
    """Return whether the bytes can be text: no NUL, no markup and no data of a program at the start."""
    return b"\0" not in head and not head.lstrip().startswith(b"<") and not _DATA.match(head)


def read(arrival: Arrival) -> Iterator[Capture]:
    """Yield the one capture of a text file."""
    refuse_binary(arrival.data, arrival.origin)
    text = decoded(arrival.data, origin=arrival.origin)
    address = _ADDRESS_LINE.match(text.content[:2100])
    yield Capture(
        url=address[1] if address else None,
        captured_at=arrival.seen_at,
        captured_assumed=arrival.seen_by,
        media_type="text/plain",
        content=text.content,
        origin=arrival.origin,
        sha256=hashlib.sha256(arrival.data).hexdigest(),
        original=arrival.data,
        doubt=text.doubt,
    )
