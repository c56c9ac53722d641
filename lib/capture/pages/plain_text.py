"""Reads pages copied as plain text."""

import re
from collections.abc import Iterator

from lib.capture.source_file import SourceFile, capture_of
from lib.capture.text.decode import decoded
from lib.capture.unpack import refuse_binary
from lib.model.capture import Capture

SUFFIXES = (".txt",)
GENERAL = 2

_ADDRESS_LINE = re.compile(r"\s*+(?:url|source|address|from)?\s*+:?\s*+(https?://\S++)\s*\n", re.IGNORECASE)
_DATA = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:\{\s*+[\"}]|\[\s*+[\[{\"])")  # JSON


def accepts(head: bytes) -> bool:
    """Return whether the bytes can be text: they start without NUL, markup or JSON."""
    return b"\0" not in head and not head.lstrip().startswith(b"<") and not _DATA.match(head)


def read(source: SourceFile) -> Iterator[Capture]:
    """Yield the one capture of a text file; its address is that on the first line, if any."""
    refuse_binary(source.data, source.origin)
    text = decoded(source.data, origin=source.origin)
    address = _ADDRESS_LINE.match(text.content[:2100])
    url = address[1] if address else None
    yield capture_of(source, text.content, source.data, media_type="text/plain", url=url, doubt=text.doubt)
