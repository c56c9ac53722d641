"""Reads HTML pages saved by a browser, as one file by an extension, or by a mirroring tool."""

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain

from lib.capture.moments import moment_of
from lib.capture.source_file import SourceFile, capture_of, web_address
from lib.capture.text.decode import decoded
from lib.capture.unpack import LIMIT, too_large, unreadable
from lib.capture.zip_files import FAULTS, opened_zip
from lib.model.capture import Capture

SUFFIXES = (".html", ".htm", ".html.gz", ".htm.gz")
GENERAL = 1

HEAD = 200_000  # characters in which a page says where and when it was saved
PAGE = "index.html"  # of a self-extracting file

_MEMBER = b"PK\x03\x04"
_END = b"PK\x05\x06"
_TAIL = 70_000  # bytes of a file in which the list of an archive ends, and its comment

_MARKUP = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*<!--|<(?:!doctype|html|head|body|meta|title|div|p|article)\b", re.IGNORECASE
)
# Each with words that it cannot do without: looking for them first takes a tenth of the time.
_GAP = r"[\"']?[^>]{0,300}?"  # between two attributes of a tag
# With the quote that opens it; what it has matched is not given back, so a hostile page costs no more.
_URL = r"=(\"\s*https?://[^\"<>]++|'\s*https?://[^'<>]++|https?://[^\s<>]++)"
_ADDRESSES = tuple(
    (words, re.compile(pattern, re.IGNORECASE))
    for words, pattern in (
        # Internet Explorer, and Chromium after it
        ("saved from url=", r"<!-- saved from url=\(\d+\)(https?://[^\s>]+)"),
        # SingleFile
        ("page saved with singlefile", r"Page saved with SingleFile\s+url:\s*(https?://\S+)"),
        # monolith
        ("using monolith", r"<!-- Saved from (https?://\S+) at \S{1,40} using monolith"),
        # Save Page WE
        ("savepage-url", rf"<meta[^>]{{0,300}}?name=[\"']?savepage-url{_GAP}content{_URL}"),
        # WebScrapBook
        ("data-scrapbook-source", rf"<html\b[^>]{{0,600}}?data-scrapbook-source{_URL}"),
        # the reading view of Firefox
        ("reader-domain", rf"<a[^>]{{0,300}}?class=[\"']?domain reader-domain{_GAP}href{_URL}"),
        # the publisher, with its attributes in either order
        ("canonical", rf"<link[^>]{{0,300}}?rel=[\"']?canonical{_GAP}href{_URL}"),
        ("canonical", rf"<link[^>]{{0,300}}?href{_URL}{_GAP}rel=[\"']?canonical"),
        ("og:url", rf"<meta[^>]{{0,300}}?property=[\"']?og:url{_GAP}content{_URL}"),
        ("og:url", rf"<meta[^>]{{0,300}}?content{_URL}{_GAP}property=[\"']?og:url"),
    )
)
_STAMPS = tuple(
    (words, re.compile(pattern, re.DOTALL))
    for words, pattern in (
        # SingleFile
        ("Page saved with SingleFile", r"Page saved with SingleFile.{0,3000}?saved date:\s*([^\n]{10,100})"),
        # the Wayback Machine
        ("FILE ARCHIVED ON", r"FILE ARCHIVED ON (\d\d:\d\d:\d\d \w{3} \d{1,2}, \d{4})"),
        # HTTrack
        ("by HTTrack", r"by HTTrack Website Copier[^>]{0,80}?, (\w{3}, \d{1,2} \w{3} \d{4} [\d:]{8} GMT)"),
        # monolith
        ("using monolith", r"<!-- Saved from \S{1,2000} at (\S{1,40}) using monolith"),
        # Save Page WE
        ("savepage-date", r"name=[\"']?savepage-date[\"']?\s+content=[\"']([^\"'>]{10,100})"),
        # WebScrapBook
        ("data-scrapbook-create", r"data-scrapbook-create=[\"']?(\d{14})"),
    )
)
_TURNED = re.compile(r"([\d:]{8}) (\w{3} \d{1,2}), (\d{4})")  # the day after the time
_DIGITS = re.compile(r"(\d{8})(\d{6})")
# As archives of the web write the addresses in the pages that they hand out.
_KEPT_BY = re.compile(
    r"https?://(?:web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?|archive\.(?:ph|today|is|li|md|vn|fo)/[\d.-]{14,19})"
    r"/(?=https?://)"
)


def accepts(head: bytes) -> bool:
    """Return whether the bytes hold a tag of HTML, or begin with a comment."""
    return bool(_MARKUP.search(head))


def read(source: SourceFile) -> Iterator[Capture]:
    """Yield the one capture of a saved page, with the address and time that it states."""
    data = extracted(source.text(), source)
    page = decoded(data, origin=source.origin)
    saved_at, url = saved_when(page.content), saved_where(page.content)
    yield capture_of(source, page.content, data, saved_at, url=url, doubt=page.doubt)


def saved_where(content: str) -> str | None:
    """Return the address that a saved page states, without an archive's prefix; None if it states none."""
    head = content[:HEAD]
    small = head.lower()
    for words, pattern in _ADDRESSES:
        found = pattern.search(head) if words in small else None
        if found and (address := web_address(html.unescape(found[1].lstrip("\"'")))):
            return _KEPT_BY.sub("", address)
    return None


def saved_when(content: str) -> datetime | None:
    """Return the time at which a page says it was saved, in UTC; None if it does not."""
    for text in (content[:HEAD], content[HEAD:][-HEAD:]):
        patterns = [pattern for words, pattern in _STAMPS if words in text]
        for found in chain.from_iterable(pattern.finditer(text) for pattern in patterns):
            printed = _DIGITS.sub(r"\1T\2", _TURNED.sub(r"\2 \3 \1", found[1]))
            if moment := moment_of(html.unescape(printed)):
                return moment
    return None


def extracted(data: bytes, source: SourceFile) -> bytes:
    """Return the page inside a self-extracting HTML file; other files unchanged.

    Raises CaptureError if the page cannot be extracted.
    """
    if _END not in data[-_TAIL:] or _MEMBER not in data or PAGE.encode() not in data[-_TAIL:]:
        return data
    with opened_zip(replace(source, data=data, path=None)) as archive:
        try:
            info = archive.getinfo(PAGE)
            if info.file_size > LIMIT:
                raise too_large(source.origin, f"holds a page of {info.file_size / 1e6:.0f} MB")
            return archive.read(info)
        except (KeyError, *FAULTS) as error:
            raise unreadable(
                source.origin,
                f"is a self-extracting page that cannot be opened ({_words_for(error)}); open it "
                "in the browser and save it once more as HTML.",
            ) from error


def _words_for(error: Exception) -> str:
    """Return why a self-extracting page cannot be opened, as a clause: "its archive is damaged"."""
    if isinstance(error, RuntimeError) and "password" in str(error):
        return "it is locked with a password"
    if isinstance(error, (KeyError, zipfile.BadZipFile)):
        return "its archive is damaged"
    return str(error)
