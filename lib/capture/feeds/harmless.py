"""Takes out of a feed, or refuses, what would take its parser minutes or hours."""

import re

from lib.capture.text.decode import decoded
from lib.capture.unpack import BOM
from lib.model.errors import TooLarge

CROWDED = 2_000  # attributes in one tag, namespaces in one feed: feedparser takes the square of their number
DECLARED = 400  # bytes of an XML declaration
_SUBSET = re.compile(rb"<!DOCTYPE[^\[>]{0,500}\[(.*?)\]\s*>", re.DOTALL)
_NESTED = re.compile(rb"&[^#\s]")  # entities that hold others, which expand to megabytes
_HOLLOW = re.compile(rb"<(?:item|entry)(?:>\s{0,99}</(?:item|entry)\s{0,9}>|\s{0,9}/>)")  # items of nothing
_NAMESPACE = re.compile(rb"xmlns(?::[\w.-]{1,100})?\s{0,9}=\s{0,9}[\"']([^\"']{0,500})")


def harmless(body: bytes, origin: str) -> bytes:
    """Return the feed without nested entities and, if there are more than 2,000, without empty items.

    UTF-16 becomes UTF-8, the XML declaration a line of its own. Raises TooLarge for more than 2,000
    namespaces, or attributes in one tag.
    """
    text = decoded(body, origin=origin).content.encode("utf-8", "replace") if b"\0" in body[:200] else body
    mark = BOM if text.startswith(BOM) else b""
    feed = _with_declaration_apart(text.removeprefix(BOM).lstrip())
    begin = feed.find(b"<!DOCTYPE")
    subset = _SUBSET.match(feed, begin) if begin >= 0 else None
    if subset and _NESTED.search(subset[1]):
        feed = feed[:begin] + feed[subset.end() :]
    feed = mark + (_HOLLOW.sub(b"", feed) if len(_HOLLOW.findall(feed)) > CROWDED else feed)
    _refuse_crowded(feed, origin)
    return feed


def _with_declaration_apart(feed: bytes) -> bytes:
    """Return a feed with its XML declaration on a line of its own; an unclosed or long one is dropped."""
    if not feed.startswith(b"<?"):
        return feed
    end = feed.find(b"?>") + 2
    declaration = feed[:end] if 1 < end < DECLARED else b""
    return declaration + b"\n" + feed[max(end, 2) :]


def _refuse_crowded(body: bytes, origin: str) -> None:
    """Raise TooLarge for XML with more than 2,000 namespaces, or attributes in one tag."""
    if body.count(b"xmlns") > CROWDED and len(set(_NAMESPACE.findall(body))) > CROWDED:
        raise TooLarge(
            origin, f"The feed {origin} has more than {CROWDED:,} namespaces; save a page instead."
        )
    for piece in body.split(b"<"):
        if len(piece) > CROWDED and piece.partition(b">")[0].count(b"=") > CROWDED:
            raise TooLarge(
                origin,
                f"The feed {origin} has a tag of more than {CROWDED:,} attributes; save a page instead.",
            )
