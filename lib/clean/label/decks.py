"""Finds the standfirst of a page's story: one to four segments that stand between headline and text."""

from dataclasses import dataclass
from functools import cached_property

from lib.clean.label.layout import Layout
from lib.clean.label.located import ASIDE
from lib.clean.label.marks import OVERRULES
from lib.clean.measure import SENTENCE_ENDS, asks, size, weight
from lib.clean.says.bylines import opens_byline
from lib.clean.says.furniture import furniture_rule
from lib.clean.says.names import capital_share
from lib.clean.says.times import find_times
from lib.clean.segments.boxes import LINKED
from lib.clean.segments.elements import HEADINGS, heading_level
from lib.model.folding import folded

SHORTEST = 20  # letters of the first segment of a standfirst
LONGEST = 700  # and of any of them
FURTHER = 300  # and of a further segment of it: a longer one is the text's first paragraph
MOST = 4  # segments of the longest one
PARAGRAPH = 200  # letters of a chosen segment with which the text has begun
REACH = 12  # segments below the headline in which one stands where no such segment follows
INTO = 2  # segments of the text, from its first paragraph on, that may be one
SECOND = 8.0  # words of a heading right under the headline that is no section's
MOSTLY = 0.5  # of the words of a byline that open with a capital
LONE = 40  # letters of the shortest one without a mark
HEADED = 60  # and of one in a paragraph as those of the text
NEAR = 6  # segments below the headline in which that one stands
FEW_LINKS = 0.3  # of its text: without a mark it may link a word, no more

_COLONS = ":："  # ends of the label of what follows
_SECOND = frozenset({"h1", "h2", "h3"})
_PLAIN = frozenset({"header", "deck", "body"})  # marks that one without a mark may have all the same


@dataclass(frozen=True, kw_only=True)
class Decks:
    """The standfirst of a page in which the story is located."""

    layout: Layout

    @cached_property
    def numbers(self) -> frozenset[int]:
        """The numbers of the standfirst's segments; none if there is no standfirst."""
        return frozenset(number for number in self._may_be if number <= self.text)

    @cached_property
    def text(self) -> int:
        """The number of the first segment of the text, below the standfirst."""
        own = (number for number in self.layout.kept if number not in self._may_be)
        return min(own, default=len(self.layout.segments))

    @cached_property
    def _may_be(self) -> frozenset[int]:
        """The numbers of the possible standfirst: one segment and further short ones in one box."""
        segments, folds, found = self.layout.segments, self.layout.folds, self._found()
        further = [number for number in found[1:] if size(segments[number].text) <= FURTHER]
        boxes = [segments[number].element.getparent() for number in further[: MOST - 1]]
        shown = [*found[:1], *(n for n, box in zip(further, boxes, strict=False) if box is boxes[0])]
        return frozenset({folds[number]: number for number in reversed(shown)}.values())  # each text once

    def _found(self) -> list[int]:
        """Return the numbers of segments below the headline that are marked as standfirst or built as one.

        Without a sentence among the first two there may also be a line or a heading that stands alone.
        """
        headline, segments = self.layout.headline_number, self.layout.segments
        start = -1 if headline is None else headline
        below = (number for number in sorted(self.layout.body.chosen) if number > start)
        text = next(
            (n for n in below if "deck" not in self.layout.marks[n] and size(segments[n].text) > PARAGRAPH),
            start + REACH,
        )
        descriptions = self._descriptions()
        between = range(start + 1, min(text + INTO, len(segments)))
        found = [number for number in between if self._reads_as_deck(number, descriptions)]
        if not any(segments[number].text[-1] in SENTENCE_ENDS for number in found[:2]):
            found += [number for number in (self._lone(start) or self._headed()) if number not in found]
        return found

    def _reads_as_deck(self, number: int, descriptions: frozenset[str]) -> bool:
        """Return whether a segment is marked as standfirst, declared as description, or a second headline."""
        segment, marks = self.layout.segments[number], self.layout.marks[number]
        # Bylines and buttons of Chinese are short as well, but no sentences.
        letters = size(segment.text) if segment.text[-1] in SENTENCE_ENDS else len(segment.text)
        if not SHORTEST < letters <= LONGEST or segment.linked > LINKED:
            return False
        if (
            number in self.layout.dropped
            or furniture_rule(segment.text)
            or self.layout.repeats_headline(number)
        ):
            return False
        if marks & (OVERRULES | ASIDE | {"byline", "time", "head"}) or self.layout.is_pictured(number):
            return False
        headline = self.layout.headline_number
        under = segment.element.tag in _SECOND and headline is not None and number == headline + 1
        if under and weight(segment.text) >= SECOND and not opens_byline(segment.text):
            return True
        declared = self.layout.folds[number] in descriptions and not self._opens_text(number)
        return "deck" in marks or declared

    def _opens_text(self, number: int) -> bool:
        """Return whether a segment is a paragraph built as the next one of the text."""
        segments = self.layout.segments
        segment, below = segments[number], min((n for n in self.layout.kept if n > number), default=number)
        alike = below != number and segments[below].build == segment.build
        return alike and not segment.strong and size(segment.text) > HEADED

    def _headed(self) -> list[int]:
        """Return [number of a long heading that opens the text and is built unlike the rest], or []."""
        headline, (first, *rest) = self.layout.headline_number, sorted(self.layout.kept) or [0]
        segments, text = self.layout.segments, self.layout.segments[first].text
        opens = headline is not None and headline < first and segments[first].element.tag in HEADINGS
        alone = bool(rest) and all(segments[number].dress != segments[first].dress for number in rest)
        reads = weight(text) >= SECOND and size(text) <= LONGEST and text[-1] not in _COLONS
        is_deck = opens and alone and reads and not (asks(text) or opens_byline(text))
        return [first] if is_deck else []

    def _lone(self, start: int) -> list[int]:
        """Return [number of the only line of prose between headline and text], or []."""
        kept = sorted(self.layout.kept)
        if self.layout.headline_number is None or not kept:
            return []
        between = range(kept[0] + 1, kept[1] if kept[0] == start + 1 and len(kept) > 1 else 0)
        parted = any(self.layout.marks[number] & {"byline", "time"} for number in between)
        stop = min(kept[0] + parted, start + 1 + NEAR)
        found = [number for number in range(start + 1, stop) if self._reads_as_lone_deck(number)]
        return found if len(found) == 1 else []

    def _reads_as_lone_deck(self, number: int) -> bool:
        """Return whether a segment without a mark is a sentence, or a paragraph right under the headline."""
        segment = self.layout.segments[number]
        under = segment.element.tag == "p" and number == (self.layout.headline_number or 0) + 1
        is_second = under and weight(segment.text) >= SECOND and capital_share(segment.text) < MOSTLY
        return (
            LONE <= size(segment.text) <= LONGEST
            and not heading_level(segment.element)
            and segment.linked < FEW_LINKS
            and (is_second or segment.text[-1] in SENTENCE_ENDS)
            and self.layout.marks[number] <= _PLAIN
            and not furniture_rule(segment.text)
            and not find_times(segment.text)
            and not self.layout.repeats_headline(number)
            and not self.layout.is_pictured(number)
        )

    def _descriptions(self) -> frozenset[str]:
        """Return the descriptions of the story that the page declares, folded."""
        data = self.layout.page.data
        own = (data.article.get(key) for key in ("description", "alternativeHeadline", "abstract"))
        names = ("description", "og:description", "twitter:description")
        declared = (text for name in names for text in data.meta.get(name, ()))
        return frozenset(folded(text) for text in (*own, *declared) if isinstance(text, str))
