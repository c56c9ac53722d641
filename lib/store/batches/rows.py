"""The columns of a story's rows, the keys by which it is recognised, and its id.

An id is a short hash and holds no word of the story: it outlives a removal in tombstones and receipts. Rows
are inserted into DuckDB through Arrow.
"""

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from hashlib import blake2b
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa

from lib.model.article import TEXT_ZONES, Article, Parsed, StoryAddresses
from lib.model.controls import printable
from lib.store.archive import value
from lib.store.names.publishers import publisher_keys
from lib.store.schema import TABLES

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # no letters that are read as others
_ID_LENGTH = 10

_DESK = re.compile(
    r"\b(desk|staff|newsroom|editors?|editorial|team|bureau|agenc(y|ies)|correspondents|reporters|"
    r"wire|redaktion|rédaction|redacción|redação|redazione|redactie|redakcja|redakce|редакция|редакція|"
    r"reuters|afp|associated press|ap|upi|dpa|efe|ansa|interfax|xinhua|tass|bloomberg)\b",
    re.I,
)
OPENING_PARAGRAPHS = 4  # by which a story is recognised under another address
MIN_OPENING_WORDS, OPENING_WORDS = 8, 12  # that a paragraph has, and that count: a summary may break off
MIN_TELLING_WORDS = 4  # words from which on a headline stands for its story on any day

_ZONES = ("deck", "body", "quote", "list")
_WORD = re.compile(r"\w+")
_PLAIN = bytes(ord(letter.lower()) if _WORD.match(letter := chr(code)) else 32 for code in range(256))
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # written without spaces between words


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The hashes by which a story is recognised: of its addresses, and of publisher, headline and day."""

    sure: tuple[int, ...] = ()  # of the addresses that identify it
    worded: tuple[int, ...] = ()  # of each address together with words of the story, or with another address
    said: tuple[int, ...] = ()  # of addresses that count only so; the key of one by itself keeps it away
    headline: int
    bare: tuple[int, ...] = ()  # the same by the publisher's domain without its "the"

    @property
    def found_by(self) -> tuple[int, ...]:
        """The keys of which one in common makes two captures one story."""
        return (*self.sure, *self.worded)

    @property
    def titled(self) -> tuple[int, ...]:
        """The keys made from publisher, headline and day."""
        return (self.headline, *self.bare)

    @property
    def first(self) -> int:
        """The key from which a new story's id is made."""
        return (*self.sure, *self.worded, self.headline)[0]

    @property
    def all(self) -> tuple[int, ...]:
        """All keys of the story."""
        return (*self.sure, *self.worded, *self.said, *self.titled)


def keys_of(article: Article, *, names: StoryAddresses, day: date | None) -> Keys:
    """Return the keys of a story or brief; for one without a day its text is used instead."""
    brief = article.form == "brief"
    if not brief:
        when = day.isoformat() if day else article.revision
    elif article.published_at:
        when = aware(article.published_at).replace(second=0, microsecond=0).isoformat()
    else:
        when = words_of(" ".join(block.text for block in article.blocks))
    words, kind = words_of(article.headline), "brief" if brief else "story"
    titled = [  # one publisher's paper and site share one
        _key("headline", kind, publisher, words, when)
        for publisher in publisher_keys(article.publisher) or ("",)
    ]
    if brief:  # it often bears the address of its page, and one headline may stand twice on a day
        return Keys(headline=titled[0], bare=tuple(titled[1:]))
    addresses = (*names.sure, *names.said)
    signs = dict.fromkeys(story_signs(article)) if addresses else ()
    worded = [_key("worded", name, each) for each in signs for name in addresses]
    if not names.sure and len(names.said) > 1:  # two unsure addresses together
        worded.insert(0, _key("pair", *sorted(names.said[:2])))
    return Keys(
        sure=tuple(map(address_key, names.sure)), worded=tuple(worded),
        said=tuple(map(address_key, names.said)), headline=titled[0], bare=tuple(titled[1:]),
    )  # fmt: skip


def address_key(address: str) -> int:
    """Return the key for a normalised address."""
    return _key("address", address)


def new_id(key: int, taken: Container[str]) -> str:
    """Return a short id made from a key, different from all that are taken."""
    attempt = 0
    while True:
        digest = int.from_bytes(blake2b(f"{key}/{attempt}".encode(), digest_size=8).digest(), "big")
        made = "".join(_ALPHABET[(digest >> (5 * place)) & 31] for place in range(_ID_LENGTH))
        if made not in taken:
            return made
        attempt += 1


def archive_day(moment: datetime | None, zone: tzinfo) -> date | None:
    """Return the day of an instant in the archive's time zone; None for None."""
    return aware(moment).astimezone(zone).date() if moment else None


def day_of(article: Article, zone: ZoneInfo) -> date | None:
    """Return the day, in the archive's time zone, under which a story is shown and counted; None for none.

    A day printed without a time is taken as printed, whatever the archive's time zone.
    """
    if article.published_precision != "day":
        return archive_day(article.published_at, zone)
    return archive_day(article.published_at, article.published_zone.clock if article.published_zone else UTC)


def aware(moment: datetime) -> datetime:
    """Return the moment in UTC; without a time zone it is taken as UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def is_desk(author: str) -> bool:
    """Return whether an author's name is that of a desk or an agency."""
    return bool(_DESK.search(author))


def _key(*parts: str) -> int:
    return int.from_bytes(blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=8).digest(), "big")


def story_signs(article: Article) -> Iterator[str]:
    """Yield texts that identify a story, as its headline and openings; a short headline with its day."""
    headline = words_of(article.headline)
    day = article.published_at.date().isoformat() if article.published_at else None
    dense = 0 if headline.isascii() else len(_DENSE.findall(headline))  # two of them count as a word
    if len(headline.split()) + dense // 2 >= MIN_TELLING_WORDS:
        yield f"headline {headline}"
    elif headline and day:
        yield f"headline {headline} {day}"
    yield from islice(_openings(article), OPENING_PARAGRAPHS)


def words_of(text: str) -> str:
    """Return the words in lower case, separated by single spaces."""
    return b" ".join(split_words(text)).decode()


def split_words(text: str) -> list[bytes]:
    """Return the words in lower case, as UTF-8 bytes."""
    if text.isascii():  # as most texts are: the same in a third of the time
        return text.encode().translate(_PLAIN).split()
    return [word.encode() for word in _WORD.findall(text.casefold())]


def _openings(article: Article) -> Iterator[str]:
    """Yield the first words of each paragraph of the text; of one without spaces twice as many letters."""
    for block in article.blocks:
        listed = split_words(block.text[:400]) if block.zone in _ZONES else []
        words = b" ".join(listed).decode()
        dense = 0 if words.isascii() else len(_DENSE.findall(words))
        if len(listed) + dense // 2 >= MIN_OPENING_WORDS:
            whole = dense > len(words) // 2
            yield (
                words.replace(" ", "")[: 2 * OPENING_WORDS]
                if whole
                else b" ".join(listed[:OPENING_WORDS]).decode()
            )


EPOCH = date(1970, 1, 1)


Row = dict[str, Any]  # values by the names of a table's columns


def naive(moment: datetime | None) -> datetime | None:
    """Return the moment in UTC without a time zone, as the tables store it; None for None."""
    return aware(moment).replace(tzinfo=None) if moment else None


def body_of(article: Article) -> str:
    """Return the headline and the text, which are searched."""
    zones = (*TEXT_ZONES, "ticker") if article.form == "brief" else TEXT_ZONES
    return "\n\n".join([article.headline, *(block.text for block in article.blocks if block.zone in zones)])


def capture_row(parsed: Parsed, *, batch: int, outcome: str, article_id: str) -> Row:
    """Return the row of a capture that was read successfully."""
    capture, cleaned = parsed.capture, parsed.cleaned
    doubts = [[doubt.kind, doubt.reason, doubt.weight] for doubt in cleaned.doubts]
    return dict.fromkeys(column_types("capture")) | {
        "sha256": capture.sha256, "origin": printable(capture.origin), "url": capture.url,
        "media_type": capture.media_type, "captured_at": naive(capture.captured_at),
        "captured_assumed": capture.captured_assumed, "batch": batch, "outcome": outcome,
        "article": article_id, "revision": cleaned.article.revision, "blocks": len(cleaned.article.blocks),
        "cuts": len(cleaned.cuts), "confidence": cleaned.confidence,
        "doubts": json.dumps(doubts, ensure_ascii=False) if doubts else None,
        "corrections": " ".join(parsed.corrections) or None,
    }  # fmt: skip


def insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
) -> None:
    """Insert rows, given as values of the named columns."""
    if arrays := [*zip(*rows, strict=True)]:
        insert_columns(connection, table, dict(zip(columns, arrays, strict=True)))


def insert_rows(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Row], *, into: str | None = None
) -> None:
    """Insert rows that all have the same columns, into `table` or a temporary table with its columns."""
    if listed := list(rows):
        insert_columns(connection, table, columns_of(listed), into=into)


def columns_of(rows: Sequence[Row]) -> dict[str, list[Any]]:
    """Return rows that all have the same keys as columns: the list of values of each key."""
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def insert_columns(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, Any], *, into: str | None = None
) -> None:
    """Insert rows given as columns, sequences or arrays; other columns stay empty."""
    count = max(map(len, columns.values()), default=0)
    if not count:
        return
    arrays = {
        name: array_of(columns[name], kind) if name in columns else pa.nulls(count, kind)
        for name, kind in column_types(table).items()
    }
    connection.from_arrow(pa.table(arrays)).insert_into(into or table)


def array_of(values: Any, kind: pa.DataType) -> pa.Array:
    """Return a sequence or array as an Arrow array of the type."""
    return values.cast(kind) if isinstance(values, pa.Array) else pa.array(values, type=kind)


def temp_table(connection: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, Any]) -> None:
    """Create a temporary table from columns, replacing one of that name."""
    connection.register("incoming", pa.table(columns))
    connection.execute(f"create or replace temp table {name} as from incoming")
    connection.unregister("incoming")


def with_column(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    values: Iterable[str] | Iterable[int],
    kind: str = "string",
) -> None:
    """Create a temporary table with one column, `value`, of the distinct values and Arrow type."""
    temp_table(connection, name, {"value": pa.array(dict.fromkeys(values), pa.type_for_alias(kind))})


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
        tables = connection.execute("select table_name from duckdb_tables()").fetchall()
        schemas = {name: connection.sql(f"from {name}").to_arrow_table().schema for (name,) in tables}
    return {name: {field.name: field.type for field in schema} for name, schema in schemas.items()}
