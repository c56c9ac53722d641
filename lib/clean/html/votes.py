"""Turns the text an extractor returns into votes for pieces of the page."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil

from lxml.html import HtmlElement

from lib.clean.html.pieces import Piece

LONG = 24  # folded characters from which a piece is recognised inside other text
WINDOW = 12
SHARE = 0.6  # of a piece's windows that must stand in the extractor's text

REMEMBERED = 2_000  # characters of the longest text whose folding is remembered

_ASCII = {code: None for code in range(128) if not chr(code).isalnum()}
_APART = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return letters and digits only, without case: what survives every extractor's tidying."""
    return _remembered(text) if len(text) <= REMEMBERED else _folded(text)


def _folded(text: str) -> str:
    if text.isascii():  # the same, five times as fast
        return text.lower().translate(_ASCII)
    return _APART.sub("", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=4_096)  # pieces, the lines of the extractors and headlines are the same texts
def _remembered(text: str) -> str:
    return _folded(text)


def voted(folds: Sequence[str], text: str) -> frozenset[int]:
    """Return the pieces, given folded, that an extractor's text holds."""
    lines = Counter(filter(None, map(folded, text.splitlines())))
    whole = "\n".join(lines)
    joined = "".join(lines)
    return frozenset(
        number
        for number, fold in enumerate(folds)
        if fold and (fold in lines or _inside(fold, whole, joined))
    )


def _inside(fold: str, whole: str, joined: str) -> bool:
    if len(fold) < LONG:
        return False
    if fold in joined:
        return True
    starts = range(0, len(fold) - WINDOW + 1, WINDOW // 2)
    left = _most_missing(len(starts))
    for start in starts:
        if fold[start : start + WINDOW] not in whole:
            # One window more than may be missing settles it: most pieces of a page are none of the story's.
            if not left:
                return False
            left -= 1
    return True


def _most_missing(windows: int) -> int:
    """Return how many of a piece's windows may be missing."""
    return windows - ceil(SHARE * windows)


def main_element(pieces: Sequence[Piece], chosen: Iterable[int], share: float = 0.75) -> HtmlElement | None:
    """Return the lowest element that holds most of the chosen text."""
    weights: dict[HtmlElement, int] = {}
    total = 0
    for number in chosen:
        piece = pieces[number]
        total += len(piece.text)
        node = piece.element
        while node is not None:
            weights[node] = weights.get(node, 0) + len(piece.text)
            node = node.getparent()
    holders = [node for node, weight in weights.items() if weight >= share * total]
    return max(holders, key=_depth, default=None)


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def without_repeats(
    pieces: Sequence[Piece], folds: Sequence[str], chosen: frozenset[int], main: HtmlElement | None
) -> frozenset[int]:
    """Of pieces with the same text, the one inside the main element, else the first, is the story's."""
    inside = set(main.iter()) if main is not None else set()
    best: dict[str, int] = {}
    for number in sorted(chosen, key=lambda each: (pieces[each].element not in inside, each)):
        best.setdefault(folds[number], number)
    return frozenset(best.values())
