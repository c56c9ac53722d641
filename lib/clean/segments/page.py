"""A parsed page with everything that the cleaning stages derive from it, each computed once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from math import ceil

from lxml.html import HtmlElement

from lib.clean.links import absolute
from lib.clean.segment import Segment
from lib.clean.segments.address import page_address
from lib.clean.segments.boxes import ASIDE, LINKED, Box, Seen, boxes_of, is_prose, main_box, seen_from
from lib.clean.segments.html import Source, segmented
from lib.clean.segments.marks import Marks
from lib.clean.segments.metadata import Structured, structured
from lib.clean.segments.parse import markup_of, parsed
from lib.model.capture import Capture
from lib.model.folding import folded
from lib.model.length import word_count

MOST_SEGMENTS = 12_000  # beyond this the libraries take minutes
MOST_ELEMENTS = 40_000
LONG = 24  # folded characters from which a segment is recognised inside other text
WINDOW = 12
MOST_WINDOWS = 2_000  # of a segment that are looked for
SHARE = 0.6  # of a segment's windows that must stand in the extractor's text


@dataclass(frozen=True, kw_only=True)
class Page:
    """A parsed page with its capture, tree, segments, declared metadata and marks."""

    capture: Capture
    tree: HtmlElement
    source: Source
    data: Structured
    marks: Marks = field(default_factory=Marks)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The segments in page order."""
        return self.source.segments

    @cached_property
    def folds(self) -> tuple[str, ...]:
        """The texts of the segments, reduced to letters and digits, to compare with the extractors' texts."""
        return tuple(folded(segment.text) for segment in self.segments)

    @cached_property
    def words(self) -> tuple[int, ...]:
        """The number of words of each segment; in scripts without spaces an estimate."""
        return tuple(word_count(segment.text) for segment in self.segments)

    @cached_property
    def prose(self) -> tuple[bool, ...]:
        """Whether each segment reads like a paragraph."""
        return tuple(map(is_prose, self.segments, self.words))

    @cached_property
    def boxes(self) -> Mapping[HtmlElement, Box]:
        """{element that contains segments: its box}, outer elements first."""
        return boxes_of(self.segments, self.prose)

    def within(self, node: HtmlElement) -> range:
        """Return the numbers of the segments inside an element."""
        box = self.boxes.get(node)
        return range(box.first, box.last + 1) if box else range(0)

    def letters(self, numbers: Iterable[int]) -> int:
        """Return how many characters the texts of these segments have."""
        return sum(len(self.segments[number].text) for number in numbers)

    def folded_letters(self, numbers: Iterable[int]) -> int:
        """Return how many letters and digits these segments have."""
        return sum(len(self.folds[number]) for number in numbers)

    @cached_property
    def address(self) -> tuple[str | None, str]:
        """The address of the story, None if unknown, and its source."""
        return page_address(self.tree, self.data, self.capture.url)

    @property
    def url(self) -> str | None:
        """The address of the story; if unknown, that of the capture."""
        return self.address[0] or self.capture.url

    @cached_property
    def base(self) -> str | None:
        """The address to which links of the page are relative: its base element's, else the page's."""
        own, given = self.address[0], self.tree.xpath("string(//base/@href)")
        return (absolute(given, own) if given else None) or own

    @cached_property
    def is_big(self) -> bool:
        """Whether the page is so large that extractors would take minutes."""
        return len(self.segments) > MOST_SEGMENTS or self.source.elements > MOST_ELEMENTS

    @cached_property
    def main_box(self) -> Box | None:
        """The box with most of the page's prose; None if there is no prose."""
        return main_box(self.boxes, self.marks)

    @cached_property
    def seen(self) -> Mapping[Box, Seen]:
        """For each box: whether it is inside the main box, and which marks apply to it."""
        return seen_from(self.main_box, self.boxes, self.marks)

    @cached_property
    def main_segments(self) -> frozenset[int]:
        """The numbers of the segments in the main box that may be text: a generous guess at the story."""
        texts = [number for number, segment in enumerate(self.segments) if segment.linked < LINKED]
        seen = (self.seen[self.boxes[self.segments[number].element]] for number in texts)
        pairs = zip(texts, seen, strict=True)
        return frozenset(number for number, box in pairs if box.inside and not box.marks & ASIDE)


def page_of(capture: Capture) -> Page:
    """Return the capture's page, parsed, with its declared metadata."""
    tree = parsed(markup_of(capture), capture.origin)
    return Page(capture=capture, tree=tree, source=segmented(tree), data=structured(tree, capture.url))


def voted(folds: Sequence[str], text: str) -> frozenset[int]:
    """Return the numbers of the segments in `folds` that occur in a text, long ones at least mostly."""
    lines = dict.fromkeys(filter(None, map(folded, text.splitlines())))
    whole = "\n".join(lines)
    joined = "".join(lines)
    return frozenset(
        number
        for number, fold in enumerate(folds)
        if fold in lines or (len(fold) >= LONG and (fold in joined or _mostly_inside(fold, whole)))
    )


def _mostly_inside(fold: str, whole: str) -> bool:
    # Of an attribute that was never closed, half a page, some windows say as much as all.
    starts = range(0, len(fold) - WINDOW + 1, max(WINDOW // 2, len(fold) // MOST_WINDOWS))
    left = len(starts) - ceil(SHARE * len(starts))  # windows that may be missing
    missing = (start for start in starts if fold[start : start + WINDOW] not in whole)
    # One window more than may be missing settles it: most segments of a page are none of the story's.
    return next(islice(missing, left, None), None) is None
