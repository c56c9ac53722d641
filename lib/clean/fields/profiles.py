"""Recognises links to author profiles, and teaser cards of other stories beside them."""

from itertools import islice

from lib.clean.addresses import host_of, path_of
from lib.clean.links import absolute
from lib.clean.segment import Segment
from lib.clean.words import pattern
from lib.model.folding import folded
from lib.model.length import word_count

_CARD = 3  # links of a card in which its headline is looked for
_HEADLINE = 5  # words of a linked headline without the markup of one
_BEFORE = 60  # characters before a link that say whose profile it is


def in_card(segment: Segment, *, bare: bool = False) -> bool:
    """Return whether a segment is in a teaser card: an element with a linked heading and no h1.

    With `bare`, a link as long as a headline is one, too.
    """
    above = [segment.element, *segment.element.iterancestors()][:3]
    cards = [node for node in above if next(node.iter("h1"), None) is None]
    for node in cards:
        if any(next(node.iterfind(f".//{tag}//a"), None) is not None for tag in ("h2", "h3", "h4")):
            return True
    beside = (link for node in cards[:2] for link in islice(node.iter("a"), _CARD)) if bare else ()
    return any(word_count("".join(link.itertext())) >= _HEADLINE for link in beside)


def linked_authors(segment: Segment, publisher: str) -> dict[str, str]:
    """Return the texts of a segment's links to author profiles on the publisher's site, by URL.

    Of several links to one profile (portrait, name, "more of") the first counts.
    """
    marked = {
        (node.get("href") or "").strip()
        for node in (*segment.element.iter("a"), segment.inner, segment.inner.getparent())
        if node is not None and "author" in (node.get("rel") or "").split()
    }
    found: dict[str, str] = {}
    for link in segment.links:
        text, before = segment.text[link.start : link.end].strip(), max(0, link.start - _BEFORE)
        host = f".{host_of(absolute(link.url, f'https://{publisher}'))}"
        at_home = not publisher or host.endswith(f".{publisher}")
        is_profile = at_home and pattern("authors", "profile").search(f"{path_of(link.url)}/")
        of_another = pattern("authors", "other").search(segment.text, before, link.start)
        if text and (link.url in marked or is_profile) and not of_another:
            # "Ada Obi - Lind" at /author/ada-obi-lind is one name.
            is_one = folded(text) in folded(link.url)
            found.setdefault(link.url, text.replace(" - ", "-") if is_one else text)
    return found


def without_mail(segment: Segment) -> str:
    """Return the text of a segment without linked e-mail addresses."""
    text = segment.text
    for link in reversed(segment.links):
        if link.url.startswith("mailto:") and "@" in text[link.start : link.end]:
            text = f"{text[: link.start]} {text[link.end :]}"
    return text.strip()
