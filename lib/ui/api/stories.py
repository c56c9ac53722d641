"""The API for reading: the stories of a filter, written as in the address bar, and one story in full."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from lib.export.json_values import json_value
from lib.model.article import Article, in_zone
from lib.model.filter import Filter
from lib.query import one_story, stories
from lib.query.filter.address import filter_of
from lib.store.archive import ArchiveReader
from lib.store.paths import archive_path, sample_path
from lib.store.prepared import is_there
from lib.ui.api.answers import answered, wrong
from lib.ui.view import ARCHIVE
from lib.ui.wording import records

LIMIT, MOST = 50, 500  # stories of an answer: the usual number, and the greatest that can be asked for
OWN: Mapping[str, tuple[str, ...]] = {"limit": (), "offset": (), ARCHIVE: ("own", "sample")}
LISTED = (
    "headline", "kicker", "deck", "publisher", "section", "authors", "tags", "day", "published_at",
    "published_precision", "published_as", "zone_name", "zone_assumed", "read_minutes", "words", "has_audio",
    "form", "revisions", "first_sentence",
)  # fmt: skip


def _parameters_of(request: Request) -> dict[str, list[str]]:
    return {name: request.query_params.getlist(name) for name in request.query_params}


async def listed(request: Request) -> Response:
    """Answer GET /api/stories: the stories of a filter."""
    given = _parameters_of(request)
    criteria = filter_of(given, OWN)  # refuses what is no parameter
    limit, offset = _number(given, "limit", LIMIT, MOST), _number(given, "offset", 0, 10**9)

    def page_of_stories(db: ArchiveReader) -> dict[str, Any]:
        total = int(stories.totals(db, criteria)["stories"].iloc[0])
        frame = stories.newest(db, criteria, limit=limit, offset=offset)
        following = {**given, "limit": [str(limit)], "offset": [str(offset + limit)]}
        return {
            "total": total,
            "limit": limit,
            "offset": offset,
            "next": f"/api/stories?{urlencode(following, doseq=True)}"
            if 0 < limit < total - offset
            else None,
            "stories": [
                {"id": row["article_id"], **json_value({name: row[name] for name in LISTED})}
                for row in records(frame)
            ],
        }

    return JSONResponse(await answered(request, archive_of(request), page_of_stories))


async def one(request: Request) -> Response:
    """Answer GET /api/stories/{id}: one story in full; error 404 for an unknown id."""
    article_id = str(request.path_params["id"])
    filter_of(_parameters_of(request), OWN)

    def story_with_actors(db: ArchiveReader) -> dict[str, Any] | None:
        story = one_story.article(db, article_id)
        return None if story is None else {**story_fields(story), "actors": _actors(db, story.id)}

    found = await answered(request, archive_of(request), story_with_actors)
    if found is None:
        raise wrong(f"There is no story {article_id[:80]}.", 404)
    return JSONResponse(found)


def _number(given: Mapping[str, list[str]], name: str, usual: int, most: int) -> int:
    """Return the parameter `name` as a number, `usual` if it is not `given`; error 400 unless 0 to `most`."""
    written = given.get(name, [str(usual)])[-1]
    if not (written.isascii() and written.isdigit()) or len(written) > 10 or int(written) > most:
        raise wrong(f"{name} is a number from 0 to {most:,}.")
    return int(written)


def archive_of(request: Request) -> Path:
    """Return the path of the archive that a request names: "own" or "sample".

    A request that names none gets the reader's own archive if there is one, else the sample. Raises
    UnreadableFilter for another name.
    """
    named = request.query_params.getlist(ARCHIVE)
    filter_of({ARCHIVE: named}, OWN)
    asked = named[-1] if named else ""
    own = asked == "own" or (asked == "" and (is_there(archive_path()) or not sample_path().exists()))
    return archive_path() if own else sample_path()


def story_fields(story: Article) -> dict[str, Any]:
    """Return a story's fields as the API gives them, without its actors."""
    zone = story.published_zone
    times = {
        "published_at": in_zone(story.published_at, zone),
        "published_precision": story.published_precision,
        "updated_at": in_zone(story.updated_at, zone),
    }
    fields: dict[str, Any] = json_value(asdict(story) | times)
    for entry, update in zip(fields["updates"], story.updates, strict=True):
        entry["published_at"] = json_value(in_zone(update.published_at, update.timezone))
    for block in fields["blocks"]:
        del block["at"], block["end"]  # places in the captured page, which is not handed out
    return {**fields, "text": story.own_text}


def _actors(db: ArchiveReader, article_id: str) -> list[dict[str, Any]]:
    """Return the story's actors (id, name, kind, mentions) that the default filter counts, most first."""
    named = [row for row in records(one_story.mentions(db, article_id, Filter())) if row["counted"]]
    numbers = Counter((str(row["actor_id"]), str(row["actor"]), str(row["kind"])) for row in named)
    return [
        {"id": key, "name": name, "kind": kind, "mentions": number}
        for (key, name, kind), number in sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    ]
