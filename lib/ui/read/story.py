"""The text of the open story as HTML, built from its blocks: no markup of its page is shown."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

import pandas as pd

from lib.actors.sentences import sentences
from lib.export.article import web_address
from lib.model.article import Article, Block, Zone
from lib.model.direction import Direction, direction
from lib.model.filter import Filter
from lib.query.snippets import places, words_of
from lib.ui.marking import Passage, Span, marked
from lib.ui.read import pictures
from lib.ui.read.asides import boxes_sentence
from lib.ui.read.times import times
from lib.ui.read.updates import entries, live_line
from lib.ui.render import Link, Markup, render
from lib.ui.view import Sentence, View, with_author, with_publisher, with_tag
from lib.ui.wording import instant, publisher_name

LIVE = re.compile(r"^live\b\W*|\W*\blive$", re.IGNORECASE)  # said once, behind the words over the headline
Shape = Literal["paragraph", "heading", "quote", "item", "cells", "picture"]
SHAPES: Mapping[Zone, Shape] = {  # a brief's text keeps the zone ticker
    "body": "paragraph", "ticker": "paragraph", "quote": "quote", "list": "item", "table": "cells",
}  # fmt: skip
FOLDED: Mapping[Zone, str] = {"biography": "About the author", "appeal": "To the reader"}
Spans = Mapping[int, Sequence[Span]]  # by number of a block


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """What is marked in a story: names and searched words, the reader's highlights, and one sentence."""

    matches: Spans = field(default_factory=dict)
    highlights: Spans = field(default_factory=dict)
    sentence: Sentence | None = None


UNMARKED = Marking()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBlock:
    """A block as shown: its text before, in and after the marked sentence, or the caption of a picture."""

    number: int
    shape: Shape
    before: tuple[Passage, ...]  # all of the text if the sentence is in another block
    sentence: tuple[Passage, ...] = ()
    after: tuple[Passage, ...] = ()
    direction: Direction | None = None  # where that is not the story's
    caption: Block | None = None


def article(
    story: Article,
    view: View,
    timezone: str,
    marking: Marking = UNMARKED,
    *,
    box_history: pd.DataFrame | None = None,
    stored_pictures: Mapping[str, str] | None = None,
) -> Markup:
    """Return the story as HTML, marked by `marking` and where it has the words that the view searches for.

    `box_history` has the boxes in which the story stood (lib.query.slots.history); `stored_pictures` maps
    stored pictures' web addresses to the app's.
    """
    searched = words_of(view.criteria.text)
    matches = {
        number: [*marking.matches.get(number, ()), *places(block.text, searched)]
        for number, block in enumerate(story.blocks)
    }
    marking = replace(marking, matches=matches)
    story_direction = direction(f"{story.headline}\n{story.text}")
    first_update = story.updates[0].block if story.updates else len(story.blocks)
    blocks = [
        _shown(number, block, marking, story_direction, in_update=number >= first_update)
        for number, block in enumerate(story.blocks)
    ]
    folded = {
        heading: [_paragraph(n, block, marking) for n, block in enumerate(story.blocks) if block.zone == zone]
        for zone, heading in FOLDED.items()
    }
    domain = story.publisher
    publisher = Link(view.narrowed(with_publisher(Filter(), domain)), publisher_name(domain), title=domain)
    return render(
        "read/article.html",
        language=story.language,
        story_direction=story_direction,
        instant=partial(instant, zone=timezone),
        sentence=marking.sentence,
        caption_passages=lambda number, block: marked(block.text, marking.matches[number]),
        kicker=_kicker(story),
        headline=marked(story.headline, places(story.headline, searched)),
        deck=marked(story.deck or "", places(story.deck or "", searched)),
        authors=[Link(view.narrowed(with_author(Filter(), author)), author) for author in story.authors],
        publisher=publisher if domain else None,
        times=times(story, timezone),
        figure=pictures.figure(story, story.blocks[:first_update], marking.sentence, stored_pictures),
        live_line=live_line(story.updates, timezone) if story.updates else "",
        opening=[block for block in blocks[:first_update] if block],
        updates=list(entries(story, timezone, blocks)),
        folded={heading: paragraphs for heading, paragraphs in folded.items() if paragraphs},
        tags=[Link(view.narrowed(with_tag(view.criteria, tag)), tag) for tag in story.tags],
        captured=instant(story.captured_at, "UTC"),
        original_page=web_address(story.canonical_url),
        box_sentence=boxes_sentence(box_history),
    )


def _kicker(story: Article) -> str:
    """Return the line over the headline: the section, the kicker unless it repeats that, "Live"; or ""."""
    live = story.form == "live blog"
    words = LIVE.sub("", story.kicker or "") if live else story.kicker or ""
    same = words.casefold() == (story.section or "").casefold()
    return " · ".join(filter(None, (story.section, "" if same else words, "Live" if live else "")))


def _shown(
    number: int, block: Block, marking: Marking, story_direction: Direction, *, in_update: bool
) -> ShownBlock | None:
    """Return a block as shown; None for one shown elsewhere, such as a caption outside a live update."""
    if in_update and block.zone in pictures.ZONES:
        return ShownBlock(number=number, shape="picture", before=(), caption=block)
    if block.zone not in SHAPES:
        return None
    shape: Shape = "heading" if block.level else SHAPES[block.zone]
    own_direction = direction(block.text, story_direction)
    turned = own_direction if own_direction != story_direction else None
    return replace(_paragraph(number, block, marking), shape=shape, direction=turned)


def _paragraph(number: int, block: Block, marking: Marking) -> ShownBlock:
    """Return a block as a paragraph, divided at the marked sentence if it is in it."""
    text, length = block.text, len(block.text)
    matches, highlights = marking.matches[number], marking.highlights.get(number, ())
    start = end = length
    if marking.sentence and marking.sentence.block == number:
        start = min(marking.sentence.start, length)
        end = next((end for first, end in sentences(text) if first <= start < end), length)
    before, sentence, after = (
        marked(text[begin:stop], matches, begin, own=highlights)
        for begin, stop in ((0, start), (start, end), (end, length))
    )
    return ShownBlock(number=number, shape="paragraph", before=before, sentence=sentence, after=after)
