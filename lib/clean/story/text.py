"""Finds the story in a copied text, and reads every field once."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from lib.clean.fields.images import captioned_images
from lib.clean.fields.language import language_of
from lib.clean.fields.publication import publisher_of
from lib.clean.fields.section import section_of_lines
from lib.clean.fields.signature import find_signature
from lib.clean.fields.text_dates import text_times
from lib.clean.fields.text_tags import find_tags
from lib.clean.found import Found
from lib.clean.label.labels import Label, Labels
from lib.clean.label.neighbours import Apart, find_broken, find_teasers
from lib.clean.label.text_body import keep_body
from lib.clean.label.text_closing import cut_closing, cut_the_rest
from lib.clean.label.text_head import Head, find_head
from lib.clean.label.text_lists import LIST_SIGNS, find_announced, find_lists
from lib.clean.label.text_run import Span, story_span
from lib.clean.live.text_blog import find_entries, keep_entries, live_start
from lib.clean.live.ticker import items_of_text
from lib.clean.live.updates import Entry, bounds_of_updates, updates
from lib.clean.says.assumed_timezones import assumed_timezone
from lib.clean.says.instants import latest_day
from lib.clean.says.line import is_filed, mark_lines
from lib.clean.says.order import Evidence, in_order
from lib.clean.segment import Segment
from lib.clean.segments.text import read_lines
from lib.clean.story.story import Story, text_of
from lib.clean.story.text_cards import find_cards
from lib.model.capture import Capture
from lib.model.errors import no_story
from lib.model.folding import folded

LEAST_WORDS = 20.0  # a story's text
NO_SENTENCES = "no run of sentences was found in it; save or copy the page of one story, with its text."
SECTIONS = 2  # teasers under one byline that are its story's own
LEAST_SIGNED = 5.0  # the text of a story that a headline, a byline and a time announce
FIRST_WORDS = 90  # characters of the text's first words that stand for a headline


def text_story(capture: Capture) -> Story:
    """Return the story in a text capture: all fields with their sources, blocks, cards and cuts.

    Raises NotAnArticle if the text holds no story.
    """
    lines = mark_lines(read_lines(capture))
    entries = find_entries(lines)
    if (place := _place_of_story(lines, entries)) is None:
        raise no_story(capture.origin, NO_SENTENCES)
    span, apart = place
    lines, order = _with_days(capture, lines, span)
    labels = Labels(lines, base=capture.url)
    head = find_head(lines, span)
    _keep_head(head, labels)
    keep_entries(entries, labels)
    title = head.headline.number if head.headline else head.first
    texts = (line.number for line in lines[head.first :] if line.prose and not line.mark.kind)
    first = next(texts, head.first)
    tags = find_tags(labels, title, head.first, span.last)
    signed = find_signature(labels, title, first, span.last)
    names = signed.authors.value
    publisher = publisher_of(lines, names, signed.outlets, capture.url)
    related = find_cards(labels, publisher.value, top=title)
    cut_closing(lines[first + 1 : span.last + 1], names, publisher.value, labels)
    keep_body(labels, head.first, span.last, apart)
    items = items_of_text(labels)
    cut_the_rest(labels, head.headline)
    placed = (block for line in lines for block in labels.blocks(line))
    blocks = tuple(block for block in placed if block.zone != "ticker")
    cuts = tuple(cut for line in lines for cut in labels.cuts(line))
    if not (text := text_of(blocks)):
        raise no_story(capture.origin, NO_SENTENCES)
    spoken = language_of(text)
    clock = cache(partial(assumed_timezone, publisher.value, spoken, [line.text for line in lines]))
    published, changed = text_times(signed.timing, capture, order, clock)
    zone = published.timezone or clock()
    bounds = bounds_of_updates(published.at, changed.at, capture)
    kicker = head.kicker.text if head.kicker else None
    paper = folded(publisher.value)
    initials = "".join(word[0] for word in publisher.value.split()).casefold()
    own = (paper, paper.removeprefix("the"), initials)  # the paper that is printed beside its authors
    persons = tuple(each for each in names if folded(each) not in own)
    return Story(
        capture=capture,
        form="live blog" if entries else "story",
        headline=_headline(head, text),
        kicker=Found(kicker),
        section=section_of_lines(lines, kicker),
        byline=Found(signed.byline),
        authors=signed.authors._replace(value=persons or names),
        publisher=publisher,
        published=Found(published, published.source if published.printed else ""),
        updated=Found(changed.at, changed.source if changed.at else ""),
        tags=Found(tags, "tags line" if tags else ""),
        language=Found(spoken, "text"),
        read_minutes=signed.read_minutes,
        has_audio=any(cut.rule == "field: audio" for cut in cuts),
        blocks=blocks,
        images=captioned_images(blocks),
        updates=updates(entries, lines, blocks, bounds, zone),
        items=items,
        item_zone=zone,
        related=related,
        cuts=cuts,
    )


def _place_of_story(lines: Sequence[Segment], entries: Sequence[Entry]) -> tuple[Span, Apart] | None:
    """Return the span of the story's lines, and lines known by their neighbours; None without a story."""
    first = live_start(lines, entries)
    live = frozenset(range(first, entries[-1].stop if entries else first))
    teasers = find_teasers(lines) - live
    apart = Apart(teasers - _under_signature(lines, teasers), find_broken(lines) - live)
    listed = (find_lists(lines, LIST_SIGNS) | find_announced(lines) | apart.broken) - live
    span = story_span(lines, apart.teasers, listed)
    if span is None:
        return None
    filed = next((line.number for line in lines[span.first : span.last] if is_filed(line)), span.last + 1)
    above = [line.number for line in lines[span.first : filed] if line.prose or line.terminal]
    if filed <= span.last and above and _words(lines, Span(span.first, above[-1])) >= LEAST_WORDS:
        span = Span(span.first, above[-1])
    if entries:
        span = Span(min(span.first, first), entries[-1].stop - 1)
    return (span, apart) if _words(lines, span) >= LEAST_WORDS or _is_signed(lines, span) else None


def _under_signature(lines: Sequence[Segment], teasers: frozenset[int]) -> frozenset[int]:
    """Return the numbers of teasers that are text after all: two or more below one byline.

    What a byline signs ends, once it has a sentence, at the next byline, time or piece of furniture.
    """
    signed: list[list[int]] = []  # for each byline the teasers under it
    inside = prose = False
    for line in lines:
        mark = line.mark
        ends = mark.byline or mark.kind in ("time", "clock") or (mark.rule and mark.rule.cost > 1)
        inside = inside and not (prose and ends)
        if inside:
            prose = prose or line.prose
            signed[-1] += {line.number} & teasers
        elif mark.byline:
            signed.append([])
            inside, prose = True, False
    return frozenset(number for own in signed if len(own) >= SECTIONS for number in own)


def _with_days(capture: Capture, lines: Sequence[Segment], span: Span) -> tuple[list[Segment], str]:
    """Return the lines with ambiguous dates in the order that the page suggests, and what suggests it."""
    last = latest_day(capture)
    printed = [[time for time in line.mark.times if time.day <= last] for line in lines]
    times, order = in_order(printed, lambda: _evidence(capture, lines, span))
    marks = [replace(line.mark, times=own) for line, own in zip(lines, times, strict=True)]
    return [replace(line, mark=mark) for line, mark in zip(lines, marks, strict=True)], order


def _evidence(capture: Capture, lines: Sequence[Segment], span: Span) -> Evidence:
    """Return what helps to order day and month: the text's language, the publisher's timezone, URL, capture
    time; that is None if it is itself assumed.
    """
    opening = " ".join(line.text for line in lines[span.first : span.last + 1][:40] if line.prose)
    publisher = publisher_of(lines, (), (), capture.url)
    zone = assumed_timezone(publisher.value, None, [line.text for line in lines])
    known = capture.captured_at if capture.captured_assumed is None else None
    return Evidence(language_of(opening), zone, capture.url, known)


def _words(lines: Sequence[Segment], span: Span) -> float:
    return sum(line.weight for line in lines[span.first : span.last + 1] if line.prose)


def _is_signed(lines: Sequence[Segment], span: Span) -> bool:
    """Return whether a few short sentences stand under a headline, a byline and a time."""
    words = sum(line.weight for line in lines[span.first : span.last + 1] if line.terminal)
    headline = find_head(lines, span).headline if words >= LEAST_SIGNED else None
    if headline is None:
        return False
    over = [line.mark for line in lines[headline.number + 1 : span.last + 1]]
    return any(mark.byline for mark in over) and any(mark.times or mark.clock for mark in over)


def _keep_head(head: Head, labels: Labels) -> None:
    if head.headline:
        labels.place(
            head.headline,
            Label(None, "field: section", end=head.start),
            Label("headline", start=head.start, end=head.end),
            Label(None, "page title", start=head.end),
        )
    if head.kicker:
        labels.cut(head.kicker, "field: section")
    for line in head.decks:
        labels.keep(line, "deck")


def _headline(head: Head, text: str) -> Found[str]:
    """Return the headline, else the first words of the text, with its source."""
    if head.headline is not None:
        return Found(head.headline.text[head.start : head.end], "line over the text that shares its words")
    first = text.split("\n", 1)[0]
    words = first if len(first) <= FIRST_WORDS else first[:FIRST_WORDS].rsplit(" ", 1)[0] + "…"
    return Found(words, "first words of the text")
