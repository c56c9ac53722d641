"""A file leaves the inbox only after its captures are stored, and waits while another ingest runs."""

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from lib.ingest import inbox, mailroom
from lib.ingest.mailroom import fetched, take_in
from lib.ingest.summary import Summary
from lib.ingest.taken import Taken
from lib.model.errors import ArchiveBusy
from lib.store.archive import open_for_reading
from lib.store.files.lock import writer_lock
from tests.ingest.answers import answer


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.duckdb"
    inbox.put(path, [answer()])
    return path


def go(archive: Path, **how: object) -> Summary:
    return take_in(archive, fetched(inbox.waiting(archive)), jobs=1, apart=False, **how)  # type: ignore[arg-type]


def test_what_is_settled_is_stored_and_still_lies_there(archive: Path) -> None:
    def settled(done: Sequence[Taken]) -> None:
        with open_for_reading(archive) as reading:
            assert reading.execute("select count(*) from stories").fetchall() == [(1,)]
        told.extend((dict(each.outcomes), Path(each.source.path).exists()) for each in done)

    told: list[tuple[dict[str, int], bool]] = []
    assert go(archive, settled=settled).stored == 1
    assert told == [({"stored": 1}, True)]
    assert inbox.waiting(archive) == []


def test_a_failure_between_commit_and_clearing_has_it_taken_in_once_more(archive: Path) -> None:
    def fails(_: Sequence[Taken]) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        go(archive, settled=fails)
    assert len(inbox.waiting(archive)) == 1
    again = go(archive)
    assert (again.stored, again.known, inbox.waiting(archive)) == (0, 1, [])


def test_it_waits_for_another_ingest_to_end(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = writer_lock(archive)
    other.__enter__()
    waited: list[float] = []

    def ends(seconds: float) -> None:
        waited.append(seconds)
        other.__exit__(None, None, None)

    monkeypatch.setattr(time, "sleep", ends)
    assert go(archive).stored == 1
    assert len(waited) == 1


def test_it_gives_up_and_leaves_the_file_where_it_is(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailroom, "PATIENCE", -1.0)
    with writer_lock(archive), pytest.raises(ArchiveBusy, match="wait until it has finished"):
        go(archive)
    assert len(inbox.waiting(archive)) == 1


def test_a_file_with_a_refused_page_is_laid_aside(archive: Path) -> None:
    inbox.put(archive, [answer("https://harbourpost.example/empty", body=b"<p></p>")])
    summary = go(archive)
    assert (summary.stored, len(summary.rejected)) == (1, 1)
    assert (inbox.waiting(archive), len(inbox.refused(archive))) == ([], 1)
