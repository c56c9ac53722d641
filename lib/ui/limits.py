"""Limits on clients: the size of a request, the pause within it, the number of websockets of all of them."""

import asyncio
from typing import Any

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from lib.ui.access import refuse

WAIT = 20.0  # seconds
LARGEST = 210_000_000  # bytes: the largest upload that Streamlit allows, and what is sent around it
SOCKETS = 64  # a window of the browser holds one

SLOW = f"This request stopped midway, and nothing of it came for {WAIT:.0f} seconds; send it again."
LARGE = f"This request is larger than {LARGEST // 1_000_000} MB; send less at once."
CROWDED = f"{SOCKETS} windows are open already; close one, then load this one again."


class Refusal(HTTPException):
    """The error of a request that exceeds a limit; the handler that reads it may answer in its own format."""


def close_half_open() -> None:
    """Make the server close connections whose request headers are begun but not complete in time.

    No middleware sees such a request, and uvicorn limits only the pause before its first byte.
    """
    protocol: Any = AutoHTTPProtocol
    made, received = protocol.connection_made, protocol.data_received
    if made.__module__ == __name__:
        return

    def connection_made(self: Any, transport: asyncio.Transport) -> None:
        made(self, transport)
        _await_head(self)

    def data_received(self: Any, data: bytes) -> None:
        received(self, data)
        _await_head(self)

    protocol.connection_made, protocol.data_received = connection_made, data_received


def _await_head(protocol: Any) -> None:
    """Close the connection in WAIT seconds, unless a complete request has come by then."""
    former = protocol.cycle

    def close() -> None:  # a socket has another protocol
        if protocol.cycle is former and protocol.transport.get_protocol() is protocol:
            protocol.transport.close()

    if former is None or former.response_complete:
        protocol.loop.call_later(WAIT, close)


class RequestLimits:
    """Middleware that ends too slow or too large requests and limits the number of websockets."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.sockets = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._answer_within_limits(scope, receive, send)
        elif scope["type"] != "websocket":
            await self.app(scope, receive, send)
        elif self.sockets >= SOCKETS:
            await refuse(scope, receive, send, CROWDED, 503)
        else:
            self.sockets += 1
            try:
                await self.app(scope, receive, send)
            finally:
                self.sockets -= 1

    async def _answer_within_limits(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; at a limit answer it with 408 or 413, unless its answer has begun."""
        begun = False

        async def send_and_note(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            length = Headers(scope=scope).get("content-length", "0")
            if length.isdigit() and int(length) > LARGEST:
                raise Refusal(413, LARGE)
            await self.app(scope, _bounded(receive), send_and_note)
        except Refusal as refusal:
            if not begun:
                await refuse(scope, receive, send, refusal.detail, refusal.status_code)


def _bounded(receive: Receive) -> Receive:
    """Return a receive function that raises Refusal beyond the limits of size and pause."""
    whole, size = False, 0

    async def receive_within_limits() -> Message:
        nonlocal whole, size
        if whole:
            return await receive()  # waits for the client to leave
        try:
            message = await asyncio.wait_for(receive(), WAIT)
        except TimeoutError as error:
            raise Refusal(408, SLOW) from error
        size += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if size > LARGEST:
            raise Refusal(413, LARGE)
        return message

    return receive_within_limits
