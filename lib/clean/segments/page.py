"""One page as all stages of the cleaning see it: parsed once, looked at from every side."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

from lxml.html import HtmlElement

from lib.clean.segments.address import page_address
from lib.clean.segments.boxes import ASIDE, Box, Seen, boxes_of, is_prose, main_box, seen_from
from lib.clean.segments.html import Piece, Source, segmented
from lib.clean.segments.marks import Marks
from lib.clean.segments.metadata import Structured, structured
from lib.clean.segments.parse import markup_of, parsed
from lib.model.capture import Capture
from lib.model.folding import folded
from lib.model.length import word_count

MOST_PIECES = 12_000  # beyond this the libraries take minutes
MOST_ELEMENTS = 40_000
LONG = 24  # folded characters from which a piece is recognised inside other text
WINDOW = 12
SHARE = 0.6  # of a piece's windows that must stand in the extractor's text


@dataclass(frozen=True, kw_only=True)
class Page:
    """A parsed page with its pieces and its own metadata."""

    capture: Capture
    tree: HtmlElement
    source: Source
    data: Structured
    marks: Marks = field(default_factory=Marks)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces in page order."""
        return self.source.pieces

    @cached_property
    def folds(self) -> tuple[str, ...]:
        """The pieces' texts as votes compare them."""
        return tuple(folded(piece.text) for piece in self.pieces)

    @cached_property
    def words(self) -> tuple[int, ...]:
        """The words of each piece, estimated where a script does not space them."""
        return tuple(word_count(piece.text) for piece in self.pieces)

    @cached_property
    def prose(self) -> tuple[bool, ...]:
        """Whether each piece reads like a paragraph."""
        return tuple(map(is_prose, self.pieces, self.words))

    @cached_property
    def boxes(self) -> Mapping[HtmlElement, Box]:
        """The elements that hold pieces, each behind those around it."""
        return boxes_of(self.pieces, self.prose)

    def within(self, node: HtmlElement) -> range:
        """Return the pieces that an element holds."""
        box = self.boxes.get(node)
        return range(box.first, box.last + 1) if box else range(0)

    @cached_property
    def address(self) -> tuple[str | None, str]:
        """The canonical address of the story and which source gave it."""
        return page_address(self.tree, self.data, self.capture.url)

    @cached_property
    def is_big(self) -> bool:
        """Whether a library would take minutes over the page."""
        return len(self.pieces) > MOST_PIECES or self.source.elements > MOST_ELEMENTS

    @cached_property
    def main_box(self) -> Box | None:
        """The box with most of the page's prose."""
        return main_box(self.boxes, self.marks)

    @cached_property
    def seen(self) -> Mapping[Box, Seen]:
        """The boxes as they are seen from the main one."""
        return seen_from(self.main_box, self.boxes, self.marks)

    @cached_property
    def main_pieces(self) -> frozenset[int]:
        """What stands in the main box as text does: an opinion on the story that keeps nearly all of it."""
        seen = (
            (number, piece, self.seen[self.boxes[piece.element]]) for number, piece in enumerate(self.pieces)
        )
        return frozenset(
            number
            for number, piece, box in seen
            if box.inside and not box.marks & ASIDE and piece.linked < 0.5
        )


def page_of(capture: Capture) -> Page:
    """Parse a capture and read what it says about itself."""
    tree = parsed(markup_of(capture), capture.origin)
    return Page(capture=capture, tree=tree, source=segmented(tree), data=structured(tree))


def voted(folds: Sequence[str], text: str) -> frozenset[int]:
    """Return the pieces, given folded, that an extractor's text holds."""
    lines = Counter(filter(None, map(folded, text.splitlines())))
    whole = "\n".join(lines)
    joined = "".join(lines)
    return frozenset(
        number
        for number, fold in enumerate(folds)
        if fold and (fold in lines or (len(fold) >= LONG and (fold in joined or _mostly_inside(fold, whole))))
    )


def _mostly_inside(fold: str, whole: str) -> bool:
    starts = range(0, len(fold) - WINDOW + 1, WINDOW // 2)
    left = len(starts) - ceil(SHARE * len(starts))  # windows that may be missing
    for start in starts:
        if fold[start : start + WINDOW] not in whole:
            # One window more than may be missing settles it: most pieces of a page are none of the story's.
            if not left:
                return False
            left -= 1
    return True
