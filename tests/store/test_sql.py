"""Typed SQL: one SELECT, answered; anything else gets a sentence."""

from pathlib import Path

import pytest

from lib.model.errors import QueryError
from lib.store.sql import ask
from tests.builders import archive, article, parsed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    story = article("Fog", "Norway met Sweden.", tags=("War",), authors=("Ann Lee",))
    return archive(tmp_path, parsed(story, names={"Norway": "country", "Sweden": "country"}))


ANSWERED = (
    ("stories", "select headline from stories", "Fog"),
    ("mentions", "select actor from mentions order by 1", "Norway"),
    ("co-mentions", "select a || ' and ' || b from co_mentions", "Norway and Sweden"),
    ("tags", "select tag from tags where stories = 1", "War"),
    ("authors", "select author from authors where not desk", "Ann Lee"),
    ("actors", "with x as (select actor from actors) from x order by 1", "Norway"),
    ("tables", "select name from tag", "War"),
    ("a comment at the end", "select ';é' as a /* ; */ ; -- what it says; no more", ";é"),
)


@pytest.mark.parametrize(("noun", "sql", "first"), ANSWERED)
def test_sql_answers_about(path: Path, noun: str, sql: str, first: str) -> None:
    assert ask(path, sql).iloc[0, 0] == first


def test_a_sum_that_a_float_would_round_is_refused(path: Path) -> None:
    assert ask(path, "select sum(n) as n from range(10) t(n)")["n"].tolist() == [45]
    with pytest.raises(QueryError, match="column n is too large to be exact; cast it to text"):
        ask(path, f"select sum(n) as n from range({2**53}, {2**53 + 2}) t(n)")


REFUSED = (  # of each kind that another process refuses too: test_sql_child.py
    ("nothing", ""),
    ("two statements", "select 1; select 2"),
    ("an insert", "insert into tag values (9, 'x')"),
    ("a copy", "copy tag to 'tags.csv'"),
    ("a file", "select * from read_csv('/etc/hosts')"),
    ("no SQL", "selec headline from stories"),
    ("half a sign", "select '\ud83d'"),
    ("an unknown column", "select nothing from stories"),
)


@pytest.mark.parametrize(("what", "sql"), REFUSED)
def test_sql_refuses(path: Path, what: str, sql: str) -> None:
    before = path.read_bytes()
    with pytest.raises(QueryError, match=r"stories, mentions, co_mentions"):
        ask(path, sql)
    assert path.read_bytes() == before


def test_a_query_that_does_not_end_is_stopped(path: Path) -> None:
    endless = "with recursive x as (select 1 as n union all select n + 1 from x) select max(n) from x"
    with pytest.raises(QueryError, match="stopped; ask for less"):
        ask(path, endless, seconds=0.5)
