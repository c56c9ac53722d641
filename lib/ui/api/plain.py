"""Responses that need no Streamlit: plain pages, and errors as JSON with one sentence."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse

from lib.ui.render import Markup, render


def page(title: str, body: Markup, *, script: str = "", status: int = 200) -> HTMLResponse:
    """Return an HTML page; `script` is the address of a script that it loads."""
    return HTMLResponse(render("api/plain.html", title=title, body=body, script=script), status_code=status)


def refused(sentence: str, status: int, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return an error as a JSON response."""
    return JSONResponse({"error": sentence}, status_code=status, headers=dict(headers or {}))


def wrong(sentence: str, status: int = 400) -> HTTPException:
    """Return the exception to raise for a bad request."""
    return HTTPException(status, sentence)
