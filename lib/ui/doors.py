"""Who may talk to the app: this machine's own windows, by the addresses of socket, host and origin."""

import ipaddress
import re

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

OPEN_TO_PAGES = "/api/send"  # a page of any site may offer itself there; the reader says yes in our window
_HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?", re.IGNORECASE)


class Doors:
    """A door that is shut to the network, to names that are not ours and to another origin's pages."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = refusal(scope) if scope["type"] in ("http", "websocket") else None
        if refused is None:
            await self.app(scope, receive, send)
        else:
            await refuse(scope, receive, send, refused, 403)


async def refuse(scope: Scope, receive: Receive, send: Send, words: str, status: int) -> None:
    """Answer a request or a socket with a sentence, and close the connection."""
    if scope["type"] == "http" or "websocket.http.response" in scope.get("extensions", {}):
        answer = PlainTextResponse(f"{words}\n", status, headers={"connection": "close"})
        await answer(scope, receive, send)
    else:
        await WebSocketClose(1008, words)(scope, receive, send)


def refusal(scope: Scope) -> str | None:
    """Return why a request is refused, as a sentence; None where it may come in."""
    headers = Headers(scope=scope)
    hosts, origin = headers.getlist("host"), headers.get("origin")
    if not is_loopback((scope.get("server") or ("",))[0]):
        return (
            "Wireroom answers the machine that it runs on, and this request came over the network; "
            "open it there, at http://localhost and its port."
        )
    if len(hosts) != 1 or not _HOST.fullmatch(hosts[0]):
        name = ", ".join(hosts)[:80]
        return f"Wireroom does not answer under the name “{name}”; open it at http://localhost and its port."
    if scope["type"] == "websocket" and origin is None:
        return "This connection does not say which page opens it; open Wireroom in a browser."
    if origin is not None and not _is_own(origin, scope, hosts[0]) and not _is_offer(scope):
        return "This request comes from a page of another site or port; use Wireroom’s own window."
    return None


def _is_own(origin: str, scope: Scope, host: str) -> bool:
    """Return whether an origin has the scheme, host and port of the request."""
    scheme = {"ws": "http", "wss": "https"}.get(scope["scheme"], scope["scheme"])
    return origin.casefold() == f"{scheme}://{host}".casefold()


def _is_offer(scope: Scope) -> bool:
    path = str(scope["path"])
    return scope["type"] == "http" and (path == OPEN_TO_PAGES or path.startswith(f"{OPEN_TO_PAGES}/"))


def is_loopback(address: str) -> bool:
    """Return whether a socket's own address is reached from this machine only; a local socket has none."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return not address or address.startswith("/") or address.casefold() == "localhost"
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback
