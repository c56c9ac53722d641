"""Answers of the app's own that need no Streamlit: pages of words, and errors as JSON with one sentence."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse

from lib.ui.markup import el, esc

STYLE = """
@import url("/fonts/fonts.css");
:root { color-scheme: light dark; --ink: #1b1b19; --paper: #fdfcf9; --rule: #d9d4c7; --quiet: #5d5a52;
  --accent: #8f2320; --shade: #f3f0e9; }
@media (prefers-color-scheme: dark) { :root { --ink: #ebe8e1; --paper: #15171a; --rule: #3a3e44;
  --quiet: #aaa69c; --accent: #f0a58f; --shade: #202328; } }
body { margin: 0 auto; padding: 1.4rem 1.1rem 3rem; max-width: 52rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 "Source Sans 3", "Segoe UI", Helvetica, Arial, sans-serif; }
.name { font: 800 2.1rem/1 "Source Serif 4", Georgia, serif; letter-spacing: -0.025em; text-decoration: none;
  color: inherit; }
header { border-bottom: 3px solid var(--ink); padding-bottom: 0.8rem; margin-bottom: 1.2rem; }
h1, h2, h3 { font-family: "Source Serif 4", Georgia, serif; line-height: 1.15; letter-spacing: -0.005em;
  font-weight: 650; overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; margin: 0 0 0.6rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 0.4rem; padding-top: 0.6rem; border-top: 2px solid var(--ink); }
h3 { font-size: 1rem; margin: 1rem 0 0.3rem; }
p { margin: 0 0 0.7rem; max-width: 46rem; }
a { color: var(--accent); }
.title { font: 650 1.3rem/1.25 "Source Serif 4", Georgia, serif; overflow-wrap: anywhere; }
.address, .note { color: var(--quiet); overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.9rem; }
pre { background: var(--shade); padding: 0.7rem 0.9rem; white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: 0.95rem; }
th { text-align: left; font-weight: 400; white-space: nowrap; vertical-align: top; }
th { padding: 0.3rem 1rem 0.3rem 0; }
td { padding: 0.3rem 0; border-bottom: 1px solid var(--rule); } th { border-bottom: 1px solid var(--rule); }
button { font: inherit; font-weight: 600; padding: 0.5rem 1.2rem; color: var(--paper); background: var(--ink);
  border: 0; cursor: pointer; }
button:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
"""


def page(title: str, body: str, *, script: str = "") -> HTMLResponse:
    """Return a page; the body is markup."""
    head = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{esc(title)} · Wireroom</title><style>{STYLE}</style></head>"
    )
    masthead = el("header", '<a class="name" href="/">Wireroom</a>')
    tail = f'<script src="{script}"></script>' if script else ""
    return HTMLResponse(
        f"{head}<body>{masthead}<main>{el('h1', esc(title))}{body}</main>{tail}</body></html>"
    )


def refused(sentence: str, status: int, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return an error as an answer."""
    return JSONResponse({"error": sentence}, status_code=status, headers=dict(headers or {}))


def wrong(sentence: str, status: int = 400) -> HTTPException:
    """Return what to raise for a request that cannot be met."""
    return HTTPException(status, sentence)
