"""What is written to the inbox is read from it again, and nothing that is half-written ever is."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lib import capture
from lib.fetch import HttpClient, followed_sources
from lib.fetch.dialer import Dialer
from lib.fetch.outcome import Fetched, Refused
from lib.ingest import inbox
from lib.ingest.addresses import open_client
from lib.ingest.fetched_file import Answered, records_of
from lib.model.capture import Capture
from lib.store.paths import files
from tests.fetch.conftest import server as server
from tests.fetch.conftest import to_loopback
from tests.fetch.server import Server
from tests.ingest.answers import NOON, answer


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive.duckdb"


def test_answers_are_read_again_as_they_came(archive: Path) -> None:
    moved = answer("https://harbourpost.example/ferry", url="https://harbourpost.example/old")
    strange = answer(
        "https://harbourpost.example/b", body="<p>Größe: 3 °C\r\n\r\nWARC/1.1</p>".encode("latin-1"),
        charset="iso-8859-1",
    )  # fmt: skip
    path = inbox.put(archive, [moved, strange])
    assert inbox.waiting(archive) == [path]
    assert records_of(path) == (
        Answered(address="https://harbourpost.example/ferry", led_here=("https://harbourpost.example/old",)),
        Answered(address="https://harbourpost.example/b"),
    )
    first, second = (each for each in capture.read(path) if isinstance(each, Capture))
    assert (first.original, second.original) == (moved.body, strange.body)
    assert (first.url, second.url) == (moved.address, strange.address)
    assert first.captured_at == second.captured_at == NOON
    assert "Größe: 3 °C" in second.content


@pytest.mark.parametrize("text", ["text/html\r\nX-Forged: yes", "text/html\n\nforged"])
def test_a_header_with_line_ends_adds_no_line(archive: Path, text: str) -> None:
    path = inbox.put(archive, [answer(media_type=text, charset=None)])
    assert records_of(path) == (Answered(address=answer().address),)
    assert b"\r\nX-Forged" not in path.read_bytes() and b"\nforged" not in path.read_bytes()


def test_a_file_that_a_kill_has_cut_short_is_never_taken(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = inbox.put(archive, [answer()])
    with monkeypatch.context() as cut:
        cut.setattr(os, "fsync", _fails)
        with pytest.raises(KeyboardInterrupt):
            inbox.put(archive, [answer()])
    torn = next(inbox.folder(archive).glob(".*"))
    assert inbox.waiting(archive) == [whole]
    assert torn.exists()  # another process may be writing it
    os.utime(torn, (0, 0))
    assert inbox.waiting(archive) == [whole]
    assert list(inbox.folder(archive).iterdir()) == [whole]


def test_a_full_disk_names_the_file_and_leaves_nothing_of_it(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=r"No space left on device: .*piped"):
        inbox.put_piped(archive, b"one")
    assert list(inbox.piped_folder(archive).iterdir()) == []


def test_files_wait_oldest_first(archive: Path) -> None:
    assert (inbox.waiting(archive), inbox.refused(archive)) == ([], [])  # no inbox is there
    folder = inbox.folder(archive)
    folder.mkdir(parents=True)
    for name in ("20240410-080000-b.warc", "20240409-080000-z.warc", "20240409-075959-c.warc", "note.txt"):
        (folder / name).touch()
    assert [each.name[:15] for each in inbox.waiting(archive)] == [
        "20240409-075959", "20240409-080000", "20240410-080000",
    ]  # fmt: skip


def test_a_file_that_is_kept_back_is_kept_back_once(archive: Path) -> None:
    path = inbox.put(archive, [answer("https://[::1]/../../x"), answer()])
    assert path.parent == inbox.folder(archive) and ":" not in path.name
    inbox.keep_back(archive, path)
    (refused,) = inbox.refused(archive)
    assert (refused.name, inbox.waiting(archive)) == (path.name, [])
    inbox.keep_back(archive, refused)
    assert inbox.refused(archive) == [refused]


def test_what_came_through_a_pipe_is_a_file_of_its_own(archive: Path) -> None:
    one, other = inbox.put_piped(archive, b"one"), inbox.put_piped(archive, b"other")
    assert (one.read_bytes(), other.read_bytes()) == (b"one", b"other")
    assert inbox.waiting(archive) == []


def _fails(_: int) -> None:
    raise KeyboardInterrupt


def wire_to(server: Server) -> HttpClient:
    exemptions = frozenset({("127.0.0.1", server.port)})
    return HttpClient(dialer=Dialer(resolve=to_loopback, exemptions=exemptions))


def robots_asked(server: Server) -> int:
    return sum(each["path"] == "/robots.txt" for each in server.requests)


def test_robots_are_asked_for_once_in_two_runs(tmp_path: Path, server: Server) -> None:
    archive = tmp_path / "archive.duckdb"
    for _ in range(2):
        with open_client(archive, http=lambda: wire_to(server)) as visitor:
            assert isinstance(visitor.visit(server.url("report/1")), Fetched)
    assert robots_asked(server) == 1
    assert len(followed_sources.robots(files(archive).sources)) == 1


def test_what_was_learned_before_a_failure_is_kept(tmp_path: Path, server: Server) -> None:
    archive = tmp_path / "archive.duckdb"
    with pytest.raises(InterruptedError), open_client(archive, http=lambda: wire_to(server)) as visitor:
        visitor.visit(server.url("report/1"))
        raise InterruptedError
    assert len(followed_sources.robots(files(archive).sources)) == 1


def test_a_host_that_asked_for_a_rest_has_it_in_the_next_run_too(tmp_path: Path, server: Server) -> None:
    archive, asked = tmp_path / "archive.duckdb", server.url("busy-seconds")
    with open_client(archive, http=lambda: wire_to(server)) as visitor:
        assert isinstance(visitor.visit(asked), Refused)
    with open_client(archive, http=lambda: wire_to(server)) as visitor:
        text = visitor.visit(server.url("report/1"))
        assert isinstance(text, Refused) and "wants no requests until" in text.message
        assert isinstance(visitor.visit(server.url("report/1", "other.test")), Fetched)
    assert server.asked["news.test/report/1"] == 0


def test_of_two_runs_at_once_the_pauses_that_each_learns_are_kept(tmp_path: Path) -> None:
    archive, until = tmp_path / "archive.duckdb", datetime.now(UTC) + timedelta(hours=2)
    with open_client(archive) as refresh:
        with open_client(archive) as look:
            look.resting["quay.example"] = until
        refresh.resting["pier.example"] = until
    paused = followed_sources.paused_hosts(files(archive).sources, datetime.now(UTC))
    assert paused == {"quay.example": until, "pier.example": until}


def test_who_asks_nothing_writes_nothing(tmp_path: Path) -> None:
    with open_client(tmp_path / "archive.duckdb"):
        pass
    assert list(tmp_path.iterdir()) == []
