"""Reads JSON Lines (jsonlines.org): each line is an object with one page or one story.

It also reads the output of the command `clean`. Times follow RFC 3339 or RFC 5322, or are seconds since 1970;
without a zone they are in UTC.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from lib.capture.formats import Outcome, rejected
from lib.capture.item_page import page_of
from lib.capture.moments import dated, moment_of
from lib.capture.source_file import Record, SourceFile, capture_of_record, web_address
from lib.capture.text.decode import decoded
from lib.capture.unpack import (
    GZIP_FAULTS,
    LIMIT,
    MANY_UNPACKED,
    refuse_binary,
    too_large,
    too_large_unpacked,
    unpacking,
    unreadable,
)
from lib.model.capture import Skipped
from lib.model.controls import without_controls_in
from lib.model.errors import CaptureError
from lib.model.feed import Item

SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
ALSO_SUFFIXES = (".json",)
HOLDS_MANY = True

LINE = 3 * LIMIT  # bytes: a page may be written in escapes throughout

# The names that crawlers give each field; of those in a row the first counts. A row has a page or a text, and
# title, authors, time, tags and language count only with a text.
_URL = ("url", "canonical_url", "link", "source_url", "address")
_PAGE = ("html", "raw_html", "page", "content_html", "body_html")
_TEXT = ("text", "maintext", "content_text", "body", "content", "article")
_TITLE = ("headline", "title")
_AUTHORS = ("authors", "author", "byline")
_PUBLISHED = ("published_at", "published", "date_published", "date_publish", "date")
_TAGS = ("tags", "keywords", "categories")
_LANGUAGE = ("language", "lang")
_CAPTURED = ("captured_at", "fetched_at", "crawled_at", "date_download", "retrieved_at", "timestamp")
_KEYS = tuple(f'"{name}"'.encode() for name in (*_PAGE, *_TEXT))


def accepts(head: bytes) -> bool:
    """Return whether the first line looks like a JSON object with a field for a page or a text."""
    line, ended, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    whole = not ended or line.rstrip().endswith(b"}")
    return line.startswith(b"{") and whole and any(key in line for key in _KEYS)


def read(source: SourceFile) -> Iterator[Outcome]:
    """Yield a capture for each line with a page or text, a rejection or skip for others.

    Raises CaptureError, after what could be read, if the gzip file is damaged or too large.
    """
    refuse_binary(source.data, source.origin)
    with source.stream() as file:
        try:
            for number, line in enumerate(_lines(file, source.origin), 1):
                if line.strip(b"\xef\xbb\xbf \t\r\n"):
                    yield _outcome(source, line, str(number))
        except GZIP_FAULTS as error:
            raise unreadable(
                source.origin,
                f"is damaged inside its gzip packing ({error}); what stands before was "
                "read. Copy it once more.",
            ) from error


def _lines(file: BinaryIO, origin: str) -> Iterator[bytes]:
    """Yield the lines, unpacked if gzip; one over the limit is cut a byte after it. Raises TooLarge."""
    text, unpacked = unpacking(file), 0
    while line := text.readline(LINE + 1):
        yield line
        unpacked += len(line)
        while len(line) > LINE and not line.endswith(b"\n"):
            line = text.readline(LINE)
            unpacked += len(line)
        if text is not file and unpacked > MANY_UNPACKED:
            raise too_large_unpacked(origin)


def _outcome(source: SourceFile, line: bytes, label: str) -> Outcome:
    """Return the capture of a line, a skip if it has no page or text, a rejection if it cannot be read."""
    origin = f"{source.origin}#{label}"
    try:
        if len(line) > LINE:
            raise too_large(origin, "is a line that goes on")
        row = _object(line, origin)
        record = _record_of_row(row, label)
        if record is None:
            why = row.get("error")
            return Skipped(
                origin=origin, reason="line of a refused capture" if why else "line without page or text"
            )
        return capture_of_record(source, record)
    except CaptureError as error:
        return rejected(error)


def _object(line: bytes, origin: str) -> Mapping[str, Any]:
    """Return the object that a line of JSON holds; raises CaptureError if the line holds no object."""
    try:
        row = without_controls_in(json.loads(decoded(line, origin=origin).content))
    except (ValueError, RecursionError) as error:
        raise unreadable(
            origin, f"is no JSON ({error}); write one object on each line, and this one once more."
        ) from error
    if not isinstance(row, dict):
        raise unreadable(origin, "is JSON but no object; write one object on each line.")
    return row


def _record_of_row(row: Mapping[str, Any], label: str) -> Record | None:
    """Return the page of a row, or a page built from its text, as a record; None if the row has neither."""
    url, captured_at = web_address(_word(row, _URL)), moment_of(_first_filled(row, _CAPTURED))
    page = _word(row, _PAGE) or _page(row, url)
    if not page.strip():
        return None
    body = page.encode("utf-8", "replace")
    return Record(label=label, body=body, url=url, captured_at=captured_at, charset="utf-8")


def _page(row: Mapping[str, Any], url: str | None) -> str:
    """Return a page built from the row's text and metadata; "" without text."""
    text = _word(row, _TEXT)
    if not text.strip():
        return ""
    text = text if "\n\n" in text else text.replace("\n", "\n\n")  # some write a paragraph a line
    item = Item(
        link=url, title=" ".join(_word(row, _TITLE).split()), text=text, plain=True,
        dated=dated(_first_filled(row, _PUBLISHED)),
        authors=_words(row, _AUTHORS), tags=_words(row, _TAGS), language=_word(row, _LANGUAGE),
    )  # fmt: skip
    return page_of(item)


def _first_filled(row: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """Return the first of the named fields that is not empty; None if all are empty."""
    return next((row[name] for name in names if row.get(name)), None)


def _word(row: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """Return the first of the named fields that is a non-empty string; "" if there is none."""
    return next((row[name] for name in names if isinstance(row.get(name), str) and row[name].strip()), "")


def _words(row: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first filled field as strings: a list, one string, or people as objects with a name."""
    value = _first_filled(row, names)
    listed = value if isinstance(value, list) else [value]
    named = [word.get("name") if isinstance(word, dict) else word for word in listed]
    return tuple(dict.fromkeys(word.strip() for word in named if isinstance(word, str) and word.strip()))
