"""A look tells what comes of captures, wherever they are, and leaves nothing behind."""

from pathlib import Path

import pytest

from lib.ingest import look
from lib.ingest.asking import Asks
from lib.model.capture import Rejected
from lib.model.parsed import Parsed
from tests.fetch.conftest import server as server
from tests.fetch.server import Server
from tests.ingest.web import asks_at


@pytest.fixture
def asks(server: Server) -> Asks:
    return asks_at(server.port)


def test_looking_stores_nothing(pages: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    found = list(look([pages], jobs=1, named=False))
    assert [type(each) for each in found].count(Parsed) == 5
    assert [type(each) for each in found].count(Rejected) == 1
    assert all(not each.mentions for each in found if isinstance(each, Parsed))
    assert sorted(tmp_path.rglob("*")) == before


def test_addresses_are_told_in_their_place_among_files(
    all_pages: list[Path], tmp_path: Path, server: Server, asks: Asks
) -> None:
    before = sorted(tmp_path.rglob("*"))
    first, gone, last = server.url("report/7"), server.url("not-there"), server.url("report/2")
    asked: list[str | Path] = [first, all_pages[0], gone, last]
    found = list(look(asked, jobs=2, named=False, asks=asks))
    origins = [each.capture.origin if isinstance(each, Parsed) else each.origin for each in found]
    assert origins == [first, str(all_pages[0]), gone, last]
    refused = [each for each in found if isinstance(each, Rejected)]
    assert [(each.kind, "is not there" in each.message) for each in refused] == [("NotFetched", True)]
    assert sorted(tmp_path.rglob("*")) == before


def test_the_items_of_a_feed_are_told_each(server: Server, asks: Asks) -> None:
    found = list(look([server.url("desk/3")], jobs=1, named=False, asks=asks))
    origins = [each.capture.origin for each in found if isinstance(each, Parsed)]
    assert origins == [f"{server.url('desk/3')}#{number}" for number in (1, 2, 3)]


def test_a_site_is_asked_for_its_robots_once(server: Server, asks: Asks) -> None:
    list(look([server.url("report/1"), server.url("report/2")], jobs=1, named=False, asks=asks))
    paths = [each["path"] for each in server.requests]
    assert sorted(paths) == ["/report/1", "/report/2", "/robots.txt"]
