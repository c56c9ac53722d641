"""Names that lead nowhere, each told by what is wrong with it."""

import socket
from collections.abc import Callable, Sequence

import pytest

from lib.fetch.client import HttpClient
from lib.fetch.dialer import Dialer
from lib.fetch.fetching import fetch
from lib.fetch.outcome import Refusal, Refused
from tests.fetch.conftest import SMALL

FAILURES = [
    (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "There is no host a.test; check"),
    (socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), "check this machine's connection"),
    (OSError(24, "Too many open files"), "of a.test could not be looked up (Too many open files); check"),
    (
        socket.gaierror(socket.EAI_FAIL, "Failure in name resolution"),
        "could not be looked up (Failure in name",
    ),
    (UnicodeError("label too long"), "There is no host a.test; check"),
]


@pytest.mark.parametrize(("error", "words"), FAILURES)
def test_a_name_without_an_address_is_told(
    error: Exception, words: str, opens: Callable[..., HttpClient]
) -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        raise error

    text = fetch("http://a.test/", limits=SMALL, client=opens(resolve=resolve))
    assert isinstance(text, Refused) and (text.kind, text.passing) == ("name", True)
    assert words in text.message and "Errno" not in text.message


@pytest.mark.parametrize("answers", [("not-an-address",), ("93.184.216.34", "x"), ("fe80::1%eth0",)])
def test_an_answer_that_is_no_address_of_the_web_is_refused(
    answers: Sequence[str], opens: Callable[..., HttpClient]
) -> None:
    text = fetch("http://a.test/", limits=SMALL, client=opens(resolve=lambda host, port: answers))
    assert isinstance(text, Refused) and text.kind == "address"


def test_a_path_of_this_machine_is_no_way_out() -> None:
    with pytest.raises(Refusal, match="file of this machine"):
        Dialer().connect_unix_socket("/run/x.sock")
