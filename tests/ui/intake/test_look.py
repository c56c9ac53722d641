"""What stands at an address, before the reader decides."""

import pytest

from lib.fetch import HttpClient, PoliteClient
from lib.fetch.dialer import Dialer
from lib.fetch.outcome import SystemClock
from lib.ui.intake.look import looked
from tests.fetch.conftest import HURRIED, to_loopback
from tests.fetch.server import Server, running


@pytest.fixture(scope="module")
def server() -> object:
    """A small web."""
    with running() as opened:
        yield opened


def at(server: Server, path: str) -> dict[str, object]:
    """Return what is found at a path."""
    clock = SystemClock()
    exemptions = frozenset({("127.0.0.1", server.port)})
    with HttpClient(clock=clock, dialer=Dialer(clock, resolve=to_loopback, exemptions=exemptions)) as client:
        return looked(server.url(path), PoliteClient(client, pace=HURRIED))


CASES = [
    ("front", 3, True, "3 feeds"),
    ("feed", 1, False, "1 feed"),
    ("report/1", 1, True, "1 feed"),
    ("gone", 0, False, "gone"),
]


@pytest.mark.parametrize(("path", "feeds", "page", "words"), CASES)
def test_an_address_is_a_page_with_feeds_a_feed_or_neither(
    server: Server, path: str, feeds: int, page: bool, words: str
) -> None:
    found = at(server, path)
    assert (len(found["feeds"]), found["page"]) == (feeds, page)  # type: ignore[arg-type]
    assert words in str(found["message"])
