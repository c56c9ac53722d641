"""Reads web archives (WARC 1.0 and 1.1, ISO 28500): the pages among the archived HTTP responses."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from lib.capture.feeds import feed
from lib.capture.formats import HEAD, Outcome, beginning, format_by_content, rejected
from lib.capture.pages.saved_html import accepts as is_page
from lib.capture.source_file import Record, SourceFile, capture_of_record
from lib.capture.unpack import unreadable
from lib.capture.web_archives.http_response import PAGES, ArchivedResponse, content_type, response_of
from lib.capture.web_archives.records import FoundRecord, Gap, records_of
from lib.model.capture import Capture, Skipped
from lib.model.errors import CaptureError, UnreadableCapture

SUFFIXES = (".warc", ".warc.gz", ".warc.zst", ".wet.gz")
HOLDS_MANY = True

_UNSAID = ("", "application/octet-stream", "x/unknown")
_CARRIERS = ("response", "resource", "conversion")
_ABOUT = ("warcinfo", "request", "metadata")  # records that belong to others


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a WARC record."""
    return head.startswith(b"WARC/")


def read(source: SourceFile) -> Iterator[Outcome]:
    """Yield a capture for each page and each item of a feed; a skip for others, a rejection for damage."""
    with source.stream() as file:
        for found in records_of(file, source.origin):
            try:
                if isinstance(found, Gap):
                    raise _gap(source, found)
                yield from _outcomes_of_record(source, found)
            except CaptureError as error:
                yield rejected(error)


def _gap(source: SourceFile, gap: Gap) -> UnreadableCapture:
    """Return the error for bytes of an archive that are no record."""
    origin = f"{source.origin}#{gap.number}"
    message = (
        f"{source.origin} is damaged in so many places that what lies behind byte {gap.after:,} was "
        "given up; the records before it were read."
        if gap.given_up
        else f"{origin} cannot be read: after the record at byte {gap.after:,} of the archive stands "
        "something that is no record; the records behind it were read."
    )
    return UnreadableCapture(origin, f"{message} Copy or crawl the archive once more.")


def _outcomes_of_record(source: SourceFile, found: FoundRecord) -> Iterator[Outcome]:
    """Yield the captures of a record, or why it holds none; nothing for records about the archive itself.

    Raises CaptureError for a damaged one.
    """
    origin = f"{source.origin}#{found.number}"
    if found.fault:
        what = f"({found.url or found.kind}) is damaged: {found.fault}. Copy or crawl it once more."
        raise unreadable(origin, what)
    if found.kind == "revisit":
        yield Skipped(origin=origin, reason="unchanged since an earlier record")
    elif found.kind == "continuation":
        yield Skipped(origin=origin, reason="continuation of a record in another file")
    elif found.kind in _CARRIERS:
        yield from _captures_of_carrier(source, found, origin)
    elif found.kind not in _ABOUT:
        yield Skipped(origin=origin, reason="record of an unknown kind")


def _captures_of_carrier(source: SourceFile, found: FoundRecord, origin: str) -> Iterator[Outcome]:
    """Yield what a record that carries content holds; a skip if the server answered with an error."""
    answer = _answer_in(found, origin)
    if not 200 <= answer.status < 300:
        yield Skipped(origin=origin, reason=f"the server answered {answer.status}")
        return
    inner = SourceFile(  # of its own, so that a feed in it can be read as one
        origin=origin, name="", data=answer.body, url=found.url, charset=answer.charset,
        seen_at=found.made_at or source.seen_at, seen_by=None if found.made_at else source.seen_by,
        depth=source.depth + 1,
    )  # fmt: skip
    head = beginning(answer.body)
    listed = format_by_content(".xml", head) or format_by_content(".json", head)
    if listed:
        yield from listed.read(inner)
    elif answer.media_type in feed.TYPES and feed.holds(inner):
        yield from feed.read(inner)
    elif answer.media_type not in PAGES or _is_robots_txt(found.url):
        yield Skipped(origin=origin, reason="part of a site that is no page")
    elif not answer.body.strip():
        yield Skipped(origin=origin, reason="empty answer")
    else:
        yield _page(inner, found, answer)


def _answer_in(found: FoundRecord, origin: str) -> ArchivedResponse:
    """Return the HTTP response in a record; content without one counts as answered with 200.

    A page whose media type nobody says has that of a page.
    """
    media_type, charset = content_type(found.content_type)
    if media_type == "application/http":
        answer = response_of(found.block, origin)
    else:
        answer = ArchivedResponse(
            status=200, media_type=media_type, charset=charset, body=found.block, missing=False
        )
    unsaid = answer.media_type in _UNSAID and is_page(answer.body[:HEAD])
    return replace(answer, media_type="text/html") if unsaid else answer


def _page(inner: SourceFile, found: FoundRecord, answer: ArchivedResponse) -> Capture:
    """Return the page that a record holds as a capture, with the reason if its end may be missing."""
    page = Record(
        label="", body=answer.body, media_type=PAGES[answer.media_type], url=found.url,
        captured_at=found.made_at, charset=answer.charset,
        partial=_reason_if_partial(found, missing=answer.missing),
    )  # fmt: skip
    return capture_of_record(inner, page)


def _reason_if_partial(found: FoundRecord, *, missing: bool) -> str | None:
    """Return why a page may lack its end, or None. `missing`: fewer bytes came than the server announced."""
    if found.truncated:
        return f"the archive's maker cut this record short ({found.truncated})"
    if found.shaky:
        return "what follows this record in its archive is damaged, so its end may be missing"
    short = "fewer bytes came than the server had announced, so the page's end may be missing"
    return short if missing else None


def _is_robots_txt(url: str | None) -> bool:
    try:
        return urlsplit(url or "").path == "/robots.txt"
    except ValueError:
        return False
