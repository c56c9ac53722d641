"""Finds the updates of a live blog on a page, and labels the segments in them.

1. Elements of one shape, each with a time and text of the story. 2. Otherwise times in a row among the
story's text. 3. Besides, updates declared in JSON-LD, matched by headline or text; those not printed on the
page come last.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from lib.clean.label.declared_text import DeclaredUpdate, declared_updates
from lib.clean.label.labels import Label
from lib.clean.label.layout import Layout
from lib.clean.live.page_entries import boxed, in_a_row
from lib.clean.live.updates import Entry
from lib.clean.says.names import is_person
from lib.clean.says.stamps import lone_stamp, with_instant
from lib.clean.segments.elements import heading_level, stands_in
from lib.clean.segments.page import LONG, WINDOW
from lib.model.article import TEXT_ZONES, Block
from lib.model.folding import folded
from lib.model.rules import RULES

PRINTS = 3  # updates from which a page lists them itself
LEVEL = 3  # of an update's headline that the page does not print

_PROSE = 40  # characters from which a segment in an update is its text
_LINKED = 0.6  # of it: more is a link to another story
_LOOKS = 12  # places of an update's text that are looked for on the page
_LOOSE = frozenset(name for name, rule in RULES.items() if rule.overruled == "by place")
_MAY_BE_TIME = frozenset(name for name, rule in RULES.items() if rule.overruled)
_LISTS = frozenset({"ul", "ol", "dl"})  # updates can be items of one themselves


@dataclass(frozen=True, kw_only=True)
class Live:
    """The updates of a page, none if it is no live blog, and the labels of their segments."""

    layout: Layout
    zoned: tuple[Label, ...]

    @cached_property
    def declared(self) -> tuple[DeclaredUpdate, ...]:
        """The live blog's updates as declared in JSON-LD."""
        return declared_updates(self.layout.page)

    @cached_property
    def _kept(self) -> Mapping[int, int]:
        """{number of a segment of the story's text, without its deck: number of its characters}."""
        numbers = (number for number, label in enumerate(self.zoned) if label.zone in TEXT_ZONES[1:])
        return {number: len(self.layout.segments[number].text) for number in numbers}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The updates in page order; () if the story is not a live blog."""
        if not self._kept:
            return ()
        near = range(max(0, min(self._kept) - 1), max(self._kept) + 1)
        cut = frozenset(number for number in near if self.zoned[number].rule in _MAY_BE_TIME)
        may_be_time = cut.union(self._kept)
        page = self.layout.page
        found = boxed(page, self._kept) or in_a_row(page.segments, self._kept, may_be_time)
        dated = []
        for entry in sorted([*found, *self._by_text(found)], key=lambda entry: entry.first):
            held = range(entry.first, entry.stop)
            within = (update.instant for number, update in self._begun.items() if number in held)
            dated.append(replace(entry, stamp=with_instant(entry.stamp, next(within, None))))
        return tuple(dated)

    def _by_text(self, found: list[Entry]) -> Iterator[Entry]:
        """Yield updates from JSON-LD that the page prints outside the entries found."""
        held = {number for entry in found for number in range(entry.first, entry.stop)}
        starts = sorted(self._begun.keys() - held)
        ends = sorted([*starts, *(entry.first for entry in found), max([*self._kept, *starts]) + 1])
        for number in starts:
            yield Entry(first=number, stop=next(end for end in ends if end > number))

    @cached_property
    def _begun(self) -> Mapping[int, DeclaredUpdate]:
        """{number of the segment where the page begins to print an update: the declared update}."""
        found: dict[int, DeclaredUpdate] = {}
        folds = self.layout.folds
        for update in self.declared:
            number = self._places.get(folded(update.headline)) if update.headline else None
            if number is None:  # its headline is not printed: where its text begins
                text = "".join(map(folded, update.paragraphs))
                number = next((n for n in self._kept if len(folds[n]) >= LONG and folds[n] in text), None)
            if number is not None:
                found.setdefault(number, update)
        return dict(sorted(found.items()))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """{possible headline of an update, as letters and digits: number of the first such segment}."""
        places: dict[str, int] = {}
        for number, (segment, label) in enumerate(zip(self.layout.segments, self.zoned, strict=True)):
            # The headline of an update that holds nothing but an embedded post is not kept yet.
            loose = label.rule in _LOOSE and heading_level(segment.element)
            if (number in self._kept and label.zone == "body") or loose:
                places.setdefault(self.layout.folds[number], number)
        return places

    @cached_property
    def unprinted(self) -> tuple[DeclaredUpdate, ...]:
        """The declared updates that are added to the text, because the page does not print them.

        Of an update whose headline the page prints, only the text is added. If the page prints three or more,
        the others are older ones that it loads on demand: they were not captured and are only counted
        (`left_out`).
        """
        held = (number for entry in self.entries for number in range(entry.first, entry.stop))
        begun = {self.layout.folds[number] for number in held}
        found = []
        for update in self._missing:
            if update.headline and folded(update.headline) in begun:
                found.append(replace(update, headline=None))
            elif len(self.entries) < PRINTS:
                found.append(update)
        return tuple(found)

    @property
    def left_out(self) -> int:
        """The number of declared updates that the page does not print and that are not added."""
        return len(self._missing) - len(self.unprinted)

    @cached_property
    def _missing(self) -> tuple[DeclaredUpdate, ...]:
        """The declared updates whose text the page does not print."""
        whole = "".join(self.layout.folds)
        return tuple(update for update in self.declared if not _is_printed(update, whole))

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """The final label of every segment, those of the updates included."""
        labels = list(self.zoned)
        for entry in self.entries:
            held = range(entry.first, entry.stop)
            labels[entry.first : entry.stop] = [self._label(number, entry) for number in held]
            # An update's headline is a sub-heading of level 2 to 4.
            first = next((number for number in held if labels[number].zone == "body"), None)
            if first is not None:
                level = heading_level(self.layout.segments[first].element)
                labels[first] = Label("body", level=min(max(level, 2), 4) if level else 0)
        return tuple(labels)

    def _label(self, number: int, entry: Entry) -> Label:
        """Return the label of a segment of an update: time, text, or the label that it had before."""
        segment, label = self.layout.segments[number], self.zoned[number]
        level = heading_level(segment.element)
        if (label.zone in ("body", "list") or label.rule in _MAY_BE_TIME) and lone_stamp(segment.text):
            return Label(None, "field: time")
        node = next(segment.inner.iter("time"), None)
        clock = " ".join("".join(node.itertext()).split()) if node is not None else ""
        if clock and entry.box is not None and is_person(segment.text.replace(clock, "").strip(" |·•-–—,")):
            return Label(None, "field: time")
        boxed_item = label.zone == "list" and entry.box is not None
        if boxed_item and not stands_in(segment.element, _LISTS, entry.box):
            return Label("body", level=level)
        own = entry.box is not None or number == entry.first
        is_text = level or len(segment.text) >= _PROSE
        if own and label.rule in _LOOSE and is_text and segment.linked < _LINKED:
            return Label("body", level=level)
        return label


def _is_printed(update: DeclaredUpdate, whole: str) -> bool:
    """Return whether the page prints most of an update's text."""
    text = "".join(map(folded, update.paragraphs)) or folded(update.headline or "")
    if len(text) < LONG:
        return text in whole
    step = max(WINDOW, len(text) // _LOOKS)
    windows = [text[start : start + WINDOW] for start in range(0, len(text) - WINDOW + 1, step)]
    return 2 * sum(window in whole for window in windows) >= len(windows)


def unprinted(live: Live) -> Iterator[Block]:
    """Yield as blocks the text that only JSON-LD or scripts have, at the page's end; updates last."""
    end = len(live.layout.page.source.text)
    of_updates = {line for update in live.declared for line in (update.headline, *update.paragraphs)}
    for text in live.layout.body.unprinted:
        if text not in of_updates:
            yield Block(zone="body", text=text, at=end, end=end)
    for update in live.unprinted:
        if update.headline:
            yield Block(zone="body", text=update.headline, at=end, end=end, level=LEVEL)
        for text in update.paragraphs:
            yield Block(zone="body", text=text, at=end, end=end)
