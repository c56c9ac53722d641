"""The cache: what the archive was asked once is not asked again, and the bytes that are kept have a bound."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from streamlit import runtime
from streamlit.runtime.scriptrunner import StopException

from lib.model.errors import ArchiveBusy
from lib.model.filter import Filter
from lib.query import stories
from lib.query.compare import ComparisonRequest
from lib.query.network import NetworkRequest
from lib.query.network_by import EachRequest
from lib.store.archive import ArchiveReader, open_for_reading, open_for_writing
from lib.store.batches.stories import save
from lib.store.journal import marks
from lib.store.lock import wanted
from lib.ui import cache
from lib.ui.cache import Key, Store, ask, session
from tests.builders import archive, article, parsed
from tests.lots import few
from tests.running import opened


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that reach the archive."""
    sent: list[str] = []
    execute = ArchiveReader.execute

    def noted(self: ArchiveReader, sql: str, parameters: object = None) -> object:
        sent.append(sql)
        return execute(self, sql, parameters)  # type: ignore[arg-type]

    monkeypatch.setattr(ArchiveReader, "execute", noted)
    return sent


@pytest.fixture
def archives() -> Iterator[list[Path]]:
    """The archives that are opened."""
    paths: list[Path] = []
    connect = open_for_reading

    def noted(path: Path) -> AbstractContextManager[ArchiveReader]:
        paths.append(path)
        return connect(path)

    with patch.object(cache, "open_for_reading", noted):
        yield paths


@pytest.mark.parametrize(
    "tab", few(("network", "time", "table", "decided", "ego", "compare", "matrix", "most"), 2)
)
def test_an_actors_page_that_reruns_unchanged_asks_the_archive_nothing(
    tab: str,
    sample_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    statements: list[str],
    archives: list[Path],
) -> None:
    home = shutil.copytree(sample_home, tmp_path / "home")  # nobody else writes marks there
    monkeypatch.setenv("WIREROOM_HOME", str(home))
    app = opened("4_Actors", {"show": tab, "pair": "country/cuba~~person/john-f-kennedy"})
    assert not app.exception

    def asked_by_a_rerun() -> int:
        statements.clear()
        archives.clear()
        assert not app.run().exception
        return len(statements) + len(archives)

    unchanged = asked_by_a_rerun()
    app.query_params["show"] = "time" if tab != "time" else "most"
    app.run()
    app.query_params["show"] = tab
    back = asked_by_a_rerun()
    monkeypatch.setattr("lib.ui.chart.theme", lambda: "dark")
    assert (unchanged, back, asked_by_a_rerun()) == (0, 0, 0)


def test_an_archive_that_changed_is_asked_again(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")))
    for number in (1, 2):
        with session(path):
            assert ask(stories.totals, Filter())["stories"].iloc[0] == number
        save(path, [parsed(article("Two", "Another text."))])


def test_a_page_lets_a_writer_in_behind_each_question(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")))
    with session(path), wanted(path) as want:
        assert ask(stories.totals, Filter())["stories"].tolist() == [1]
        with pytest.raises(ArchiveBusy), open_for_writing(path, patience=0.0):
            pass
        want()
        ask(stories.newest, Filter())
        with open_for_writing(path, patience=0.0):
            pass
        save(path, [parsed(article("Two", "Another text."))])
        assert ask(stories.totals, Filter())["stories"].tolist() == [2]


@pytest.mark.parametrize("chosen", [Filter(read="starred"), Filter(text="is:starred")])
def test_a_mark_changes_the_answers_that_depend_on_marks(tmp_path: Path, chosen: Filter) -> None:
    path = archive(tmp_path, parsed(article("One")))
    with session(path):
        assert ask(stories.totals, chosen)["stories"].iloc[0] == 0
        marks.set_starred(path, str(ask(stories.newest, Filter())["article_id"].iloc[0]), True)
    with session(path):
        assert ask(stories.totals, chosen)["stories"].iloc[0] == 1


@pytest.mark.parametrize(
    "about",
    [
        NetworkRequest(criteria=Filter(read="starred")),
        ComparisonRequest(criteria=Filter(), against="read=starred"),
        (EachRequest(criteria=Filter(labels=("Follow up",))),),
        (Filter(), ("against", "read=starred")),
    ],
)
def test_a_mark_changes_an_answer_about_marked_stories(tmp_path: Path, about: object) -> None:
    path = archive(tmp_path, parsed(article("One")))
    made: list[int] = []
    with session(path):
        for _ in range(2):
            cache.remember("pairs", lambda: made.append(1), about)
            marks.set_starred(path, "a-story", True)
    assert len(made) == 2


def test_an_answer_can_be_changed_without_harm(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")))
    with session(path):
        first = ask(stories.totals, Filter())
        first.loc[0, "stories"] = 99
        assert ask(stories.totals, Filter())["stories"].iloc[0] == 1


def test_the_store_keeps_to_its_bytes_and_drops_what_was_used_least_recently() -> None:
    store, a, b, c, large = Store(10), *(Key(name, "archive", (1,)) for name in ("a", "b", "c", "large"))
    store.put(a, b"1234")
    store.put(b, b"1234")
    assert store.get(a) == b"1234"
    store.put(c, b"1234")
    assert (store.get(a), store.get(b), store.get(c), store.bytes) == (b"1234", None, b"1234", 8)
    store.put(a, b"12")
    assert store.bytes == 6
    store.put(large, b"1" * 11)
    assert store.bytes == 6 and store.get(large) is None
    store.put(a, b"1" * 11)
    assert store.bytes == 4 and store.get(a) is None


def test_an_archive_that_has_changed_gives_back_what_its_former_answers_took(tmp_path: Path) -> None:
    one, other = (archive(tmp_path / name, parsed(article("One"))) for name in ("one", "other"))
    store = Store(cache.MOST)

    def read(path: Path) -> int:
        with patch.object(cache, "STORE", store), session(path) as reading:
            reading.check()
            ask(stories.totals, Filter())
        return store.bytes

    first = read(one)
    both = read(other)
    assert both > first > 0 and read(one) == both
    save(one, [parsed(article("Two"))])
    assert read(one) == pytest.approx(both, abs=20)  # the numbers of one more story
    with patch.object(cache, "open_for_reading", side_effect=AssertionError):
        read(other)


def test_a_log_that_goes_between_two_looks_changes_the_state_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, log = tmp_path / "archive.duckdb", tmp_path / "archive.duckdb.wal"
    file.write_bytes(b"archive")
    log.write_bytes(b"batch")
    before, exists = cache.state(file), Path.exists

    def gone(self: Path, **options: bool) -> bool:
        there = exists(self, **options)
        log.unlink(missing_ok=True)
        return there

    monkeypatch.setattr(Path, "exists", gone)
    assert exists(log) and cache.state(file) == before
    log.unlink()
    assert cache.state(file) == before[:2]


LONG = """
    with recursive x as (select 1 as n union all select n + 1 from x where n < 500_000)
    select max(n) from x"""


def test_a_window_that_is_closed_ends_the_engine_s_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, finished = threading.Event(), []

    def long(db: ArchiveReader) -> int:
        asked.set()
        finished.append(db.execute(LONG).fetchall())
        return 1

    monkeypatch.setattr(cache, "window", lambda: lambda: not asked.is_set())
    with session(archive(tmp_path, parsed(article("One")))), pytest.raises(StopException):
        ask(long)
    assert asked.is_set() and not finished  # nothing is asked of the engine any more


def test_a_window_is_open_while_its_session_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache.window()()
    sessions = {"mine"}
    served = SimpleNamespace(is_active_session=sessions.__contains__)
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: served)
    monkeypatch.setattr(
        cache, "get_script_run_ctx", lambda suppress_warning: SimpleNamespace(session_id="mine")
    )
    is_open = cache.window()
    assert is_open()
    sessions.clear()
    assert not is_open()
