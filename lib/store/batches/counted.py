"""What questions would else count anew from all mentions and sketches, kept in the archive.

`counted_name` and `list_sentence` say what `mention` says: the names that a filter counts by default, and the
sentences that name so many as a list does. `copied_sketch` holds every band of `sentence_sketch` that several
rows of `article` bear, and may hold one whose other bearers are gone. They are brought up to date in the
transaction that changes mentions, and stand only while the setting COUNTED equals the archive's state: a
writer that knows nothing of them moves the state alone, and from then on questions count mentions and
sketches until the next writer has filled them anew.
"""

from collections.abc import Iterable

import duckdb

from lib.model.article import DEFAULT_ZONES, ZONES
from lib.model.mention import DEFAULT_ROLES, KINDS, LIST, codes_of
from lib.store.archive import new_state, value
from lib.store.batches.known import with_column
from lib.store.schema import COUNTED, IN_STEP

AT_ONCE = 4_000_000  # sentences whose bands are sorted at once: under a gigabyte
TABLES = ("counted_name", "list_sentence", "copied_sketch")
_KIND = " ".join(f"when '{kind}' then {number}" for number, kind in enumerate(KINDS))
_COUNTED = f"""
    zone in ({", ".join(str(ZONES.index(zone)) for zone in DEFAULT_ZONES)})
    and role in ({", ".join(map(str, codes_of(DEFAULT_ROLES)))})"""


def count_names(connection: duckdb.DuckDBPyConnection, rows: Iterable[int]) -> None:
    """Bring what is kept of these rows of `article` in line with their mentions and sketches.

    Where that of others is not in line, all is written anew.
    """
    if connection.execute(f"select {IN_STEP}").fetchall() != [(True,)]:
        count_all(connection)
        return
    with_column(connection, "counted_row", rows, "int32")
    for table in TABLES:
        connection.execute(f"delete from {table} where id in (from counted_row)")
    _fill(connection, "id in (from counted_row)")
    # The band of a new sentence may be that of an old one, which was the only one until now.
    connection.execute("""
        create or replace temp table new_band as
        select unnest([a, b, c]) as band from sentence_sketch where id in (from counted_row)""")
    bearing = " union all ".join(
        f"select id, sent, {band} as band from sentence_sketch where {band} in (from new_band)"
        for band in "abc"
    )
    _fill_copied(connection, f"from ({bearing})")


def count_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Write all that is kept anew."""
    for table in TABLES:
        connection.execute(f"delete from {table}")
    _fill(connection, "true")
    parts = 1 + int(str(value(connection, "select count(*) from sentence_sketch"))) // AT_ONCE
    bands = "select id, sent, unnest([a, b, c]) as band from sentence_sketch"
    for part in range(parts):
        _fill_copied(connection, f"select * from ({bands}) where band % {parts} = {part}")
    connection.execute("delete from setting where key = ?", [COUNTED])
    connection.execute("insert into setting select ?, value from setting where key = 'state'", [COUNTED])


def move_state(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the archive a new state, in which what is kept stands as it stood in the former."""
    connection.execute(
        f"update setting set value = ? where key = 'state' or key = ? and {IN_STEP}", [new_state(), COUNTED]
    )


def _fill(connection: duckdb.DuckDBPyConnection, where: str) -> None:
    connection.execute(f"""
        insert into counted_name
        select id, actor_id, any_value(case kind {_KIND} end), sent // 64,
            bit_or(1::ubigint << (sent % 64)), bit_or(1::ubigint << (para % 64)), count(*)
        from mention join actor using (actor_id) where {_COUNTED} and {where}
        group by id, actor_id, sent // 64 order by id, actor_id, sent // 64""")
    connection.execute(f"""
        insert into list_sentence
        select id, sent, any_value(para), count(distinct actor_id) from mention
        where {where} and id in (select id from article where len(actors) >= {LIST})
        group by id, sent having count(distinct actor_id) >= {LIST} order by id, sent""")


def _fill_copied(connection: duckdb.DuckDBPyConnection, bearing: str) -> None:
    """Add the sentences whose band several of the rows bear, but those that are there already."""
    connection.execute(f"""
        insert into copied_sketch
        with bearing as materialized ({bearing}),
        copied as (select band from bearing group by band having min(id) < max(id))
        select distinct id, sent, band from bearing where band in (from copied)
        except select id, sent, band from copied_sketch order by id, sent, band""")
