"""What goes wrong on the way, in words that a reader understands."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from lib.fetch.client import HttpClient
from lib.fetch.dialer import Dialer
from lib.fetch.fetching import fetch
from lib.fetch.outcome import Fetched, Refused
from tests.fetch.conftest import SMALL, to_loopback
from tests.fetch.habits.answers import PAGE
from tests.fetch.server import Server

Opens = Callable[..., HttpClient]


@pytest.fixture
def asleep() -> Iterator[int]:
    """A port of this machine at which nobody answers."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


def refused(url: str, client: HttpClient) -> Refused:
    outcome = fetch(url, limits=SMALL, client=client)
    assert isinstance(outcome, Refused), outcome
    return outcome


def test_a_trusted_connection_is_encrypted(secure_server: Server, opens: Opens) -> None:
    url = secure_server.url("page", "secure.test").replace("http:", "https:")
    outcome = fetch(url, limits=SMALL, client=opens(trusting=True))
    assert isinstance(outcome, Fetched), outcome
    assert outcome.body == PAGE.encode()


def test_leaving_an_encrypted_connection_is_noted(
    server: Server, secure_server: Server, opens: Opens
) -> None:
    url = secure_server.url(f"to-plain/{server.port}", "secure.test").replace("http:", "https:")
    outcome = fetch(url, limits=SMALL, client=opens(trusting=True))
    assert isinstance(outcome, Fetched), outcome
    assert any("from https to plain http" in note for note in outcome.notes)


@pytest.mark.parametrize("host", ["secure.test", "other.test"])
def test_a_certificate_that_cannot_be_trusted_is_told_and_not_tried_again(
    host: str, secure_server: Server, opens: Opens
) -> None:
    url = secure_server.url("page", host).replace("http:", "https:")
    text = refused(url, opens(trusting=host != "secure.test"))
    assert (text.kind, text.passing) == ("tls", False)
    assert text.message.startswith(f"{host} has no connection that can be trusted (")
    assert "_ssl.c" not in text.message


def test_an_encrypted_question_to_a_plain_server_is_told(server: Server, opens: Opens) -> None:
    text = refused(server.url("page").replace("http:", "https:"), opens(trusting=True))
    assert text.kind in ("tls", "connection", "timeout", "protocol") and text.message.startswith("news.test ")


def test_a_plain_question_to_an_encrypted_server_is_told(secure_server: Server, opens: Opens) -> None:
    text = refused(secure_server.url("page"), opens())
    assert text.kind in ("connection", "timeout", "protocol") and text.message.startswith("news.test ")


def test_nobody_at_the_door_is_told_without_a_number(asleep: int) -> None:
    exemptions = frozenset({("127.0.0.1", asleep)})
    with HttpClient(dialer=Dialer(resolve=to_loopback, exemptions=exemptions)) as client:
        text = refused(f"http://news.test:{asleep}/", client)
    assert (text.kind, text.passing) == ("connection", True)
    assert text.message == "news.test could not be reached (Connection refused)."


def test_what_came_is_quoted_as_words(server: Server, opens: Opens) -> None:
    text = refused(server.url("bad-chunk"), opens())
    assert "bytearray" not in text.message and "“" in text.message
