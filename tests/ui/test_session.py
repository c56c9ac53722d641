"""The connection of a rerun lets a waiting writer in, and ends with the window that asks."""

import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit import runtime
from streamlit.runtime.scriptrunner import StopException

from lib.model.errors import ArchiveBusy
from lib.model.filter import Filter
from lib.query import stories
from lib.store.archive import ArchiveReader, open_for_writing
from lib.store.batches.stories import save
from lib.store.lock import announced_writer
from lib.ui.cache import ask
from lib.ui.session import session, window
from tests.builders import archive, article, parsed
from tests.ui.api.test_answers import LONG


def test_a_page_lets_a_writer_in_behind_each_question(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")))
    with session(path), announced_writer(path) as want:
        assert ask(stories.totals, Filter())["stories"].tolist() == [1]
        with pytest.raises(ArchiveBusy), open_for_writing(path, patience=0.0):
            pass
        want()
        ask(stories.newest, Filter())
        with open_for_writing(path, patience=0.0):
            pass
        save(path, [parsed(article("Two", "Another text."))])
        assert ask(stories.totals, Filter())["stories"].tolist() == [2]


def test_a_window_that_is_closed_ends_the_engine_s_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, finished = threading.Event(), []

    def long(db: ArchiveReader) -> int:
        asked.set()
        finished.append(db.execute(LONG).fetchall())
        return 1

    monkeypatch.setattr("lib.ui.session.window", lambda: lambda: not asked.is_set())
    with session(archive(tmp_path, parsed(article("One")))), pytest.raises(StopException):
        ask(long)
    assert asked.is_set() and not finished  # nothing is asked of the engine any more


def test_a_window_is_open_while_its_session_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert window()()
    sessions = {"mine"}
    served = SimpleNamespace(is_active_session=sessions.__contains__)
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: served)
    monkeypatch.setattr(
        "lib.ui.session.get_script_run_ctx", lambda suppress_warning: SimpleNamespace(session_id="mine")
    )
    is_open = window()
    assert is_open()
    sessions.clear()
    assert not is_open()
