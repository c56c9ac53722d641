"""Repairs the extractors' votes on a story's text: joins what they missed, drops what is none of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lib.clean.addresses import host_of
from lib.clean.label.closing import closing
from lib.clean.label.edges import behind_text, in_text_cells, labels_over_headline, within_edges
from lib.clean.label.leading import headings_over, links_away
from lib.clean.label.lists import completed, in_table, tables_between
from lib.clean.label.located import Located
from lib.clean.label.missed import Missed, prose_between
from lib.clean.label.repeated import repeats
from lib.clean.says.furniture import OVERRULES

_BRACKETS = re.compile(r"[\s()\[\].,;]*[()\[\]][\s()\[\].,;]*")


@dataclass(frozen=True, kw_only=True)
class Layout(Located):
    """A page with its story located, and the segments of its text."""

    @cached_property
    def kept(self) -> frozenset[int]:
        """The numbers of the segments of the story's text: the chosen ones, repaired."""
        found = self._found - self.dropped.keys()
        return (found - self.rules.cut.keys() - self.rules.keep.keys()) | self.rules.text

    @cached_property
    def _found(self) -> frozenset[int]:
        """The numbers of the chosen segments that may stay, and of those that were missed."""
        start = 0 if self.headline_number is None else self.headline_number + 1
        chosen = [number for number in sorted(self.body.chosen) if self.may_stay(number)]
        chosen = [number for number in chosen if number >= start or number in self.inside]
        chosen = [*within_edges(self, in_text_cells(self.page.segments, chosen))]
        found = frozenset(chosen)
        found |= frozenset(Missed(layout=self, chosen=chosen).found()) if chosen else found
        found = found.union(prose_between(self, found))
        around = (self.page, found, self._completes, self.holders)
        return found.union(completed(*around), tables_between(*around))

    def _completes(self, number: int) -> bool:
        """Return whether a segment may complete a list or table that is mostly kept."""
        if in_table(self.page.segments[number]):
            return number in self.inside and not self.marks[number] & OVERRULES
        return self.may_join(number) and self.may_stay(number)

    @cached_property
    def dropped(self) -> Mapping[int, str]:
        """The rule for each segment, by number, that is taken as text and yet none of the story's."""
        found, segments = sorted(self._found), self.page.segments
        away = dict(links_away(self.page, found, self.page.address[0] or self.page.capture.url))
        away |= dict.fromkeys(headings_over(segments, found, away), "read more")
        rest = [number for number in found if number not in away]
        behind = dict.fromkeys(behind_text(self, rest), "outside")
        beside = {number for number, marks in enumerate(self.marks) if marks & (OVERRULES | {"gallery"})}
        paper = (self.page.data.named("og:site_name") or "", host_of(self.page.capture.url))
        ended = closing(segments, [n for n in rest if n not in behind], paper=paper, beside=beside)
        repeated = dict.fromkeys(repeats(self, rest), "repeated")
        # A citation that was cut leaves its brackets.
        signs = {number: "layout" for number in found if _BRACKETS.fullmatch(segments[number].text)}
        labels = dict.fromkeys(labels_over_headline(self), "outside")
        return {**labels, **away, **behind, **ended, **repeated, **signs}
