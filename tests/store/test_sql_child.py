"""Typed SQL in a process of its own: probes are refused or harmless, what runs away is stopped."""

from pathlib import Path

import pytest

from lib.model.errors import QueryError, QueryStopped
from lib.model.mention import Kind
from lib.store import sql, sql_child
from lib.store.documented import VIEWS
from lib.store.journal import joined_names
from lib.store.opening import connect
from lib.store.sql import answer
from lib.store.sql_child import BYTES, ROWS, Answer, Question
from tests.builders import archive, article, parsed
from tests.lots import few


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    story = article("Fog", "Norway met Sweden.", tags=("War",), authors=("Ann Lee",))
    names = {"Norway": "country", "Sweden": "country"}
    return archive(tmp_path_factory.mktemp("sql"), parsed(story, names=names))  # type: ignore[arg-type]


def ask(path: Path, sql: str, *, seconds: float = 60) -> Answer:
    with Question(path, sql, seconds=seconds) as question:
        while not question.ended(0.5):
            pass
        return question.answer()


def text(path: Path, sql: str) -> str:
    """Return the sentence for a question that is refused, asked in this process."""
    with connect(path, read_only=True) as connection, pytest.raises(QueryError) as error:
        answer(connection, sql, lambda ready: ready.fetchall(), most=10, seconds=5, only_views=True)
    return str(error.value)


PROBES = (  # of each kind in which typed SQL could leave the archive, change it or tell of the machine
    "select * from read_csv('/etc/hosts')", "select * from read_text('/etc/hosts')",
    "select * from read_blob('/proc/self/environ')", "select * from glob('/*')",
    "select * from sniff_csv('/etc/hosts')", "select * from '/etc/hosts'", "from '/proc/self/status'",
    "select * from 'https://harbour.example/x.parquet'", "select * from read_parquet('s3://x/y')",
    "copy stories to 'x.csv'", "copy tag from '/etc/hosts'", "export database 'x'",
    "attach 'other.duckdb'", "detach archive", "install httpfs", "load httpfs", "use memory",
    "set enable_external_access = true", "reset lock_configuration", "pragma database_list",
    "create secret x (type s3)", "select * from duckdb_secrets()", "select * from which_secret('x', 's3')",
    "select * from duckdb_databases()", "select * from duckdb_settings()", "from duckdb_tables",
    "select * from pragma_database_size()", "select current_setting('temp_directory')",
    "select 'temp_directory'.current_setting()", "select getenv('HOME')",
    "select * from query('select 1')", "select * from query_table('tag')",
    "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
    "select * from enable_logging()", "select write_log('x')", "call enable_logging()",
    "create temp table x as select 1", "create macro f() as 1", "set variable x = 1",
    "prepare x as select 1", "execute x", "explain analyze select 1", "select 1; select 2",
    "insert into tag values (9, 'x')", "update tag set name = 'x'", "delete from tag", "drop view stories",
    "truncate tag", "begin", "checkpoint", "vacuum", "pivot stories on publisher", "describe stories",
    "select * from (show tables)", "select * from (describe stories)", "from capture",
    "select * from main.capture", "select * from archive.main.capture", "from information_schema.tables",
    "from sqlite_master", "with capture as (select 1) select * from capture",
    "select (with setting as (select 1 as x) select 1), (select max(value) from setting)",
    "select * from path", "select * from connection", "",
)  # fmt: skip


@pytest.mark.parametrize("sql", PROBES)
def test_a_probe_is_refused_with_a_sentence(path: Path, sql: str) -> None:
    before = path.read_bytes(), sorted(path.parent.iterdir())
    said = text(path, sql)
    assert said.endswith(
        "The tables to ask are stories, mentions, co_mentions, quotations, tags, story_tags, authors, actors "
        "and slots."
    )
    assert str(path.parent) not in said
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == before


PLACES = (
    (
        "select headlin from stories",
        "Line 1, column 8: There is no column “headlin”; the nearest are headline",
    ),
    ("select 'é',\n  dayy\nfrom stories", "Line 2, column 3: There is no column “dayy”; the nearest are day"),
    ("select *\nfrom storys", "Line 2, column 6: There is no table “storys” here"),
    ("select 1\n  form stories x", "Line 2, column 8: Syntax error at or near"),
    ("select no_such(1)", "Line 1, column 8: There is no scalar function “no_such”"),
    ("select 'x'::int", "Line 1, column 11: Could not convert"),
)


@pytest.mark.parametrize(("sql", "said"), PLACES)
def test_an_error_names_its_place(path: Path, sql: str, said: str) -> None:
    assert text(path, sql).startswith(said)


def test_the_documented_views_are_those_of_the_archive_column_by_column(path: Path) -> None:
    for name, view in VIEWS.items():
        with connect(path, read_only=True) as connection:
            rows = connection.execute(f"describe {name}").fetchall()
            assert [row[0] for row in rows] == list(view.columns), name
            answer(connection, view.example, lambda ready: ready.df(), most=9, seconds=9, only_views=True)


NAMES: dict[str, Kind] = {"Norway": "country", "Sweden": "country"}
# The rows of each view, counted from the tables that hold them.
PLAIN = {
    "stories": "select count(*) from article where shown",
    "mentions": "select count(*) from mention join article using (id) where shown",
    "co_mentions": """
        select count(distinct (m.id, m.block, m.sent, x.key, y.key))
        from mention m join mention n on m.id = n.id and m.sent = n.sent
        join actor x on x.actor_id = m.actor_id join actor y on y.actor_id = n.actor_id
        join article a on a.id = m.id where a.shown and x.key < y.key""",
    "quotations": "select count(*) from quotation join article using (id) where shown",
    "tags": "select count(distinct t) from (select unnest(tags) as t from article where shown)",
    "story_tags": "select sum(len(tags)) from article where shown",
    "authors": "select count(distinct t) from (select unnest(authors) as t from article where shown)",
    "actors": "select count(distinct actor_id) from mention join article using (id) where shown",
    "slots": "select count(*) from slot_card c join article a on a.article = c.article where a.shown",
}


def test_each_documented_view_has_the_rows_that_its_words_say(tmp_path: Path) -> None:
    first = parsed(article("Fog", "Norway sent cranes to Sweden.", tags=("War", "Sea")), names=NAMES)
    second = parsed(
        article("Rain", "Sweden thanks Norway.", "“Come soon,” Norway says.", tags=("War",)), names=NAMES
    )
    with connect(archive(tmp_path, first, second), read_only=True) as connection:
        for name in VIEWS:
            (rows,), *_ = connection.execute(f"select count(*) from {name}").fetchall()
            assert [(rows,)] == connection.execute(PLAIN[name]).fetchall(), name
        by_tag = "select tag, count(*) from story_tags group by tag order by 1"
        assert connection.execute(by_tag).fetchall() == [("Sea", 1), ("War", 2)]


@pytest.mark.process
def test_a_question_is_answered_by_another_process(path: Path) -> None:
    found = ask(
        path, "select actor, sum(stories) as stories, [1] as one from actors group by all order by 1;"
    )
    assert found.frame["actor"].tolist() == ["Norway", "Sweden"] and not found.cut
    assert found.frame["stories"].dtype == "int64"
    with pytest.raises(QueryError, match="Line 1, column 8"):
        ask(path, "select nothing from stories")


UNSHOWN = (  # the first of each kind in every run
    ("date '5000000-01-01'", r"a day or time that cannot be shown \(year 5000000"),
    (
        "union_value(a := 1)",
        r"The column x is of the type UNION\(a INTEGER\), which cannot be shown; cast it",
    ),
    ("'infinity'::timestamp", r"a day or time that cannot be shown \(its year is not between 1 and 9999\)"),
    ("timestamp '290000-01-01'", r"a day or time that cannot be shown \(its year"),
    ("{'a': union_value(b := 1)}", "a value that cannot be shown"),
    ("'0101'::bit", "The column x is of the type BIT"),
)


@pytest.mark.process
@pytest.mark.parametrize("case", few(UNSHOWN, 2))
def test_a_value_that_cannot_be_shown_is_refused(path: Path, case: tuple[str, str]) -> None:
    value, said = case
    with pytest.raises(QueryError, match=said):
        ask(path, f"select {value} as x")


@pytest.mark.process
def test_no_whole_number_is_rounded(path: Path) -> None:
    found = ask(
        path,
        """select n, sum(m) as s, 0.5 as half, 2 as two, case when n is not null then 3 end as gaps
        from (values (9007199254740993, 9223372036854775807), (9007199254740993, 9223372036854775806),
            (null, 1)) as numbers(n, m) group by n order by n""",
    ).frame
    assert found["n"].tolist()[0] == "9007199254740993" and found["s"].tolist() == [
        "18446744073709551613",
        "1",
    ]
    assert found["half"].tolist() == [0.5, 0.5] and found["two"].tolist() == [2, 2]
    assert found["gaps"].tolist()[0] == 3 and found["gaps"].dtype == "float64"


@pytest.mark.process
def test_an_archive_that_is_gone_or_damaged_is_said_so(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "archive.duckdb"
    with pytest.raises(QueryError, match="There is no archive"):
        ask(own, "select 1")
    own.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(QueryError, match="damaged"):
        ask(own, "select 1")


@pytest.mark.process
def test_a_process_that_ends_without_a_word_is_said_so(path: Path) -> None:
    with Question(path, RUNAWAYS[0], seconds=60) as question:
        question.process.kill()
        while not question.ended(0.1):
            pass
        with pytest.raises(QueryError, match="ended without an answer"):
            question.answer()


@pytest.mark.process
def test_names_that_are_joined_are_one_here_too(tmp_path: Path) -> None:
    own = archive(tmp_path, parsed(article("Fog", tags=("War", "Warfare"))))
    joined_names.join(own, "tag", "Warfare", "War")
    assert ask(own, "select tag, stories from tags").frame.to_numpy().tolist() == [["War", 1]]
    assert ask(own, "select unnest(tags) as tag from stories").frame["tag"].tolist() == ["War"]


RUNAWAYS = (
    "with recursive x as (select 1 as n union all select n + 1 from x) select max(n) from x",
    "select count(*) from range(1000000) a, range(1000000) b where hash(a.range, b.range) = 7",
    "select sum(levenshtein(repeat('ab', 900), repeat('ba', 900) || range)) from range(10000000)",
)


@pytest.mark.process
def test_what_the_engine_cannot_interrupt_is_ended_at_its_time(path: Path) -> None:
    endless = "select jaro_similarity(repeat('ab', 2000000), repeat('ba', 2000000))"  # 20 s of processor
    with Question(path, endless, seconds=0.2) as question:
        while not question.ended(0.1):
            pass
        with pytest.raises(QueryStopped, match="ran for more than 0 seconds and was stopped"):
            question.answer()
    assert question.process.returncode not in (0, None)


@pytest.mark.process
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux says what memory another has")
@pytest.mark.parametrize("function", few(["lpad('x', 600000000, 'y')", "rpad('x', 600000000, 'y')"], 1))
def test_what_takes_memory_beside_the_engine_is_ended(
    path: Path, function: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql_child, "RESIDENT", 64)
    with Question(path, f"select length({function})", seconds=60) as question:
        while not question.ended(0.5):
            pass
        with pytest.raises(QueryError, match="more memory than it may have"):
            question.answer()
    assert question.process.returncode not in (0, None)


@pytest.mark.process
@pytest.mark.parametrize("sql", few(RUNAWAYS, 2))
def test_what_runs_away_is_stopped(path: Path, sql: str) -> None:
    with pytest.raises(QueryError, match=r"ran for more than 0 seconds and was stopped|more memory than"):
        ask(path, sql, seconds=0.3)


def test_a_waiting_writer_comes_before_a_long_question(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "COURTESY", 0.2)
    with (
        connect(path, read_only=True) as connection,
        pytest.raises(QueryStopped, match="waiting to be stored"),
    ):
        answer(
            connection, RUNAWAYS[0], lambda ready: ready.fetchall(), most=1, seconds=60, hurries=lambda: True
        )


def test_a_question_has_a_length(path: Path) -> None:
    with pytest.raises(QueryError, match="longer than 50,000 letters"):
        Question(path, "x" * 50_001)


@pytest.mark.process
def test_an_answer_is_bounded_in_rows_bytes_and_memory(path: Path) -> None:
    found = ask(path, "select range as n from range(1000000) order by n")
    assert found.cut and len(found.frame) == ROWS and found.frame["n"].iloc[-1] == ROWS - 1
    found = ask(path, "select repeat('harbour ', 1000) as words from range(9000)")
    assert found.cut and BYTES / 2 < found.frame["words"].str.len().sum() < BYTES
    # All rows come in one of the engine's batches.
    found = ask(path, "select repeat('x', 1000000) as words from range(50)")
    assert found.cut and len(found.frame) == BYTES // 1_000_000 - 1
    with pytest.raises(QueryError, match="more memory than it may have"):
        ask(path, "select list(repeat('x', 1000) || range) from range(10000000)")


@pytest.mark.process
def test_a_question_that_is_left_is_ended(path: Path) -> None:
    with Question(path, RUNAWAYS[0], seconds=60) as question:
        assert not question.ended(0.2)
    assert question.process.returncode is not None
