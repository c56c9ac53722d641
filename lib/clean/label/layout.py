"""Lays out the text of a page's story: adds what the extractors missed, drops what is none of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from lib.clean.addresses import host_of
from lib.clean.label.closing import closing
from lib.clean.label.leading import links_away
from lib.clean.label.lists import completed, in_table
from lib.clean.label.located import Located
from lib.clean.label.marks import OVERRULES
from lib.clean.label.missed import Missed, is_time_alone, prose_between
from lib.clean.label.repeated import repeats
from lib.clean.measure import SENTENCE_ENDS

HEAD, TAIL = 6, 4  # segments at the text's start that may sign it, and at its end that may lead away
SIGNED = 150  # characters of the longest one marked as byline or time; a longer one is a paragraph
LABEL = 75  # characters of the longest line that is a label: a section, the paper's name, a row of links
LINKED = 0.8  # of a line's text: more is a row of links
SHARE = 0.2  # of the text that can stand behind the main element and be none of the story's

_BRACKETS, _SIGNS = frozenset("()[]"), frozenset("()[].,;")
_STARS = frozenset("*•·⁂∗✱◆■●")
_BESIDE_STORY = OVERRULES | {"gallery"}  # marks of what a heading at the text's end may be the heading of


@dataclass(frozen=True, kw_only=True)
class Layout(Located):
    """A page with its story located, and the segments of its text."""

    @cached_property
    def kept(self) -> frozenset[int]:
        """The numbers of the segments of the story's text; the publisher's rules have the last word."""
        found = self._found - self.dropped.keys()
        return (found - self.rules.cut.keys() - self.rules.keep.keys()) | self.rules.text

    @cached_property
    def _found(self) -> frozenset[int]:
        """The numbers of the chosen segments that may stay, and of further ones that were missed.

        A chosen segment above the headline counts only if it stands in the story's element and is no mere
        label. At both ends, segments that sign the story or lead to other stories do not count.
        """
        texts = [segment.text for segment in self.segments]
        over = range(0 if self.headline_number is None else self.headline_number + 1)
        labels = {n for n in over if len(texts[n]) < LABEL and texts[n][-1] not in SENTENCE_ENDS}
        placed = self.body.chosen - (set(over) - self.inside) - labels
        chosen = [*self._within_edges([*filter(self.may_stay, sorted(placed))])]
        with_missed = frozenset(chain(chosen, Missed(layout=self, chosen=chosen).found() if chosen else ()))
        with_prose = with_missed.union(prose_between(self, with_missed))
        return with_prose.union(completed(self.page, with_prose, self._completes, self.holders))

    def _within_edges(self, chosen: Sequence[int]) -> Iterator[int]:
        """Yield the chosen numbers without times and links at both ends and bylines at the start."""
        for place, number in enumerate(chosen):
            at_start, at_end = place < HEAD, place >= len(chosen) - TAIL
            segment, marks = self.segments[number], self.marks[number]
            signs = at_start and marks & {"byline", "time", "kicker"} and len(segment.text) < SIGNED
            linked = segment.linked > LINKED and segment.element.tag != "td"
            leads_away = linked and (at_end or len(segment.text) < LABEL)
            if not (at_start or at_end) or not (signs or leads_away or is_time_alone(segment.text)):
                yield number

    def _completes(self, number: int) -> bool:
        """Return whether a segment may complete a list or table that is mostly kept."""
        if in_table(self.segments[number]):
            return number in self.inside and not self.marks[number] & OVERRULES
        return self.may_join(number) and self.may_stay(number)

    @cached_property
    def dropped(self) -> Mapping[int, str]:
        """The rule for each segment that was chosen as text and yet is no part of the story, by its number.

        Of several rules for a segment the last below counts: rules by wording come behind rules by place.
        """
        found, segments = sorted(self._found), self.segments
        away = links_away(self.page, found)
        own = [number for number in found if number not in away]
        behind = self._behind_text(own)
        rest = [number for number in own if number not in behind]
        paper = (self.page.data.named("og:site_name") or "", host_of(self.page.capture.url))
        beside = {number for number, marks in enumerate(self.marks) if marks & _BESIDE_STORY}
        return {
            **dict.fromkeys(away, "read more"),
            **dict.fromkeys(behind, "outside"),
            **closing(segments, rest, paper=paper, beside=beside),
            **dict.fromkeys(repeats(self, own), "repeated"),
            # A citation that was cut leaves its brackets.
            **dict.fromkeys((number for number in found if _is_ornament(segments[number].text)), "layout"),
        }

    def _behind_text(self, found: Sequence[int]) -> list[int]:
        """Return the found numbers below the main element, if their text is short and of other elements."""
        builds = [segment.build for segment in self.segments]
        end = max((number for number in found if number in self.inside), default=-1)
        own = {builds[number] for number in found if number <= end}
        behind = [number for number in found if number > end and builds[number] not in own]
        return behind if self.page.letters(behind) < SHARE * self.page.letters(found) else []


def _is_ornament(text: str) -> bool:
    """Return whether a text is only ornament: "* * *", "[...]"."""
    signs = frozenset("".join(text.split()))
    return signs <= _STARS or (signs <= _SIGNS and not signs.isdisjoint(_BRACKETS))
