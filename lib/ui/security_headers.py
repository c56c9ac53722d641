"""Middleware that adds a content security policy and other security headers to every response."""

import base64
import hashlib
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.ui.paths import INDEX

HOST = re.compile(r"[\w.-]+(?::\d+)?|\[[0-9a-fA-F:]+\](?::\d+)?")  # what may stand in a policy
HEADERS = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
}


def inline_scripts() -> list[str]:
    """Return hashes, as a policy has them, of the scripts in Streamlit's page: only these may run inline."""
    page = INDEX.read_text(encoding="utf-8")
    found = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.S)
    digests = (hashlib.sha256(script.encode()).digest() for script in found)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


# Streamlit loads its own modules and, for our component, a script from a blob; it styles elements inline.
# Nothing may come from or go to another machine: a remote picture in a captured title stays unloaded.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' blob: " + " ".join(inline_scripts()),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' {sockets}",  # older browsers do not count sockets to the page's host as its own
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


class SecurityHeaders:
    """Middleware that adds security headers to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                host = Headers(scope=scope).get("host", "")
                sockets = f"ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
                policy = POLICY.format(sockets=sockets)
                MutableHeaders(scope=message).update({**HEADERS, "content-security-policy": policy})
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)
