"""Opening connections, only here: a host name is resolved once, and only addresses found public are used."""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from ssl import SSLContext
from typing import Any

import httpcore2

from lib.fetch.outcome import Refusal
from lib.fetch.urls import is_number, objection

TRIED = 4  # addresses of one host that are tried

# host, port -> addresses as numbers; OSError when there are none
Resolve = Callable[[str, int], Sequence[str]]
SocketAddress = tuple[str, int]

deadline: ContextVar[float | None] = ContextVar("deadline", default=None)  # of a request, by time.monotonic


def system_resolver(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses that the operating system gives for a host, without duplicates."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class Dialer(httpcore2.NetworkBackend):
    """Connects to public addresses only, and within the deadline of the request.

    `exemptions` are addresses with ports that may be used although they are not public: a test's own server.
    Only tests pass any; no setting of the app does.
    """

    def __init__(
        self, *, resolve: Resolve = system_resolver, exemptions: frozenset[SocketAddress] = frozenset()
    ) -> None:
        self._resolve, self._exemptions = resolve, exemptions
        self._sockets = httpcore2.SyncBackend()

    @property
    def has_exemptions(self) -> bool:
        """Whether a test's own server may be connected to."""
        return bool(self._exemptions)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Return a connection to one of the host's addresses; raises Refusal when one is not public."""
        failure: Exception | None = None
        for address in self._checked(host, port, timeout)[:TRIED]:
            try:
                stream = self._sockets.connect_tcp(address, port, timeout=seconds_left(timeout))
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream)
        raise failure or httpcore2.ConnectError(f"{host} has no address")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Raise Refusal: a socket file of this machine is never connected to."""
        raise Refusal("address", f"{path} is a file of this machine; only public sites are requested.")

    def _checked(self, host: str, port: int, timeout: float | None) -> Sequence[str]:
        """Return all IP addresses of the host; raises Refusal if it has none, or one that is not public.

        A single address that is not public is enough: the next lookup could return it alone.
        """
        addresses = (host,) if is_number(host) else self._resolved(host, port, timeout)
        if not addresses:
            raise Refusal("name", f"{host} has no address; check its spelling.", passing=True)
        for address in addresses:
            word = objection(address) if is_number(address) else "no address of the web"
            if word and (address, port) not in self._exemptions:
                raise Refusal(
                    "address",
                    f"{host} leads to {word} ({address}, port {port}); only public sites are requested.",
                )
        return addresses

    def _resolved(self, host: str, port: int, timeout: float | None) -> Sequence[str]:
        """Return the host's IP addresses from the resolver; raises Refusal if it fails or takes too long.

        The call to the system cannot be stopped; it is left to end by itself.
        """
        found: list[Sequence[str] | Exception] = []

        def look_up() -> None:
            try:
                found.append(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                found.append(error)

        lookup = threading.Thread(target=look_up, daemon=True, name=f"resolve {host}")
        lookup.start()
        lookup.join(seconds_left(timeout))
        if not found:
            raise Refusal("name", f"The address of {host} could not be looked up in time.", passing=True)
        if isinstance(error := found[0], Exception):
            if isinstance(error, UnicodeError) or _says_there_is_none(error):
                words = f"There is no host {host}; check the address."
            else:
                why = getattr(error, "strerror", None) or error
                words = (
                    f"The address of {host} could not be looked up ({why}); check this machine's connection."
                )
            raise Refusal("name", words, passing=True) from error
        return error


def _says_there_is_none(error: Exception) -> bool:
    """Return whether the resolver's error says that the host does not exist, not that it could not ask."""
    none = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))  # not on every system
    return isinstance(error, socket.gaierror) and error.errno in none


class TimedStream(httpcore2.NetworkStream):
    """A connection that ends at the request's deadline, even if single bytes keep coming."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes, at most `max_bytes`."""
        return self._stream.read(max_bytes, seconds_left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send the bytes."""
        self._stream.write(buffer, seconds_left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Return the connection encrypted by TLS."""
        return TimedStream(self._stream.start_tls(ssl_context, server_hostname, seconds_left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        """Return a property of the connection, such as its socket."""
        return self._stream.get_extra_info(info)


def seconds_left(timeout: float | None) -> float | None:
    """Return the seconds that a step may take; None without a limit. Raises ReadTimeout past the deadline."""
    until = deadline.get()
    if until is None:
        return timeout
    rest = until - time.monotonic()
    if rest <= 0:
        raise httpcore2.ReadTimeout("the whole answer took too long")
    return rest if timeout is None else min(rest, timeout)
