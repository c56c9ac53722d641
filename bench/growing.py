"""Large archives for measurements: BASE stories are generated and written by save(), the others are copies.

Up to WITH_TEXTS stories the copies are whole, shifted in time and with other sketches, and a compaction ends
it. More stand between those, seconds later: what is counted of each, names, pairs, tags, authors, headlines,
but neither texts nor mentions nor words of the index.
"""

import tempfile
from pathlib import Path

import duckdb

from bench.generate import make
from lib.store.archive import open_for_writing
from lib.store.schema import TABLES
from lib.store.sql_views import VIEWS
from lib.store.stored_settings import new_state, put_setting
from lib.store.stored_sums import keep_totals
from lib.store.upkeep.compact import DERIVED, ORDER, compact
from lib.store.upkeep.copying import both

BASE, SHIFT = 20_000, 37  # stories, days
WITH_TEXTS = 1_000_000  # stories
# Of disk for each story while it is made: the archive and its compaction.
BYTES, BYTES_WITHOUT = 12_000, 1_500
NAMES = ("setting", "batch", "publisher", "section", "language", "author", "tag", "actor")
ORIGINALS = ("mention", "article_block", "sentence_sketch")  # kept of these, so that a page finds sentences
COPIED = (
    "article", "article_text", "tag_article", "author_article", "actor_article", "story_actor",
    "counted_name", "list_sentence", "named_pair", "copied_sketch",
)  # fmt: skip


def needed(count: int) -> int:
    """Return the bytes of disk that so many stories take while they are made."""
    return min(count, WITH_TEXTS) * BYTES + max(count - WITH_TEXTS, 0) * BYTES_WITHOUT


def grow(path: Path, count: int) -> None:
    """Make an archive of so many stories, a multiple of BASE and above WITH_TEXTS of that."""
    if count > WITH_TEXTS:
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            source = Path(folder) / path.name
            grow(source, WITH_TEXTS)
            spread(source, path, count // WITH_TEXTS)
        return
    base = min(count, BASE)
    make(path, base)
    if count > base:
        with open_for_writing(path, checkpointed=False) as connection:
            for table in ORDER:
                if table not in DERIVED:
                    _copy(connection, table, count // base)
    compact(path)


def spread(source: Path, path: Path, times: int) -> None:
    """Make an archive of `times` as many stories: behind each story of another one its copies, seconds later.

    As that is compact, this is in the same order.
    """
    with both(source, path) as connection:
        connection.execute("use target")
        connection.execute(TABLES + VIEWS)
        for table in NAMES:
            connection.execute(f"insert into {table} from source.{table}")
        for table in ORIGINALS:
            number = f"((id - 1) * {times} + 1)::integer as id"
            connection.execute(f"insert into {table} select * replace ({number}) from source.{table}")
        for table in COPIED:
            columns = [name for name, *_ in connection.execute(f"describe {table}").fetchall()]
            values = ", ".join(_spread(name, times) for name in columns)
            rows = f"(select *, unnest(range({times})) as k from source.{table})"
            order = "order by id, actor_id" if table in ("story_actor", "counted_name") else ""
            connection.execute(f"insert into {table} select {values} from {rows} {order}")
        put_setting(connection, "state", new_state())
        keep_totals(connection)
        connection.execute("use memory; detach target")


def _spread(column: str, times: int) -> str:
    """Return the SQL of a column of a copy, k being the copy's number."""
    match column:
        case "id":
            return f"((id - 1) * {times} + k + 1)::integer"
        case "article":
            return "article || '-' || k"
        case "published_at" | "captured_at":
            return f"{column} + to_seconds(k)"
        case "band":
            return "xor(band, hash(k))"
    return f'"{column}"'


def _copy(connection: duckdb.DuckDBPyConnection, table: str, times: int) -> None:
    columns = [name for name, *_ in connection.execute(f"describe {table}").fetchall()]
    values = ", ".join(_shifted(table, f'"{name}"') for name in columns)
    connection.execute(
        f"insert into {table} select {values} from {table}, range(1, {times}) copy(k) where id <= {BASE}"
    )


def _shifted(table: str, column: str) -> str:
    """Return the SQL of a column of a copy, k being the copy's number."""
    match column.strip('"'):
        case "id":
            return f"(id + {BASE} * k)::integer"
        case "article":
            return "article || '-' || k"
        case "day":
            return f"(day + {SHIFT} * k)::integer"
        case "published_at" | "captured_at":
            return f"{column} + to_days(({SHIFT} * k)::integer)"
        case "a" | "b" | "c" if table == "sentence_sketch":
            return f"xor({column}, hash(k))"
    return column
