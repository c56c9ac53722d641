"""What stands at an address, before the reader decides."""

from contextlib import nullcontext

import pytest

from lib.fetch import HttpClient, PoliteClient
from lib.fetch.dialer import Dialer
from lib.ui.intake import look
from lib.ui.jobs.events import last
from tests.fetch.conftest import HURRIED, to_loopback
from tests.fetch.server import Server, running


@pytest.fixture(scope="module")
def server() -> object:
    """A small web."""
    with running() as opened:
        yield opened


CASES = [
    ("front", 3, True, "3 feeds"),
    ("feed", 1, False, "1 feed"),
    ("report/1", 1, True, "1 feed"),
    ("gone", 0, False, "gone"),
]


@pytest.mark.parametrize(("path", "feeds", "page", "words"), CASES)
def test_an_address_is_a_page_with_feeds_a_feed_or_neither(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    path: str, feeds: int, page: bool, words: str,
) -> None:  # fmt: skip
    exemptions = frozenset({("127.0.0.1", server.port)})
    with HttpClient(dialer=Dialer(resolve=to_loopback, exemptions=exemptions)) as client:
        monkeypatch.setattr(look, "open_client", lambda _: nullcontext(PoliteClient(client, pace=HURRIED)))
        look.main(server.url(path))
    event = last(capsys.readouterr().out)
    found = event.parameters
    assert (event.code, found["url"], len(found["feeds"])) == ("looked", server.url(path), feeds)
    assert found["page"] is page and words in found["message"]
