"""Newsletters: letters as mail programs save them (`.eml`, RFC 5322), each one story.

The kept original is the letter as it came; the page that is cleaned is made of it.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import timedelta

from lib.capture.arrival import Arrival
from lib.capture.feeds.item_page import page_of
from lib.capture.mail.forward import unforwarded
from lib.capture.mail.markup import Markup, markup_of
from lib.capture.mail.parts import Letter, letter_of
from lib.capture.pages.mhtml import accepts as is_saved_page
from lib.capture.unpack import LIMIT, refuse_binary, too_large, unpacked
from lib.model.capture import Capture
from lib.model.feed import Item

SUFFIXES = (".eml",)

AHEAD = timedelta(days=1)  # a letter's clock is not believed beyond

_BEFORE = b"\xef\xbb\xbf \t\r\n"  # what some programs write before the first header
_HEAD = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_SENDER = re.compile(rb"^From:", re.IGNORECASE | re.MULTILINE)
_MAIL = re.compile(
    rb"^(?:Received|Return-Path|Message-ID|MIME-Version|Delivered-To):", re.IGNORECASE | re.MULTILINE
)
_WITH_PAPER = re.compile(r"\s+(?:from|at|of|via)\s+|\s*[,|·–—]\s*|\s+-\s+", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"\b(?:news\w*|post|times|daily|weekly|brief\w*|team|editors?|desk|digest|letters?|herald|journal|gazette|"
    r"alerts?|today|updates?|the|media|press|magazine|review|mail|info|radio|tv)\b|[\d@&]",
    re.IGNORECASE,
)


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin with the headers of a letter."""
    found = _HEAD.match(head.lstrip(_BEFORE))
    mail = found and _SENDER.search(found[0]) and _MAIL.search(found[0])
    return bool(mail) and not is_saved_page(head)


def read(arrival: Arrival) -> Iterator[Capture]:
    """Yield the one capture of a letter."""
    data = unpacked(arrival.data, arrival.origin)
    refuse_binary(data, arrival.origin)
    yield letter_capture(arrival, data)


def letter_capture(arrival: Arrival, data: bytes, label: str = "") -> Capture:
    """Return the letter as a capture; raises CaptureError with its origin."""
    origin = f"{arrival.origin}#{label}" if label else arrival.origin
    if len(data) > LIMIT:
        raise too_large(origin, "is a letter that goes on")
    came = letter_of(data.lstrip(_BEFORE), origin)
    sent_at = came.sent_at if came.sent_at and came.sent_at <= arrival.seen_at + AHEAD else None
    first = unforwarded(came)
    plain = Markup(content=first.text, url=None)
    shown = plain if first.plain else markup_of(first.text, first.host)
    return Capture(
        url=shown.url,
        captured_at=sent_at or arrival.seen_at,
        captured_assumed=None if sent_at else arrival.seen_by,
        media_type="text/html",
        content=_page(first, shown, believed=bool(sent_at)),
        origin=origin,
        sha256=hashlib.sha256(data).hexdigest(),
        original=data,
        doubt=came.doubt,
        partial="the letter breaks off before its end" if came.broken else None,
        kept_as=".eml",
    )


def _page(letter: Letter, shown: Markup, *, believed: bool) -> str:
    item = Item(
        key="", guid=None, link=shown.url, title=letter.subject, published_at=None, position=0, thin=False,
        text=shown.content, plain=letter.plain,
        dated=letter.dated if believed else "", authors=_authors(letter),
    )  # fmt: skip
    return page_of(item)


def _authors(letter: Letter) -> tuple[str, ...]:
    """Return the sender where it is a person, not the paper itself.

    "Ann Lee from Harbour Post" is Ann Lee.
    """
    name = _WITH_PAPER.split(letter.sender)[0].strip(" \"'")
    words = name.split()
    paper = "".join(words).casefold() in letter.host.replace("-", "")
    if (
        not 2 <= len(words) <= 4
        or paper
        or _NO_PERSON.search(name)
        or not all(w[:1].isupper() for w in words)
    ):
        return ()
    return (name,)
