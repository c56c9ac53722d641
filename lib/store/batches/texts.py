"""Inserting a batch's revisions into every table that holds a part of them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from operator import attrgetter
from zoneinfo import ZoneInfo

import duckdb
import numpy as np

from lib.model.article import TEXT_ZONES, ZONE_NUMBER, Article, Timezone
from lib.model.length import word_count
from lib.model.parsed import Parsed
from lib.store import quotations
from lib.store.batches.batch_changes import NewText
from lib.store.batches.days import EPOCH, archive_day, day_of, naive
from lib.store.batches.decided import insert_found
from lib.store.batches.numbering import Numbers
from lib.store.batches.rows import Row, columns_of, insert, insert_columns, insert_rows, with_column
from lib.store.batches.sentences import MentionedText, Named
from lib.store.batches.sketches import SKETCH, sketch_rows
from lib.store.names.publishers import listed_publisher
from lib.store.names.subjects import listed_subject
from lib.store.stored_sums import sum_new

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
    connection: duckdb.DuckDBPyConnection, texts: Sequence[NewText], numbers: Numbers, *, zone: ZoneInfo
) -> None:
    """Insert the texts, which have row numbers already, into every table that holds a part of them."""
    bodies = [searched_text(text.article) for text in texts]
    articles = [
        _article_row(each, numbers, body, day=day_of(each.article, zone))
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
    connection: duckdb.DuckDBPyConnection,
    texts: Sequence[MentionedText],
    actors: Mapping[str, int],
    *,
    sketched: Iterable[int] | None = None,
) -> None:
    """Store the mentions in the texts, their quotations, sketches of their sentences, and sums by story.

    `actors` gives the numbers of actors by their keys; `sketched` the rows of the texts whose sentences lack
    sketches, None for all.
    """
    named = Named.of(texts, actors)
    if not len(named.texts):
        return
    insert_columns(connection, "mention", named.columns)
    said = (quotations.rows_of(text.row, text.blocks, text.mentions, actors) for text in texts)
    insert(connection, "quotation", quotations.COLUMNS, chain.from_iterable(said))
    insert(connection, "sentence_sketch", SKETCH, sketch_rows(texts, named, sketched))
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
    """Insert parts of texts, by row of `article`; `columns` are named like the parts' attributes."""
    values = attrgetter(*columns)
    rows = [(number, place, *values(part)) for number, its in parts.items() for place, part in enumerate(its)]
    insert(connection, table, ("id", "position", *columns), rows)


def searched_text(article: Article) -> str:
    """Return what a search reads of an article: headline and text zones, separated by blank lines."""
    zones = (*TEXT_ZONES, "ticker") if article.form == "brief" else TEXT_ZONES
    return "\n\n".join([article.headline, *(block.text for block in article.blocks if block.zone in zones)])


def _article_row(each: NewText, numbers: Numbers, body: str, *, day: date | None) -> Row:
    """Return the row of `article` for a text: ids, numbers and day; its words are in other tables."""
    article = each.article
    return {
        "id": each.text.id, "article": each.article_id, "revision": article.revision, "batch": each.batch,
        "shown": each.text.shown, "form": article.form, "day": (day - EPOCH).days if day else None,
        "published_at": naive(article.published_at),
        "publisher_id": numbers.publishers.get(listed_publisher(article)),
        "section_id": numbers.sections.get(article.section or ""),
        "language_id": numbers.languages.get(article.language or ""),
        "words": word_count(body) - word_count(article.headline),
        "tags": _numbers_once(numbers.tags, numbers.tagged[each.text.id]),
        "authors": _numbers_once(numbers.authors, article.authors),
    }  # fmt: skip


def _numbers_once(numbers: Mapping[str, int], printed: Iterable[str]) -> list[int]:
    """Return the numbers of the printed names that have one, each once, in their order."""
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
    """Return the columns of a timezone; all are None if there is no timezone."""
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
    """Return a row of live_update for each entry of the live blogs among the texts."""
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
    """Store the cards in boxes on the captures' pages, in place of those stored of the same captures.

    `hosts` gives by hash of a capture its story's id; captures without one are left out. One without new text
    counts too: the boxes beside a story change more often than the story does.
    """
    parsed = [each for each in batch if isinstance(each, Parsed) and hosts.get(each.capture.sha256)]
    if not parsed:
        return
    hashes = [each.capture.sha256 for each in parsed]
    connection.execute("delete from slot_card where sha256 in (select unnest(?))", [hashes])
    rows = {each.capture.sha256: _slot_rows(each, str(hosts[each.capture.sha256]), zone) for each in parsed}
    insert_rows(connection, "slot_card", (row for each in rows.values() for row in each))


def _slot_rows(parsed: Parsed, article_id: str, zone: ZoneInfo) -> list[Row]:
    """Return the rows of slot_card: the cards in boxes of a captured page, which story `article_id` is on."""
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
