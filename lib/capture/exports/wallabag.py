"""Reads wallabag's JSON export: addresses with their reader's marks, most with the page too.

A JSON array of entries (doc.wallabag.org, "Export" and "Import from wallabag v2"); their fields are those of
src/Entity/Entry.php and src/Entity/Annotation.php in github.com/wallabag/wallabag. "Archived" in wallabag
means read.
"""

import html
from collections.abc import Iterator, Mapping
from typing import Any

import ijson

from lib.capture.formats import Outcome, rejected
from lib.capture.item_page import page_of
from lib.capture.moments import dated, moment_of
from lib.capture.shallow_json import shallow
from lib.capture.source_file import Record, SourceFile, capture_of_record, web_address
from lib.capture.unpack import GZIP_FAULTS, unpacking, unreadable
from lib.model.capture import Skipped
from lib.model.controls import without_controls_in
from lib.model.errors import CaptureError
from lib.model.feed import Item
from lib.model.imported import Highlight, Imported

SUFFIXES: tuple[str, ...] = ()
ALSO_SUFFIXES = (".json",)
HOLDS_MANY = True

NO_CONTENT = "wallabag can't retrieve contents"  # what it keeps of a page that it could not fetch
_PAGES = ("", "text/html", "application/xhtml+xml", "text/plain")  # types as the page's server sent them

_MARKS = (b'"is_archived"', b'"is_starred"', b'"given_url"', b'"hashed_url"')


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a wallabag export."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"[") and start[1:].lstrip().startswith(b"{") and any(m in head for m in _MARKS)


def read(source: SourceFile) -> Iterator[Outcome]:
    """Yield for each entry its page as a capture, if the export includes it, then its address and marks.

    A bad page is rejected, an entry without address skipped; raises CaptureError where the file is damaged.
    """
    number = 0
    with source.stream() as file:
        try:
            # One by one: the file may be large.
            events = shallow(ijson.basic_parse(unpacking(file), use_float=True))
            rows = map(without_controls_in, ijson.items(ijson.parse(events), "item"))
            for number, row in enumerate(rows, 1):
                yield from _entry(source, row, str(number))
        except (ijson.JSONError, UnicodeDecodeError, ValueError, RecursionError, *GZIP_FAULTS) as error:
            what = f"is damaged behind its entry {number:,}; what stands before was read. Export once more."
            raise unreadable(source.origin, what) from error


def _entry(source: SourceFile, row: Any, label: str) -> Iterator[Outcome]:
    """Yield the page of an entry, if it has text, and then the entry itself with the hash of that page."""
    origin = f"{source.origin}#{label}"
    url = web_address(_text(row, "url") or _text(row, "given_url")) if isinstance(row, dict) else None
    if url is None:
        yield Skipped(origin=origin, reason="entry without an address of the web")
        return
    sha256 = None
    if content := _content(row):
        try:
            item = Item(
                link=url, title=_one_line(row, "title"), text=content, dated=dated(row.get("published_at")),
                authors=_distinct(row.get("published_by")), language=_text(row, "language").replace("_", "-"),
            )  # fmt: skip
            body = page_of(item).encode("utf-8", "replace")
            page = capture_of_record(
                source, Record(label=label, body=body, url=url, captured_at=moment_of(row.get("created_at")))
            )
            yield page
            sha256 = page.sha256
        except CaptureError as error:
            yield rejected(error)
    yield _imported(row, url, origin, sha256)


def _content(row: Mapping[str, Any]) -> str:
    """Return an entry's markup or text; "" for other media types, and if wallabag could not fetch it."""
    content = _text(row, "content")
    kind = _text(row, "mimetype").partition(";")[0].strip().lower()
    return content if kind in _PAGES and NO_CONTENT not in content[:400] else ""


def _imported(row: Mapping[str, Any], url: str, origin: str, sha256: str | None) -> Imported:
    """Return an entry as imported: its tags, times, marks and highlights; `sha256` is of its page, if any."""
    archived = _switch(row.get("is_archived"))
    return Imported(
        url=url, origin=origin, title=_one_line(row, "title") or None, tags=_distinct(row.get("tags")),
        added_at=moment_of(row.get("created_at")), published_at=moment_of(row.get("published_at")),
        language=_text(row, "language").replace("_", "-") or None, read=archived, archived=archived,
        starred=_switch(row.get("is_starred")), highlights=tuple(_highlights(row.get("annotations"))),
        sha256=sha256,
    )  # fmt: skip


def _highlights(row: Any) -> Iterator[Highlight]:
    for mark in row if isinstance(row, list) else []:
        quote, note = (_text(mark, "quote"), _text(mark, "text")) if isinstance(mark, dict) else ("", "")
        if quote or note:
            yield Highlight(quote=quote, note=note or None, made_at=moment_of(mark.get("created_at")))


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def _one_line(row: Mapping[str, Any], name: str) -> str:
    """Return a text field on one line, with references such as &amp; resolved; "" if it is no text."""
    return " ".join(html.unescape(_text(row, name)).split())


def _distinct(row: Any) -> tuple[str, ...]:
    """Return the distinct words of a list; () if it is no list.

    Older exports list objects, of which the labels are taken.
    """
    listed = row if isinstance(row, list) else []
    found = [word.get("label") if isinstance(word, dict) else word for word in listed]
    return tuple(dict.fromkeys(word.strip() for word in found if isinstance(word, str) and word.strip()))


def _switch(row: Any) -> bool | None:
    """Return a flag, which exports write as 1, "1" or true; None if missing."""
    return None if row is None else row in (True, 1, "1", "true")
