from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lib.model.filter import Choice, Filter
from lib.query.filter.selection import selection
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader, open_for_reading
from tests import builders

TAGGED = Filter(tags=Choice(any=("Harbour",)))


def tables(db: ArchiveReader) -> int:
    """Return how many temporary tables there are."""
    return int(db.execute("select count(*) from duckdb_tables() where temporary").fetchall()[0][0])


def ids(db: ArchiveReader, rows: str) -> set[int]:
    """Return the ids of rows, which stand after FROM."""
    return {row for (row,) in db.execute(f"select id from {rows}").fetchall()}


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


def test_fewer_days_of_a_table_are_looked_for_in_it(db: ArchiveReader) -> None:
    since = Filter(since=date(2024, 4, 9))
    tagged, dated = (ids(db, selection(db, each).rows) for each in (TAGGED, since))
    for criteria in (replace(TAGGED, since=since.since), replace(TAGGED, since=since.since, until=date.max)):
        assert ids(db, selection(db, criteria).rows) == tagged & dated != tagged
        assert ids(db, selection(db, criteria).articles) == tagged & dated
    assert tables(db) == 1
    selection(db, replace(TAGGED, languages=("en",), since=since.since))  # of another filter nothing is known
    assert tables(db) == 2


@pytest.mark.parametrize("days", [{"until": date.max}, {"since": date.min}])
def test_a_day_leaves_undated_stories_out_though_it_is_the_last_of_all(
    tmp_path: Path, days: dict[str, date]
) -> None:
    undated = builders.article("Crane falls", tags=("Harbour",), published_at=None)
    dated = builders.article("Ferry sails", tags=("Harbour",))
    path = builders.archive(tmp_path, builders.parsed(undated), builders.parsed(dated))
    with open_for_reading(path) as db:
        assert len(ids(db, selection(db, replace(TAGGED, **days)).rows)) == 1  # type: ignore[arg-type]
        assert len(ids(db, selection(db, TAGGED).rows)) == 2
        assert len(ids(db, selection(db, replace(TAGGED, **days)).rows)) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "criteria", [Filter(), TAGGED, Filter(since=date(2024, 4, 9)), Filter(forms=("brief",))]
)
def test_rows_of_another_table_are_those_of_selected_stories(db: ArchiveReader, criteria: Filter) -> None:
    selected = selection(db, criteria)
    within = f"(from story_actor where {selected.within})"
    assert ids(db, selected.of("story_actor")) == ids(db, within)
    counts = [db.execute(f"select count(*) from {each}").fetchall() for each in (selected.of("mention"),
              f"mention where {selected.within}")]  # fmt: skip
    assert counts[0] == counts[1]


def test_rows_of_older_revisions_are_of_no_selection(db: ArchiveReader) -> None:
    sql = f"select count(*) from article_body where {selection(db, Filter()).within}"
    assert db.execute(sql).fetchall() == [(8,)]
