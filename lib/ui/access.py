"""Access control for the app: requests from this machine only, unless the reader shares the app by a key.

A request is accepted by the addresses of its socket, host and origin. Where the app is shared, other machines
need a key: the link with it sets a cookie, without which nothing of the app is reached.
"""

import asyncio
import ipaddress
import os
import re

from starlette.datastructures import URL, Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from lib.store.files import keys
from lib.store.paths import keys_path

OPEN_TO_PAGES = "/api/send"  # a page of any site may offer itself there; the reader says yes in our window
SHARED = "WIREROOM_SHARE"  # set to 1 by `make run SHARE=1`
KEY, COOKIE = "key", "wireroom-key"  # with the port: browsers keep one jar for all ports of a host
LASTS = 30 * 24 * 3600  # seconds that a browser keeps the key
PAUSE = 2.0  # seconds that a wrong key waits for its answer
_HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\])(?::\d{1,5})?", re.IGNORECASE)
_PORT = re.compile(r":(\d+)$")

NO_KEY = (
    "This Wireroom opens with a key. Open the link that its own machine printed at its start; a key that was "
    "withdrawn opens nothing."
)


class AccessControl:
    """Middleware that refuses requests from the network without a key, or for other hosts or origins."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif refused := refusal(scope):
            await refuse(scope, receive, send, refused, 403)
        elif is_inside(scope):
            await self.app(scope, receive, send)
        else:
            await self._answer_with_key(scope, receive, send)

    async def _answer_with_key(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request with a valid key on, move a key in its address to a cookie, refuse any other."""
        asked = HTTPConnection(scope)
        shown = asked.query_params.get(KEY) if scope["type"] == "http" else None
        port = _PORT.search(asked.headers["host"])
        cookie = f"{COOKIE}-{port[1] if port else 80}"
        key = shown or asked.cookies.get(cookie)
        if not key or not keys.opens(keys_path(), key):
            await asyncio.sleep(PAUSE if key else 0)
            await refuse(scope, receive, send, NO_KEY, 401)
        elif shown:  # the key leaves the address bar
            leads = URL(scope=scope).remove_query_params(KEY)
            here = f"/{leads.path.lstrip('/')}"  # "//" would be another host
            answer = RedirectResponse(f"{here}?{leads.query}".rstrip("?"), 303)
            answer.set_cookie(cookie, shown, max_age=LASTS, httponly=True, samesite="lax")
            await answer(scope, receive, send)
        else:
            await self.app(scope, _until_withdrawn(key, receive), send)


def _until_withdrawn(key: str, receive: Receive) -> Receive:
    """Return a `receive` that disconnects a websocket at its next message once its key is withdrawn."""

    async def checked() -> Message:
        message = await receive()
        if message["type"] == "websocket.receive" and not keys.opens(keys_path(), key):
            return {"type": "websocket.disconnect", "code": 1008}
        return message

    return checked


async def refuse(scope: Scope, receive: Receive, send: Send, words: str, status: int) -> None:
    """Answer a request or websocket with an error sentence and close the connection."""
    if scope["type"] == "http" or "websocket.http.response" in scope.get("extensions", {}):
        answer = PlainTextResponse(f"{words}\n", status, headers={"connection": "close"})
        await answer(scope, receive, send)
    else:
        await WebSocketClose(1008, words)(scope, receive, send)


def refusal(scope: Scope) -> str | None:
    """Return why a request is refused even with a key (network, host, origin), as a sentence.

    None if it is not refused.
    """
    headers = Headers(scope=scope)
    hosts, origin = headers.getlist("host"), headers.get("origin")
    if not is_inside(scope) and os.environ.get(SHARED) != "1":
        return (
            "Wireroom answers the machine that it runs on, and this request came over the network; open it "
            "there, at http://localhost and its port, or start it there with `make run SHARE=1`."
        )
    # Numbers alone: a name of another site may lead to this machine.
    known = _HOST if is_inside(scope) else _NUMBERS
    if len(hosts) != 1 or not known.fullmatch(hosts[0]):
        name = ", ".join(hosts)[:80]
        where = "http://localhost and its port" if is_inside(scope) else "the link that it printed"
        return f"Wireroom does not answer under the name “{name}”; open it at {where}."
    if scope["type"] == "websocket" and origin is None:
        return "This connection does not say which page opens it; open Wireroom in a browser."
    scheme = {"ws": "http", "wss": "https"}.get(scope["scheme"], scope["scheme"])
    is_own = origin is None or origin.casefold() == f"{scheme}://{hosts[0]}".casefold()
    is_offer = scope["type"] == "http" and f"{scope['path']}/".startswith(f"{OPEN_TO_PAGES}/")
    if not is_own and not is_offer:
        return "This request comes from a page of another site or port; use Wireroom’s own window."
    return None


def is_inside(scope: Scope) -> bool:
    """Return whether a request came to a loopback address, which only this machine reaches."""
    return is_loopback((scope.get("server") or ("",))[0])


def is_loopback(address: str) -> bool:
    """Return whether an IP address is a loopback address; also true for a local socket without an address."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return not address or address.startswith("/") or address.casefold() == "localhost"
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback
