"""Upgrading archives of older layouts in place: each step leads from one layout to the next.

All steps are one transaction that also stores the new layout, so a crash leaves the archive as it was or
upgraded.
"""

import re
from collections.abc import Callable, Mapping

import duckdb
import pyarrow as pa

from lib.store.schema import TABLES
from lib.store.sql_views import VIEWS
from lib.store.stored_settings import TOTALS
from lib.store.stored_sums import OF_ALL, OF_STORIES, sum_all_stories, sum_every_story

LISTS = ("actors", "roles", "chunks", "smasks", "pmasks", "szones", "pzones")  # columns that layout 6 lacks


def upgrade(connection: duckdb.DuckDBPyConnection, layout: int) -> None:
    """Upgrade an archive from a layout that STEPS has to the newest layout, in one transaction."""
    connection.begin()
    while layout in STEPS:
        STEPS[layout](connection)
        layout += 1
    connection.execute("update setting set value = ? where key = 'layout'", [str(layout)])
    connection.commit()


def _sum_mentions(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill story_actor in place of lists in `article`, and compute all sums anew: from layout 5 to 6."""
    for table in (*OF_STORIES, *OF_ALL):
        connection.execute(f"drop table if exists {table}")
    # An archive of the fifth layout may lack a view and any of those tables.
    _make_missing(connection)
    for column in LISTS:
        connection.execute(f"alter table article drop column {column}")
    connection.execute("delete from setting where key like 'counted %' or key = ?", [TOTALS])
    sum_every_story(connection)
    sum_all_stories(connection)


def _find_quotations(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the table of quotations, which layout 7 lacks, from the stored mentions and texts."""
    from lib.store import quotations  # brings all that finds actors, which opening an archive does without

    _make_missing(connection)
    for rows in quotations.find_all(connection):
        if rows:
            columns = dict(zip(quotations.COLUMNS, zip(*rows, strict=True), strict=True))
            connection.from_arrow(pa.table(columns)).insert_into("quotation")


def _make_missing(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the tables and views of the newest layout that an archive lacks."""
    connection.execute(re.sub(r"create (table|view)", r"create \1 if not exists", TABLES + VIEWS))


def leave_doubts_unknown(connection: duckdb.DuckDBPyConnection) -> None:
    """Turn layout 4 into layout 5, which stores doubts about mentions separately: here none is known."""
    names = re.findall(r"create view (\w+)", VIEWS)
    connection.begin()
    connection.execute(";".join(f"drop view if exists {name}" for name in reversed(names)))
    _make_missing(connection)  # views of today need tables of today
    connection.execute("update setting set value = '5' where key = 'layout'")
    connection.commit()


STEPS: Mapping[int, Callable[[duckdb.DuckDBPyConnection], object]] = {
    5: _sum_mentions,
    6: lambda connection: None,  # layout 7 only marks that the reader's work is in the journal
    7: _find_quotations,
}
