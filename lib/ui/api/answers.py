"""Answers that need no Streamlit: plain pages, errors as JSON, queries that end when their client leaves."""

import asyncio
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse

from lib.store.archive import ArchiveReader, open_for_reading
from lib.ui.render import Markup, render

T = TypeVar("T")

LOOK = 0.2  # seconds between two looks whether the program is still there
LEFT = 499  # the status that web servers write down for a client that left


def page(title: str, body: Markup, *, script: str = "", status: int = 200) -> HTMLResponse:
    """Return an HTML page around this HTML; `script` is the address of a script that it loads."""
    return HTMLResponse(render("api/plain.html", title=title, body=body, script=script), status_code=status)


def refused(sentence: str, status: int, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return an error as a JSON response: {"error": sentence}."""
    return JSONResponse({"error": sentence}, status_code=status, headers=dict(headers or {}))


def wrong(sentence: str, status: int = 400) -> HTTPException:
    """Return the exception to raise for a bad request; the client gets the sentence.

    Half characters (lone surrogates), which JSON may hold and no answer can, are shown as "?".
    """
    return HTTPException(status, sentence.encode("utf-8", "replace").decode())


async def answered(request: Request, archive: Path, question: Callable[[ArchiveReader], T]) -> T:
    """Return a query's result; if the client disconnects, interrupt the query and raise error 499."""
    running: list[ArchiveReader] = []
    held = threading.Lock()

    def run_question() -> T:
        with open_for_reading(archive) as db:
            running.append(db)
            try:
                return question(db)
            finally:
                with held:  # what lets go of the archive is not interrupted
                    running.clear()

    working = asyncio.create_task(asyncio.to_thread(run_question))
    left = False
    while not (await asyncio.wait([working], timeout=LOOK))[0]:
        if left := await request.is_disconnected():
            with held:
                for db in running:  # again and again: one before the statement has begun is lost
                    db.interrupt()
    if left and working.exception():  # mostly of the interrupt
        raise wrong("The program that asked has left.", LEFT)
    return working.result()
