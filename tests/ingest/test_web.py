"""What a run learns of robots.txt is known to the next, also when the run fails."""

from pathlib import Path

import pytest

from lib.fetch import HttpClient, state
from lib.fetch.dialer import Dialer, Exemptions
from lib.fetch.outcome import Fetched, Refused, SystemClock
from lib.ingest.web import asking
from lib.store.files.home import files
from tests.fetch.conftest import server as server
from tests.fetch.conftest import to_loopback
from tests.fetch.server import Server


def wire_to(server: Server) -> HttpClient:
    clock = SystemClock()
    exemptions = Exemptions(addresses=frozenset({("127.0.0.1", server.port)}))
    return HttpClient(clock=clock, dialer=Dialer(clock, resolve=to_loopback, exemptions=exemptions))


def robots_asked(server: Server) -> int:
    return sum(each["path"] == "/robots.txt" for each in server.requests)


def test_robots_are_asked_for_once_in_two_runs(tmp_path: Path, server: Server) -> None:
    archive = tmp_path / "archive.duckdb"
    for _ in range(2):
        with asking(archive, client=lambda: wire_to(server)) as visitor:
            assert isinstance(visitor.visit(server.url("report/1")), Fetched)
    assert robots_asked(server) == 1
    assert len(state.robots(files(archive).sources)) == 1


def test_what_was_learned_before_a_failure_is_kept(tmp_path: Path, server: Server) -> None:
    archive = tmp_path / "archive.duckdb"
    with pytest.raises(InterruptedError), asking(archive, client=lambda: wire_to(server)) as visitor:
        visitor.visit(server.url("report/1"))
        raise InterruptedError
    assert len(state.robots(files(archive).sources)) == 1


def test_a_host_that_asked_for_a_rest_has_it_in_the_next_run_too(tmp_path: Path, server: Server) -> None:
    archive, asked = tmp_path / "archive.duckdb", server.url("busy-seconds")
    with asking(archive, client=lambda: wire_to(server)) as visitor:
        assert isinstance(visitor.visit(asked), Refused)
    with asking(archive, client=lambda: wire_to(server)) as visitor:
        told = visitor.visit(server.url("report/1"))
        assert isinstance(told, Refused) and "wants no requests until" in told.message
        assert isinstance(visitor.visit(server.url("report/1", "other.test")), Fetched)
    assert server.asked["news.test/report/1"] == 0


def test_who_asks_nothing_writes_nothing(tmp_path: Path) -> None:
    with asking(tmp_path / "archive.duckdb"):
        pass
    assert list(tmp_path.iterdir()) == []
