"""Finds the segments of a story that the extractors missed: sub-headings, lists, notes, like paragraphs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from lxml.html import HtmlElement

from lib.clean.label.located import LINKED, Located
from lib.clean.measure import SENTENCE_ENDS
from lib.clean.says.times import find_times
from lib.clean.segment import Segment
from lib.clean.segments.elements import HEADINGS, heading_level, nearest

SUB_HEADING = 150  # characters of the longest one that only its class makes a heading
PARTED = 2  # segments of prose in a row that no element holds with the story's
BEHIND = 8  # segments behind the last chosen one in which a list beside the paragraphs still is the story's
LONG = 60  # characters from which an element that is no paragraph holds running text
LISTED = 0.5  # of its text in links: from here on it is an item of a list of links
TIMED = 90  # characters of the longest line of times
AROUND_TIME = 24  # characters beside a time in a line that prints nothing but it
OFTEN = 2  # chosen segments of one tag and class; more show that the story is written in it

_PLACES = ("li", "dt", "dd", "td", "th")
_TOGGLES = frozenset({"a", "button", "summary"})  # what unfolds what is folded


@dataclass(frozen=True, kw_only=True)
class Missed:
    """Finds the segments of a located story that were not chosen, though they are like the chosen ones."""

    layout: Located
    chosen: Sequence[int]  # the numbers of the chosen segments in page order

    def found(self) -> Iterator[int]:
        """Yield the numbers of missed sub-headings, paragraphs and lists that are like the chosen ones."""
        layout, known = self.layout, set(self.chosen)
        start = -1 if layout.headline_number is None else layout.headline_number
        for number in sorted(layout.inside, reverse=True):  # a list is known before its heading is asked
            over = number < self.chosen[0] and number in layout.body.chosen  # what was cut at the start
            if number in known or number < start or over:
                continue
            if self._is_sub_heading(number, known) or (layout.may_join(number) and self._is_missed(number)):
                known.add(number)
                yield number

    def _is_sub_heading(self, number: int, known: set[int]) -> bool:
        """Return whether a segment is a sub-heading right above `known` text; it may be a link."""
        segments = self.layout.segments
        segment = segments[number]
        level = heading_level(segment.element) if number + 1 in known else 0
        if not level or not self.layout.may_join(number, linked=True):
            return False
        beside = segment.element.getparent() is segments[number + 1].element.getparent()
        if segment.element.tag not in HEADINGS:
            return beside and segment.linked < LISTED and len(segment.text) < SUB_HEADING
        return segment.linked < LINKED or beside

    def _is_missed(self, number: int) -> bool:
        """Return whether a segment is a list, note or running text like the story's that was missed."""
        segment, marks = self.layout.segments[number], self.layout.marks[number]
        first, last, tag = self.chosen[0], self.chosen[-1], segment.element.tag
        between = first < number < last
        unfolds = "folded" in self.layout.marks[min(number + 1, last)]
        of_part = {"code", "folded"} & marks and (tag not in _TOGGLES or unfolds)
        part = "footnote" in marks or (between and of_part)
        if first < number and part and any(map(str.isalpha, segment.text)):
            return True
        if first < number < last + BEHIND and self._stands_beside(segment):
            return True
        if number in self.layout.head and is_time_alone(segment.text):
            return False
        return (between and self._says_a_sentence(segment)) or self._runs_on(segment)

    def _stands_beside(self, segment: Segment) -> bool:
        """Return whether a segment without links is in a list or table next to the story's paragraphs."""
        item = nearest(segment.element, *_PLACES)
        if segment.links or item is None or not any(map(str.isalpha, segment.text)):
            return False
        whole = next(item.iterancestors("ul", "ol", "dl", "table"), None)
        if whole is None or whole.getparent() not in self._parents:
            return False
        return not {*self.chosen} & {*self.layout.page.within(whole)}

    def _says_a_sentence(self, segment: Segment) -> bool:
        """Return whether a segment is a sentence without links, in an element like others of the story."""
        if segment.links or segment.text[-1] not in SENTENCE_ENDS:
            return False
        if self._like[segment.build] > 1:
            return True
        if segment.element.tag != "div":
            return False
        inside = (self.layout.segments[number] for number in self.layout.inside)
        alike = (other for other in inside if other.dress == segment.dress)
        several = sum(other.text[-1] in SENTENCE_ENDS for other in alike) > 1  # the steps of a recipe
        return several or not segment.element.get("class")

    def _runs_on(self, segment: Segment) -> bool:
        """Return whether a segment is a heading or running text, in an element as the story's are."""
        tag = segment.element.tag
        holds_text = tag in ("div", "section", "article") and len(segment.text) > LONG
        reads = segment.linked < LISTED and (tag in ("p", "blockquote") or holds_text)
        if not reads and tag not in HEADINGS:
            return False
        often = self._like[segment.dress] > OFTEN
        return often or self._like[segment.build] > 1 or segment.element in self.layout.texts

    @cached_property
    def _like(self) -> Counter[tuple[str | None, ...]]:
        """{build: number of chosen segments that have it}, by all of the build and by tag and class alone."""
        layout = self.layout
        segments = [layout.segments[number] for number in layout.body.chosen if layout.may_stay(number)]
        dressed = (segment.dress for segment in segments if segment.dress[1])
        return Counter(segment.build for segment in segments) + Counter(dressed)

    @cached_property
    def _parents(self) -> frozenset[HtmlElement | None]:
        """The elements with the story's text, and the parent of each paragraph of it."""
        chosen = (self.layout.segments[number].element for number in self.chosen)
        return frozenset(each.getparent() for each in chosen if each.tag == "p").union(self.layout.texts)


def prose_between(layout: Located, found: frozenset[int]) -> Iterator[int]:
    """Yield the numbers of a few segments of prose, without marks, between two that were `found` before."""
    segments = layout.segments
    for before, below in pairwise(sorted(found)):
        between = range(before + 1, below)
        bare = all(segments[n].prose and not segments[n].links and not layout.marks[n] for n in between)
        if len(between) <= PARTED and bare:
            yield from filter(layout.may_stay, between)


def is_time_alone(text: str) -> bool:
    """Return whether a short line has only times and perhaps a label."""
    times = find_times(text) if len(text) < TIMED and any(map(str.isdigit, text)) else []
    printed = sum(each.end - each.start for each in times)
    return bool(times) and len(text) - printed < AROUND_TIME
