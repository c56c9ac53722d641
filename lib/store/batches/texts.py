"""The rows of a batch's revisions, in every table that holds a part of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa

from lib.model.article import Block
from lib.model.mention import Mention, role_code
from lib.model.parsed import Parsed
from lib.store.batches.deduplicate import NewText
from lib.store.batches.identity import desk_day, is_desk
from lib.store.batches.known import with_column
from lib.store.batches.rows import (
    EPOCH,
    ArticleRow,
    BlockRow,
    BodyRow,
    CutRow,
    ImageRow,
    MentionRow,
    RelatedRow,
    TextRow,
    UpdateRow,
    body_of,
    insert,
    links_of,
    naive,
    next_number,
    text_row,
    update_rows,
)
from lib.store.batches.sentences import ZONE_NUMBER, Masks, SketchRow, masks_of, sketch_rows
from lib.store.decisions.apply import insert_found


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The number of each name of a batch."""

    publishers: Mapping[str, int]
    sections: Mapping[str, int]
    languages: Mapping[str, int]
    authors: Mapping[str, int]
    tags: Mapping[str, int]
    actors: Mapping[str, int]  # by key


def number_names(connection: duckdb.DuckDBPyConnection, texts: Sequence[NewText]) -> Numbers:
    """Return the numbers of all names of the texts; new names get the next free numbers."""
    articles = [each.article for each in texts]
    _spell(connection, (m for each in texts for m in (each.mentions if each.found is None else each.found)))
    authors = {name: (is_desk(name),) for article in articles for name in article.authors}
    return Numbers(
        publishers=_plain(connection, "publisher", (each.publisher for each in articles)),
        sections=_plain(connection, "section", (each.section for each in articles)),
        languages=_plain(connection, "language", (each.language for each in articles), named="code"),
        authors=_numbers(connection, "author", "name", authors, ("desk",)),
        tags=_plain(connection, "tag", (name for each in articles for name in each.tags)),
        actors=number_actors(connection, (mention for each in texts for mention in each.mentions)),
    )


def number_actors(connection: duckdb.DuckDBPyConnection, mentions: Iterable[Mention]) -> Mapping[str, int]:
    """Return the number of each actor.

    A new one is called as it was first found, else as the mention says.
    """
    actors = {mention.actor_id: mention for mention in mentions}
    with_column(connection, "given_key", pa.array(sorted(actors), pa.string()))
    spelled = dict(
        connection.execute("select key, name from found_actor where key in (from given_key)").fetchall()
    )
    described = {key: (spelled.get(key, each.canonical), each.kind) for key, each in actors.items()}
    return _numbers(connection, "actor", "key", described, ("name", "kind"))


def _spell(connection: duckdb.DuckDBPyConnection, found: Iterable[Mention]) -> None:
    """Note the spelling of actors that were never found before."""
    spelled = {mention.actor_id: mention.canonical for mention in found}
    with_column(connection, "given_key", pa.array(sorted(spelled), pa.string()))
    rows = connection.execute(
        "select value from given_key where value not in (select key from found_actor) order by value"
    ).fetchall()
    insert(connection, "found_actor", ("key", "name"), [(key, spelled[key]) for (key,) in rows])


def _plain(
    connection: duckdb.DuckDBPyConnection, table: str, names: Iterable[str | None], *, named: str = "name"
) -> Mapping[str, int]:
    return _numbers(connection, table, named, {name: () for name in names if name}, ())


def _numbers(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    named: str,
    names: Mapping[str, tuple[object, ...]],
    described: tuple[str, ...],
) -> Mapping[str, int]:
    """Return the numbers of the names; `names` gives for each the values of the columns that describe it."""
    with_column(connection, "given_name", pa.array(sorted(names), pa.string()))
    found = dict(
        connection.execute(
            f"select {named}, {table}_id from {table} where {named} in (from given_name)"
        ).fetchall()
    )
    free = next_number(connection, table, f"{table}_id")
    new = {name: free + place for place, name in enumerate(sorted(names.keys() - found.keys()))}
    insert(
        connection,
        table,
        (f"{table}_id", named, *described),
        [(new_number, name, *names[name]) for name, new_number in new.items()],
    )
    return {**found, **new}


def insert_texts(
    connection: duckdb.DuckDBPyConnection,
    texts: Sequence[NewText],
    numbers: Numbers,
    *,
    batch: int,
    zone: ZoneInfo,
) -> None:
    """Add the texts, whose rows have their numbers already."""
    masks = [masks_of(each.article, each.mentions) for each in texts]
    articles = [
        _article_row(each, numbers, mask, batch=batch, day=desk_day(each.article.published_at, zone))
        for each, mask in zip(texts, masks, strict=True)
    ]
    insert(connection, "article", ArticleRow._fields, articles)
    _insert_named(connection, texts, masks, numbers)
    insert(connection, "article_text", TextRow._fields, [_text_row(each) for each in texts])
    insert(
        connection,
        "article_body",
        BodyRow._fields,
        [BodyRow(each.text.id, body_of(each.article)) for each in texts],
    )
    insert(connection, "article_block", BlockRow._fields, _block_rows(texts))
    insert(connection, "image", ImageRow._fields, _image_rows(texts))
    updates = [row for each in texts for row in update_rows(each.text.id, each.article)]
    insert(connection, "live_update", UpdateRow._fields, updates)
    insert(connection, "cut", CutRow._fields, _cut_rows(texts))
    insert(connection, "related", RelatedRow._fields, _related_rows(texts))
    _invert(connection, articles)


def _insert_named(
    connection: duckdb.DuckDBPyConnection, texts: Sequence[NewText], masks: Sequence[Masks], numbers: Numbers
) -> None:
    """Add whom the texts name: mentions, what was found before decisions, sketches of sentences."""
    named = [
        row
        for each, mask in zip(texts, masks, strict=True)
        for row in mention_rows(each.text.id, each.article.blocks, each.mentions, mask, numbers.actors)
    ]
    insert(connection, "mention", MentionRow._fields, named)
    insert_found(connection, {each.text.id: each.found for each in texts if each.found is not None})
    sketched = [
        row
        for each, mask in zip(texts, masks, strict=True)
        for row in sketch_rows(each.text.id, each.article, each.mentions, mask.places)
    ]
    insert(connection, "sentence_sketch", SketchRow._fields, sketched)


def _article_row(
    each: NewText, numbers: Numbers, masks: Masks, *, batch: int, day: date | None
) -> ArticleRow:
    article = each.article
    return ArticleRow(
        id=each.text.id, article=each.article_id, revision=article.revision, shown=each.text.shown,
        batch=batch, form=article.form, day=(day - EPOCH).days if day else None,
        published_at=naive(article.published_at), publisher_id=numbers.publishers.get(article.publisher),
        section_id=numbers.sections.get(article.section or ""),
        language_id=numbers.languages.get(article.language or ""),
        words=len(body_of(article).split()) - len(article.headline.split()),
        tags=list(dict.fromkeys(numbers.tags[name] for name in article.tags if name)),
        authors=list(dict.fromkeys(numbers.authors[name] for name in article.authors)),
        actors=[numbers.actors[key] for key in masks.actors], roles=masks.roles, chunks=masks.chunks,
        smasks=masks.smasks, pmasks=masks.pmasks, szones=masks.szones, pzones=masks.pzones,
    )  # fmt: skip


def _text_row(each: NewText) -> TextRow:
    # The batch may hold a later capture of the same text: captured_at is that of the newest.
    return text_row(
        each.text.id, each.article, sha256=each.parsed.capture.sha256, host=each.host,
        captured_at=each.text.captured_at,
    )  # fmt: skip


def mention_rows(
    number: int, blocks: Sequence[Block], mentions: Sequence[Mention], masks: Masks, actors: Mapping[str, int]
) -> list[MentionRow]:
    """Return the rows of the mentions of one text."""
    return [
        MentionRow(
            id=number, actor_id=actors[mention.actor_id], role=role_code(mention),
            zone=ZONE_NUMBER[blocks[mention.block].zone], block=mention.block, sent=sentence,
            para=paragraph, start=mention.start, end=mention.end, sentence_start=mention.sentence_start,
            sentence_end=mention.sentence_end, surface=mention.surface,
        )
        for mention, (sentence, paragraph) in zip(mentions, masks.places, strict=True)
    ]  # fmt: skip


def _block_rows(texts: Sequence[NewText]) -> list[BlockRow]:
    return [
        BlockRow(
            id=each.text.id, block=place, zone=ZONE_NUMBER[block.zone], level=block.level, text=block.text,
            at=block.at, end=block.end, links=links_of(block),
        )
        for each in texts
        for place, block in enumerate(each.article.blocks)
    ]  # fmt: skip


def _image_rows(texts: Sequence[NewText]) -> list[ImageRow]:
    return [
        ImageRow(each.text.id, place, image.url, image.alt, image.caption, image.credit, image.lead)
        for each in texts
        for place, image in enumerate(each.article.images)
    ]


def _cut_rows(texts: Sequence[NewText]) -> list[CutRow]:
    return [
        CutRow(each.text.id, place, cut.text, cut.rule, cut.reason, cut.at, cut.end, cut.confidence)
        for each in texts
        if each.host is None
        for place, cut in enumerate(each.parsed.cleaned.cuts)
    ]


def _related_rows(texts: Sequence[NewText]) -> list[RelatedRow]:
    return [
        RelatedRow(
            id=each.text.id, position=place, headline=card.headline, deck=card.deck, publisher=card.publisher,
            authors=list(card.authors), url=card.url, at=card.at, end=card.end,
            slot=card.slot, rank=card.rank,
        )
        for each in texts
        if each.host is None
        for place, card in enumerate(each.parsed.cleaned.related)
    ]  # fmt: skip


def _invert(connection: duckdb.DuckDBPyConnection, articles: Sequence[ArticleRow]) -> None:
    """Return the filter's way in: for each tag, author and actor its rows, sorted."""
    for table, key, pairs in (
        ("tag_article", "tag_id", {(name, row.id) for row in articles for name in row.tags}),
        ("author_article", "author_id", {(name, row.id) for row in articles for name in row.authors}),
        ("actor_article", "actor_id", {(name, row.id) for row in articles for name in row.actors}),
    ):
        insert(connection, table, (key, "id"), sorted(pairs))


class SlotRow(NamedTuple):
    """A row of the table slot_card."""

    sha256: str
    article: str
    captured_at: datetime | None
    captured_assumed: str | None
    day: int | None
    position: int
    slot: str
    rank: int | None
    headline: str
    url: str | None


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
    with_column(connection, "slot_capture", pa.array([each.capture.sha256 for each in parsed], pa.string()))
    connection.execute("delete from slot_card where sha256 in (from slot_capture)")
    rows = {each.capture.sha256: _rows(each, str(hosts[each.capture.sha256]), zone) for each in parsed}
    insert(connection, "slot_card", SlotRow._fields, [row for each in rows.values() for row in each])


def _rows(parsed: Parsed, host: str, zone: ZoneInfo) -> list[SlotRow]:
    capture = parsed.capture
    day = desk_day(capture.captured_at, zone)
    return [
        SlotRow(
            sha256=capture.sha256, article=host, captured_at=naive(capture.captured_at),
            captured_assumed=capture.captured_assumed, day=(day - EPOCH).days if day else None,
            position=place, slot=card.slot, rank=card.rank, headline=card.headline,
            url=card.url,
        )
        for place, card in enumerate(parsed.cleaned.related)
        if card.slot
    ]  # fmt: skip
