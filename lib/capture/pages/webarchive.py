"""Reads pages saved as one file by Safari (.webarchive), without their pictures.

A property list, XML or binary; its keys are those of Source/WebCore/loader/archive/cf/LegacyWebArchive.cpp in
WebKit.
"""

import plistlib
from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ExpatError

from lib.capture.source_file import Record, SourceFile, capture_of_record
from lib.capture.unpack import unpacked, unreadable
from lib.capture.web_archives.http_response import PAGES
from lib.model.capture import Capture
from lib.model.errors import UnreadableCapture

SUFFIXES = (".webarchive",)

_MAIN = b"WebMainResource"
_FAULTS = (ExpatError, plistlib.InvalidFileException, KeyError, TypeError, AttributeError, ValueError)


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a Safari web archive."""
    return head.startswith((b"bplist", b"<?xml")) and _MAIN in head


def read(source: SourceFile) -> Iterator[Capture]:
    """Yield the one capture of a saved page; raises UnreadableCapture if there is none."""
    data = unpacked(source.data, source.origin)
    try:
        main = plistlib.loads(data)["WebMainResource"]
        body, kind = main["WebResourceData"], str(main.get("WebResourceMIMEType") or "text/html")
    except _FAULTS as error:
        raise _no_page_error(source, f"is damaged or no page of Safari's ({error!r})") from error
    except RecursionError as error:
        raise _no_page_error(source, "nests deeper than a page does") from error
    if not isinstance(body, bytes) or kind not in PAGES:
        raise _no_page_error(source, f"holds no page but {kind}")
    yield capture_of_record(source, Record(
        label="", body=body, media_type=PAGES[kind], url=_text_field(main, "WebResourceURL"),
        charset=_text_field(main, "WebResourceTextEncodingName"),
    ))  # fmt: skip


def _text_field(main: Any, name: str) -> str | None:
    value = main.get(name)
    return value if isinstance(value, str) else None


def _no_page_error(source: SourceFile, why: str) -> UnreadableCapture:
    return unreadable(source.origin, f"{why}; save the page once more, or as its source (HTML).")
