"""Finds when a page's story was published and updated, each time with its time zone.

Order: JSON-LD, meta tags, microdata, time elements near the headline, the printed line near the headline, the
date in the URL; what is counted back from the capture; htmldate's guess comes last and gives the day only.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta, timezone
from functools import cached_property
from itertools import chain, islice

from lxml.html import HtmlElement

from lib.clean.fields.dating import Dating, best_of, changed_after, dating, with_clock_below
from lib.clean.fields.guessed_day import guessed_day
from lib.clean.fields.profiles import in_card
from lib.clean.label.layout import Layout
from lib.clean.measure import ends_a_sentence, weight
from lib.clean.publishers import Field
from lib.clean.says.clocks import clock_alone
from lib.clean.says.instants import (
    Instant,
    counted_back,
    instant_in_line,
    latest_day,
    latest_year,
    read_instant,
    to_local,
)
from lib.clean.says.order import OPEN, Evidence, in_order
from lib.clean.says.relative_times import find_relative
from lib.clean.says.times import find_times, says_updated
from lib.clean.segment import PrintedLine, PrintedTime
from lib.clean.segments.declared_times import (
    declared_in_figures,
    first_known,
    in_address,
    in_attributes,
    is_dated,
    is_update,
    published_times,
    read_instants,
    updated,
)
from lib.clean.segments.metadata import first_text
from lib.model.article import Timezone

_NOON = time(12)
SENTENCE = 12  # words from which a line with a full stop speaks of times that are not the story's
CARD = 30  # characters from which a linked line beside the headline is about another story
LINKED = 0.9  # of the text of such a line
LINE = 200  # characters of the longest line that is read for a time

_NOT_ITS_TIME = frozenset({"related", "comments", "menu", "footer", "ticker", "ad", "promo"})
_FARTHEST, _STEP = timedelta(hours=14), timedelta(minutes=15)  # of time zones from UTC


def _printed(near: Sequence[PrintedLine], last: date) -> Iterator[Instant]:
    """Yield the best time of each line that may be of publication: labelled first, ambiguous (3/4/2024) last.

    Times after the day `last` are left out.
    """
    lines = [
        [(number, each) for each in times if each.may_publish and each.day <= last]
        for number, (_, times) in enumerate(near)
    ]
    for is_open in (False, True):
        alike = ([pair for pair in line if (pair[1].order == "either") is is_open] for line in lines)
        of_lines = filter(None, map(best_of, alike))
        for number, own in sorted(of_lines, key=lambda pair: pair[1].role != "published"):
            (line, _), *below = near[number : number + 2]
            clock = clock_alone(below[0][0]) if below else None
            instant = instant_in_line(line, with_clock_below(line, own, clock))
            yield replace(instant, unplaced=OPEN) if is_open else instant


def printed_update(near: Sequence[PrintedLine], times: Iterable[HtmlElement]) -> Instant | None:
    """Return the time of the last change as printed; None if the page prints none."""
    for node in times:
        for found in read_instants((node.get("datetime") or "", "".join(node.itertext())), "time element"):
            return found
    updates = ((line, printed) for line, times in near for printed in times if printed.role == "updated")
    return next((instant_in_line(line, printed) for line, printed in updates), None)


def in_printed_zone(found: Instant, near: Sequence[PrintedLine], assumed: Timezone) -> Instant:
    """Return a time declared in UTC in the timezone of the page's printed date; other times unchanged.

    That is the timezone printed beside the clock, or else the `assumed` one if the date fits it. Exactly
    midnight without a printed clock counts as a date without time; so does noon UTC in a time element, as
    Drupal writes dates.
    """
    printed = [each for _, times in near for each in times if each.may_publish and each.order != "either"]
    placed = _placed(found, printed, assumed)
    as_day = found.source == "time element" and found.moment.utcoffset() == timedelta()
    as_day = as_day and found.moment.time() == _NOON and found.moment.date() in {each.day for each in printed}
    is_day = (as_day or placed.moment.time() == time()) and not any(each.clock for each in printed)
    return replace(placed, day_only=True) if is_day else placed


def _placed(found: Instant, printed: Sequence[PrintedTime], assumed: Timezone) -> Instant:
    moment = found.moment
    if found.day_only or moment.utcoffset() != timedelta() or moment.date() in {each.day for each in printed}:
        return found
    for each in printed:
        offset = each.local - moment.replace(second=0, microsecond=0, tzinfo=None)
        if each.clock and abs(offset) <= _FARTHEST and not offset % _STEP:
            return replace(found, moment=moment.astimezone(timezone(offset)))
    local = to_local(moment, assumed)
    return replace(found, moment=local) if local.date() in {each.day for each in printed} else found


@dataclass(frozen=True, kw_only=True)
class PageTimes:
    """The times at which a page's story was published and last changed."""

    layout: Layout
    clock: Callable[[], Timezone]  # the time zone of a time that names none
    language: str | None

    @cached_property
    def published(self) -> Dating:
        """When the story was published, with timezone and source."""
        page, last = self.layout.page, latest_day(self.layout.page.capture)
        found = self._by_rule("published_at") or self._found(last)
        found = found and in_printed_zone(self._zoned(found), self._near, self.clock())
        found = found or self._counted_back() or self._declared_in_figures()
        if found is None and not page.is_big:
            title, others = self.layout.headline, self._others()
            found = guessed_day(page.tree, page.address[0], title=title, last=last, others=others)
        return dating(found, self.clock)

    def _found(self, last: date) -> Instant | None:
        """Return the publication time by the first source that has one; None if no source has.

        A date without a time is used only if no source has the time. Times after the year of the capture are
        left out, and printed ones after the day `last`. Above the headline pages also print today's date.
        """
        page, latest = self.layout.page, latest_year(self.layout.page.capture)
        names = {"time": ("datetime", "content"), "abbr": ("datetime", "content", "title")}
        values = (next(filter(None, map(node.get, names[node.tag])), "") for node in self._times())
        shown = read_instants(values, "time element")
        candidates = chain(
            published_times(page.data),
            (each for each in shown if each.moment.date() <= last),
            _printed(self._below, last),
            in_address(page.address[0]),
            _printed(self._above, last),
            in_attributes(page.tree),
        )
        found = first_known(candidates, latest=latest)
        if found and found.moment.date() > last:  # 3 November instead of 11 March: others may know better
            declared = (each for each in published_times(page.data) if each.moment.date() <= last)
            return first_known(chain(declared, candidates), latest=latest) or found
        return found

    def _zoned(self, found: Instant) -> Instant:
        """Return a declared time without timezone in the timezone that another source gives it."""
        clock = found.moment.replace(second=0, microsecond=0)
        if found.moment.tzinfo or found.timezone or found.day_only or found.source == "printed time":
            return found
        for each in published_times(self.layout.page.data):
            if each.moment.utcoffset() and each.moment.replace(second=0, microsecond=0, tzinfo=None) == clock:
                return replace(found, moment=each.moment, timezone=each.timezone)
        lines = (*self._near, *self._lines(self.layout.tail))
        for printed in (each for _, times in lines for each in times):
            if printed.timezone and printed.may_publish and printed.local == clock:
                return replace(found, timezone=printed.timezone)
        return found

    def _others(self) -> set[str]:
        """Return the days that no guess may give: all in JSON-LD, and of time elements if these differ."""
        page = self.layout.page
        declared = (first_text(node.get("datePublished")) for node in page.data.nodes)
        values = (node.get("datetime") or node.get("content") for node in page.source.timed)
        shown = {value[:10] for value in values if value}
        return {text[:10] for text in declared if text} | (shown if len(shown) > 1 else set())

    def _counted_back(self) -> Instant | None:
        """Return the first time such as "2 hours ago", counted back from the capture; None without one."""
        for line, _ in self._near:
            counted = find_relative(line)
            if counted and not says_updated(line[: counted.start]):
                found = counted_back(line, counted, self.layout.page.capture, self.clock)
                if not found.unplaced:
                    return found
        return None

    def _declared_in_figures(self) -> Instant | None:
        """Return a declared date like 3/4/2024 if the page shows whether the day comes first, or None."""
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
        """When the story was last changed, with timezone and source; no time if before its publication."""
        timed = (node for node in self.layout.page.source.timed if node.tag == "time" and is_update(node))
        own = (node for node in timed if not self._marks_above(node) & _NOT_ITS_TIME)
        declared = self._by_rule("updated_at") or updated(self.layout.page.data)
        found = dating(declared or printed_update(self._near, own), self._clock_of_story)
        return changed_after(self.published, found, self.layout.page.capture)

    def _marks_above(self, node: HtmlElement) -> frozenset[str]:
        return self.layout.page.marks.above(node, below=self.layout.holders)

    def _clock_of_story(self) -> Timezone:
        """Return the timezone of a printed update that names none: the timezone declared for the publication.

        UTC does not count: most content systems declare times in it, wherever they stand.
        """
        zone = self.published.timezone
        return zone if zone and not zone.assumed and zone.name != "UTC" else self.clock()

    def _by_rule(self, name: Field) -> Instant | None:
        """Return the time that the publisher's rule reads for a field; None if no rule does."""
        rules = self.layout.rules
        read = (read_instant(text, rules.source) for text in rules.texts(name))
        return next((each for each in read if each), None)

    @property
    def _near(self) -> tuple[PrintedLine, ...]:
        """The short lines near the headline with their printed times, lines below the headline first."""
        return (*self._below, *self._above)

    @cached_property
    def _below(self) -> tuple[PrintedLine, ...]:
        return tuple(self._lines(number for number in self.layout.head if number >= self._title))

    @cached_property
    def _above(self) -> tuple[PrintedLine, ...]:
        return tuple(self._lines(number for number in self.layout.head if number < self._title))

    @property
    def _title(self) -> int:
        return self.layout.headline_number or 0

    def _lines(self, numbers: Iterable[int]) -> Iterator[PrintedLine]:
        lines = []
        for number in numbers:
            segment, marks = self.layout.segments[number], self.layout.marks[number]
            card = segment.linked > LINKED and len(segment.text) > CARD
            if len(segment.text) < LINE and not marks & _NOT_ITS_TIME and not card:
                lines.append(segment.text)
        times, _ = in_order([_of_line(line, self.layout.headline) for line in lines], self._evidence)
        yield from zip(lines, times, strict=True)

    def _evidence(self) -> Evidence:
        """Return what shows the order of day and month in ambiguous dates."""
        page, capture = self.layout.page, self.layout.page.capture
        captured = capture.captured_at if capture.captured_assumed is None else None
        return Evidence(self.language, self.clock(), page.url, captured)

    def _times(self) -> Sequence[HtmlElement]:
        """Return the time element that dates the story, as a sequence of one; () if none does.

        Elements marked as publication time come first. It stands under the headline, or above it, or alone on
        the page: of several elsewhere, each is a card's or a comment's.
        """
        segments, nodes = self.layout.segments, self.layout.page.tree.iter("time", "abbr")
        apart = {"time": _NOT_ITS_TIME, "abbr": _NOT_ITS_TIME - {"footer"}}  # blogs sign below
        dated = (node for node in nodes if (node.tag == "time" or is_dated(node)) and not is_update(node))
        own = [node for node in dated if not self._marks_above(node) & apart[node.tag]]
        named = ((node, node.get("pubdate"), node.get("itemprop", "")) for node in own)
        marked = [node for node, day, names in named if day is not None or "datePublished" in names]
        chosen, last = marked or own, max(self.layout.kept, default=0)
        below = [n for n in self.layout.head if self._title <= n <= last]
        above = [n for n in self.layout.head if n < self._title and not in_card(segments[n], bare=True)]
        framed = [node for node in chosen if marked or not self._is_of_frame(node)]
        return self._standing(chosen, below)[:1] or _alone(self._standing(framed, above)) or _alone(framed)

    def _standing(self, nodes: Sequence[HtmlElement], numbers: Iterable[int]) -> list[HtmlElement]:
        """Return the elements that stand in one of the segments of these numbers, or hold all text of one."""
        segments = (self.layout.segments[number] for number in numbers)
        near = {node for segment in segments for node in (segment.inner, segment.element)}
        return [node for node in nodes if not near.isdisjoint({node, *islice(node.iterancestors(), 2)})]

    def _is_of_frame(self, node: HtmlElement) -> bool:
        """Return whether a time is part of the page's frame: over the headline, with another time below."""
        if not any(times for _, times in self._below):
            return False
        title = self.layout.segments[self._title].element
        both = (each for each in self.layout.page.tree.iter(node.tag, title.tag) if each in (node, title))
        return next(both, None) is node


def _alone(nodes: Sequence[HtmlElement]) -> Sequence[HtmlElement]:
    """Return the first of the elements if all give the same time; () if they give several."""
    return nodes[:1] if len({node.get("datetime") or "".join(node.itertext()) for node in nodes}) == 1 else ()


def _of_line(text: str, title: str) -> list[PrintedTime]:
    """Return the times that a line prints and the title does not.

    In a sentence a bare day may be that of an event: only a labelled time counts, or a time at its end.
    """
    times = [each for each in find_times(text) if text[each.start : each.end] not in title]
    if not (ends_a_sentence(text) and weight(text) > SENTENCE):
        return times
    stop = len(text) - 1
    return [each for each in times if each.role != "unlabelled" or (each.clock and each.end >= stop)]
