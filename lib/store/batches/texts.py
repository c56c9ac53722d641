"""Inserting a batch's revisions into every table that holds a part of them.

Sentences with mentions get sketches (MinHash) by which copies are recognised.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from operator import attrgetter
from zlib import crc32
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import numpy.typing as npt

from lib.model.article import Parsed, Timezone
from lib.model.length import word_count
from lib.model.mention import Mention
from lib.store.batches.decided import insert_found
from lib.store.batches.deduplicate import NewText
from lib.store.batches.numbering import Numbers
from lib.store.batches.rows import (
    EPOCH,
    Row,
    archive_day,
    body_of,
    columns_of,
    day_of,
    insert,
    insert_columns,
    insert_rows,
    naive,
    split_words,
    with_column,
)
from lib.store.batches.sentences import ZONE_NUMBER, MentionedText, Named
from lib.store.names.publishers import listed_publisher
from lib.store.names.subjects import listed_subject
from lib.store.summaries import sum_new

Hashes = npt.NDArray[np.uint64]

MIN_SENTENCE_WORDS = 5  # words: shorter sentences are written alike by chance
BANDS, ROWS = 3, 4
AT_ONCE = 300  # sentences whose words fit into the processor's cache

_ODD = np.random.default_rng(1962).integers(1, 2**63, size=(2, BANDS * ROWS), dtype=np.uint64) | np.uint64(1)
_LARGEST = np.uint64(2**64 - 1)
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


SKETCH = ("id", "sent", "a", "b", "c")  # columns


def sketches(sentences: Sequence[str]) -> list[tuple[int, int, int] | None]:
    """Return the three bands of each sentence's sketch; None for one too short to be told from others."""
    answer: list[tuple[int, int, int] | None] = [None] * len(sentences)
    for first in range(0, len(sentences), AT_ONCE):
        words = map(split_words, sentences[first : first + AT_ONCE])
        long = {place: its for place, its in enumerate(words, first) if len(its) >= MIN_SENTENCE_WORDS}
        for place, (a, b, c) in zip(long, _bands(list(long.values())), strict=True):
            answer[place] = (a, b, c)
    return answer


def _bands(sentences: Sequence[Sequence[bytes]]) -> list[list[int]]:
    """Return the sketches of sentences of MIN_SENTENCE_WORDS or more: the smallest hashes of word triples."""
    if not sentences:
        return []
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


TEXT = (  # of an article, columns of article_text as they are
    "canonical_url", "slug", "headline", "kicker", "deck", "byline", "dateline", "wire", "published_as",
    "read_minutes", "has_audio",
)  # fmt: skip
BLOCK = ("id", "block", "zone", "level", "text", "at", "end", "links")
# Columns with the name and value of an attribute.
IMAGE = ("url", "alt", "caption", "credit", "lead")
CUT = ("text", "rule", "reason", "at", "end", "confidence")
RELATED = ("headline", "deck", "publisher", "authors", "url", "at", "end", "slot", "rank")


def insert_texts(
    connection: duckdb.DuckDBPyConnection,
    texts: Sequence[NewText],
    numbers: Numbers,
    *,
    batch: int,
    zone: ZoneInfo,
) -> None:
    """Insert the texts, which have row numbers already, into every table that holds a part of them."""
    bodies = [body_of(text.article) for text in texts]
    articles = [
        _article_row(each, numbers, body, batch=batch, day=day_of(each.article, zone))
        for each, body in zip(texts, bodies, strict=True)
    ]
    insert_columns(connection, "article", columns_of(articles))
    insert_found(connection, {text.text.id: text.found for text in texts if text.found is not None})
    insert_rows(connection, "article_text", map(_text_row, texts))
    ids = [text.text.id for text in texts]
    insert_columns(connection, "article_body", {"id": ids, "body": bodies})
    called = [(text.text.id, name) for text in texts if (name := text.article.site_name)]
    insert(connection, "site_name", ("id", "name"), called)
    fewer = [(text.text.id, sought) for text in texts if (sought := text.parsed.sought) != "all"]
    insert(connection, "sought", ("id", "names"), fewer)
    insert(connection, "article_block", BLOCK, _block_rows(texts))
    insert_rows(connection, "live_update", _update_rows(texts))
    own = [text for text in texts if text.host is None]  # a brief has no page of its own
    _insert_parts(connection, "image", IMAGE, {text.text.id: text.article.images for text in texts})
    _insert_parts(connection, "cut", CUT, {each.text.id: each.parsed.cleaned.cuts for each in own})
    _insert_parts(connection, "related", RELATED, {each.text.id: each.parsed.cleaned.related for each in own})
    for kind in ("tag", "author"):  # the filter's way in: for each name its rows, sorted
        pairs = {(name, row["id"]) for row in articles for name in row[f"{kind}s"]}
        insert(connection, f"{kind}_article", (f"{kind}_id", "id"), sorted(pairs))
    mentioned = [
        MentionedText(row=each.text.id, blocks=each.article.blocks, mentions=each.mentions) for each in texts
    ]
    insert_mentions(connection, mentioned, numbers.actors)


def insert_mentions(
    connection: duckdb.DuckDBPyConnection, texts: Sequence[MentionedText], actors: Mapping[str, int]
) -> None:
    """Store the mentions in the texts, with the sketches of their sentences and the sums by story.

    `actors` gives the numbers of actors by their keys.
    """
    named = Named.of(texts, actors)
    insert_columns(connection, "mention", named.columns)
    insert(connection, "sentence_sketch", SKETCH, sketch_rows(texts, named))
    numbers, rows = np.unique(np.stack((named.columns["actor_id"], named.columns["id"])), axis=1)
    insert_columns(connection, "actor_article", {"actor_id": numbers, "id": rows})
    with_column(connection, "mentioned_row", [text.row for text in texts], "int32")
    sum_new(connection, "mentioned_row")


def _insert_parts(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: tuple[str, ...],
    parts: Mapping[int, Sequence[object]],
) -> None:
    """Insert parts of texts, such as images, with the columns named like their attributes."""
    values = attrgetter(*columns)
    rows = [(number, place, *values(part)) for number, its in parts.items() for place, part in enumerate(its)]
    insert(connection, table, ("id", "position", *columns), rows)


def sketch_rows(texts: Sequence[MentionedText], named: Named) -> list[tuple[int, ...]]:
    """Return (row, sentence, a, b, c): the sketch of each sentence that names an actor and is not short."""
    found: dict[tuple[int, int], Mention] = {}
    mentions = (mention for text in texts for mention in text.mentions)
    places = zip(named.texts.tolist(), named.columns["sent"].tolist(), strict=True)
    for place, mention in zip(places, mentions, strict=True):
        found.setdefault(place, mention)
    bands = sketches([
        texts[text].blocks[first.block].text[first.sentence_start : first.sentence_end]
        for (text, _), first in found.items()
    ])  # fmt: skip
    return [(texts[text].row, sent, *its) for (text, sent), its in zip(found, bands, strict=True) if its]


def _article_row(each: NewText, numbers: Numbers, body: str, *, batch: int, day: date | None) -> Row:
    """Return the row of `article` for a text: ids and numbers; its words stand in other tables."""
    article = each.article
    return {
        "id": each.text.id, "article": each.article_id, "revision": article.revision, "batch": batch,
        "shown": each.text.shown, "form": article.form, "day": (day - EPOCH).days if day else None,
        "published_at": naive(article.published_at),
        "publisher_id": numbers.publishers.get(listed_publisher(article)),
        "section_id": numbers.sections.get(article.section or ""),
        "language_id": numbers.languages.get(article.language or ""),
        "words": word_count(body) - word_count(article.headline),
        "tags": _each_once(numbers.tags, numbers.tagged[each.text.id]),
        "authors": _each_once(numbers.authors, article.authors),
    }  # fmt: skip


def _each_once(numbers: Mapping[str, int], printed: Iterable[str]) -> list[int]:
    return list(dict.fromkeys(numbers[name] for name in printed if name in numbers))


def _text_row(each: NewText) -> Row:
    """Return a text's row of the table article_text, by column."""
    article = each.article
    return {
        "id": each.text.id, "sha256": each.parsed.capture.sha256, "host": each.host,
        # The batch may hold a later capture of the same text: this is of the newest.
        "captured_at": each.text.captured_at, "updated_at": naive(article.updated_at),
        **{name: getattr(article, name) for name in TEXT}, "kicker": listed_subject(article.kicker or ""),
        **_zone(article.published_zone),
        "provenance": json.dumps(dict(article.provenance), ensure_ascii=False),
    }  # fmt: skip


def _zone(zone: Timezone | None) -> Row:
    """Return the columns of a time zone; empty ones for None."""
    name, assumed, reason = (zone.name, zone.assumed, zone.reason) if zone else (None, None, None)
    return {"zone_name": name, "zone_assumed": assumed, "zone_reason": reason}


def _block_rows(texts: Sequence[NewText]) -> Iterator[tuple[object, ...]]:
    """Yield a row of article_block for each block of the texts; links are JSON [[start, end, url], ...]."""
    for text in texts:
        for place, block in enumerate(text.article.blocks):
            links = [[link.start, link.end, link.url] for link in block.links]
            yield (
                text.text.id, place, ZONE_NUMBER[block.zone], block.level, block.text, block.at, block.end,
                json.dumps(links, ensure_ascii=False) if links else None,
            )  # fmt: skip


def _update_rows(texts: Sequence[NewText]) -> list[Row]:
    """Return a row of live_update for each entry of live blogs."""
    return [
        {
            "id": text.text.id, "position": place, "block": update.block, "published_as": update.published_as,
            "published_at": naive(update.published_at), **_zone(update.timezone),
        }
        for text in texts
        for place, update in enumerate(text.article.updates)
    ]  # fmt: skip


def write_slots(
    connection: duckdb.DuckDBPyConnection,
    batch: Iterable[object],
    hosts: Mapping[str | None, str | None],
    zone: ZoneInfo,
) -> None:
    """Store the boxes of related cards on the captures' pages, replacing those stored for the same captures.

    `hosts` gives the story of a capture by its sha256. A capture without new text counts too: the boxes
    beside a story change more often than the story does.
    """
    parsed = [each for each in batch if isinstance(each, Parsed) and hosts.get(each.capture.sha256)]
    if not parsed:
        return
    hashes = [each.capture.sha256 for each in parsed]
    connection.execute("delete from slot_card where sha256 in (select unnest(?))", [hashes])
    rows = {each.capture.sha256: _slot_rows(each, str(hosts[each.capture.sha256]), zone) for each in parsed}
    insert_rows(connection, "slot_card", (row for each in rows.values() for row in each))


def _slot_rows(parsed: Parsed, article_id: str, zone: ZoneInfo) -> list[Row]:
    """Return the rows of `slot_card`: the capture's links in boxes of the page of story `article_id`."""
    capture = parsed.capture
    day = archive_day(capture.captured_at, zone)
    return [
        {
            "sha256": capture.sha256, "article": article_id, "captured_at": naive(capture.captured_at),
            "captured_assumed": capture.captured_assumed, "day": (day - EPOCH).days if day else None,
            "position": place, "slot": card.slot, "rank": card.rank, "headline": card.headline,
            "url": card.url,
        }
        for place, card in enumerate(parsed.cleaned.related)
        if card.slot
    ]  # fmt: skip
