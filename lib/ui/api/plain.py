"""Answers of the app's own that need no Streamlit: pages of words, and errors as JSON with one sentence."""

from collections.abc import Mapping
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse

from lib.ui.markup import el, esc

STYLE = (Path(__file__).parent / "plain.css").read_text(encoding="utf-8")


def page(title: str, body: str, *, script: str = "", status: int = 200) -> HTMLResponse:
    """Return a page; the body is markup."""
    head = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{esc(title)} · Wireroom</title><style>\n{STYLE}</style></head>"
    )
    masthead = el("header", '<a class="name" href="/">Wireroom</a>')
    tail = f'<script src="{script}"></script>' if script else ""
    shown = f"{head}<body>{masthead}<main>{el('h1', esc(title))}{body}</main>{tail}</body></html>"
    return HTMLResponse(shown, status_code=status)


def refused(sentence: str, status: int, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return an error as an answer."""
    return JSONResponse({"error": sentence}, status_code=status, headers=dict(headers or {}))


def wrong(sentence: str, status: int = 400) -> HTTPException:
    """Return what to raise for a request that cannot be met."""
    return HTTPException(status, sentence)
