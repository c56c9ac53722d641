"""The web server around Streamlit: access, security headers, compression, fonts, start-up."""

import base64
import ctypes
import hashlib
import re
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.ingest.startup import finish_killed_runs
from lib.model.errors import WireroomError
from lib.store.files.log import note
from lib.store.files.private import keep_private
from lib.store.journal.journal import Journal
from lib.store.paths import archive_path, sample_path
from lib.store.upkeep.user_files import bring_back
from lib.ui.access import AccessControl
from lib.ui.api import routes as api
from lib.ui.jobs import background
from lib.ui.limits import RequestLimits, close_half_open
from lib.ui.paths import INDEX, KnownPaths
from lib.ui.read import pictures

FONTS = Path(__file__).parent / "fonts"
M_ARENA_MAX, ARENAS = -8, 2  # of the C library: the setting, and how many parts of memory it keeps
M_MMAP_THRESHOLD, LARGE = -3, 128 * 1024  # bytes from which a block is the system's own and goes back to it


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
HEADERS = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
}


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


HOST = re.compile(r"[\w.-]+(?::\d+)?|\[[0-9a-fA-F:]+\](?::\d+)?")  # what may stand in a policy


def middleware() -> list[Middleware]:
    """Return the middleware, outermost first."""
    return [
        Middleware(SecurityHeaders),  # of what the doors refuse too
        Middleware(AccessControl),
        Middleware(RequestLimits),
        Middleware(GZipMiddleware, minimum_size=1024),
        Middleware(KnownPaths),
    ]


def routes() -> list[BaseRoute]:
    """Return the routes that are served beside Streamlit's: fonts, pictures, API."""
    fonts = Mount("/fonts", StaticFiles(directory=FONTS))
    return [fonts, Route("/pictures/{name}", pictures.shown, methods=["GET"]), *api.routes()]


def finish_what_was_killed() -> None:
    """Restore lost files and finish interrupted work; errors are noted for the pages to show."""
    for step in (bring_back, finish_killed_runs):  # what stops the one does not stop the other
        try:
            step(archive_path())
        except (WireroomError, OSError) as error:
            note(archive_path(), str(error))


def _keep_memory_together() -> None:
    """Make all threads allocate memory from few arenas, where the C library is glibc (mallopt(3)).

    Each click runs in a thread of its own: with arenas of their own the free room between their answers grew
    the process from 516 to 700 MB in 650 clicks, now from 543 to 579. Blocks of the engine, 256 KB each, go
    back to the system: the library keeps them in its arenas once it has freed larger ones.
    """
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
        mallopt(M_ARENA_MAX, ARENAS)
        mallopt(M_MMAP_THRESHOLD, LARGE)


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:
    """Restrict the data folder's rights, repair damaged journals, start the worker, and end it at the end."""
    journals = [Journal(path).check_at_start() for path in (archive_path(), sample_path())]
    for sentence in filter(None, (keep_private(), *journals)):
        note(archive_path(), sentence)
    close_half_open()
    _keep_memory_together()
    threading.Thread(target=finish_what_was_killed, daemon=True, name="finish").start()
    worker = background.worker(by_itself=True)
    try:
        yield
    finally:
        worker.end()
