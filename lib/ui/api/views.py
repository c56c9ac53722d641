"""The API for saved views: their list, and each as a feed.

A feed reader sends no header, so the token may be a parameter of a feed's address.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from lib.export.feed import Entry, Feed, atom, json_feed
from lib.query import new_since
from lib.query.filter.address import from_address
from lib.store.archive import ArchiveReader
from lib.store.journal import views
from lib.store.journal.views import SavedView
from lib.ui.api.answers import answered, wrong
from lib.ui.api.stories import archive_of
from lib.ui.view import ARCHIVE
from lib.ui.wording import headline_of, present, records

MOST = 50  # stories of a feed
Form = tuple[str, Callable[[Feed], bytes]]  # media type, writer
FORMS: Mapping[str, Form] = {
    "atom": ("application/atom+xml", atom),
    "json": ("application/feed+json", json_feed),
}


def address(name: str, suffix: str, **query: str) -> str:
    """Return the path of a view's feed, with the query, if any."""
    return f"/api/views/{quote(name, safe='')}.{suffix}" + (f"?{urlencode(query)}" if query else "")


async def listed(request: Request) -> Response:
    """Answer GET /api/views: the saved views."""
    named = _archive_parameter(request)
    archive = archive_of(named)
    found = [
        {
            "name": each.name,
            "looked": each.looked.isoformat(),
            "stories": _naming(named, f"/api/stories?{each.address}"),
            **{suffix: _naming(named, address(each.name, suffix)) for suffix in FORMS},
        }
        for each in await asyncio.to_thread(views.all_views, archive)
    ]
    return JSONResponse({"views": found})


def feed(suffix: str) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint for GET /api/views/NAME.atom or NAME.json."""
    media_type, write = FORMS[suffix]

    async def answer(request: Request) -> Response:
        name, archive = str(request.path_params["name"]), archive_of(_archive_parameter(request))
        saved = await asyncio.to_thread(views.called, archive, name)
        if saved is None:
            raise wrong(f"There is no saved view called “{name[:80]}”; /api/views lists them.", 404)
        base = f"{request.url.scheme}://{request.headers.get('host', '')}"
        of = partial(_feed, saved=saved, base=base, suffix=suffix, named=_archive_parameter(request))
        made = await answered(request, archive, of)
        return Response(write(made), media_type=media_type)

    return answer


def _archive_parameter(request: Request) -> dict[str, list[str]]:
    given = request.query_params.getlist(ARCHIVE)
    return {ARCHIVE: given} if given else {}


def _naming(archive: Mapping[str, list[str]], address: str) -> str:
    """Return an address with the parameter that names the archive, if there is one."""
    own = urlencode(archive, doseq=True)
    return f"{address}{'&' if '?' in address else '?'}{own}" if own else address


def _feed(
    db: ArchiveReader, saved: SavedView, base: str, suffix: str, named: Mapping[str, list[str]]
) -> Feed:
    """Return a saved view as a feed of its newest stories; `named` are parameters for every address in it."""
    frame = new_since.latest(db, from_address(parse_qs(saved.address)), limit=MOST)
    return Feed(
        title=f"{saved.name} · Wireroom",
        address=_naming(named, f"{base}{address(saved.name, suffix)}"),
        page=_naming(named, f"{base}/read?{saved.address}"),
        entries=[_feed_entry(row, f"{base}/read", named) for row in records(frame)],
    )


def _feed_entry(row: Mapping[str, Any], page: str, named: Mapping[str, list[str]]) -> Entry:
    """Return a story as an entry of a feed, whose link leads to the story here."""
    summary = next((str(row[name]) for name in ("deck", "first_sentence") if present(row[name])), "")
    return Entry(
        id=str(row["article_id"]),
        link=_naming(named, f"{page}?article={quote(str(row['article_id']))}"),
        original=str(row["canonical_url"]) if present(row["canonical_url"]) else None,
        title=headline_of(row),
        summary=summary,
        authors=tuple(row["authors"]) or ((str(row["publisher"]),) if present(row["publisher"]) else ()),
        tags=tuple(row["tags"]),
        language=str(row["language"]) if present(row["language"]) else None,
        published_at=row["published_at"] if present(row["published_at"]) else None,
        stored_at=row["stored_at"],
    )
