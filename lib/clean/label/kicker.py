"""The kicker in a headline: the words over it that its markup sets apart."""

import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from lib.clean.segment import Segment
from lib.clean.segments.elements import nearest
from lib.clean.segments.marks import Marks
from lib.clean.words import pattern
from lib.model.controls import in_one_line
from lib.model.folding import folded
from lib.model.length import word_count

_LEAST = 3  # words of a headline that may stand without its kicker
_SIGN = 2  # characters of a dash or bullet between kicker and headline
_AROUND = pattern("headlines", "around a section")
_HOME = pattern("headlines", "home")


def bare_heading(segment: Segment) -> str:
    """Return an h1's text without a kicker or second line that its markup sets apart."""
    marks, parts = Marks(), [*_inner(segment)] if segment.element.tag == "h1" else []
    apart = {node for node in parts if marks.own(node) & {"kicker", "deck"}}
    texts = segment.element.xpath(".//text()") if apart else []
    if folded("".join(texts)) != folded(segment.text):  # nothing is marked, or it is a line of its own
        return segment.text
    held = ((node, "".join(node.itertext()).strip()) for node in parts)
    apart |= {node for node, sign in held if 0 < len(sign) <= _SIGN and not any(map(str.isalnum, sign))}
    around = ((each, {_holder(each), *_holder(each).iterancestors()}) for each in texts)
    text = in_one_line("".join(" " if apart & holders else each for each, holders in around))
    return text if word_count(text) >= _LEAST else segment.text


def _holder(text: Any) -> HtmlElement:
    """Return the element in which a text node, as XPath finds it, stands."""
    return text.getparent().getparent() if text.is_tail else text.getparent()


def kicker_in(segment: Segment) -> str | None:
    """Return the kicker that `bare_heading` leaves out of an h1; None if the h1 has no kicker."""
    if segment.element.tag != "h1" or bare_heading(segment) == segment.text:
        return None
    marks = Marks()
    marked = (kicker_of(node) for node in _inner(segment) if "kicker" in marks.own(node))
    return next(filter(None, marked), None)


def _inner(segment: Segment) -> Iterator[HtmlElement]:
    """Yield the elements inside the element of a segment, without comments."""
    return (node for node in segment.element.iterdescendants() if isinstance(node.tag, str))


def kicker_of(node: HtmlElement) -> str:
    """Return the names in a kicker, joined as in "World · Storms", without labels and home links.

    A name contained in another ("News" beside "Local News") is dropped.
    """
    text, last = "", None
    for part in node.xpath(".//text()"):
        link = nearest(_holder(part), "a")
        glued = pattern("headlines", "two letters at the end").search(text) and part[0].isupper()
        another_link = None not in (link, last) and link is not last
        if text and not part.isspace() and (glued or another_link):
            text += "\n"
        text += re.sub(r"\s+", " ", part)
        last = last if part.isspace() else link
    names = [_AROUND.sub("", " ".join(name.split())) for name in text.split("\n")]
    whole = [name for name in dict.fromkeys(names) if name and not _HOME.fullmatch(name)]
    held = {one for one in whole for other in whole if one != other and f" {one} " in f" {other} "}
    return " · ".join(name for name in whole if name not in held)
