"""The paths of pages: another letter case redirects to the page, an unknown path gets an error page."""

import re
from pathlib import Path
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.ui.api.plain import page
from lib.ui.parts import Link
from lib.ui.render import render

ROOT = Path(__file__).parents[2]
ONE_PART = re.compile(r"/([^/.]+)/?")
NO_PAGES = ("api", "component", "components", "fonts", "healthz", "media", "pictures", "static")


def page_files() -> dict[str, Path]:
    """Return the pages as title to file, in order; a new file in pages/ is a new page."""
    files = sorted((ROOT / "pages").glob("[0-9]*_*.py"))
    return {file.stem.split("_", 1)[1].replace("_", " "): file for file in files}


class KnownPaths:
    """Middleware that answers unknown paths; Streamlit would show the first page for each of them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.titles = list(page_files())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._answer(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (answer or self.app)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        found = ONE_PART.fullmatch(scope["path"])
        name = found[1] if found else ""
        if not name or name.startswith("_") or name in NO_PAGES:
            return None
        known = {title.lower() for title in self.titles[1:]}
        if name.lower() in {*known, self.titles[0].lower()} and name not in known:
            query = scope["query_string"].decode("latin-1")
            path = f"/{quote(name.lower())}" if name.lower() in known else "/"
            return RedirectResponse(path + (f"?{query}" if query else ""), status_code=307)
        if name in known:
            return None
        links = [
            Link("/" if place == 0 else f"/{title.lower()}", title) for place, title in enumerate(self.titles)
        ]
        body = render("api/no_such_page.html", name=name[:60], pages=links)
        return page("No such page", body, status=404)
