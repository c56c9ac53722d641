"""The API for saved views: their list, and each as a feed.

A feed reader sends no header, so the token may be a parameter of a feed's address.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from lib.export.feed import Entry, Feed, atom, json_feed
from lib.query import new_since
from lib.query.filter.address import from_query
from lib.store.archive import ArchiveReader
from lib.store.journal import views
from lib.store.journal.views import SavedView
from lib.ui.api.answers import answered, wrong
from lib.ui.api.stories import archive_of
from lib.ui.view import ARCHIVE
from lib.ui.wording import headline_of, present, records

MOST = 50  # stories of a feed


class Form(NamedTuple):
    """A format of feed: its media type, and the function that writes it."""

    media_type: str
    write: Callable[[Feed], bytes]


FORMS: Mapping[str, Form] = {
    "atom": Form("application/atom+xml", atom),
    "json": Form("application/feed+json", json_feed),
}


def address(name: str, suffix: str, **query: str) -> str:
    """Return the path of a view's feed, with the query, if any."""
    return f"/api/views/{quote(name, safe='')}.{suffix}" + (f"?{urlencode(query)}" if query else "")


async def listed(request: Request) -> Response:
    """Answer GET /api/views: the saved views, each with the addresses of its stories and feeds."""
    saved = await asyncio.to_thread(views.all_views, archive_of(request))
    named = _named_archive(request)
    found = [
        {
            "name": each.name,
            "looked": each.looked.isoformat(),
            "stories": f"/api/stories?{_query(each, named)}",
            **{suffix: address(each.name, suffix, **named) for suffix in FORMS},
        }
        for each in saved
    ]
    return JSONResponse({"views": found})


async def feed(request: Request) -> Response:
    """Answer GET /api/views/NAME.atom and NAME.json: a saved view's newest stories as a feed."""
    name, suffix = str(request.path_params["name"]), request.url.path.rpartition(".")[2]
    form, archive, named = FORMS[suffix], archive_of(request), _named_archive(request)
    saved = await asyncio.to_thread(views.view_named, archive, name)
    if saved is None:
        raise wrong(f"There is no saved view called “{name[:80]}”; /api/views lists them.", 404)
    host = f"{request.url.scheme}://{request.headers.get('host', '')}"

    def newest_stories(db: ArchiveReader) -> Feed:
        frame = new_since.latest(db, from_query(saved.address), limit=MOST)
        return Feed(
            title=f"{saved.name} · Wireroom",
            address=f"{host}{address(saved.name, suffix, **named)}",
            page=f"{host}/read?{_query(saved, named)}",
            entries=[_entry(row, f"{host}/read", named) for row in records(frame)],
        )

    return Response(form.write(await answered(request, archive, newest_stories)), media_type=form.media_type)


def _named_archive(request: Request) -> dict[str, str]:
    """Return the parameter that names the archive in a request, for addresses in the answer.

    {} if the request names none.
    """
    named = request.query_params.getlist(ARCHIVE)
    return {ARCHIVE: named[-1]} if named else {}


def _query(saved: SavedView, named: Mapping[str, str]) -> str:
    """Return the query of an address that shows a saved view's stories."""
    return "&".join(filter(None, (saved.address, urlencode(named))))


def _entry(row: Mapping[str, Any], page: str, named: Mapping[str, str]) -> Entry:
    """Return a row of a story as an entry of a feed; it links to the story at the address `page`."""
    summary = next((str(row[name]) for name in ("deck", "first_sentence") if present(row[name])), "")
    return Entry(
        id=str(row["article_id"]),
        link=f"{page}?{urlencode({'article': row['article_id'], **named})}",
        original=str(row["canonical_url"]) if present(row["canonical_url"]) else None,
        title=headline_of(row),
        summary=summary,
        authors=tuple(row["authors"]) or ((str(row["publisher"]),) if present(row["publisher"]) else ()),
        tags=tuple(row["tags"]),
        language=str(row["language"]) if present(row["language"]) else None,
        published_at=row["published_at"] if present(row["published_at"]) else None,
        stored_at=row["stored_at"],
    )
