"""Compacting an archive: rewriting it sorted by publication, without traces of removals, with a word index.

A word is what stands between two characters that are neither letter nor digit, folded as a search folds it.
The index lists its stories, so that a search need not read every text. It covers what the archive has then;
texts stored or cleaned later are not in `indexed`, and a search reads them until the next compaction.
"""

import shutil
import sys
from contextlib import suppress
from pathlib import Path

import duckdb

from lib.model.errors import ArchiveBusy, ArchiveDamaged, Remedy
from lib.model.spelling import WORD, folded
from lib.store.archive import open_for_reading
from lib.store.durable import sync
from lib.store.id_ranges import id_ranges
from lib.store.leftovers import forget_leftovers
from lib.store.lock import writer_lock
from lib.store.opening import connect
from lib.store.schema import TABLES
from lib.store.sql_views import VIEWS
from lib.store.statements import column, value
from lib.store.stored_settings import COMPACTION_DUE, new_state
from lib.store.stored_sums import OF_ALL, OF_STORIES, keep_totals, sum_every_story
from lib.store.upkeep.copying import both, checksum

ROWS_THEN = "compacted_rows"  # setting: how many rows of `article` there were at the last compaction
GROWTH = 1.1  # times the rows of then, and
MANY = 5_000  # more, are so many out of order, and out of the word index, that it is worth the time
STEP = 50_000  # stories that are sorted at a time: under a gigabyte

# Tables that a compaction writes and does not copy.
DERIVED = ("word_article", "indexed", *OF_STORIES, *OF_ALL)

# What each table with a row of `article` is sorted by.
ORDER = {
    "article": "id",
    "article_text": "id",
    "article_body": "id",
    "article_block": "id, block",
    "image": "id, position",
    "cut": "id, position",
    "live_update": "id, position",
    "related": "id, position",
    "mention": 'id, block, start, "end"',
    "quotation": 'id, block, start, "end"',
    "sentence_sketch": "id, sent",
    "site_name": "id",
    "sought": "id",
    "found_before": "id",
    "tag_article": "tag_id, id",
    "author_article": "author_id, id",
    "actor_article": "actor_id, id",
}


def index_words(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the empty word index from article_body."""
    for ids in id_ranges(connection, "article_body", STEP):
        connection.execute(
            f"""insert into word_article
            select distinct unnest(regexp_extract_all({folded("body")}, '{WORD}')) as word, id
            from article_body where id between ? and ? order by word, id""",
            ids,
        )
    connection.execute("insert into indexed select id from article_body order by id")


def compact(archive: Path) -> None:
    """Rewrite the archive, verify the result and replace the old one, with exclusive access meanwhile."""
    with writer_lock(archive):
        forget_leftovers(archive)
        rewrite(archive)


def compact_if_due(archive: Path) -> None:
    """Compact an archive that had removals or has grown, unless it is read; the caller holds the lock."""
    with open_for_reading(archive) as reading:
        then = int(noted) if (noted := reading.setting(ROWS_THEN)).isdecimal() else 0
        now = value(reading, "select count(*) from article")
        due = bool(reading.setting(COMPACTION_DUE)) or now > GROWTH * then + MANY
    if due:
        with suppress(ArchiveBusy):  # the next ingest tries again
            forget_leftovers(archive)
            rewrite(archive)


def rewrite(archive: Path) -> None:
    """Compact the archive; the caller holds the writer's lock.

    Its file keeps its rights, and a link to it stays one: the new file is made where the old one lies.
    """
    archive = archive.resolve()
    connect(archive, read_only=True).close()  # refuses what is no archive of ours
    fresh = archive.with_name(f".{archive.name}.compact")
    fresh.unlink(missing_ok=True)
    try:
        with both(archive, fresh, alone=True) as connection:
            shutil.copymode(archive, fresh)
            # Else the source's log lies beside the new file until all is closed.
            connection.execute("checkpoint source")
            _copy_in_order(archive, connection)
            connection.execute("detach target")
            sync(fresh)
            if sys.platform != "win32":
                fresh.replace(archive)  # while the lock on the old file still keeps everybody out
        if sys.platform == "win32":
            fresh.replace(archive)
    finally:
        fresh.unlink(missing_ok=True)


def _copy_in_order(archive: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Copy all tables to the new file, stories renumbered by day, and make words and sums in it anew."""
    connection.execute("use target")
    connection.execute(TABLES)
    connection.execute(VIEWS)
    connection.execute("""
        create temp table renumbered as
        select id as old, row_number() over (order by day nulls first, published_at, id)::integer as id
        from source.article""")
    sql = "select table_name from duckdb_tables() where database_name = 'source' order by 1"
    for table in column(connection, sql):
        if table not in DERIVED:
            rows = f"from source.{table}"
            if order := ORDER.get(table):
                rows = f"""by name select r.id, t.* exclude (id)
                    from source.{table} t join renumbered r on r.old = t.id order by {order}"""
            connection.execute(f"insert into target.{table} {rows}")
            _prove(archive, connection, table)
    index_words(connection)
    connection.execute("update setting set value = ? where key = 'state'", [new_state()])
    sum_every_story(connection)
    connection.execute("delete from setting where key in (?, ?)", [COMPACTION_DUE, ROWS_THEN])
    connection.execute("insert into setting select ?, count(*)::varchar from article", [ROWS_THEN])
    keep_totals(connection)
    connection.execute("use memory")


def _prove(archive: Path, connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Raise ArchiveDamaged unless the new file's table has the same rows, each with its new number."""
    wanted, found = f"source.{table}", f"target.{table}"
    if table in ORDER:
        wanted = f"(select r.id, t.* exclude (id) from {wanted} t left join renumbered r on r.old = t.id)"
        found = f"(select id, t.* exclude (id) from {found} t)"
    if checksum(connection, wanted) != checksum(connection, found):
        raise ArchiveDamaged(
            archive,
            f"The table {table} of {archive} could not be copied whole, as where rows of it belong to no "
            "story. The archive was left as it is.",
            Remedy(command="doctor --mend", does="makes it anew once you have moved it away"),
        )
