"""Texts are written anew from what was found in them, and only those in which it changes anything."""

from pathlib import Path

import duckdb
import pyarrow as pa

from lib.actors.decided import Ledger
from lib.store.archive import open_for_writing
from lib.store.batches.known import with_column
from lib.store.decisions.found import found_in, place_of
from lib.store.decisions.rewrite import Text, rewrite
from tests.store.contents import contents
from tests.store.deciding import STORIES, filled, made


def texts(connection: duckdb.DuckDBPyConnection) -> list[Text]:
    rows = connection.execute("""
        select id, article, name from article join publisher using (publisher_id) order by id""").fetchall()
    return [Text(id=number, article=article, publisher=name) for number, article, name in rows]


def test_only_what_changes_is_written(tmp_path: Path) -> None:
    path = filled(tmp_path)
    board = made("alias", text="Quay Union", to="group/~quay", called="Quay Union")
    before = contents(path)
    with open_for_writing(path) as connection:
        assert rewrite(connection, texts(connection), Ledger()) == set()
        assert rewrite(connection, texts(connection), Ledger((board,))) == {STORIES[4]}
        assert rewrite(connection, texts(connection), Ledger((board,))) == set()
        found = connection.execute(
            "select article, keys from found_before join article using (id)"
        ).fetchall()
        assert found == [(STORIES[4], [])]
        assert rewrite(connection, texts(connection), Ledger()) == {STORIES[4]}
        connection.execute("delete from actor where key = 'group/~quay'")
    assert contents(path) == before


def test_what_was_found_is_read_alike_before_and_after(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with open_for_writing(path) as connection:
        with_column(connection, "every", pa.array([each.id for each in texts(connection)], pa.int32()))
        surfaces = dict(surfaces_of(connection))
        before = found_in(connection, "every", surfaces)
        rewrite(connection, texts(connection), Ledger((made("ignore", actor="person/lee"),)))
        after = found_in(connection, "every", surfaces)
    assert {n: [place_of(each) for each in its] for n, its in after.items()} == {
        n: [place_of(each) for each in its] for n, its in before.items()
    }
    assert {each.surface for its in after.values() for each in its} >= {"Lee", "Norway", "Harbour Board"}
    assert all(each.canonical == each.surface for its in after.values() for each in its)


def surfaces_of(connection: duckdb.DuckDBPyConnection) -> list[tuple[tuple[int, int], str]]:
    rows = connection.execute("select id, block, text from article_block").fetchall()
    return [((number, block), text) for number, block, text in rows]
