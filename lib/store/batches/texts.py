"""The rows of a batch's revisions, in every table that holds a part of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from zoneinfo import ZoneInfo

import duckdb

from lib.model.article import Block
from lib.model.mention import Mention, role_code
from lib.model.parsed import Parsed
from lib.store.batches.deduplicate import NewText
from lib.store.batches.identity import desk_day
from lib.store.batches.known import with_column
from lib.store.batches.numbering import Numbers
from lib.store.batches.rows import (
    EPOCH,
    Row,
    body_of,
    insert,
    insert_rows,
    links_of,
    naive,
    text_row,
    update_rows,
)
from lib.store.batches.sentences import SKETCH, ZONE_NUMBER, Masks, masks_of, sketch_rows
from lib.store.decisions.apply import insert_found

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
    insert(connection, "article_block", BLOCK, _block_rows(texts))
    updates = (row for text in texts for row in update_rows(text.text.id, text.article))
    insert_rows(connection, "live_update", updates)
    own = [text for text in texts if text.host is None]  # a brief has no page of its own
    _insert_parts(connection, "image", IMAGE, {text.text.id: text.article.images for text in texts})
    _insert_parts(connection, "cut", CUT, {each.text.id: each.parsed.cleaned.cuts for each in own})
    _insert_parts(connection, "related", RELATED, {each.text.id: each.parsed.cleaned.related for each in own})
    _invert(connection, articles)


def _insert_parts(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    names: tuple[str, ...],
    parts: Mapping[int, Sequence[object]],
) -> None:
    """Add the parts of texts with the columns that they are named by, in their order."""
    values = attrgetter(*names)
    rows = [(number, place, *values(part)) for number, its in parts.items() for place, part in enumerate(its)]
    insert(connection, table, ("id", "position", *names), rows)


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
    sketched = [
        row
        for each, mask in zip(texts, masks, strict=True)
        for row in sketch_rows(each.text.id, each.article, each.mentions, mask.places)
    ]
    insert(connection, "sentence_sketch", SKETCH, sketched)


def _article_row(each: NewText, numbers: Numbers, masks: Masks, *, batch: int, day: date | None) -> Row:
    article = each.article
    return {
        "id": each.text.id, "article": each.article_id, "revision": article.revision, "batch": batch,
        "shown": each.text.shown, "form": article.form, "day": (day - EPOCH).days if day else None,
        "published_at": naive(article.published_at),
        "publisher_id": numbers.publishers.get(article.publisher),
        "section_id": numbers.sections.get(article.section or ""),
        "language_id": numbers.languages.get(article.language or ""),
        "words": len(body_of(article).split()) - len(article.headline.split()),
        "tags": list(dict.fromkeys(numbers.tags[name] for name in article.tags if name in numbers.tags)),
        "authors": list(dict.fromkeys(numbers.authors[name] for name in article.authors)),
        **masks.columns(numbers.actors),
    }  # fmt: skip


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
