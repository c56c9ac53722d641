"""A story copied as plain text: how it is found among the lines, and every field of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from lib.clean.fields.dates import Dating
from lib.clean.fields.language import language_of
from lib.clean.fields.opening import dateline, wire_of
from lib.clean.fields.publication import publisher_of
from lib.clean.fields.signature import SignatureBlock, StoryLines, find_signature
from lib.clean.fields.tags import find_tags
from lib.clean.label.closing import cut_closing, cut_signatures
from lib.clean.label.text_body import Apart, cut_the_rest, keep_body
from lib.clean.label.text_head import Head, find_head
from lib.clean.label.text_lists import LIST_SIGNS, find_announced, find_lists
from lib.clean.label.text_run import Span, find_broken, find_teasers, story_span
from lib.clean.label.text_sheet import Part, Sheet
from lib.clean.live.moments import Moment, dated_updates
from lib.clean.live.text_blog import Entry, find_entries, keep_entries, live_start, updates_of
from lib.clean.live.ticker import Item, briefs, items_of_text
from lib.clean.measure import Line
from lib.clean.says.captions import bare_credit
from lib.clean.says.instants import Evidence, in_order, latest_year, local_moment
from lib.clean.says.line import Mark, is_filed, mark_lines
from lib.clean.says.stamps import Stamp
from lib.clean.says.timezones import assumed_timezone, decide_timezone, to_local, to_utc
from lib.clean.segments.text import read_lines
from lib.clean.story.assemble import Rest, text_of
from lib.clean.story.text_cards import find_cards
from lib.model.article import DAY_ONLY, Article, Block, Form, Image, Related, Timezone, Update
from lib.model.capture import Capture
from lib.model.errors import no_story
from lib.model.folding import folded

LEAST_WORDS = 20.0  # a story's text
NO_SENTENCES = "no run of sentences was found in it; save or copy the page of one story, with its text."
SECTIONS = 2  # teasers under one byline that are its story's own
LEAST_SIGNED = 5.0  # the text of a story that a headline, a byline and a time announce

_CLOCK_ONLY = "The page prints the time of day only; its date is inferred from the day of the capture."
_AGO = "The page tells the time from the moment of reading; it is counted back from the capture."


@dataclass(frozen=True, kw_only=True)
class TextStory:
    """A story in a text capture, all lines of which are placed on the sheet."""

    capture: Capture
    lines: Sequence[Line]
    entries: Sequence[Entry]  # of a live blog
    head: Head
    sheet: Sheet
    signature: SignatureBlock
    tags: tuple[str, ...]
    publisher: str
    publisher_source: str
    site_name: str | None = field(default=None, init=False)  # the publisher is a name already
    related: tuple[Related, ...]
    items: Sequence[Item]  # of a ticker
    order: str  # what decides between day and month in a date of numbers, or that nothing does

    address: None = None
    slug: None = None
    section: None = None

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All that is kept, in page order."""
        return tuple(sorted(self.sheet.blocks, key=lambda block: block.at))

    @cached_property
    def text(self) -> str:
        """The story's text."""
        return text_of(self.blocks)

    @property
    def form(self) -> Form:
        """Whether the page is a live blog."""
        return "live blog" if self.entries else "story"

    @cached_property
    def language(self) -> str | None:
        """The language's code."""
        return language_of(self.text)

    @property
    def headline(self) -> str:
        """The headline, else the first words of the text."""
        line = self.head.headline
        return line.text[self.head.start : self.head.end] if line else _first_words(self.text)

    @property
    def kicker(self) -> str | None:
        """The line over the headline."""
        return self.head.kicker.text if self.head.kicker else None

    @property
    def byline(self) -> str | None:
        """The byline as printed."""
        return self.signature.byline

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors as understood, without the paper that is printed beside them."""
        paper = folded(self.publisher)
        persons = tuple(
            n for n in self.signature.authors if folded(n) not in (paper, paper.removeprefix("the"))
        )
        return persons or self.signature.authors

    @property
    def _paragraphs(self) -> list[str]:
        return [block.text for block in self.blocks if block.zone == "body"] or [""]

    @property
    def dateline(self) -> str | None:
        """The place the story is dated from."""
        return dateline(self._paragraphs[0])[0]

    @property
    def wire(self) -> str | None:
        """The agency the story comes from."""
        return wire_of(self._paragraphs[0], self._paragraphs[-1])

    @property
    def read_minutes(self) -> int | None:
        """The reading time the publisher prints."""
        return self.signature.read_minutes

    @property
    def has_audio(self) -> bool:
        """Whether the story can be listened to."""
        return any(cut.rule == "field: audio" for cut in self.sheet.cuts)

    @cached_property
    def timezone(self) -> Timezone:
        """The time zone of the story's own time, with the reason for what is inferred."""
        printed = self.signature.published or self.signature.undated
        zone = decide_timezone(printed.timezone if printed else None, self.clock)
        if self.signature.undated or self.signature.relative:
            why = _CLOCK_ONLY if self.signature.undated else _AGO
            return replace(zone, assumed=True, reason=f"{why} {zone.reason}")
        return zone

    def clock(self) -> Timezone:
        """Return the time zone of a time that names none."""
        return assumed_timezone(self.publisher, self.language, tuple(line.text for line in self.lines))

    @cached_property
    def published(self) -> Dating:
        """When the story was published."""
        at = self._instant()
        return Dating(
            at=at,
            printed=self.signature.published_as,
            timezone=self.timezone if at else None,
            source=self._time_source(),
        )

    def _instant(self) -> datetime | None:
        """Return the time of publication; without a date it needs a capture that knows when it was made."""
        signed, timezone = self.signature, self.timezone
        if signed.published:
            return to_utc(signed.published.local, timezone) if signed.published.order != "either" else None
        if self.capture.captured_assumed is not None:
            return None
        clock = signed.undated.clock if signed.undated else None
        local = local_moment(clock, signed.relative, to_local(self.capture.captured_at, timezone))
        return to_utc(local, timezone) if local else None

    @property
    def updated(self) -> datetime | None:
        """When the story was last changed."""
        changed = self.signature.updated.local if self.signature.updated else None
        return to_utc(changed, self.timezone) if changed else None

    def _time_source(self) -> str:
        """Return how the instant was found, or why a printed time gives none."""
        published = self.signature.published
        if published and published.order == "either":
            return f"printed time, not placed: {self.order}"
        if published:
            source = "printed time" if published.clock else f"printed time, {DAY_ONLY}"
            return f"{source}, {published.order} {self.order}" if published.other else source
        if self.signature.published_as and self.capture.captured_assumed is not None:
            return "printed time, not placed: it holds no date, and when the page was read is not known"
        if relative := self.signature.relative:
            whole = relative.before or relative.clock
            return "printed time, counted back from the capture" + ("" if whole else f", {DAY_ONLY}")
        return "printed time, date inferred from the capture" if self.signature.undated else ""

    @property
    def images(self) -> tuple[Image, ...]:
        """The pictures that are captioned or credited."""
        return _images(self.blocks)

    @property
    def updates(self) -> tuple[Update, ...]:
        """The entries of a live blog."""
        return updates_of(self.lines, self.entries, self.blocks, self._moments)

    def _moments(self, stamps: Sequence[Stamp]) -> list[Moment]:
        """Return when the updates under some times were published."""
        return dated_updates(
            stamps,
            lambda: self.published.timezone or self.clock(),
            published=self.published.at,
            updated=self.updated,
            capture=self.capture,
        )

    def rest(self, article: Article) -> Rest:
        """Return the ticker's items, the cards for other stories, and all that is cut."""
        cuts = tuple(sorted(self.sheet.cuts, key=lambda cut: cut.at))
        found = briefs(self.items, article, self.capture, lambda: article.published_zone or self.clock())
        return Rest(briefs=found, related=self.related, cuts=cuts)


def _first_words(text: str) -> str:
    """Return the first words of the text, which stand in for a headline that is not printed."""
    first = text.split("\n", 1)[0]
    return first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0] + "…"


def _images(blocks: tuple[Block, ...]) -> tuple[Image, ...]:
    """Return one picture for each caption, with the credit that follows it, else the one right before it."""
    images: list[Image] = []
    position = 0
    while position < len(blocks):
        zones = [block.zone for block in blocks[position : position + 3]]
        caption, credit = None, None
        if zones[0] == "caption":
            caption, credit = position, position + 1 if zones[1:2] == ["credit"] else None
        elif zones[0] == "credit":
            caption = position + 1 if zones[1:2] == ["caption"] and zones[2:] != ["credit"] else None
            credit = position
        found = [number for number in (caption, credit) if number is not None]
        if found:
            texts = (None if number is None else blocks[number].text for number in (caption, credit))
            images.append(_image(*texts, lead=not images))
        position = max((*found, position)) + 1
    return tuple(images)


def _image(caption: str | None, credit: str | None, *, lead: bool) -> Image:
    said = caption if caption and any(map(str.isalpha, caption)) else None  # no place in a gallery
    return Image(
        url=None, alt=None, caption=said, credit=(bare_credit(credit) or None) if credit else None, lead=lead
    )


def read_text(capture: Capture) -> TextStory:
    """Find the story in a text capture; raises NotAnArticle where there is none."""
    lines = read_lines(capture)
    marks = mark_lines(lines)
    entries = find_entries(lines, marks)
    first = live_start(lines, marks, entries)
    live = frozenset(range(first, entries[-1].stop if entries else first))
    teasers = find_teasers(lines, marks) - live
    apart = Apart(teasers - _under_signature(lines, marks, teasers), find_broken(lines, marks) - live)
    listed = find_lists(lines, marks, LIST_SIGNS) | find_announced(lines, marks) | apart.broken
    span = story_span(lines, marks, apart.teasers, listed - live)
    if span is None:  # a story of short paragraphs, each under a sub-heading, reads like a list of teasers
        span = story_span(lines, marks, live, listed - live)
        if span is None or not _is_signed(lines, marks, span):
            raise no_story(capture.origin, NO_SENTENCES)
        apart = Apart(frozenset(), apart.broken)
    filed = next((line.number for line in lines[span.first : span.last] if is_filed(line)), span.last + 1)
    above = [line.number for line in lines[span.first : filed] if line.prose or line.terminal]
    if filed <= span.last and above and _words(lines, Span(span.first, above[-1])) >= LEAST_WORDS:
        span = Span(span.first, above[-1])
    if entries:
        span = Span(min(span.first, first) if span else first, entries[-1].stop - 1)
    if span is None or not (_words(lines, span) >= LEAST_WORDS or _is_signed(lines, marks, span)):
        raise no_story(capture.origin, NO_SENTENCES)
    latest = latest_year(capture)
    printed = [[time for time in mark.times if time.day.year <= latest] for mark in marks]
    times, order = in_order(printed, lambda: _evidence(capture, lines, span))
    marks = [replace(mark, times=ordered) for mark, ordered in zip(marks, times, strict=True)]
    story = _Lines(capture, lines, marks, span, apart, order, entries).placed()
    if not story.text:
        raise no_story(capture.origin, NO_SENTENCES)
    return story


def _under_signature(lines: Sequence[Line], marks: Sequence[Mark], teasers: frozenset[int]) -> frozenset[int]:
    """Return the teasers between a byline and the next one, time or furniture: sections of a signed story."""
    found: set[int] = set()
    for line in lines:
        if marks[line.number].byline is None:
            continue
        own: set[int] = set()
        said = False
        for below in lines[line.number + 1 :]:
            if said and _ends_section(marks[below.number]):
                break
            said = said or below.prose
            own |= {below.number} & teasers
        if len(own) >= SECTIONS:
            found |= own
    return frozenset(found)


def _ends_section(mark: Mark) -> bool:
    return (
        mark.byline is not None
        or mark.kind in ("time", "clock")
        or (mark.rule is not None and mark.rule.cost > 1)
    )


def _evidence(capture: Capture, lines: list[Line], span: Span) -> Evidence:
    """Return what decides between day and month: language, publisher's place, address, capture time."""
    opening = " ".join(line.text for line in lines[span.first : span.last + 1][:40] if line.prose)
    publisher, _ = publisher_of(lines, (), (), capture.url)
    known = capture.captured_at if capture.captured_assumed is None else None
    return Evidence(
        language_of(opening),
        assumed_timezone(publisher, None, [line.text for line in lines]),
        capture.url,
        known,
    )


def _words(lines: list[Line], span: Span) -> float:
    return sum(line.weight for line in lines[span.first : span.last + 1] if line.prose)


def _is_signed(lines: list[Line], marks: list[Mark], span: Span) -> bool:
    """Return whether a headline, a byline and a time stand over a few short sentences."""
    words = sum(line.weight for line in lines[span.first : span.last + 1] if line.terminal)
    head = find_head(lines, marks, span)
    if head.headline is None or words < LEAST_SIGNED:
        return False
    over = marks[head.headline.number + 1 : span.last + 1]
    return any(mark.byline for mark in over) and any(mark.times or mark.clock for mark in over)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of one capture on their way through the stages."""

    capture: Capture
    lines: list[Line]
    marks: list[Mark]
    span: Span
    apart: Apart
    order: str
    entries: tuple[Entry, ...]

    def placed(self) -> TextStory:
        """Run the stages, each of which places lines on the sheet."""
        sheet = Sheet()
        head = find_head(self.lines, self.marks, self.span)
        _keep_head(head, sheet)
        keep_entries(self.lines, self.marks, self.entries, sheet)
        place = self._place(head)
        tags = find_tags(self.lines, self.marks, place.headline, head.first, self.span.last, sheet)
        signature = find_signature(self.lines, self.marks, place, sheet)
        publisher, source = publisher_of(self.lines, signature.authors, signature.outlets, self.capture.url)
        related = find_cards(self.lines, self.marks, publisher, sheet, top=place.headline)
        inner = self.lines[place.text + 1 : self.span.last + 1]
        cut_closing(inner, signature.authors, publisher, sheet)
        below = self.lines[self.span.last + 1 : self.span.last + 4]
        cut_signatures((*inner, *below), signature.authors, sheet)
        keep_body(self.lines, self.marks, head.first, self.span.last, self.apart, sheet)
        items = items_of_text(self.lines, self.marks, sheet)
        cut_the_rest(self.lines, self.marks, head.headline, sheet)
        return TextStory(
            capture=self.capture, lines=self.lines, entries=self.entries, head=head, sheet=sheet,
            signature=signature, tags=tags, publisher=publisher, publisher_source=source,
            related=related, items=items, order=self.order,
        )  # fmt: skip

    def _place(self, head: Head) -> StoryLines:
        text = next(
            (
                line.number
                for line in self.lines[head.first :]
                if line.prose and not self.marks[line.number].kind
            ),
            head.first,
        )
        return StoryLines(head.headline.number if head.headline else head.first, text, self.span.last)


def _keep_head(head: Head, sheet: Sheet) -> None:
    if head.headline:
        whole = len(head.headline.text)
        sheet.place(
            head.headline,
            Part(0, head.start, rule="field: section"),
            Part(head.start, head.end, zone="headline"),
            Part(head.end, whole, rule="page title"),
        )
    if head.kicker:
        sheet.cut(head.kicker, "field: section")
    for line in head.decks:
        sheet.keep(line, "deck")
