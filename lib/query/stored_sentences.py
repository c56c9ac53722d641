"""Stored sentences and paragraphs, with the names in them and their stories, looked up by place."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from lib.model.article import ZONES
from lib.model.filter import Filter
from lib.query.filter.names import names
from lib.query.frames import OWN_TIME, PRECISION
from lib.store.archive import ArchiveReader
from lib.store.summaries import counted_condition

Place = tuple[int, int]  # a row of `article` and the number of a sentence in it


class CitedStory(NamedTuple):
    """What a citation says of its story, under the names of the columns of evidence."""

    article_id: str
    headline: str
    publisher: str
    authors: list[str]
    published_at: Any  # {"at": in UTC, "zone": its name}, which `frame` makes a time of
    published_precision: str | None
    published_as: str | None
    url: str | None
    captured_at: datetime


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: the paragraph that holds it, its start and end there, its text and the names in that."""

    block: int
    zone: str
    start: int
    end: int
    paragraph: str
    text: str
    spans: list[list[Any]]  # [start, end, actor_id] inside text


def stories_at(db: ArchiveReader, rows: set[int]) -> dict[int, CitedStory]:
    """Return {row of `article`: what a citation says of it}."""
    sql = f"""
        select id, article, headline, coalesce(name, ''), authors, {OWN_TIME}, {PRECISION}, published_as,
            canonical_url, captured_at
        from article join article_text using (id) left join publisher using (publisher_id)
        where id in (select unnest($rows::integer[]))"""
    found = db.execute(sql, {"rows": sorted(rows)}).fetchall()
    author = names(db, "author", {number for _, _, _, _, numbers, *_ in found for number in numbers or ()})
    return {
        row: CitedStory(article, headline, publisher, [author[number] for number in numbers or ()], *others)
        for row, article, headline, publisher, numbers, *others in found
    }


def sentences_at(db: ArchiveReader, criteria: Filter, places: Collection[Place]) -> dict[Place, Sentence]:
    """Return {place: sentence}, each with all names in it that the filter counts by zone and role.

    A sentence without such a name is left out. One reaches to the end of its last name, also where it was
    split inside that name.
    """
    sql = f"""
        select id, sent, block, zone, sentence_start, greatest(sentence_end, max("end")),
            list((start - sentence_start, "end" - sentence_start, key) order by start, "end", key)
        from mention join actor using (actor_id)
        where {counted_condition(criteria.zones, criteria.roles)}
            and id in (select unnest($ids::integer[])) and sent in (select unnest($sents::integer[]))
        group by id, sent, block, zone, sentence_start, sentence_end"""
    # Two simple filters that find somewhat more are far faster than a join by both, for paragraphs too.
    parameters = {"ids": [row for row, _ in places], "sents": [number for _, number in places]}
    found = [row for row in db.execute(sql, parameters).fetchall() if (row[0], row[1]) in places]
    paragraphs = paragraphs_at(db, {(row, block) for row, _, block, *_ in found})
    return {
        (row, number): Sentence(
            block=block, zone=ZONES[zone], start=start, end=end, paragraph=paragraphs[row, block],
            text=paragraphs[row, block][start:end], spans=[list(span) for span in spans],
        )
        for row, number, block, zone, start, end, spans in found
    }  # fmt: skip


def paragraphs_at(db: ArchiveReader, blocks: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Return {(row of `article`, block number): text} of these paragraphs."""
    sql = """
        select id, block, text from article_block
        where id in (select unnest($ids::integer[])) and block in (select unnest($blocks::integer[]))"""
    parameters = {"ids": [row for row, _ in blocks], "blocks": [block for _, block in blocks]}
    return {(row, block): text for row, block, text in db.execute(sql, parameters).fetchall()}


def bands(db: ArchiveReader, rows: Collection[int]) -> dict[Place, list[int]]:
    """Return {(row, sentence number): sketch} of these rows: three hashes, of which copies share one."""
    sql = "select id, sent, a, b, c from sentence_sketch where id in (select unnest($ids::integer[]))"
    found = db.execute(sql, {"ids": sorted({*rows})}).fetchall()
    return {(row, number): sketch for row, number, *sketch in found}
