"""Reads pages copied as plain text, which may begin with a line that holds the page's address."""

import re
from collections.abc import Iterator

from lib.capture.source_file import SourceFile, capture_of
from lib.capture.text.decode import decoded
from lib.capture.unpack import refuse_binary
from lib.model.capture import Capture

SUFFIXES = (".txt",)
GENERAL = 2  # any text can be one, also a saved page that begins late

_ADDRESS_LINE = re.compile(  # "https://post.example/a", "Source: https://post.example/a,"
    r"\s*+(?:(?:url|source|address|from)\b)?[^\S\n]*+:?[^\S\n]*+(https?://\S++)[^\S\n]*+\n", re.IGNORECASE
)
_PUNCTUATION = ".,;"  # behind an address that is none of it
_DATA = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:\{\s*+[\"}]|\[\s*+[\[{\"])")  # JSON


def accepts(head: bytes) -> bool:
    """Return whether the bytes can be text: they start without NUL, markup or JSON."""
    return b"\0" not in head and not head.lstrip().startswith(b"<") and not _DATA.match(head)


def read(source: SourceFile) -> Iterator[Capture]:
    """Yield the one capture of a text file, with the address that alone fills its first line, if any."""
    refuse_binary(source.data, source.origin)
    text = decoded(source.data, origin=source.origin)
    address = _ADDRESS_LINE.match(text.content[:2100])
    url = address[1].rstrip(_PUNCTUATION) if address else None
    yield capture_of(source, text.content, source.data, media_type="text/plain", url=url, doubt=text.doubt)
