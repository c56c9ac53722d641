"""What the web server has around Streamlit: middleware, routes beside the pages, and work at its start."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from lib.apply_rules import apply_rules
from lib.ingest.startup import finish_killed_runs
from lib.model.errors import WireroomError
from lib.store.files.log import note
from lib.store.files.private import keep_private
from lib.store.journal.journal import Journal
from lib.store.paths import archive_path, sample_path
from lib.store.upkeep.user_files import bring_back
from lib.ui import memory
from lib.ui.access import AccessControl
from lib.ui.api import routes as api
from lib.ui.jobs import background
from lib.ui.limits import RequestLimits, close_half_open
from lib.ui.paths import KnownPaths
from lib.ui.read import pictures
from lib.ui.security_headers import SecurityHeaders

FONTS = Path(__file__).parent / "fonts"
COMPRESSED = 1024  # bytes from which an answer is compressed


def middleware() -> list[Middleware]:
    """Return the middleware, outermost first."""
    return [
        Middleware(SecurityHeaders),  # of refusals too
        Middleware(AccessControl),
        Middleware(RequestLimits),
        Middleware(GZipMiddleware, minimum_size=COMPRESSED),
        Middleware(KnownPaths),
    ]


def routes() -> list[BaseRoute]:
    """Return the routes that are served beside Streamlit's: fonts, pictures, API."""
    fonts = Mount("/fonts", StaticFiles(directory=FONTS))
    return [fonts, Route("/pictures/{name}", pictures.shown, methods=["GET"]), *api.routes()]


def finish_interrupted_work() -> None:
    """Restore lost files and finish interrupted work; errors are noted for the pages to show."""
    for step in (bring_back, finish_killed_runs, apply_rules):  # what stops the one does not stop the other
        try:
            step(archive_path())
        except (WireroomError, OSError) as error:
            note(archive_path(), str(error))


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:
    """Restrict the data folder's rights, repair damaged journals, start the worker, and end it at the end."""
    journals = [Journal(path).check_at_start() for path in (archive_path(), sample_path())]
    for sentence in filter(None, (keep_private(), *journals)):
        note(archive_path(), sentence)
    close_half_open()
    memory.keep_together()
    threading.Thread(target=finish_interrupted_work, daemon=True, name="finish").start()
    worker = background.worker(by_itself=True)
    try:
        yield
    finally:
        worker.end()
