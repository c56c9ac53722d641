"""The paths of pages: Streamlit's page for each, a redirect from another letter case, else an error page."""

import re
from pathlib import Path
from urllib.parse import quote

import streamlit
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.ui.api.answers import page
from lib.ui.render import Link, render

ROOT = Path(__file__).parents[2]
INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
FACES = ("source-sans-3-latin-normal", "source-serif-4-latin-normal")  # of the first screen
ONE_PART = re.compile(r"/([^/.]+)/?")
NO_PAGES = ("api", "component", "components", "fonts", "healthz", "media", "pictures", "static")


def pages() -> dict[str, tuple[str, Path]]:
    """Return by title, in order, the path and the file of each page; a new file in pages/ is a new page."""
    files = sorted((ROOT / "pages").glob("[0-9]*_*.py"))
    titles = [file.stem.split("_", 1)[1].replace("_", " ") for file in files]
    paths = ["", *(title.lower() for title in titles[1:])]
    return dict(zip(titles, zip(paths, files, strict=True), strict=True))


class KnownPaths:
    """Middleware that answers a page's path with early styles, a wrong one with 404 or a redirect."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.paths = {title: path for title, (path, _) in pages().items()}
        early = f"{render('page/early.html', faces=FACES)}</head>"
        self.page = INDEX.read_text(encoding="utf-8").replace("</head>", early, 1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._answer(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (answer or self.app)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        """Return the answer for the address of a page, or of no page; None for what Streamlit serves."""
        found, known = ONE_PART.fullmatch(scope["path"]), {*self.paths.values()}
        name = found[1] if found else ""
        if scope["path"] in {f"/{path}" for path in known}:
            return HTMLResponse(self.page, headers={"cache-control": "no-cache"})
        if not name or name in known or name.startswith("_") or name in NO_PAGES:
            return None  # of a page's own name with a slash behind it Streamlit leads to the page
        meant = {title.lower(): path for title, path in self.paths.items()}.get(name.lower())
        if meant is not None:
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(f"/{quote(meant)}" + (f"?{query}" if query else ""), status_code=307)
        links = [Link(f"/{path}", title) for title, path in self.paths.items()]
        body = render("api/no_such_page.html", name=name[:60], pages=links)
        return page("No such page", body, status=404)
