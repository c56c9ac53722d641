"""Slow and large requests are ended with a sentence, and no client opens sockets without end."""

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket
from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.server import ServerState

from lib.ui import limits
from lib.ui.limits import RequestLimits
from lib.ui.server import middleware

T = TypeVar("T")


async def size(request: Request) -> PlainTextResponse:
    """Return how many bytes came."""
    return PlainTextResponse(str(len(await request.body())))


async def echo(opened: WebSocket) -> None:
    """Send back one word."""
    await opened.accept()
    await opened.send_text(await opened.receive_text())


async def bare(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the size of the request, without what Starlette does around a route."""
    await (await size(Request(scope, receive)))(scope, receive, send)


PATHS = [Route("/", size, methods=["POST"]), WebSocketRoute("/socket", echo)]


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=PATHS, middleware=middleware()), base_url="http://localhost") as opened:
        yield opened


def run(what: Coroutine[Any, Any, T]) -> T:
    """Return what a coroutine gives, in a thread: browser tests keep a loop in that of their worker."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, what).result()


def answer(*sent: Message) -> list[Message]:
    """Return what the app answers to a client who sends these parts of a request and then falls silent."""
    parts, said = list(sent), list[Message]()

    async def receive() -> Message:
        if parts:
            return parts.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        said.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "headers": [], "query_string": b""}
    run(RequestLimits(bare)(scope, receive, send))
    return said


def test_a_request_that_stops_midway_is_ended_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WAIT", 0.05)
    head, body = answer({"type": "http.request", "body": b"half", "more_body": True})
    assert head["status"] == 408 and (b"connection", b"close") in head["headers"]
    assert b"stopped midway" in body["body"]


def test_a_request_without_an_announced_length_is_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST", 10)
    part: Message = {"type": "http.request", "body": b"12345678", "more_body": True}
    assert answer(part, dict(part))[0]["status"] == 413
    assert answer({"type": "http.request", "body": b"1234567890", "more_body": False})[0]["status"] == 200


def test_a_request_that_announces_too_much_is_not_read(client: TestClient) -> None:
    note = client.post("/", content=b"x", headers={"content-length": str(limits.LARGEST + 1)})
    assert note.status_code == 413 and note.text == f"{limits.LARGE}\n"
    assert client.post("/", content=b"x").text == "1"


def test_sockets_are_counted_and_let_go(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SOCKETS", 1)
    own = {"origin": "http://localhost"}
    for _ in range(2):  # the first one is let go
        with client.websocket_connect("ws://localhost/socket", headers=own) as first:
            other = client.websocket_connect("ws://localhost/socket", headers=own)
            with pytest.raises(WebSocketDenialResponse) as refused, other:
                pass
            assert refused.value.status_code == 503 and "windows are open already" in refused.value.text
            first.send_text("news")
            assert first.receive_text() == "news"


def test_a_connection_without_a_whole_head_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    protocol: Any = AutoHTTPProtocol
    for name in ("connection_made", "data_received"):
        monkeypatch.setattr(protocol, name, getattr(protocol, name))
    monkeypatch.setattr(limits, "WAIT", 0.05)
    limits.close_half_open()
    limits.close_half_open()  # as at a second start in one process
    config = uvicorn.Config(bare)
    config.load()

    async def note(first: bytes, then: bytes = b"") -> bytes:
        server = await asyncio.get_running_loop().create_server(
            lambda: protocol(config=config, server_state=ServerState(), app_state={}), "127.0.0.1", 0
        )
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(first)
        answered = b""
        if then:  # when the first is answered
            answered = await reader.readuntil(b"\r\n\r\n0")
            writer.write(then)
        answered += await reader.read()
        writer.close()
        server.close()
        return answered

    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
    last = head + b"Connection: close\r\n\r\n"
    assert run(note(head)) == b""
    assert run(note(last)).startswith(b"HTTP/1.1 200")
    kept = head + b"\r\n"
    assert run(note(kept, head)).count(b"HTTP/1.1 200") == 1  # the second head on it stops midway
    assert run(note(kept, last)).count(b"HTTP/1.1 200") == 2
