"""One unit of source text, a block of a page or a line of copied text alike, and what it says by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Literal

from lxml.html import HtmlElement

from lib.clean.measure import ends_a_sentence, inner_stops, weight
from lib.clean.words import pattern
from lib.model.article import Link
from lib.model.folding import folded_words
from lib.model.length import UNSPACED
from lib.model.rules import RULES

Role = Literal["published", "updated", "unlabelled", "other"]  # "other": of an event, a birth, a deadline
Order = Literal["", "day first", "month first", "either"]
Kind = Literal["", "rule", "byline", "time", "clock", "read time", "caption", "credit", "tags label"]

COST = 8  # how far a line of furniture speaks against a story that goes on over it
_TEASER = 16  # words of a text that an ellipsis cuts short
_LONG, _LONG_UNSPACED = 30.0, 24.0  # words of a text that needs no stop at its end; Thai and Lao print none
_SENTENCE = 4  # words of the shortest line that is a sentence by its stop


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """A printed date at text[start:end], with clock, timezone and role as printed beside it."""

    start: int
    end: int
    day: date
    clock: time | None = None
    timezone: str | None = None  # "GMT", "EST", "+02:00", "Kyiv time"
    role: Role = "unlabelled"
    order: Order = ""  # of day and month in a date of numbers alone; "either" when both can be meant
    other: date | None = None  # the day it would be in the other order
    american: bool = False  # `day` reads such a date with the month first

    @property
    def may_publish(self) -> bool:
        """Whether the date can be that of publication: it is not printed as an update."""
        return self.role in ("published", "unlabelled")

    @property
    def local(self) -> datetime:
        """The date and clock without a timezone; midnight if no clock is printed."""
        return datetime.combine(self.day, self.clock or time())


PrintedLine = tuple[str, Sequence[PrintedTime]]  # the text of a line and the times in it


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time without a date, at text[start:end], with the timezone if printed."""

    start: int
    end: int
    clock: time
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class RelativeTime:
    """A time counted back from now, at text[start:end]: "2 hours ago", "yesterday at 5:12 p.m."."""

    start: int
    end: int
    before: timedelta | None = None  # None: a day of the calendar, or too long ago for a day
    days: int | None = None
    clock: time | None = None

    def moment(self, read: datetime) -> datetime | None:
        """Return the local time that is meant on a page read at `read`; None if not even the day is clear."""
        if self.before is not None:
            return read - self.before
        if self.days is None:
            return None
        return datetime.combine(read.date() - timedelta(days=self.days), self.clock or time())


@dataclass(frozen=True, slots=True)
class Byline:
    """A line's byline, text[start:end], with the authors and outlets in it."""

    start: int
    end: int
    authors: tuple[str, ...]
    outlets: tuple[str, ...]  # names beside the authors that are no persons
    labelled: bool  # behind a label such as "By" or "Text:"


@dataclass(frozen=True, slots=True)
class Caption:
    """Where the caption of a line ends and where its credit is, as offsets, and whether that is sure."""

    end: int  # of the caption; 0 when the line is a credit alone, all of it when nothing credits it
    credit_start: int
    credit_end: int
    sure: bool  # False: shape alone, to be believed only near the headline


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRule:
    """A rule that cuts by wording: its name, patterns, longest text in words, cost to a story around it."""

    name: str
    opening: re.Pattern[str] | None = None  # of the whole text or its start
    inside: re.Pattern[str] | None = None  # of any place in it
    longest: float
    cost: int = COST

    def fits(self, text: str, words: float) -> bool:
        """Return whether a text of this many words has the wording."""
        return words <= self.longest and bool(
            (self.opening and self.opening.match(text)) or (self.inside and self.inside.search(text))
        )


@dataclass(frozen=True, slots=True)
class ReadTime:
    """The reading time at text[start:end], as printed by the publisher."""

    start: int
    end: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line is, with the parts found in it: rule, times, byline, caption, reading time."""

    kind: Kind = ""
    rule: WordingRule | None = None
    times: list[PrintedTime] = field(default_factory=list)
    clock: time | None = None
    byline: Byline | None = None
    caption: Caption | None = None
    read_time: ReadTime | None = None
    undated: Clock | None = None  # the time of day, where the page prints no date beside it
    relative: RelativeTime | None = None  # '2 hours ago', where no date is printed

    @property
    def rule_name(self) -> str:
        """The name of the rule that cuts the line, as "newsletter"; "" if none does."""
        return self.rule.name if self.rule else ""

    @property
    def leads_away(self) -> bool:
        """Whether the line announces other stories, as "Read more" does."""
        return self.rule is not None and RULES[self.rule.name].leads_away


_UNMARKED = Mark()


@dataclass(kw_only=True, eq=False)  # not frozen: a page has hundreds, and each would take three times as long
class Segment:
    """The smallest unit that is kept or cut: its text with its place in the source text, and its links.

    A segment never changes; `replace` makes another one.
    """

    text: str  # white space folded but in listings, without Markdown's signs and marks for line breaks
    number: int = 0  # among the segments of its capture
    at: int = 0
    end: int = 0
    links: tuple[Link, ...] = ()

    skips: tuple[tuple[int, int], ...] = ()  # after a place of the text its source holds so many more

    # Of copied text.
    gap_before: bool = True  # an empty line, or the page's edge, stands above
    gap_after: bool = True
    sign: str = ""  # the Markdown sign that opened it: "#", ">", "-"; "!" for a picture
    mark: Mark = _UNMARKED

    # Of a page.
    element: HtmlElement = None  # the block-level element it stands in
    inner: HtmlElement = None  # the innermost element that holds all of it
    strong: bool = False  # all of it is bold
    hints: tuple[tuple[int, int], ...] = ()  # what it holds and does not say

    def place(self, start: int, stop: int) -> tuple[int, int]:
        """Return the offsets in the source text of the part text[start:stop]."""
        if stop - start == len(self.text):
            return self.at, self.end
        at, end = (
            position + sum(more for place, more in self.skips if place < position)
            for position in (start, stop)
        )
        return self.at + at, self.at + end

    @cached_property
    def weight(self) -> float:
        """The number of words of the text; in scripts without spaces an estimate."""
        return weight(self.text)

    @cached_property
    def terminal(self) -> bool:
        """Whether the text ends as a sentence does; a short text cut off by "..." (a teaser) does not."""
        cut_off = self.weight <= _TEASER and self.text.endswith(("...", "…"))
        return not cut_off and ends_a_sentence(self.text)

    @cached_property
    def sentences(self) -> int:
        """The number of sentences that end within the text or with it."""
        return inner_stops(self.text) + self.terminal

    @cached_property
    def prose(self) -> bool:
        """Whether the text reads as a paragraph, by its length and its sentences."""
        if self.weight >= (_LONG_UNSPACED if UNSPACED.search(self.text) else _LONG):
            words = pattern("letters", "letters").findall(self.text[:600])
            capital = sum(1 for word in words if word[0].isupper())
            return bool(self.sentences) or 2 * capital <= len(words)  # else it may be a menu on one line
        return self.sentences >= 3 or (self.terminal and self.weight >= 8)

    @property
    def is_sentence(self) -> bool:
        """Whether the text reads as a paragraph, or has four words or more and ends as a sentence does."""
        return self.prose or (self.terminal and self.weight >= _SENTENCE)

    @cached_property
    def key(self) -> str:
        """The words of the text in lower case without punctuation, by which repeated lines are found."""
        return folded_words(self.text)

    @property
    def linked(self) -> float:
        """The share of the text that stands in links."""
        links = self.links  # most segments have none
        return sum([link.end - link.start for link in links]) / (len(self.text) or 1) if links else 0.0

    @property
    def link_texts(self) -> list[str]:
        """The words of each link in the text."""
        return [self.text[link.start : link.end] for link in self.links]

    @property
    def dress(self) -> tuple[str, str | None]:
        """The tag and class of the segment's element: "p.lead"."""
        return self.element.tag, self.element.get("class")

    @property
    def build(self) -> tuple[str | None, ...]:
        """The tag and class of the segment's element and of the elements around it: alike in one text."""
        parent = self.element.getparent()
        around = (parent.tag, parent.get("class")) if parent is not None else (None, None)
        return (*self.dress, *around)
