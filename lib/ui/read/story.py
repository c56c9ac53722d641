"""The text of the open story, built from its blocks without foreign markup, and what stands beside it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import pandas as pd

from lib.actors.sentences import sentences
from lib.model.article import Article, Block, Cut, Zone, in_zone
from lib.model.direction import Direction, direction
from lib.model.filter import Filter
from lib.model.length import is_estimated, word_count
from lib.model.wording import count, zone_words
from lib.query import one_story
from lib.query.decisions import Surname
from lib.query.snippets import places, words_of
from lib.ui.cache import ask
from lib.ui.decisions import bearer_buttons
from lib.ui.lists import BETWEEN
from lib.ui.marking import Passage, marked
from lib.ui.read import pictures, updates
from lib.ui.render import Link, Markup, render
from lib.ui.text_changes import ChangedParagraph, changes
from lib.ui.view import View, number_in, with_author, with_publisher, with_tag
from lib.ui.wording import Moment, Row, instant, present, publisher_name, records

ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T|$)")  # a machine's print says nothing more to a reader
LIVE = re.compile(r"^live\b\W*|\W*\blive$", re.IGNORECASE)  # said once, behind the words over the headline
Shape = Literal["paragraph", "heading", "quote", "item", "cells", "picture"]
SHAPES: Mapping[Zone, Shape] = {"quote": "quote", "list": "item", "table": "cells"}
SHOWN = ("body", "quote", "list", "table", "ticker")  # a brief's text keeps the zone ticker
BESIDE: Mapping[Zone, str] = {"biography": "About the author", "appeal": "To the reader"}
WORDS_A_MINUTE = 238  # silent reading of English non-fiction: Brysbaert 2019, doi 10.1016/j.jml.2019.104047
Spans = Mapping[int, Sequence[Sequence[object]]]


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
    """Return the story as HTML; `at` is "block-start" of a sentence to show, `spans` are names to mark.

    Searched words are marked too, and the reader's highlights: `own`.

    `stood` lists the boxes of the publisher's pages in which the story stood (lib.query.slots.history);
    `served` are the stored pictures' addresses (lib.ui.read.pictures.addresses).
    """
    sought = words_of(view.criteria.text)
    names = {
        number: [*(spans or {}).get(number, ()), *places(block.text, sought)]
        for number, block in enumerate(story.blocks)
    }
    marks = Marks(names=names, own=own or {}, at=at)
    way = direction(f"{story.headline}\n{story.text}")
    first = story.updates[0].block if story.updates else len(story.blocks)
    blocks = [_block(number, block, marks, way, first) for number, block in enumerate(story.blocks)]
    canonical, of, here = story.canonical_url or "", story.publisher, view.criteria
    publisher = (
        Link(view.narrowed(with_publisher(Filter(), of)), publisher_name(of), title=of) if of else None
    )
    beside = [
        (
            words,
            [_paragraph_at(n, block, marks) for n, block in enumerate(story.blocks) if block.zone == zone],
        )
        for zone, words in BESIDE.items()
    ]
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
        publisher=publisher,
        times=times(story, zone),
        figure=pictures.figure(story, story.blocks[:first], at, served),
        live=updates.live_line(story.updates, zone) if story.updates else "",
        opening=[block for block in blocks[:first] if block],
        updates=list(updates.sections(story, zone, blocks)),
        beside=[each for each in beside if each[1]],
        tags=[Link(view.narrowed(with_tag(here, each)), each) for each in story.tags],
        captured=instant(story.captured_at, "UTC"),
        original=canonical if canonical.startswith(("http://", "https://")) else "",
        stood=stood_in(stood),
    )


def _kicker(story: Article) -> str:
    live = story.form == "live blog"
    words = LIVE.sub("", story.kicker or "") if live else story.kicker or ""
    same = words.casefold() == (story.section or "").casefold()
    return " · ".join(filter(None, (story.section, "" if same else words, "Live" if live else "")))


def times(story: Article, zone: str) -> Markup:
    """Return when the story was published, as printed and as understood, and its reading time, as HTML."""
    day_only = story.published_precision == "day"
    at, of_page = story.published_at, story.published_zone
    shown, zone_said, why = None, "", ""
    if at:
        shown = Moment(instant(in_zone(at, of_page), zone, day_only=day_only), at.isoformat())
    if at and not day_only:
        zone_said = zone_words(zone)
        if of_page and of_page.assumed:
            zone_said += f" ({'' if of_page.name == zone else f'{zone_words(of_page.name)} '}assumed)"
            why = of_page.reason
    printed = story.published_as if at and story.published_as and not ISO.match(story.published_as) else ""
    words = words_in(story.blocks)
    return render(
        "read/times.html",
        published=shown,
        zone=zone_said,
        why=why,
        printed=printed,
        updated=instant(story.updated_at, zone) if story.updated_at != at else "",
        minutes=story.read_minutes,
        reading=max(1, round(words / WORDS_A_MINUTE)),
        words=words,
        is_estimated=is_estimated(story.text),
        has_audio=story.has_audio,
    )


def words_in(blocks: Iterable[Block | Cut]) -> int:
    """Return the number of words in blocks that are part of the text."""
    return sum(word_count(block.text) for block in blocks if block.zone in ("deck", *SHOWN))


def _block(number: int, block: Block, marks: Marks, around: Direction, first: int) -> ShownBlock | None:
    """Return a block as shown; None for one shown elsewhere, such as a caption outside a live update."""
    if number >= first and block.zone in pictures.ZONES:
        return ShownBlock(number=number, shape="picture", before=(), caption=block)
    if block.zone not in SHOWN:
        return None
    way = direction(block.text, around)
    shape: Shape = "heading" if block.level else SHAPES.get(block.zone, "paragraph")
    return replace(_paragraph_at(number, block, marks), shape=shape, way=way if way != around else "")


def _paragraph_at(number: int, block: Block, marks: Marks) -> ShownBlock:
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


def asides(
    related: pd.DataFrame, briefs: pd.DataFrame, view: View, zone: str, elsewhere: pd.DataFrame | None = None
) -> Markup:
    """Return as HTML who prints the same sentences, and the related stories and briefs on the page."""
    same = [] if elsewhere is None else records(elsewhere)
    left = int(elsewhere.attrs.get("of", 0)) - len(elsewhere) if elsewhere is not None and same else 0
    return render(
        "read/asides.html",
        view=view,
        zone=zone,
        elsewhere=same,
        more=count(left, "more story", "more stories") if left > 0 else "",
        briefs=records(briefs),
        boxes=boxes(related),
    )


MOST = 3  # boxes of a story that are named one by one


def boxes(related: pd.DataFrame) -> list[tuple[str, list[Row]]]:
    """Return the related cards in lists, each with the heading of their box; last those without, under ""."""
    groups: dict[str, list[Row]] = {}
    for row in records(related):
        groups.setdefault(str(row["slot"]) if present(row["slot"]) else "", []).append(row)
    return sorted(groups.items(), key=lambda group: not group[0])


def stood_in(history: pd.DataFrame | None) -> str:
    """Say in which boxes a story stood: 'Stood in Most popular of X on 3 days, best rank 2.'; "" for none."""
    if history is None or not len(history):
        return ""
    found = [_stood(box, days) for box, days in history.groupby(["slot", "publisher"], sort=False)]
    found.sort(key=lambda each: -each[0])
    words = "; ".join(words for _, words in found[:MOST])
    more = f"; and in {count(len(found) - MOST, 'more box', 'more boxes')}" if len(found) > MOST else ""
    return f"Stood in {words}{more}."


def _stood(box: object, found: pd.DataFrame) -> tuple[int, str]:
    slot, publisher = box if isinstance(box, tuple) else (box, "")
    number = found["day"].nunique()
    ranks = [int(rank) for rank in found["rank"] if present(rank)]
    of = f" of {publisher_name(publisher)}" if publisher else ""
    best = f", best rank {min(ranks)}" if ranks else ""
    return number, f"“{slot}”{of} on {count(number, 'day')}{best}"


FIRST = 12  # actors that are shown at once


def cast(mentions: pd.DataFrame, view: View, undecided: Sequence[Surname] = ()) -> Markup:
    """Return as HTML the actors that the filter counts, most mentions first; empty if there are none.

    A click on a name marks it in the text, a second one undoes that; the arrow links to the actor's page. A
    surname that two people share is not counted, and has a button for each of them.
    """
    named = [row for row in records(mentions) if row["counted"]]
    times = Counter(str(row["actor_id"]) for row in named)
    called = {str(row["actor_id"]): str(row["actor"]) for row in reversed(named)}
    actors = [(key, called[key], number) for key, number in times.most_common()]
    return render(
        "read/cast.html",
        view=view,
        marked=view.own.get("named", "").split(BETWEEN),
        named=actors[:FIRST],
        more=actors[FIRST:],
        surnames=[(each, bearer_buttons(number, each)) for number, each in enumerate(undecided)],
    )


COMPARED = ("headline", "deck", "caption", *SHOWN)  # what a reader sees change


def versions(frame: pd.DataFrame, article_id: str, listed: str) -> Markup:
    """Return a story's revisions as HTML, newest first, each compared with the one before.

    `listed` is the revision that lists show.
    """
    found = records(frame)
    parts: list[tuple[Row, bool, list[ChangedParagraph]]] = []
    for row, before in zip(found, [*found[1:], None], strict=True):
        changed: list[ChangedParagraph] = []
        if before is not None:
            old, new = (ask(one_story.article, article_id, str(each["revision"])) for each in (before, row))
            changed = list(changes(_paragraphs(old), _paragraphs(new))) if old and new else []
        parts.append((row, before is None, changed))
    return render("read/versions.html", versions=parts, listed=listed)


def _paragraphs(story: Article) -> list[str]:
    return [block.text for block in story.blocks if block.zone in COMPARED]
