"""Answers of the app's own that need no Streamlit: pages of words, and errors as JSON with one sentence."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse

from lib.ui.render import Markup, render


def page(title: str, body: Markup, *, script: str = "", status: int = 200) -> HTMLResponse:
    """Return a page of these words; `script` is the address of what runs in it."""
    return HTMLResponse(render("api/plain.html", title=title, body=body, script=script), status_code=status)


def refused(sentence: str, status: int, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return an error as an answer."""
    return JSONResponse({"error": sentence}, status_code=status, headers=dict(headers or {}))


def wrong(sentence: str, status: int = 400) -> HTTPException:
    """Return what to raise for a request that cannot be met."""
    return HTTPException(status, sentence)
