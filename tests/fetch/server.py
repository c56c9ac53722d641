"""A server on this machine with every bad habit of the web; `behaviours.py` holds the habits, one a path.

It speaks raw bytes, so that it can break every rule of HTTP. It counts what it is asked.
"""

import socketserver
import ssl
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.fetch import behaviours

CERTIFICATE = Path(__file__).with_name("secure_test.pem")  # of secure.test, signed by itself; guards nothing
HEAD = 65_536


@dataclass(slots=True)
class Visit:
    """One request, and the way to answer it."""

    path: str
    fields: Mapping[str, str]  # the request's fields, by lower-case name
    server: "Server"
    write: Any
    times: int  # how often the path has been asked for, this time included
    keep: bool = False  # whether the connection stays open

    @property
    def host(self) -> str:
        """The host that was asked, without its port."""
        return self.fields.get("host", "").rsplit(":", 1)[0]

    @property
    def url(self) -> str:
        """The server's own address, as the visitor wrote it."""
        return f"http://{self.fields.get('host', '')}"


@dataclass(slots=True)
class Server:
    """What the server was asked, and its port."""

    port: int
    asked: Counter[str] = field(default_factory=Counter)  # "host/path" -> times
    requests: list[Mapping[str, str]] = field(default_factory=list)  # each one's fields
    stopping: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str, host: str = "news.test") -> str:
        """Return the address of a path here."""
        return f"http://{host}:{self.port}/{path.lstrip('/')}"


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        try:
            while self._one():
                pass
        except (OSError, ssl.SSLError):
            return  # the visitor hung up, as it should on most of these habits

    def _one(self) -> bool:
        first = self.rfile.readline(HEAD).split()
        if len(first) < 2:
            return False
        fields: dict[str, str] = {}
        while (line := self.rfile.readline(HEAD).strip()) and b":" in line:
            name, _, value = line.partition(b":")
            fields[name.decode("latin-1").lower()] = value.strip().decode("latin-1")
        server: Server = self.server.shared  # type: ignore[attr-defined]
        path = first[1].decode("latin-1")
        host = fields.get("host", "").rsplit(":", 1)[0]
        server.asked[f"{host}{path}"] += 1
        server.requests.append({**fields, "path": path})
        visit = Visit(path, fields, server, self._write, server.asked[f"{host}{path}"])
        behaviours.answer(visit)
        return visit.keep

    def _write(self, piece: bytes) -> None:
        self.wfile.write(piece)
        self.wfile.flush()


class _Threads(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 256
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: broken handshakes are meant to happen."""


@contextmanager
def running(*, tls: bool = False) -> Iterator[Server]:
    """Return the server, on a free port of the loopback, until the block ends."""
    with _Threads(("127.0.0.1", 0), _Handler) as threads:
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            threads.socket = context.wrap_socket(
                threads.socket, server_side=True, do_handshake_on_connect=False
            )
        server = Server(port=threads.server_address[1])
        threads.shared = server  # type: ignore[attr-defined]
        serving = threading.Thread(target=threads.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        serving.start()
        try:
            yield server
        finally:
            server.stopping.set()
            threads.shutdown()
            serving.join()
