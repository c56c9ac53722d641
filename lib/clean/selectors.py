"""Finds a stable CSS selector for a segment of a page: by names from the template, not generated ones.

A name is stable if it is made of words: no digits, no hashes. A selector is useful if it finds the segment
and nothing that must be treated differently.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from lib.clean.clean import clean
from lib.clean.segments.page import Page, page_of
from lib.model.capture import Capture
from lib.model.correction import Correction, Spot, find

LONGEST = 40  # characters of a name
STEPS = 3  # elements without a name between the segment and one that has one

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NAME = re.compile(r"[A-Za-z]+(?:[-_]{1,2}[A-Za-z]+)*")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_ATTRIBUTES = ("itemprop", "data-testid", "data-component", "role")
_SHORT = frozenset(
    {"ad", "ads", "bd", "hd", "ft", "cta", "btn", "txt", "nav", "img", "by", "pub", "html", "wp", "js"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """A correction with a CSS selector for its segment; None if no stable selector finds that alone."""

    correction: Correction
    selector: str | None


def with_selectors(capture: Capture, corrections: Sequence[Correction]) -> list[Selected]:
    """Return each correction of a capture with a CSS selector for the text that it keeps or cuts.

    The selector is the nearest to the text that is made of stable names and finds no text that must stay as
    it is; None if there is none.
    """
    if capture.media_type != "text/html":
        return [Selected(correction=each, selector=None) for each in corrections]
    page, cleaned = page_of(capture), clean(capture)
    rules = {cut.at: cut.rule for cut in cleaned.cuts}
    spots = [Spot(text=segment.text, at=segment.at, rule=rules.get(segment.at)) for segment in page.segments]
    places = find(spots, corrections)
    kept = {n for n, spot in enumerate(spots) if any(b.at <= spot.at < b.end for b in cleaned.article.blocks)}
    moved: dict[str, set[int]] = {"keep": set(), "cut": set()}
    for each, found in zip(corrections, places, strict=True):
        moved[each.verdict].update(found)
    must_stay = {"cut": kept - moved["cut"], "keep": set(range(len(spots))) - kept - moved["keep"]}
    return [
        Selected(correction=each, selector=_first(page, found, must_stay[each.verdict]))
        for each, found in zip(corrections, places, strict=True)
    ]


def stable(name: str) -> bool:
    """Return whether a class, id or value is made of words: "story-body" is, "css-1x7f9" is not."""
    if not _NAME.fullmatch(name) or len(name) > LONGEST or len(name) < 2:
        return False
    parts = [word for part in re.split(r"[-_]+", name) for word in _WORD.findall(part)]
    return all(len(word) > 1 and (bool(_VOWEL.search(word)) or word.casefold() in _SHORT) for word in parts)


def _first(page: Page, found: Sequence[int], must_stay: Collection[int]) -> str | None:
    if not found:
        return None
    inner = page.segments[found[0]].inner
    for selector in _candidates(inner):
        nodes = set(CSSSelector(selector, translator="html")(page.tree))
        around = (({each.inner, *each.inner.iterancestors()}, each.number) for each in page.segments)
        hit = {number for holders, number in around if nodes & holders}
        if set(found) <= hit and not hit & set(must_stay):
            return selector
    return None


def _candidates(inner: HtmlElement) -> Iterator[str]:
    """Yield selectors for an element and for the elements around it: ".deck", ".story > div > p"."""
    way: list[str] = []
    for node in (inner, *inner.iterancestors()):
        if node.tag in ("body", "html"):
            return
        for name in _names(node):
            yield " > ".join([name, *way])
        if len(way) < STEPS:
            way.insert(0, str(node.tag))
        elif not list(_names(node)):
            return


def _names(node: HtmlElement) -> Iterator[str]:
    classes = [each for each in (node.get("class") or "").split() if stable(each)]
    if classes:
        yield f"{node.tag}.{'.'.join(classes[:2])}"
    if (own := node.get("id")) and stable(own):
        yield f"#{own}"
    for attribute in _ATTRIBUTES:
        if (value := node.get(attribute)) and stable(value):
            yield f"{node.tag}[{attribute}='{value}']"
    if node.tag in ("footer", "nav", "aside", "header"):
        yield str(node.tag)
