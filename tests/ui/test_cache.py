"""The cache: what the archive was asked once is not asked again, and the bytes that are kept have a bound."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch

import pytest

from lib.model.filter import Filter
from lib.query import stories
from lib.query.compare import ComparisonRequest
from lib.query.network import NetworkRequest
from lib.query.network_by import EachRequest
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.batches.stories import save
from lib.store.journal import marks
from lib.ui import cache
from lib.ui.answer_store import MOST, Store
from lib.ui.cache import ask, check_archive, remember
from lib.ui.session import session
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

    with patch("lib.ui.session.open_for_reading", noted):
        yield paths


@pytest.mark.parametrize(
    "tab", few(("network", "time", "table", "decided", "ego", "compare", "matrix", "most"), 1)
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
            remember("pairs", lambda: made.append(1), about)
            marks.set_starred(path, "a-story", True)
    assert len(made) == 2


def test_an_answer_can_be_changed_without_harm(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")))
    with session(path):
        first = ask(stories.totals, Filter())
        first.loc[0, "stories"] = 99
        assert ask(stories.totals, Filter())["stories"].iloc[0] == 1


def test_an_archive_that_has_changed_gives_back_what_its_former_answers_took(tmp_path: Path) -> None:
    one, other = (archive(tmp_path / name, parsed(article("One"))) for name in ("one", "other"))
    store = Store(MOST)

    def read(path: Path) -> int:
        with patch.object(cache, "STORE", store), session(path):
            check_archive()
            ask(stories.totals, Filter())
        return store.bytes

    first = read(one)
    both = read(other)
    assert both > first > 0 and read(one) == both
    save(one, [parsed(article("Two"))])
    assert read(one) == pytest.approx(both, abs=20)  # the numbers of one more story
    with patch("lib.ui.session.open_for_reading", side_effect=AssertionError):
        read(other)
