"""A copied text with every line placed: where its story stands, and what each other line is left out for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lib.clean.fields.language import language_of
from lib.clean.fields.publication import publisher_of
from lib.clean.fields.signature import SignatureBlock, StoryLines, find_signature
from lib.clean.fields.tags import find_tags
from lib.clean.label.labels import Label, Sheet
from lib.clean.label.text_body import Apart, keep_body
from lib.clean.label.text_closing import cut_closing, cut_signatures
from lib.clean.label.text_head import Head, find_head
from lib.clean.label.text_lists import LIST_SIGNS, find_announced, find_lists
from lib.clean.label.text_rest import cut_the_rest
from lib.clean.label.text_run import Span, find_broken, find_teasers, story_span
from lib.clean.live.text_blog import Entry, find_entries, keep_entries, live_start
from lib.clean.live.ticker import Item, items_of_text
from lib.clean.says.instants import Evidence, in_order, latest_year
from lib.clean.says.line import Mark, TextLine, is_filed, mark_lines
from lib.clean.says.timezones import assumed_timezone
from lib.clean.segments.text import read_lines
from lib.clean.story.story import Found, text_of
from lib.clean.story.text_cards import find_cards
from lib.model.article import Block, Cut, Related
from lib.model.capture import Capture
from lib.model.errors import no_story

LEAST_WORDS = 20.0  # a story's text
NO_SENTENCES = "no run of sentences was found in it; save or copy the page of one story, with its text."
SECTIONS = 2  # teasers under one byline that are its story's own
LEAST_SIGNED = 5.0  # the text of a story that a headline, a byline and a time announce


@dataclass(frozen=True, kw_only=True)
class PlacedText:
    """A text capture whose story was found."""

    capture: Capture
    lines: Sequence[TextLine]
    entries: Sequence[Entry]  # of a live blog
    head: Head
    sheet: Sheet  # on which all lines are placed
    signature: SignatureBlock
    tags: tuple[str, ...]
    publisher: Found[str]
    related: tuple[Related, ...]
    items: Sequence[Item]  # of a ticker
    order: str  # what decides between day and month in a date of numbers, or that nothing does

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All that is kept, in page order."""
        return tuple(each for each in self._placed if isinstance(each, Block) and each.zone != "ticker")

    @cached_property
    def cuts(self) -> tuple[Cut, ...]:
        """All that is cut, in page order."""
        return tuple(each for each in self._placed if isinstance(each, Cut))

    @cached_property
    def _placed(self) -> Sequence[Block | Cut]:
        return [each for line in self.lines for each in self.sheet.stretches(line)]


def read_text(capture: Capture) -> PlacedText:
    """Find the story in a text capture; raises NotAnArticle where there is none."""
    lines = mark_lines(read_lines(capture))
    entries = find_entries(lines)
    first = live_start(lines, entries)
    live = frozenset(range(first, entries[-1].stop if entries else first))
    teasers = find_teasers(lines) - live
    apart = Apart(teasers - _under_signature(lines, teasers), find_broken(lines) - live)
    listed = find_lists(lines, LIST_SIGNS) | find_announced(lines) | apart.broken
    span = story_span(lines, apart.teasers, listed - live)
    if span is None:  # a story of short paragraphs, each under a sub-heading, reads like a list of teasers
        span = story_span(lines, live, listed - live)
        if span is None or not _is_signed(lines, span):
            raise no_story(capture.origin, NO_SENTENCES)
        apart = Apart(frozenset(), apart.broken)
    filed = next((line.number for line in lines[span.first : span.last] if is_filed(line)), span.last + 1)
    above = [line.number for line in lines[span.first : filed] if line.prose or line.terminal]
    if filed <= span.last and above and _words(lines, Span(span.first, above[-1])) >= LEAST_WORDS:
        span = Span(span.first, above[-1])
    if entries:
        span = Span(min(span.first, first) if span else first, entries[-1].stop - 1)
    if span is None or not (_words(lines, span) >= LEAST_WORDS or _is_signed(lines, span)):
        raise no_story(capture.origin, NO_SENTENCES)
    latest = latest_year(capture)
    printed = [
        [time for time in mark.times if time.day.year <= latest] for mark in (line.mark for line in lines)
    ]
    times, order = in_order(printed, lambda: _evidence(capture, lines, span))
    lines = [
        replace(line, mark=replace(line.mark, times=ordered))
        for line, ordered in zip(lines, times, strict=True)
    ]
    found = _Lines(capture, lines, span, apart, order, entries).placed()
    if not text_of(found.blocks):
        raise no_story(capture.origin, NO_SENTENCES)
    return found


def _under_signature(lines: Sequence[TextLine], teasers: frozenset[int]) -> frozenset[int]:
    """Return the teasers between a byline and the next one, time or furniture: sections of a signed story."""
    found: set[int] = set()
    for line in lines:
        if line.mark.byline is None:
            continue
        own: set[int] = set()
        said = False
        for below in lines[line.number + 1 :]:
            if said and _ends_section(below.mark):
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


def _evidence(capture: Capture, lines: list[TextLine], span: Span) -> Evidence:
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


def _words(lines: list[TextLine], span: Span) -> float:
    return sum(line.weight for line in lines[span.first : span.last + 1] if line.prose)


def _is_signed(lines: list[TextLine], span: Span) -> bool:
    """Return whether a headline, a byline and a time stand over a few short sentences."""
    words = sum(line.weight for line in lines[span.first : span.last + 1] if line.terminal)
    head = find_head(lines, span)
    if head.headline is None or words < LEAST_SIGNED:
        return False
    over = [line.mark for line in lines[head.headline.number + 1 : span.last + 1]]
    return any(mark.byline for mark in over) and any(mark.times or mark.clock for mark in over)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of one capture on their way through the stages."""

    capture: Capture
    lines: list[TextLine]

    span: Span
    apart: Apart
    order: str
    entries: tuple[Entry, ...]

    def placed(self) -> PlacedText:
        """Run the stages, each of which places lines on the sheet."""
        sheet = Sheet(self.lines)
        head = find_head(self.lines, self.span)
        _keep_head(head, sheet)
        keep_entries(self.lines, self.entries, sheet)
        place = self._place(head)
        tags = find_tags(self.lines, place.headline, head.first, self.span.last, sheet)
        signature = find_signature(self.lines, place, sheet)
        publisher, source = publisher_of(self.lines, signature.authors, signature.outlets, self.capture.url)
        related = find_cards(self.lines, publisher, sheet, top=place.headline)
        inner = self.lines[place.text + 1 : self.span.last + 1]
        cut_closing(inner, signature.authors, publisher, sheet)
        below = self.lines[self.span.last + 1 : self.span.last + 4]
        cut_signatures((*inner, *below), signature.authors, sheet)
        keep_body(self.lines, head.first, self.span.last, self.apart, sheet)
        items = items_of_text(self.lines, sheet)
        cut_the_rest(self.lines, head.headline, sheet)
        return PlacedText(
            capture=self.capture, lines=self.lines, entries=self.entries, head=head, sheet=sheet,
            signature=signature, tags=tags, publisher=Found(publisher, source),
            related=related, items=items, order=self.order,
        )  # fmt: skip

    def _place(self, head: Head) -> StoryLines:
        text = next(
            (line.number for line in self.lines[head.first :] if line.prose and not line.mark.kind),
            head.first,
        )
        return StoryLines(head.headline.number if head.headline else head.first, text, self.span.last)


def _keep_head(head: Head, sheet: Sheet) -> None:
    if head.headline:
        sheet.place(
            head.headline,
            Label(None, "field: section", end=head.start),
            Label("headline", start=head.start, end=head.end),
            Label(None, "page title", start=head.end),
        )
    if head.kicker:
        sheet.cut(head.kicker, "field: section")
    for line in head.decks:
        sheet.keep(line, "deck")
