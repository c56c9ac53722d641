from datetime import date

from lib.model.filter import Choice, Filter
from lib.query.filter.selection import selection
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader

TAGGED = Filter(tags=Choice(any=("Harbour",)))


def tables(db: ArchiveReader) -> int:
    """Return how many temporary tables there are."""
    return int(db.execute("select count(*) from duckdb_tables() where temporary").fetchall()[0][0])


def test_a_selection_is_worked_out_once_in_a_reading(db: ArchiveReader) -> None:
    assert selection(db, TAGGED) is selection(db, Filter(tags=Choice(any=("Harbour",))))
    for _ in range(2):
        _ = (Relations(db, TAGGED).names, Relations(db, TAGGED).actors, Relations(db, TAGGED).days)
    assert tables(db) == 4  # the stories, their names, the counts of names, the days


def test_a_condition_on_columns_alone_keeps_no_table(db: ArchiveReader) -> None:
    selected = selection(db, Filter(since=date(2024, 4, 9)))
    rows = db.execute(f"select count(*) from {selected.rows}").fetchall()
    assert rows == [(5,)]
    assert tables(db) == 0


def test_rows_of_older_revisions_are_of_no_selection(db: ArchiveReader) -> None:
    sql = f"select count(*) from article_body where {selection(db, Filter()).within}"
    assert db.execute(sql).fetchall() == [(8,)]
