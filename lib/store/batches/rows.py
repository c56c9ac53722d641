"""What the archive's tables hold of one story, by their columns, and its way into DuckDB through Arrow."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa

from lib.model.article import TEXT_ZONES, Article, Block, Cleaned, Parsed, Timezone
from lib.store.archive import value
from lib.store.batches.identity import aware
from lib.store.names import subject
from lib.store.schema import ADDED, TABLES

EPOCH = date(1970, 1, 1)


Row = dict[str, Any]  # values by the names of a table's columns
TEXT = (  # of an article, columns of article_text as they are
    "canonical_url", "slug", "headline", "kicker", "deck", "byline", "dateline", "wire", "published_as",
    "read_minutes", "has_audio",
)  # fmt: skip


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


def text_row(number: int, article: Article, *, sha256: str, host: str | None, captured_at: datetime) -> Row:
    """Return the row of everything that is shown beside the text."""
    return {
        "id": number, "sha256": sha256, "host": host, "updated_at": naive(article.updated_at),
        "captured_at": captured_at, **{name: getattr(article, name) for name in TEXT},
        "kicker": subject(article.kicker or ""),
        **_zone(article.published_zone),
        "provenance": json.dumps(dict(article.provenance), ensure_ascii=False),
    }  # fmt: skip


def _zone(zone: Timezone | None) -> Row:
    """Return the columns of a time zone; empty ones where none is known."""
    name, assumed, reason = (zone.name, zone.assumed, zone.reason) if zone else (None, None, None)
    return {"zone_name": name, "zone_assumed": assumed, "zone_reason": reason}


def links_of(block: Block) -> str | None:
    """Return the links of a block as JSON [[start, end, url], ...]."""
    if not block.links:
        return None
    return json.dumps([[link.start, link.end, link.url] for link in block.links], ensure_ascii=False)


def capture_row(parsed: Parsed, *, batch: int, outcome: str, article_id: str) -> Row:
    """Return the row of a capture that was understood."""
    capture, cleaned = parsed.capture, parsed.cleaned
    return dict.fromkeys(column_types("capture")) | {
        "sha256": capture.sha256, "origin": printable(capture.origin), "url": capture.url,
        "media_type": capture.media_type, "captured_at": naive(capture.captured_at),
        "captured_assumed": capture.captured_assumed, "batch": batch, "outcome": outcome,
        "article": article_id, "revision": cleaned.article.revision, "blocks": len(cleaned.article.blocks),
        "cuts": len(cleaned.cuts), "confidence": cleaned.confidence, "doubts": doubts_of(cleaned),
        "corrections": " ".join(parsed.corrections) or None,
    }  # fmt: skip


def doubts_of(cleaned: Cleaned) -> str | None:
    """Return the doubts of a capture as JSON [[kind, reason, weight], ...]."""
    doubts = [[doubt.kind, doubt.reason, doubt.weight] for doubt in cleaned.doubts]
    return json.dumps(doubts, ensure_ascii=False) if doubts else None


def update_rows(number: int, article: Article) -> Iterator[Row]:
    """Yield the rows of a live blog's updates."""
    for place, update in enumerate(article.updates):
        yield {
            "id": number, "position": place, "block": update.block, "published_as": update.published_as,
            "published_at": naive(update.published_at), **_zone(update.timezone),
        }  # fmt: skip


def insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
) -> None:
    """Add the rows, given as values of the named columns, through one Arrow table."""
    arrays = [*zip(*rows, strict=True)]
    if arrays:
        _add(connection, table, dict(zip(columns, arrays, strict=True)), table)


def insert_rows(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Row], *, into: str | None = None
) -> None:
    """Add rows that all have the same columns; `into` names a temporary table with those of `table`."""
    if listed := list(rows):
        _add(connection, table, {name: [row[name] for row in listed] for name in listed[0]}, into or table)


def _add(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, Sequence[object]], into: str
) -> None:
    types = column_types(table)
    incoming = pa.table({name: pa.array(values, type=types[name]) for name, values in columns.items()})
    connection.register("incoming", incoming)
    connection.execute(f"insert into {into} by name select * from incoming")
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
        connection.execute(TABLES + ADDED)
        names = [
            str(name) for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
        ]
        return {name: _arrow_types(connection.sql(f"from {name}").to_arrow_table()) for name in names}


def _arrow_types(table: pa.Table) -> dict[str, pa.DataType]:
    return {field.name: field.type for field in table.schema}
