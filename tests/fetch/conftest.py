"""A server of bad habits and a visitor that may ask it; nothing else on this machine may be asked."""

import socket
import ssl
from collections.abc import Callable, Iterator, Sequence

import pytest

from lib.fetch.client import HttpClient
from lib.fetch.dialer import Dialer
from lib.fetch.outcome import Limits
from lib.fetch.polite_client import Pace, PoliteClient
from tests.fetch.server import CERTIFICATE, Server, running

SMALL = Limits(packed=300_000, unpacked=600_000, connect=2.0, read=1.5, whole=3.0)
HURRIED = Pace(delay=0.0, pauses=())


def to_loopback(host: str, port: int) -> Sequence[str]:
    """Return a resolver that knows every name under .test and nothing else."""
    if not host.endswith(".test") or host == "unknown.test":
        raise socket.gaierror(socket.EAI_NONAME, "name not known")
    return ("127.0.0.1",)


@pytest.fixture(scope="session")
def secure_server() -> Iterator[Server]:
    """The server behind TLS."""
    with running(tls=True) as server:
        yield server


@pytest.fixture
def server() -> Iterator[Server]:
    """The server, with nothing asked yet."""
    with running() as server:
        yield server


Opens = Callable[..., HttpClient]


@pytest.fixture
def opens(server: Server, secure_server: Server) -> Iterator[Opens]:
    """Opens a wire to the two servers and to nothing else that is not public."""
    opened: list[HttpClient] = []

    def open_wire(
        *, resolve: Callable[[str, int], Sequence[str]] = to_loopback, trusting: bool = False
    ) -> HttpClient:
        exemptions = frozenset(("127.0.0.1", each.port) for each in (server, secure_server))
        trust = ssl.create_default_context(cafile=str(CERTIFICATE)) if trusting else None
        opened.append(HttpClient(dialer=Dialer(resolve=resolve, exemptions=exemptions), trust=trust))
        return opened[-1]

    yield open_wire
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def visitor(opens: Opens) -> PoliteClient:
    """A visitor in a hurry, for servers that do not mind."""
    return PoliteClient(opens(), pace=HURRIED)
