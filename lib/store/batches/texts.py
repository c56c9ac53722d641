"""The rows of a batch's revisions, in every table that holds a part of them.

Sentences that name somebody are numbered and packed into 64-bit masks, and sketched to recognise copies.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import Protocol
from zlib import crc32
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import numpy.typing as npt

from lib.model.article import ALL_ZONES, ZONES, Block, Parsed
from lib.model.mention import Mention, role_code
from lib.store import names
from lib.store.batches.deduplicate import NewText
from lib.store.batches.known import with_column
from lib.store.batches.numbering import Numbers, count_names
from lib.store.batches.rows import (
    EPOCH,
    Row,
    body_of,
    desk_day,
    insert,
    insert_rows,
    links_of,
    naive,
    split_words,
    text_row,
    update_rows,
)
from lib.store.decisions.apply import insert_found

WIDTH = 64
ZONE_NUMBER = {zone: number for number, zone in enumerate(ALL_ZONES)}

Position = tuple[int, int]  # of a mention: number of its sentence, number of its paragraph
Hashes = npt.NDArray[np.uint64]

LEAST = 5  # words: shorter sentences are written alike by chance
BANDS, ROWS = 3, 4
AT_ONCE = 500  # sentences whose hashes fit into the processor's cache

_ODD = np.random.default_rng(1962).integers(1, 2**63, size=(2, BANDS * ROWS), dtype=np.uint64) | np.uint64(1)
_LARGEST = np.uint64(2**64 - 1)
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Masks:
    """The lists that schema.py describes; actors by their keys."""

    actors: list[str]
    roles: list[int]
    chunks: list[int]
    smasks: list[int]
    pmasks: list[int]
    szones: list[int]
    pzones: list[int]
    places: list[Position]  # parallel to the mentions

    def columns(self, numbers: Mapping[str, int]) -> dict[str, list[int]]:
        """Return the lists by the columns of article, actors by the numbers of their keys."""
        lists = ("roles", "chunks", "smasks", "pmasks", "szones", "pzones")
        return {
            "actors": [numbers[key] for key in self.actors],
            **{each: getattr(self, each) for each in lists},
        }


class HasBlocks(Protocol):
    """An article, or what of it is needed here."""

    @property
    def blocks(self) -> Sequence[Block]:
        """Return its blocks."""


def masks_of(article: HasBlocks, mentions: Sequence[Mention]) -> Masks:
    """Return where each actor is named, as parallel lists with one entry for each actor, role and chunk."""
    numbers = numbered({(mention.block, mention.sentence) for mention in mentions})
    zones = {block: ZONE_NUMBER[article.blocks[block].zone] for block, _ in numbers}
    places = [numbers[mention.block, mention.sentence] for mention in mentions]
    packed: dict[tuple[str, int, int], list[int]] = {}
    for mention, (sentence, paragraph) in zip(mentions, places, strict=True):
        entry = packed.setdefault((mention.actor_id, role_code(mention), sentence // WIDTH), [0, 0])
        entry[0] |= 1 << sentence % WIDTH
        entry[1] |= 1 << paragraph % WIDTH
    return Masks(
        actors=[actor for actor, _, _ in packed],
        roles=[role for _, role, _ in packed],
        chunks=[chunk for _, _, chunk in packed],
        smasks=[entry[0] for entry in packed.values()],
        pmasks=[entry[1] for entry in packed.values()],
        szones=zone_masks(zones, numbers, 0),
        pzones=zone_masks(zones, numbers, 1),
        places=places,
    )


def numbered(named: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Position]:
    """Return the two numbers of each (block, sentence) of a text that names somebody; chunks: schema.py."""
    blocks: dict[int, list[int]] = {}
    for block, sentence in sorted(named):
        blocks.setdefault(block, []).append(sentence)
    numbers: dict[tuple[int, int], Position] = {}
    sentence_number = paragraph_number = 0
    for block, sentences in blocks.items():
        for start in range(0, len(sentences), WIDTH):
            part = sentences[start : start + WIDTH]
            if sentence_number % WIDTH + len(part) > WIDTH:
                sentence_number = paragraph_number = (sentence_number // WIDTH + 1) * WIDTH
            for sentence in part:
                numbers[block, sentence] = (sentence_number, paragraph_number)
                sentence_number += 1
            paragraph_number += 1
            if sentence_number % WIDTH == 0:
                paragraph_number = sentence_number
    return numbers


def zone_masks(
    zones: Mapping[int, int], numbers: Mapping[tuple[int, int], Position], which: int
) -> list[int]:
    """Return for each chunk and zone the mask of its sentences (which=0) or paragraphs (which=1).

    `zones` gives the number of each block's zone.
    """
    chunks = 1 + max((place[0] // WIDTH for place in numbers.values()), default=-1)
    masks = [0] * (chunks * len(ZONES))
    for (block, _), place in numbers.items():
        number = place[which]
        masks[number // WIDTH * len(ZONES) + zones[block]] |= 1 << number % WIDTH
    return masks


SKETCH = ("id", "sent", "a", "b", "c")  # columns


def sketches(sentences: Sequence[str]) -> list[tuple[int, int, int] | None]:
    """Return the three bands of each sentence; None where it is too short to be told from others."""
    words = [split_words(sentence) for sentence in sentences]
    long = [number for number, its in enumerate(words) if len(its) >= LEAST]
    answer: list[tuple[int, int, int] | None] = [None] * len(words)
    for first in range(0, len(long), AT_ONCE):
        part = long[first : first + AT_ONCE]
        for number, (a, b, c) in zip(part, _bands([words[number] for number in part]), strict=True):
            answer[number] = (a, b, c)
    return answer


def _bands(sentences: Sequence[Sequence[bytes]]) -> list[list[int]]:
    """Return the bands of sentences of at least LEAST words: the least hashes of three words in a row."""
    hashes: Hashes = np.fromiter(map(crc32, chain.from_iterable(sentences)), dtype=np.uint64)
    triples = hashes[:-2] * _MIX[0] + hashes[1:-1] * _MIX[1] + hashes[2:] * _MIX[2]
    triples ^= triples >> np.uint64(29)
    ends = np.cumsum([len(sentence) for sentence in sentences])
    starts, across = np.append(0, ends[:-1]), np.append(ends[:-1] - 2, ends[:-1] - 1)
    least: Hashes = np.empty((BANDS * ROWS, len(sentences)), dtype=np.uint64)
    for row, (factor, shift) in enumerate(_ODD.T):
        mixed = triples * factor + shift
        mixed[across] = _LARGEST  # of words of two sentences
        least[row] = np.minimum.reduceat(mixed, starts)
    bands = least.reshape(BANDS, ROWS, -1)
    mixed = bands[:, 0].copy()
    for row in range(1, ROWS):
        mixed = (mixed ^ (mixed >> np.uint64(31))) * _MIX[0] + bands[:, row]
    return mixed.T.tolist()  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A text whose sentences are to be sketched: its row, its blocks, its mentions and their places."""

    id: int
    article: HasBlocks
    mentions: Sequence[Mention]
    places: Sequence[Position]


def sketch_rows(texts: Iterable[Named]) -> list[tuple[int, ...]]:
    """Return a row of SKETCH for each sentence that names somebody, under the number the masks give it."""
    found: dict[tuple[int, int], str] = {}
    for each in texts:
        for mention, (sentence, _) in zip(each.mentions, each.places, strict=True):
            if (each.id, sentence) not in found:
                text = each.article.blocks[mention.block].text
                found[each.id, sentence] = text[mention.sentence_start : mention.sentence_end]
    bands = sketches(list(found.values()))
    return [(*place, *its) for place, its in zip(found, bands, strict=True) if its]


BLOCK = ("id", "block", "zone", "level", "text", "at", "end", "links")
# Columns with the name and value of an attribute.
IMAGE = ("url", "alt", "caption", "credit", "lead")
CUT = ("text", "rule", "reason", "at", "end", "confidence")
RELATED = ("headline", "deck", "publisher", "authors", "url", "at", "end", "slot", "rank")
_PLACE = ("block", "start", "end", "sentence_start", "sentence_end", "surface")
_OF_MENTION = attrgetter(*_PLACE)
MENTION = ("id", "actor_id", "role", "zone", "sent", "para", *_PLACE)


def insert_texts(
    connection: duckdb.DuckDBPyConnection,
    texts: Sequence[NewText],
    numbers: Numbers,
    *,
    batch: int,
    zone: ZoneInfo,
) -> None:
    """Add the texts, whose rows have their numbers already."""
    masks = [masks_of(text.article, text.mentions) for text in texts]
    articles = [
        _article_row(each, numbers, mask, batch=batch, day=desk_day(each.article.published_at, zone))
        for each, mask in zip(texts, masks, strict=True)
    ]
    insert_rows(connection, "article", articles)
    _insert_named(connection, texts, masks, numbers)
    insert_rows(connection, "article_text", map(_text_row, texts))
    insert(
        connection, "article_body", ("id", "body"), [(text.text.id, body_of(text.article)) for text in texts]
    )
    called = [(text.text.id, name) for text in texts if (name := text.article.site_name)]
    insert(connection, "site_name", ("id", "name"), called)
    fewer = [(text.text.id, sought) for text in texts if (sought := text.parsed.sought) != "all"]
    insert(connection, "sought", ("id", "names"), fewer)
    insert(connection, "article_block", BLOCK, _block_rows(texts))
    updates = (row for text in texts for row in update_rows(text.text.id, text.article))
    insert_rows(connection, "live_update", updates)
    own = [text for text in texts if text.host is None]  # a brief has no page of its own
    _insert_parts(connection, "image", IMAGE, {text.text.id: text.article.images for text in texts})
    _insert_parts(connection, "cut", CUT, {each.text.id: each.parsed.cleaned.cuts for each in own})
    _insert_parts(connection, "related", RELATED, {each.text.id: each.parsed.cleaned.related for each in own})
    _invert(connection, articles)
    count_names(connection, (text.text.id for text in texts), counted=False)


def _insert_parts(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: tuple[str, ...],
    parts: Mapping[int, Sequence[object]],
) -> None:
    """Add the parts of texts with the columns that they are named by, in their order."""
    values = attrgetter(*columns)
    rows = [(number, place, *values(part)) for number, its in parts.items() for place, part in enumerate(its)]
    insert(connection, table, ("id", "position", *columns), rows)


def _insert_named(
    connection: duckdb.DuckDBPyConnection, texts: Sequence[NewText], masks: Sequence[Masks], numbers: Numbers
) -> None:
    """Add whom the texts name: mentions, what was found before decisions, sketches of sentences."""
    named = [
        row
        for each, mask in zip(texts, masks, strict=True)
        for row in mention_rows(each.text.id, each.article.blocks, each.mentions, mask, numbers.actors)
    ]
    insert(connection, "mention", MENTION, named)
    insert_found(connection, {text.text.id: text.found for text in texts if text.found is not None})
    sketched = sketch_rows(
        Named(id=each.text.id, article=each.article, mentions=each.mentions, places=mask.places)
        for each, mask in zip(texts, masks, strict=True)
    )
    insert(connection, "sentence_sketch", SKETCH, sketched)


def _article_row(each: NewText, numbers: Numbers, masks: Masks, *, batch: int, day: date | None) -> Row:
    article = each.article
    return {
        "id": each.text.id, "article": each.article_id, "revision": article.revision, "batch": batch,
        "shown": each.text.shown, "form": article.form, "day": (day - EPOCH).days if day else None,
        "published_at": naive(article.published_at),
        "publisher_id": numbers.publishers.get(names.publisher(article)),
        "section_id": numbers.sections.get(article.section or ""),
        "language_id": numbers.languages.get(article.language or ""),
        "words": len(body_of(article).split()) - len(article.headline.split()),
        "tags": _each_once(numbers.tags, (printed for printed, _ in names.tags(article))),
        "authors": _each_once(numbers.authors, article.authors),
        **masks.columns(numbers.actors),
    }  # fmt: skip


def _each_once(numbers: Mapping[str, int], printed: Iterable[str]) -> list[int]:
    return list(dict.fromkeys(numbers[name] for name in printed if name in numbers))


def _text_row(each: NewText) -> Row:
    # The batch may hold a later capture of the same text: captured_at is that of the newest.
    sha256, captured_at = each.parsed.capture.sha256, each.text.captured_at
    return text_row(each.text.id, each.article, sha256=sha256, host=each.host, captured_at=captured_at)


def mention_rows(
    number: int, blocks: Sequence[Block], mentions: Sequence[Mention], masks: Masks, actors: Mapping[str, int]
) -> list[tuple[object, ...]]:
    """Return the rows of the mentions of one text, with the columns MENTION."""
    return [
        (
            number, actors[mention.actor_id], role_code(mention), ZONE_NUMBER[blocks[mention.block].zone],
            *place, *_OF_MENTION(mention),
        )
        for mention, place in zip(mentions, masks.places, strict=True)
    ]  # fmt: skip


def _block_rows(texts: Sequence[NewText]) -> list[tuple[object, ...]]:
    return [
        (
            text.text.id, place, ZONE_NUMBER[block.zone], block.level, block.text, block.at, block.end,
            links_of(block),
        )
        for text in texts
        for place, block in enumerate(text.article.blocks)
    ]  # fmt: skip


def _invert(connection: duckdb.DuckDBPyConnection, articles: Sequence[Row]) -> None:
    """Add the filter's way in: for each tag, author and actor its rows, sorted."""
    for kind in ("tag", "author", "actor"):
        pairs = {(name, row["id"]) for row in articles for name in row[f"{kind}s"]}
        insert(connection, f"{kind}_article", (f"{kind}_id", "id"), sorted(pairs))


def write_slots(
    connection: duckdb.DuckDBPyConnection,
    batch: Iterable[object],
    hosts: Mapping[str | None, str | None],
    zone: ZoneInfo,
) -> None:
    """Note the boxes of those captures of the batch that have a story; what was noted of them is replaced.

    `hosts` gives the story of a capture by its sha256.
    A capture is noted though it brings no new text: the boxes beside a story change more often than it does.
    """
    parsed = [each for each in batch if isinstance(each, Parsed) and hosts.get(each.capture.sha256)]
    if not parsed:
        return
    with_column(connection, "slot_capture", [each.capture.sha256 for each in parsed])
    connection.execute("delete from slot_card where sha256 in (from slot_capture)")
    rows = {each.capture.sha256: _rows(each, str(hosts[each.capture.sha256]), zone) for each in parsed}
    insert_rows(connection, "slot_card", (row for each in rows.values() for row in each))


def _rows(parsed: Parsed, host: str, zone: ZoneInfo) -> list[Row]:
    capture = parsed.capture
    day = desk_day(capture.captured_at, zone)
    return [
        {
            "sha256": capture.sha256, "article": host, "captured_at": naive(capture.captured_at),
            "captured_assumed": capture.captured_assumed, "day": (day - EPOCH).days if day else None,
            "position": place, "slot": card.slot, "rank": card.rank, "headline": card.headline,
            "url": card.url,
        }
        for place, card in enumerate(parsed.cleaned.related)
        if card.slot
    ]  # fmt: skip
