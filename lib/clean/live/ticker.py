"""Turns items of a live ticker beside a story (a time, a headline, a few sentences) into briefs."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from lib.clean.fields.dating import Dating
from lib.clean.label.labels import Label, Labels
from lib.clean.links import absolute
from lib.clean.live.clock_runs import runs_back
from lib.clean.live.moments import Bounds, dated
from lib.clean.says.clocks import find_clock
from lib.clean.says.stamps import NO_STAMP, Stamp, stamp_in, stamp_of, ticker_opening
from lib.clean.segment import Segment
from lib.clean.segments.page import Page
from lib.model.article import Article, Block, Timezone, revision_of
from lib.model.capture import Capture

WORDS = 12  # of an item's text beside its headline on a page: less is only a link to a story

_ITEMS = frozenset({"li", "article"})
_ITEM_WORDS = re.compile(r"(?:^|[-_\s])(?:item|entry|post|row)(?:$|[-_\s])")
_TIME = 30  # characters of a line that is an item's time
_LONGEST = 8  # lines of one item of copied text
_ALONE = 10  # words of a text that is an item by itself
_NEAR = 4  # lines up and down that show which way a ticker runs
_LEAST_RUN = 3  # lines with a time that make a ticker without any sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A ticker item: its time, blocks from the headline on, link, and the segments or lines that it takes."""

    stamp: Stamp
    blocks: tuple[Block, ...]
    taken: range = range(0)
    url: str | None = None


def briefs(items: Sequence[Item], host: Article, capture: Capture, zone: Timezone) -> tuple[Article, ...]:
    """Return each item as a brief on the host's page; `zone` is the timezone of times without one."""
    certain, published = capture.captured_assumed is None, host.published_at
    # A file's time counts only if the story is no newer.
    read = certain or (published is not None and capture.captured_at >= published)
    bounds = Bounds(
        what="item",
        source="the moment of the capture" if certain else "the story beside it",
        newest=None if certain else published,
        latest=capture.captured_at if read else None,
    )
    moments = dated([item.stamp for item in items], bounds, zone)
    return tuple(_brief(item, moment, host) for item, moment in zip(items, moments, strict=True))


def _brief(item: Item, moment: Dating, host: Article) -> Article:
    headline = item.blocks[0].text
    source = f"ticker time, {moment.source}" if moment.source else "ticker item"
    return replace(
        host,
        form="brief",
        revision=revision_of(headline, "\n\n".join(block.text for block in item.blocks)),
        canonical_url=absolute(item.url, host.canonical_url) if item.url else None,
        headline=headline,
        blocks=item.blocks,
        published_at=moment.at,
        published_as=item.stamp.printed,
        published_zone=moment.timezone,
        provenance={"headline": "ticker item", "published_at": source if moment.at else "none"},
        slug=None, kicker=None, deck=None, byline=None, dateline=None, wire=None, authors=(), tags=(),
        updated_at=None, images=(), read_minutes=None, has_audio=False, updates=(),
    )  # fmt: skip


def items_of_page(page: Page, free: Sequence[bool], marks: Sequence[frozenset[str]]) -> Iterator[Item]:
    """Yield the ticker items of a page; `free` says which segments the story does not keep."""
    number = 0
    while number < len(page.segments):
        element = page.segments[number].element
        around = (element, *element.iterancestors()) if free[number] and "ticker" in marks[number] else ()
        classes = ((node, node.get("class", "")) for node in around)
        items = (node for node, kind in classes if node.tag in _ITEMS or _ITEM_WORDS.search(kind))
        holder = next(items, None)
        if holder is None:
            number += 1
            continue
        held = range(number, page.within(holder).stop)
        taken = range(number, next((each for each in held if not free[each]), held.stop))
        number = taken.stop
        if found := _item_in(page, taken, holder):
            yield found


def _item_in(page: Page, taken: range, holder: HtmlElement) -> Item | None:
    """Return the item in an element if it has a time, a headline and a text; None for other elements."""
    segments = [page.segments[number] for number in taken]
    printed = next((each for each in segments if len(each.text) < _TIME and find_clock(each.text)), None)
    texts = [segment for segment in segments if segment is not printed]
    node = next(holder.iter("time"), None)
    stamp = stamp_of(node) if node is not None else NO_STAMP
    if printed:
        stamp = replace(stamp, printed=printed.text) if stamp.is_timed else stamp_in(printed.text)
    if not stamp.printed or sum(page.words[each.number] for each in texts[1:]) < WORDS:
        return None
    blocks = tuple(
        Block(zone="ticker" if number else "headline", text=segment.text, at=segment.at, end=segment.end)
        for number, segment in enumerate(texts)
    )
    url = next((link.url for link in texts[0].links), None)
    return Item(stamp=stamp, blocks=blocks, taken=taken, url=url)


def items_of_text(labels: Labels) -> list[Item]:
    """Return the ticker items of a copied text, times before sentences, and label their lines."""
    return [item for line in labels.segments if labels.is_open(line) and (item := _item_at(line, labels))]


def _item_at(line: Segment, labels: Labels) -> Item | None:
    if line.mark.clock and line.mark.kind == "clock":
        below = _below(line, labels, headed=True)
        if len(below) >= 2 or (below and below[0].terminal and below[0].weight >= _ALONE):
            labels.cut(line, "field: time")
            return _text_item(Stamp(printed=line.text, clock=line.mark.clock), below, 0, labels)
    opening = ticker_opening(line)
    below = _below(line, labels, headed=False) if opening else []
    if opening and (below or _is_run(labels.segments, line.number)):
        return _text_item(opening.stamp, [line, *below], opening.end, labels)
    return None


def _below(line: Segment, labels: Labels, *, headed: bool) -> list[Segment]:
    """Return the unlabelled sentences just below a line; if `headed`, with a headline before them."""
    start = line.number + 1

    def follows(each: Segment) -> bool:
        reads = each.is_sentence or (headed and each.number == start)
        return reads and not each.mark.kind and labels.is_open(each)

    return list(itertools.takewhile(follows, labels.segments[start : start + _LONGEST]))


def _text_item(stamp: Stamp, lines: Sequence[Segment], start: int, labels: Labels) -> Item:
    """Return the item on these lines, without the time that begins the first, and label them."""
    labels.place(lines[0], Label(None, "field: time", end=start), Label("ticker", start=start))
    for line in lines[1:]:
        labels.keep(line, "ticker")
    blocks = tuple(block for line in lines for block in labels.blocks(line))
    return Item(stamp=stamp, blocks=blocks, taken=range(lines[0].number, lines[-1].number + 1))


def _is_run(lines: Sequence[Segment], position: int) -> bool:
    """Return whether three lines or more with times stand here in a row, the newest first."""
    start = position
    while start > max(0, position - _NEAR) and ticker_opening(lines[start - 1]):
        start -= 1
    run = itertools.takewhile(bool, map(ticker_opening, lines[start : position + _NEAR]))
    clocks = [opening.stamp.clock for opening in run if opening and opening.stamp.clock]
    return len(clocks) >= _LEAST_RUN and runs_back(clocks)
