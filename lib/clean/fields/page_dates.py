"""When a story was published and changed, as its page gives it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice

from lxml.html import HtmlElement

from lib.clean.fields.dates import (
    NOT_DATED,
    Dating,
    PrintedLine,
    dating,
    declared_in_figures,
    guessed_day,
    in_printed_zone,
    printed_update,
    published,
)
from lib.clean.label.repair import Layout
from lib.clean.publishers import Field
from lib.clean.says.instants import (
    Evidence,
    Instant,
    counted_back,
    in_order,
    instant_in_line,
    latest_year,
    read_instant,
)
from lib.clean.says.times import PrintedTime, find_times
from lib.clean.segments.declared_times import in_attributes, is_dated, is_update, updated
from lib.model.article import Timezone

SENTENCE = 12  # words from which a line with a full stop speaks of times that are not the story's
CARD = 30  # characters from which a linked line beside the headline is about another story

_NOT_ITS_TIME = frozenset({"related", "comments", "menu", "footer", "ticker", "ad", "promo"})


@dataclass(frozen=True, kw_only=True)
class PageTimes:
    """The times of a story on its page."""

    layout: Layout
    clock: Callable[[], Timezone]  # the time zone of a time that names none
    language: str | None

    @cached_property
    def published(self) -> Dating:
        """When the story was published."""
        page = self.layout.page
        found = self._by_rule("published_at") or published(
            page.data,
            self._near,
            self._times(),
            page.address[0],
            above=self._above,
            attributes=in_attributes(page.tree),
            latest=latest_year(page.capture),
        )
        found = found and in_printed_zone(found, self._near, self.clock())
        found = found or counted_back((line for line, _ in self._near), page.capture, self.clock)
        found = found or self._declared_in_figures()
        if found is None and not page.is_big:
            found = guessed_day(page.tree, page.address[0], latest=latest_year(page.capture))
        return dating(found, self.clock)

    def _declared_in_figures(self) -> Instant | None:
        """Return a declared date of numbers alone, where the page decides which is the day."""
        declared = declared_in_figures(self.layout.page.tree)
        times, _ = in_order([times for _, times in declared], self._evidence)
        decided = (
            replace(instant_in_line(content, own), source="meta, in figures")
            for (content, _), ordered in zip(declared, times, strict=True)
            for own in ordered
            if own.order != "either"
        )
        return next(decided, None)

    @cached_property
    def changed(self) -> Dating:
        """When the story was last changed, with the zone and the source."""
        page, holders = self.layout.page, self.layout.holders
        nodes = (
            node
            for node in page.tree.iter("time")
            if is_update(node) and not page.marks.above(node, below=holders) & _NOT_ITS_TIME
        )
        declared = self._by_rule("updated_at") or updated(page.data)
        found = dating(declared or printed_update(self._near, nodes), self.clock)
        if found.at is None:
            return found
        early = self.published.at is not None and found.at < self.published.at
        return NOT_DATED if early or found.at.year > latest_year(page.capture) else found

    def _by_rule(self, name: Field) -> Instant | None:
        """Return the moment that the publisher's rule finds."""
        rules = self.layout.rules
        read = (read_instant(text, rules.source) for text in rules.texts(name))
        return next((each for each in read if each), None)

    @property
    def _near(self) -> tuple[PrintedLine, ...]:
        """Short lines near the headline with the times that they print, those below it first."""
        return (*self._below, *self._above)

    @cached_property
    def _below(self) -> tuple[PrintedLine, ...]:
        return tuple(self._lines(number for number in self.layout.head if number >= self._title))

    @cached_property
    def _above(self) -> tuple[PrintedLine, ...]:
        return tuple(self._lines(number for number in self.layout.head if number < self._title))

    @property
    def _title(self) -> int:
        return self.layout.headline_piece or 0

    def _lines(self, numbers: Iterable[int]) -> Iterator[PrintedLine]:
        lines = []
        for number in numbers:
            piece, marks = self.layout.page.pieces[number], self.layout.marks[number]
            card = piece.linked > 0.9 and len(piece.text) > CARD
            if len(piece.text) < 200 and not marks & _NOT_ITS_TIME and not card:
                lines.append(piece.text)
        times, _ = in_order([_of_line(line) for line in lines], self._evidence)
        yield from zip(lines, times, strict=True)

    def _evidence(self) -> Evidence:
        """Return what may decide which is the day in a date of numbers."""
        page, capture = self.layout.page, self.layout.page.capture
        captured = capture.captured_at if capture.captured_assumed is None else None
        return Evidence(self.language, self.clock(), page.address[0] or capture.url, captured)

    def _times(self) -> Iterator[HtmlElement]:
        """Time elements of the story itself, the marked ones first."""
        holders = self.layout.holders
        own = [
            node for node in self.layout.page.tree.iter("time", "abbr")
            if (node.tag == "time" or is_dated(node)) and not is_update(node)
            and not self.layout.page.marks.above(node, below=holders)
            & (_NOT_ITS_TIME if node.tag == "time" else _NOT_ITS_TIME - {"footer"})  # blogs sign below
        ]  # fmt: skip
        marked = [
            node
            for node in own
            if node.get("pubdate") is not None or "datePublished" in node.get("itemprop", "")
        ]
        pieces = (self.layout.page.pieces[n] for n in self.layout.head if n >= self._title)
        near = {node for piece in pieces for node in (piece.inner, piece.element)}
        below = (node for node in own if not near.isdisjoint({node, *islice(node.iterancestors(), 2)}))
        outside = (each for each in own[:1] if not self._is_of_frame(each))
        yield from marked or islice(chain(below, outside), 1)

    def _is_of_frame(self, node: HtmlElement) -> bool:
        """Return whether an element stands over the headline, while a time is printed below that."""
        title = self.layout.page.pieces[self._title].element
        first = next(
            (each for each in self.layout.page.tree.iter(node.tag, title.tag) if each in (node, title)), None
        )
        return first is node and any(times for _, times in self._below)


def _of_line(text: str) -> list[PrintedTime]:
    """Return the times of a line; in a sentence only those that it calls the story's own."""
    times = find_times(text)
    sentence = text[-1] in ".!?" and len(text.split()) > SENTENCE
    ends = len(text) - 1
    return [each for each in times if each.role != "unlabelled" or each.end >= ends] if sentence else times
