"""Reads newsletters: e-mails as saved by mail programs (`.eml`, RFC 5322), each one story.

The stored original is the e-mail itself; the page for cleaning is built from it.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from lib.capture.item_page import page_of
from lib.capture.mail.forwarded import unforwarded
from lib.capture.mail.markup import markup_of, markup_of_plain
from lib.capture.mail.message import letter_of
from lib.capture.mail.sender import authors
from lib.capture.pages.mhtml import accepts as is_saved_page
from lib.capture.source_file import SourceFile, capture_of
from lib.capture.unpack import LIMIT, too_large
from lib.model.capture import Capture
from lib.model.feed import Item

SUFFIXES = (".eml",)
ALSO_SUFFIXES = (".txt",)

AHEAD = timedelta(days=1)  # a letter's clock is not believed beyond
_BEFORE = b"\xef\xbb\xbf \t\r\n"  # what some programs write before the first header
_HEADERS = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_SENDER = re.compile(rb"^From:", re.IGNORECASE | re.MULTILINE)
_MAIL = re.compile(  # headers that saved pages and other files do not have
    rb"^(?:Received|Return-Path|Message-ID|MIME-Version|Delivered-To):", re.IGNORECASE | re.MULTILINE
)


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin with e-mail headers."""
    found = _HEADERS.match(head.lstrip(_BEFORE))
    mail = found and _SENDER.search(found[0]) and _MAIL.search(found[0])
    return bool(mail) and not is_saved_page(head)


def read(source: SourceFile) -> Iterator[Capture]:
    """Yield the one capture of an e-mail; raises CaptureError if it cannot be read."""
    yield letter_capture(source, source.text())


def letter_capture(source: SourceFile, data: bytes, label: str = "") -> Capture:
    """Return the e-mail in the bytes, or the one forwarded in it, as a capture; raises CaptureError.

    `label` is its number in a mailbox, "" for a file of its own.
    """
    origin = f"{source.origin}#{label}" if label else source.origin
    if len(data) > LIMIT:
        raise too_large(origin, "is a letter that goes on")
    outer = letter_of(data.lstrip(_BEFORE), origin)
    sent_at = outer.sent_at if outer.sent_at and outer.sent_at <= source.seen_at + AHEAD else None
    letter = unforwarded(outer)
    shown = markup_of_plain(letter.text) if letter.plain else markup_of(letter.text, letter.host)
    dated = letter.dated if sent_at or letter is not outer else ""  # a forwarded one has its own date
    item = Item(
        link=shown.url, title=letter.subject, text=shown.content, dated=dated, authors=authors(letter)
    )
    partial = "the letter breaks off before its end" if outer.broken else None
    return capture_of(
        source, page_of(item), data, sent_at, origin=origin, url=shown.url, doubt=outer.doubt,
        partial=partial, kept_as=".eml",
    )  # fmt: skip
