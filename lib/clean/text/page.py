"""Cleans a page that was copied as plain text: no markup, only lines.

1. lines        offsets, words, empty lines around            text_lines
2. marks        what each line is by its own words            text_marks: rules, times, bylines, captions
3. run          the best run of prose                         text_story
4. head         headline, kicker, deck                        text_head
5. signature    byline, times, reading time                   text_signature
6. tags, cards, body, ticker, live blog         text_tags, text_cards, text_body, text_ticker, text_live
7. rest         a rule and a reason for every other line      text_leftovers
"""

from dataclasses import dataclass

from lib.clean.cutting.text_cards import find_cards
from lib.clean.cutting.text_closing import cut_closing, cut_signatures
from lib.clean.dates.order import Evidence, settle_order
from lib.clean.dates.timezones import assumed_timezone
from lib.clean.fields.language import language_of
from lib.clean.fields.publisher import publisher_of
from lib.clean.fields.signature import StoryLines, find_signature
from lib.clean.fields.tags import find_tags
from lib.clean.live.text_live import Entry, find_entries, keep_entries, opening_of, with_updates
from lib.clean.live.text_ticker import find_items
from lib.clean.text.article import Found
from lib.clean.text.body import Apart, cut_the_rest, keep_body
from lib.clean.text.head import Head, find_head
from lib.clean.text.lines import Line, read_lines
from lib.clean.text.marks import Mark, mark_lines
from lib.clean.text.sheet import Sheet
from lib.clean.text.story import LIST_SIGNS, Span, find_broken, find_lists, find_teasers, story_span
from lib.model.article import Cleaned
from lib.model.capture import Capture
from lib.model.errors import NotAnArticle

LEAST_WORDS = 20.0  # a story's text
LEAST_SIGNED = 5.0  # the text of a story that a headline, a byline and a time announce


def clean_text(capture: Capture) -> Cleaned:
    """Take a text capture apart into one story, briefs, related cards and cuts that together cover it."""
    lines = read_lines(capture)
    marks = mark_lines(lines)
    entries = find_entries(lines, marks)
    first = opening_of(lines, marks, entries)
    live = frozenset(range(first, entries[-1].stop if entries else first))
    apart = Apart(find_teasers(lines, marks) - live, find_broken(lines, marks) - live)
    listed = find_lists(lines, marks, LIST_SIGNS) | apart.broken
    span = story_span(lines, marks, apart.teasers, listed - live)
    if entries:
        span = Span(min(span.first, first) if span else first, entries[-1].stop - 1)
    if span is None or not (_words(lines, span) >= LEAST_WORDS or _is_signed(lines, marks, span)):
        raise _no_story(capture)
    settled = settle_order(marks, _evidence(capture, lines, span))
    cleaned = _Page(capture, lines, settled.marks, span, apart, settled.reason, entries).cleaned()
    if not cleaned.article.text:
        raise _no_story(capture)
    return cleaned


def _evidence(capture: Capture, lines: list[Line], span: Span) -> Evidence:
    """Return what may tell the day from the month.

    Language, publisher's place, address, time of the capture.
    """
    told = " ".join(line.text for line in lines[span.first : span.last + 1][:40] if line.prose)
    publisher, _ = publisher_of(lines, (), (), capture.url)
    known = capture.captured_at if capture.captured_assumed is None else None
    return Evidence(
        language_of(told),
        assumed_timezone(publisher, None, [line.text for line in lines]),
        capture.url,
        known,
    )


def _words(lines: list[Line], span: Span) -> float:
    return sum(line.weight for line in lines[span.first : span.last + 1] if line.prose)


def _is_signed(lines: list[Line], marks: list[Mark], span: Span) -> bool:
    """Return a few short sentences are a story when a headline, a byline and a time stand over them."""
    told = sum(line.weight for line in lines[span.first : span.last + 1] if line.terminal)
    head = find_head(lines, marks, span)
    if head.headline is None or told < LEAST_SIGNED:
        return False
    over = marks[head.headline.number + 1 : span.last + 1]
    return any(mark.byline for mark in over) and any(mark.times or mark.clock for mark in over)


def _no_story(capture: Capture) -> NotAnArticle:
    return NotAnArticle(
        capture.origin,
        f"The text capture {capture.origin} holds no news story: no run of sentences was found in it. "
        "Save or copy the page of one story, with its text.",
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """One capture on its way through the stages."""

    capture: Capture
    lines: list[Line]
    marks: list[Mark]
    span: Span
    apart: Apart
    order: str  # what told the day from the month in dates of numbers
    entries: tuple[Entry, ...] = ()  # of a live blog

    def cleaned(self) -> Cleaned:
        """Run the stages, each of which takes its lines from the sheet."""
        sheet = Sheet()
        head = find_head(self.lines, self.marks, self.span)
        _keep_head(head, sheet)
        keep_entries(self.lines, self.marks, self.entries, sheet)
        place = self._place(head)
        tags = find_tags(self.lines, self.marks, place.headline, head.first, self.span.last, sheet)
        signature = find_signature(self.lines, self.marks, place, sheet)
        publisher, publisher_rule = publisher_of(
            self.lines, signature.authors, signature.outlets, self.capture.url
        )
        related = find_cards(self.lines, self.marks, publisher, sheet, top=place.headline)
        told = self.lines[place.text + 1 : self.span.last + 1]
        cut_closing(told, signature.authors, publisher, sheet)
        below = self.lines[self.span.last + 1 : self.span.last + 4]
        cut_signatures((*told, *below), signature.authors, sheet)
        keep_body(self.lines, self.marks, head.first, self.span.last, self.apart, sheet)
        items = find_items(self.lines, self.marks, sheet)
        cut_the_rest(self.lines, self.marks, head.headline, sheet)
        texts = tuple(line.text for line in self.lines)
        story = Found(
            self.capture, head, sheet, signature, tags, publisher, publisher_rule, texts, self.order
        )
        article = with_updates(story.article(), self.lines, self.entries, self.capture)
        briefs = story.briefs(items, article)
        cuts = tuple(sorted(sheet.cuts, key=lambda cut: cut.at))
        return Cleaned(article=article, briefs=briefs, related=related, cuts=cuts)

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
        sheet.keep(head.headline, "headline")
    if head.kicker:
        sheet.cut(head.kicker, "field: section")
    for line in head.decks:
        sheet.keep(line, "deck")
