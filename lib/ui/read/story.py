"""The text of the open story as HTML, built from its blocks: no markup of its page is shown."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import pandas as pd

from lib.actors.sentences import sentences
from lib.export.article import web_address
from lib.model.article import Article, Block, Zone
from lib.model.direction import Direction, direction
from lib.model.filter import Filter
from lib.query.snippets import places, words_of
from lib.ui.marking import Passage, marked
from lib.ui.read import pictures, updates
from lib.ui.read.asides import boxes_sentence
from lib.ui.read.times import times
from lib.ui.render import Link, Markup, render
from lib.ui.view import View, number_in, with_author, with_publisher, with_tag
from lib.ui.wording import instant, publisher_name

LIVE = re.compile(r"^live\b\W*|\W*\blive$", re.IGNORECASE)  # said once, behind the words over the headline
Shape = Literal["paragraph", "heading", "quote", "item", "cells", "picture"]
SHAPES: Mapping[Zone, Shape] = {  # a brief's text keeps the zone ticker
    "body": "paragraph", "ticker": "paragraph", "quote": "quote", "list": "item", "table": "cells",
}  # fmt: skip
BESIDE: Mapping[Zone, str] = {"biography": "About the author", "appeal": "To the reader"}
Spans = Mapping[int, Sequence[Sequence[object]]]  # by number of a block: [start, end, ...] in its text


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBlock:
    """A block as shown: number, shape, text around and in the sentence asked for, direction, caption."""

    number: int
    shape: Shape
    before: tuple[Passage, ...]
    arrived: tuple[Passage, ...] = ()
    after: tuple[Passage, ...] = ()
    way: str = ""  # its direction where that is not the story's
    caption: Block | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What is marked in a story: names and search hits, highlights, and the sentence asked for."""

    names: Spans
    own: Spans
    at: str  # block-start of the sentence


def article(
    story: Article,
    view: View,
    zone: str,
    *,
    at: str = "",
    spans: Spans | None = None,
    own: Spans | None = None,
    stood: pd.DataFrame | None = None,
    served: Mapping[str, str] | None = None,
) -> Markup:
    """Return the story as HTML, with its times in the timezone `zone`, and searched words marked.

    `at` is "block-start" of a sentence to show, `spans` are names to mark, `own` the reader's highlights;
    `stood` lists boxes in which the story stood (lib.query.slots.history), `served` the addresses of stored
    pictures.
    """
    sought = words_of(view.criteria.text)
    names = {
        number: [*(spans or {}).get(number, ()), *places(block.text, sought)]
        for number, block in enumerate(story.blocks)
    }
    marks = Marks(names=names, own=own or {}, at=at)
    way = direction(f"{story.headline}\n{story.text}")
    first = story.updates[0].block if story.updates else len(story.blocks)
    blocks = [_shown(number, block, marks, way, first) for number, block in enumerate(story.blocks)]
    folded = {
        title: [_paragraph(n, block, marks) for n, block in enumerate(story.blocks) if block.zone == beside]
        for beside, title in BESIDE.items()
    }
    of = story.publisher
    publisher = Link(view.narrowed(with_publisher(Filter(), of)), publisher_name(of), title=of)
    return render(
        "read/article.html",
        instant=partial(instant, zone=zone),
        at=at,
        words=lambda number, block: marked(block.text, marks.names[number]),
        way=way,
        language=story.language,
        kicker=_kicker(story),
        headline=marked(story.headline, places(story.headline, sought)),
        deck=marked(story.deck or "", places(story.deck or "", sought)),
        authors=[Link(view.narrowed(with_author(Filter(), each)), each) for each in story.authors],
        publisher=publisher if of else None,
        times=times(story, zone),
        figure=pictures.figure(story, story.blocks[:first], at, served),
        live=updates.live_line(story.updates, zone) if story.updates else "",
        opening=[block for block in blocks[:first] if block],
        updates=list(updates.entries(story, zone, blocks)),
        beside=[each for each in folded.items() if each[1]],
        tags=[Link(view.narrowed(with_tag(view.criteria, each)), each) for each in story.tags],
        captured=instant(story.captured_at, "UTC"),
        original=web_address(story.canonical_url),
        stood=boxes_sentence(stood),
    )


def _kicker(story: Article) -> str:
    """Return the line over the headline: the section, the kicker unless it repeats that, "Live"; or ""."""
    live = story.form == "live blog"
    words = LIVE.sub("", story.kicker or "") if live else story.kicker or ""
    same = words.casefold() == (story.section or "").casefold()
    return " · ".join(filter(None, (story.section, "" if same else words, "Live" if live else "")))


def _shown(number: int, block: Block, marks: Marks, around: Direction, first: int) -> ShownBlock | None:
    """Return a block as shown; None for one shown elsewhere, such as a caption outside a live update.

    `around` is the direction of the story, `first` the number of its first live update's first block.
    """
    if number >= first and block.zone in pictures.ZONES:
        return ShownBlock(number=number, shape="picture", before=(), caption=block)
    if block.zone not in SHAPES:
        return None
    way = direction(block.text, around)
    shape: Shape = "heading" if block.level else SHAPES[block.zone]
    return replace(_paragraph(number, block, marks), shape=shape, way=way if way != around else "")


def _paragraph(number: int, block: Block, marks: Marks) -> ShownBlock:
    """Return a block as a paragraph, divided at the sentence asked for if it is in it."""
    spans, own = marks.names[number], marks.own.get(number, ())
    place, _, written = marks.at.partition("-")
    start = number_in(written)
    if place != str(number) or start is None:
        return ShownBlock(number=number, shape="paragraph", before=marked(block.text, spans, own=own))
    begin = min(start, len(block.text))
    held = (end for start, end in sentences(block.text) if start <= begin < end)
    end = next(held, len(block.text))
    return ShownBlock(
        number=number,
        shape="paragraph",
        before=marked(block.text[:begin], spans, own=own),
        arrived=marked(block.text[begin:end], spans, begin, own=own),
        after=marked(block.text[end:], spans, end, own=own),
    )
