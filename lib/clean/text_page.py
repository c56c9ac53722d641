"""Cleans a page that was copied as plain text: no markup, only lines.

1. lines        offsets, words, empty lines around            text_lines
2. marks        what each line is by its own words            text_marks: rules, times, bylines, captions
3. run          the best run of prose                         text_story
4. head         headline, kicker, deck                        text_head
5. signature    byline, times, reading time                   text_signature
6. tags, cards, body, ticker                                  text_tags, text_cards, text_body, text_ticker
7. rest         a rule and a reason for every other line      text_leftovers
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime

from lib.clean.text_body import keep_body
from lib.clean.text_captions import plain_credit
from lib.clean.text_cards import find_cards
from lib.clean.text_head import Head, find_head
from lib.clean.text_language import language_of
from lib.clean.text_leftovers import cut_the_rest
from lib.clean.text_lines import Line, read_lines
from lib.clean.text_marks import Mark, mark_lines
from lib.clean.text_publisher import publisher_of
from lib.clean.text_sheet import Sheet
from lib.clean.text_signature import Place, Signature, cut_author_notes, sign
from lib.clean.text_story import LIST_SIGNS, Span, find_lists, find_teasers, story_span
from lib.clean.text_tags import find_tags
from lib.clean.text_ticker import Item, days_of, find_items
from lib.clean.text_times import local_time
from lib.clean.text_wire import dateline_of, wire_of
from lib.clean.text_zones import to_local, to_utc, zone_of_text
from lib.model.article import Article, Block, Cleaned, Image, ZoneOfTime
from lib.model.capture import Capture
from lib.model.errors import NotAnArticle

LEAST_WORDS = 20.0  # a story's text


def clean_text(capture: Capture) -> Cleaned:
    """Takes a text capture apart into one story, briefs, related cards and cuts that together cover it."""
    lines = read_lines(capture)
    marks = mark_lines(lines)
    teasers = find_teasers(lines, marks)
    span = story_span(lines, marks, teasers, find_lists(lines, marks, LIST_SIGNS))
    if span is None or _words(lines, span) < LEAST_WORDS:
        raise _no_story(capture)
    cleaned = _Page(capture, lines, marks, span, teasers).cleaned()
    if not cleaned.article.text:
        raise _no_story(capture)
    return cleaned


def _words(lines: list[Line], span: Span) -> float:
    return sum(line.weight for line in lines[span.first : span.last + 1] if line.prose)


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
    teasers: frozenset[int]

    def cleaned(self) -> Cleaned:
        sheet = Sheet()
        head = find_head(self.lines, self.marks, self.span)
        _keep_head(head, sheet)
        place = self._place(head)
        tags = find_tags(self.lines, self.marks, place.headline, head.first, self.span.last, sheet)
        signature = sign(self.lines, self.marks, place, sheet)
        publisher, publisher_rule = publisher_of(
            self.lines, signature.authors, signature.outlets, self.capture.url
        )
        related = find_cards(self.lines, self.marks, publisher, sheet, top=place.headline)
        tail = self.lines[max(place.text + 1, self.span.last - 3) : self.span.last + 1]
        cut_author_notes(tail, signature.authors, sheet)
        keep_body(self.lines, self.marks, head.first, self.span.last, self.teasers, sheet)
        items = find_items(self.lines, self.marks, sheet)
        cut_the_rest(self.lines, self.marks, head.headline, sheet)
        story = _Story(self, head, sheet, signature, tags, publisher, publisher_rule)
        article = story.article()
        briefs = story.briefs(items, article)
        cuts = tuple(sorted(sheet.cuts, key=lambda cut: cut.at))
        return Cleaned(article=article, briefs=briefs, related=related, cuts=cuts)

    def _place(self, head: Head) -> Place:
        text = next(
            (
                line.number
                for line in self.lines[head.first :]
                if line.prose and not self.marks[line.number].kind
            ),
            head.first,
        )
        return Place(head.headline.number if head.headline else head.first, text, self.span.last)


@dataclass(frozen=True, slots=True)
class _Story:
    """What the stages found, to be written down as an article and its briefs."""

    page: _Page
    head: Head
    sheet: Sheet
    signature: Signature
    tags: tuple[str, ...]
    publisher: str
    publisher_rule: str

    def article(self) -> Article:
        blocks = tuple(sorted(self.sheet.blocks, key=lambda block: block.at))
        text = "\n\n".join(block.text for block in blocks if block.zone in ("deck", "body", "quote", "list"))
        language = language_of(text)
        zone = zone_of_text(
            self.signature.published.zone if self.signature.published else None, self.publisher, language
        )
        headline = self.head.headline.text if self.head.headline else _first_words(text)
        first = next((block.text for block in blocks if block.zone == "body"), "")
        last = next((block.text for block in reversed(blocks) if block.zone == "body"), "")
        return Article(
            id="",
            form="story",
            revision=revision_of(headline, text),
            canonical_url=None,
            publisher=self.publisher,
            slug=None,
            section=None,
            language=language,
            headline=headline,
            kicker=self.head.kicker.text if self.head.kicker else None,
            deck=" ".join(line.text for line in self.head.decks) or None,
            byline=self.signature.byline,
            dateline=dateline_of(first),
            wire=wire_of(first, last),
            authors=self.signature.authors,
            tags=self.tags,
            published_at=_instant(self.signature, zone),
            published_as=self.signature.published_as,
            published_zone=zone if self.signature.published else None,
            updated_at=to_utc(local_time(self.signature.updated), zone) if self.signature.updated else None,
            blocks=blocks,
            images=_images(blocks),
            read_minutes=self.signature.read_minutes,
            has_audio=any(cut.rule == "field: audio" for cut in self.sheet.cuts),
            captured_at=self.page.capture.captured_at,
            provenance=self._provenance(),
        )

    def _provenance(self) -> dict[str, str]:
        found = {
            "headline": "line over the text that shares its words"
            if self.head.headline
            else "first words of the text",
            "authors": self.signature.byline_rule,
            "published_at": self._time_source(),
            "publisher": self.publisher_rule,
            "tags": "tags line" if self.tags else "",
            "language": "text",
        }
        return {field: source for field, source in found.items() if source}

    def _time_source(self) -> str:
        published = self.signature.published
        if published is None:
            return ""
        return "printed time" if published.clock else "printed time, day only"

    def briefs(self, items: tuple[Item, ...], host: Article) -> tuple[Article, ...]:
        if not items:
            return ()
        zone = host.published_zone or zone_of_text(None, self.publisher, host.language)
        newest, why, before = _ticker_day(self.page.capture, host, zone)
        days = days_of(items, newest, before)
        return tuple(_brief(item, day, zone, why, host) for item, day in zip(items, days, strict=True))


def revision_of(headline: str, text: str) -> str:
    """The first sixteen hexadecimal digits of the hash of headline and text."""
    return hashlib.sha256((headline + text).encode("utf-8", "replace")).hexdigest()[:16]


def _keep_head(head: Head, sheet: Sheet) -> None:
    if head.headline:
        sheet.keep(head.headline, "headline")
    if head.kicker:
        sheet.cut(head.kicker, "field: kicker")
    for line in head.decks:
        sheet.keep(line, "deck")


def _first_words(text: str) -> str:
    """Stands in for a headline that the page does not print."""
    first = text.split("\n", 1)[0]
    return first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0] + "…"


def _instant(signature: Signature, zone: ZoneOfTime) -> datetime | None:
    return to_utc(local_time(signature.published), zone) if signature.published else None


def _images(blocks: tuple[Block, ...]) -> tuple[Image, ...]:
    """One picture for each caption, with the credit that follows it."""
    images: list[Image] = []
    position = 0
    while position < len(blocks):
        block = blocks[position]
        after = blocks[position + 1] if position + 1 < len(blocks) else None
        if block.zone == "caption":
            credit = after.text if after and after.zone == "credit" else None
            images.append(_image(block.text, credit, lead=not images))
            position += 1 if credit else 0
        elif block.zone == "credit":
            images.append(_image(None, block.text, lead=not images))
        position += 1
    return tuple(images)


def _image(caption: str | None, credit: str | None, *, lead: bool) -> Image:
    return Image(
        url=None, alt=None, caption=caption, credit=plain_credit(credit) if credit else None, lead=lead
    )


def _ticker_day(capture: Capture, host: Article, zone: ZoneOfTime) -> tuple[date, str, datetime | None]:
    """The day the ticker was read on: the capture's where it says so itself, else the story's."""
    if capture.captured_assumed is None or host.published_at is None:
        local = to_local(capture.captured_at, zone).replace(tzinfo=None)
        return local.date(), "the day of the capture", local
    return to_local(host.published_at, zone).date(), "the day of the story beside it", None


def _brief(item: Item, day: date, zone: ZoneOfTime, why: str, host: Article) -> Article:
    blocks = tuple(Block(zone="ticker", text=line.text, at=line.at, end=line.end) for line in item.lines)
    text = "\n\n".join(block.text for block in blocks)
    headline = item.lines[0].text
    reason = f"The ticker prints the time of day only; the date is inferred from {why}. {zone.reason}"
    return replace(
        host,
        form="brief",
        revision=revision_of(headline, text),
        headline=headline,
        kicker=None,
        deck=None,
        byline=None,
        dateline=None,
        wire=None,
        authors=(),
        tags=(),
        published_at=to_utc(datetime.combine(day, item.clock), zone),
        published_as=item.printed,
        published_zone=ZoneOfTime(name=zone.name, assumed=True, reason=reason),
        updated_at=None,
        blocks=blocks,
        images=(),
        read_minutes=None,
        has_audio=False,
        provenance={
            "headline": "first line of the ticker item",
            "published_at": f"ticker time, date inferred from {why}",
        },
    )
