"""What the archive's tables hold of one story, as named rows, and their way into DuckDB through Arrow."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

import duckdb
import pyarrow as pa

from lib.model.article import TEXT_ZONES, Article, Block, Cleaned
from lib.model.parsed import Parsed
from lib.store.archive import value
from lib.store.batches.identity import aware
from lib.store.schema import TABLES

EPOCH = date(1970, 1, 1)


class ArticleRow(NamedTuple):
    """A row of the table article."""

    id: int
    article: str
    revision: str
    shown: bool
    batch: int
    form: str
    day: int | None
    published_at: datetime | None
    publisher_id: int | None
    section_id: int | None
    language_id: int | None
    words: int
    tags: list[int]
    authors: list[int]
    actors: list[int]
    roles: list[int]
    chunks: list[int]
    smasks: list[int]
    pmasks: list[int]
    szones: list[int]
    pzones: list[int]


class TextRow(NamedTuple):
    """A row of the table article_text."""

    id: int
    sha256: str
    host: str | None
    canonical_url: str | None
    slug: str | None
    headline: str
    kicker: str | None
    deck: str | None
    byline: str | None
    dateline: str | None
    wire: str | None
    published_as: str | None
    zone_name: str | None
    zone_assumed: bool | None
    zone_reason: str | None
    updated_at: datetime | None
    captured_at: datetime
    read_minutes: int | None
    has_audio: bool
    provenance: str


class BodyRow(NamedTuple):
    """A row of the table article_body."""

    id: int
    body: str


class BlockRow(NamedTuple):
    """A row of the table article_block."""

    id: int
    block: int
    zone: int
    level: int
    text: str
    at: int
    end: int
    links: str | None


class ImageRow(NamedTuple):
    """A row of the table image."""

    id: int
    position: int
    url: str | None
    alt: str | None
    caption: str | None
    credit: str | None
    lead: bool


class CutRow(NamedTuple):
    """A row of the table cut."""

    id: int
    position: int
    text: str
    rule: str
    reason: str
    at: int
    end: int
    confidence: float


class UpdateRow(NamedTuple):
    """A row of the table live_update."""

    id: int
    position: int
    block: int
    published_at: datetime | None
    published_as: str | None
    zone_name: str | None
    zone_assumed: bool | None
    zone_reason: str | None


class RelatedRow(NamedTuple):
    """A row of the table related."""

    id: int
    position: int
    headline: str
    deck: str | None
    publisher: str | None
    authors: list[str]
    url: str | None
    at: int
    end: int
    slot: str | None
    rank: int | None


class MentionRow(NamedTuple):
    """A row of the table mention."""

    id: int
    actor_id: int
    role: int
    zone: int
    block: int
    sent: int
    para: int
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    surface: str


class CaptureRow(NamedTuple):
    """A row of the table capture."""

    sha256: str | None
    origin: str
    url: str | None
    media_type: str | None
    captured_at: datetime | None
    captured_assumed: str | None
    batch: int
    outcome: str
    kind: str | None
    reason: str | None
    article: str | None
    revision: str | None
    blocks: int | None
    cuts: int | None
    confidence: float | None
    doubts: str | None
    corrections: str | None


def naive(moment: datetime | None) -> datetime | None:
    """Return the moment in UTC without its zone, as the tables hold it."""
    return aware(moment).replace(tzinfo=None) if moment else None


def printable(name: str) -> str:
    """Return a file's name in UTF-8, whatever bytes it is made of."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def body_of(article: Article) -> str:
    """Return the headline and the text: what search reads."""
    zones = (*TEXT_ZONES, "ticker") if article.form == "brief" else TEXT_ZONES
    return "\n\n".join([article.headline, *(block.text for block in article.blocks if block.zone in zones)])


def text_row(
    number: int, article: Article, *, sha256: str, host: str | None, captured_at: datetime
) -> TextRow:
    """Return the row of everything that is shown beside the text."""
    zone = article.published_zone
    return TextRow(
        id=number, sha256=sha256, host=host, canonical_url=article.canonical_url, slug=article.slug,
        headline=article.headline, kicker=article.kicker, deck=article.deck, byline=article.byline,
        dateline=article.dateline, wire=article.wire, published_as=article.published_as,
        zone_name=zone.name if zone else None, zone_assumed=zone.assumed if zone else None,
        zone_reason=zone.reason if zone else None, updated_at=naive(article.updated_at),
        captured_at=captured_at, read_minutes=article.read_minutes,
        has_audio=article.has_audio, provenance=json.dumps(dict(article.provenance), ensure_ascii=False),
    )  # fmt: skip


def links_of(block: Block) -> str | None:
    """Return the links of a block as JSON [[start, end, url], ...]."""
    if not block.links:
        return None
    return json.dumps([[link.start, link.end, link.url] for link in block.links], ensure_ascii=False)


def capture_row(parsed: Parsed, *, batch: int, outcome: str, article_id: str) -> CaptureRow:
    """Return the row of a capture that was understood."""
    capture, cleaned = parsed.capture, parsed.cleaned
    return CaptureRow(
        sha256=capture.sha256, origin=printable(capture.origin), url=capture.url,
        media_type=capture.media_type, captured_at=naive(capture.captured_at),
        captured_assumed=capture.captured_assumed, batch=batch,
        outcome=outcome, kind=None, reason=None, article=article_id,
        revision=cleaned.article.revision, blocks=len(cleaned.article.blocks), cuts=len(cleaned.cuts),
        confidence=cleaned.confidence, doubts=doubts_of(cleaned),
        corrections=" ".join(parsed.corrections) or None,
    )  # fmt: skip


def doubts_of(cleaned: Cleaned) -> str | None:
    """Return the doubts of a capture as JSON [[kind, reason, weight], ...]."""
    doubts = [[doubt.kind, doubt.reason, doubt.weight] for doubt in cleaned.doubts]
    return json.dumps(doubts, ensure_ascii=False) if doubts else None


def update_rows(number: int, article: Article) -> list[UpdateRow]:
    """Return the rows of a live blog's updates."""
    return [
        UpdateRow(
            id=number, position=place, block=update.block, published_at=naive(update.published_at),
            published_as=update.published_as, zone_name=update.timezone.name if update.timezone else None,
            zone_assumed=update.timezone.assumed if update.timezone else None,
            zone_reason=update.timezone.reason if update.timezone else None,
        )
        for place, update in enumerate(article.updates)
    ]  # fmt: skip


def insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    into: str | None = None,
) -> None:
    """Add the rows, given as values of the named columns, through one Arrow table.

    `into` names a temporary table that has the columns of `table`.
    """
    arrays = [*zip(*rows, strict=True)]
    if not arrays:
        return
    types = column_types(table)
    incoming = pa.table(
        {name: pa.array(array, type=types[name]) for name, array in zip(columns, arrays, strict=True)}
    )
    connection.register("incoming", incoming)
    connection.execute(f"insert into {into or table} by name select * from incoming")
    connection.unregister("incoming")


def next_number(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> int:
    """Return the next free number of a column."""
    return int(str(value(connection, f"select coalesce(max({column}), 0) + 1 from {table}")))


def column_types(table: str) -> Mapping[str, pa.DataType]:
    """Return the Arrow type of each column of a table, as the schema declares it."""
    return _all_types()[table]


@cache
def _all_types() -> dict[str, dict[str, pa.DataType]]:
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        names = [
            str(name) for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
        ]
        return {name: _arrow_types(connection.sql(f"from {name}").to_arrow_table()) for name in names}


def _arrow_types(table: pa.Table) -> dict[str, pa.DataType]:
    return {field.name: field.type for field in table.schema}
