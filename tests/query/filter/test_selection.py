from datetime import date

from lib.model.filter import Choice, Filter
from lib.query.filter.selection import last_day, mentions_of, named, selection, stories_of
from lib.store.archive import ArchiveReader

TAGGED = Filter(tags=Choice(any=("Harbour",)))


def tables(db: ArchiveReader) -> int:
    """Return how many temporary tables there are."""
    return int(db.execute("select count(*) from duckdb_tables() where temporary").fetchall()[0][0])


def test_a_selection_is_worked_out_once_in_a_reading(db: ArchiveReader) -> None:
    assert selection(db, TAGGED) is selection(db, Filter(tags=Choice(any=("Harbour",))))
    for _ in range(2):
        named(db, TAGGED)
        stories_of(db, TAGGED)
        mentions_of(db, TAGGED)
    assert tables(db) == 3  # the stories, their names, the counts of names


def test_a_condition_on_columns_alone_keeps_no_table(db: ArchiveReader) -> None:
    selected = selection(db, Filter(since=date(2024, 4, 9)))
    rows = db.execute(f"select count(*) from {selected.rows}", selected.parameters).fetchall()
    assert rows == [(5,)]
    assert tables(db) == 0


def test_an_actor_stands_once_for_each_story_whatever_its_roles(db: ArchiveReader) -> None:
    table = named(db, Filter())
    rows = db.execute(f"select count(*), count(distinct (id, actor_id, chunk)) from {table}").fetchall()
    assert rows[0][0] == rows[0][1] > 0


def test_rows_of_older_revisions_are_of_no_selection(db: ArchiveReader) -> None:
    sql = f"select count(*) from article_body where {selection(db, Filter()).within}"
    assert db.execute(sql).fetchall() == [(8,)]


def test_the_last_day_of_nothing_is_none(db: ArchiveReader) -> None:
    assert last_day(db, TAGGED) == date(2024, 4, 10)
    assert last_day(db, Filter(authors=("Nobody",))) is None
