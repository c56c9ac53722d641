"""The API described as OpenAPI 3.1: the document that programs read, and that our own page is made from."""

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from lib.query.captures import OUTCOME_NAMES
from lib.query.filter.address import ONE, VALUES
from lib.ui.api.captures import MEGABYTES
from lib.ui.api.stories import LIMIT, MOST, OWN
from lib.ui.api.views import MOST as FEED
from lib.ui.view import ARCHIVE

VERSION = "1.0"
TEXT: dict[str, Any] = {"type": "string"}
MAYBE_TEXT: dict[str, Any] = {"type": ["string", "null"]}
NUMBER: dict[str, Any] = {"type": "integer"}
WORDS_OF_A_PAGE = {**TEXT, "pattern": r"\S"}
ABOUT = (
    "Captures in, stories out, for programs of this machine. Every request shows the token of the Intake "
    "page: `Authorization: Bearer …`. Every error is JSON with one sentence under `error`."
)
FORMATS = {"since": "date", "until": "date", "as_of": "date-time", "url": "uri"}
FILTERS = {
    "q": "The search language of the search field.",
    "since": "First day, as 2024-04-09, a day of the archive’s zone.",
    "until": "Last day.",
    "as_of": "The archive as it stood at this instant.",
    "tags": "Stories with one of these tags.",
    "tags_all": "Stories with each of these tags.",
    "tags_not": "Stories with none of these tags.",
    "actors": "Stories that name one of these actors, by name or id.",
    "actors_all": "Stories that name each of these actors.",
    "actors_not": "Stories that name none of these actors.",
    "authors": "Stories by one of these authors.",
    "publishers": "Stories from one of these publishers.",
    "sections": "Stories of one of these sections.",
    "languages": "Stories in one of these languages, by code.",
    "forms": "Stories of one of these forms: story, brief, live blog.",
    "labels": "Stories with one of your labels.",
    "read": "What you have read, not read, or starred.",
    "zones": "Where in a story a name counts.",
    "roles": "As what a name counts.",
    "kinds": "Which actors count.",
    "cast": "Whether all actors count, or those of the actor file alone.",
}


def document() -> dict[str, Any]:
    """Return the whole document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Wireroom", "version": VERSION, "description": ABOUT},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": {
            "/api/captures": {"post": _take()},
            "/api/captures/{id}": {"get": _receipt()},
            "/api/stories": {"get": _stories()},
            "/api/stories/{id}": {"get": _story()},
            "/api/views": {"get": _views()},
            "/api/views/{name}.atom": {"get": _feed("Atom", "application/atom+xml")},
            "/api/views/{name}.json": {"get": _feed("JSON Feed", "application/feed+json")},
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                "Error": _object({"error": TEXT}),
                "Page": _page(),
                "Receipt": _told_of_capture(),
                "Stories": _list(),
                "Views": _object({"views": {"type": "array", "items": _object(dict.fromkeys(VIEW, TEXT))}}),
                "Story": {**_listed(), "description": "The story with blocks, images, updates and actors."},
            },
        },
    }


async def shown(request: Request) -> JSONResponse:
    """Answer GET /api/openapi.json."""
    return JSONResponse(document())


def _take() -> dict[str, Any]:
    about = (
        "The page is safe in the inbox when the answer comes, and is added by itself a few seconds later. "
        "Ask for its receipt to learn what became of it."
    )
    page = {"schema": WORDS_OF_A_PAGE}
    content = {"text/html": page, "text/plain": page, "application/json": _of("Page")}
    errors = {
        "400": "It cannot be understood.",
        "413": f"It is larger than {MEGABYTES} MB.",
        "415": "It is neither HTML, text nor JSON.",
    }
    return {
        "operationId": "takeCapture",
        "summary": "Hand in a page",
        "description": about,
        "parameters": [_query("url", "The page’s address, where the body is the page itself.")],
        "requestBody": {"required": True, "content": content},
        "responses": _answers("Receipt", errors, status="202", words="It is in the inbox."),
    }


def _receipt() -> dict[str, Any]:
    about = (
        "`state` is waiting, working, done or failed; once it is done, `captures` tells of each capture "
        "whether it was stored, is a revision, was known, was removed earlier, or why it was rejected."
    )
    return {
        "operationId": "receipt",
        "summary": "Ask what became of a page",
        "description": about,
        "parameters": [_path("The id that POST /api/captures gave.")],
        "responses": _answers("Receipt", {"404": "No page was handed in under this id."}),
    }


def _stories() -> dict[str, Any]:
    about = (
        "The parameters are those of the app’s address bar: a selection made there can be copied here. Those "
        "that take several values are repeated."
    )
    archive = "Your own archive or the sample; by default your own where there is one."
    return {
        "operationId": "listStories",
        "summary": "List the stories of a selection",
        "description": about,
        "parameters": [
            *(_query(name, words, many=name not in ONE) for name, words in FILTERS.items()),
            _query(ARCHIVE, archive),
            _number("limit", f"How many at most, {LIMIT} by default.", MOST),
            _number("offset", "How many to leave out first.", 10**9),
        ],
        "responses": _answers("Stories", {"400": "A parameter cannot be understood.", "404": "No archive."}),
    }


def _story() -> dict[str, Any]:
    return {
        "operationId": "readStory",
        "summary": "Read one story",
        "parameters": [_path("The story’s id."), _query(ARCHIVE, "Your own archive or the sample.")],
        "responses": _answers("Story", {"400": "A parameter is unknown.", "404": "There is no such story."}),
    }


VIEW = ("name", "looked", "stories", "atom", "json")


def _views() -> dict[str, Any]:
    return {
        "operationId": "listViews",
        "summary": "List the saved views",
        "description": "Selections saved by name, with the addresses of their stories and feeds.",
        "parameters": [_query(ARCHIVE, "Your own archive or the sample.")],
        "responses": _answers("Views", {"404": "No archive."}),
    }


def _feed(name: str, media_type: str) -> dict[str, Any]:
    """Describe a feed of a saved view, whose address may carry the token."""
    answers = _answers("Error", {"404": "No view has this name."})
    answers["200"] = {"description": "The feed.", "content": {media_type: {"schema": TEXT}}}
    token = _query("token", "The token, for feed readers that send no header.")
    return {
        "operationId": f"feedOf{name.replace(' ', '')}",
        "summary": f"Follow a saved view as {name}",
        "description": f"The {FEED} stories of the view that came into the archive last.",
        "parameters": [_path("The view’s name.", "name"), token, _query(ARCHIVE, "Yours or the sample.")],
        "responses": answers,
    }


def _answers(
    schema: str, errors: dict[str, str], *, status: str = "200", words: str = "The answer."
) -> dict[str, Any]:
    errors |= {"401": "The token is missing or not the present one.", "503": "The archive is busy."}
    described = {status: (words, schema), **{each: (errors[each], "Error") for each in sorted(errors)}}
    return {
        each: {"description": said, "content": {"application/json": _of(held)}}
        for each, (said, held) in described.items()
    }


def _of(schema: str) -> dict[str, Any]:
    return {"schema": {"$ref": f"#/components/schemas/{schema}"}}


def _object(properties: dict[str, Any], required: Iterable[str] | None = None, **more: Any) -> dict[str, Any]:
    needed = list(properties if required is None else required)
    return {"type": "object", "properties": properties, "required": needed, **more}


def _query(name: str, words: str, *, many: bool = False) -> dict[str, Any]:
    allowed = VALUES.get(name) or OWN.get(name)
    one: dict[str, Any] = {**TEXT, **({"enum": list(allowed)} if allowed else {})}
    if name in FORMATS:  # an empty one is as good as none, as in the address bar
        one = {"anyOf": [{**TEXT, "format": FORMATS[name]}, {**TEXT, "maxLength": 0}]}
    schema = {"type": "array", "items": one} if many else one
    return {"name": name, "in": "query", "description": words, "schema": schema}


def _number(name: str, words: str, most: int) -> dict[str, Any]:
    schema = {**NUMBER, "minimum": 0, "maximum": most}
    return {"name": name, "in": "query", "description": words, "schema": schema}


def _path(words: str, name: str = "id") -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "description": words, "schema": TEXT}


def _page() -> dict[str, Any]:
    url = {**MAYBE_TEXT, "format": "uri"}
    properties = {"url": url, "html": WORDS_OF_A_PAGE, "text": WORDS_OF_A_PAGE}
    one_of = [{"required": [name]} for name in ("html", "text")]
    return {"type": "object", "properties": properties, "oneOf": one_of}


def _told_of_capture() -> dict[str, Any]:
    story = _object({"id": TEXT, "headline": TEXT, "api": TEXT})
    outcome = {"enum": list(OUTCOME_NAMES)}
    capture = {"file": TEXT, "outcome": outcome, "reason": TEXT, "story": story, "read": TEXT}
    captures = {"type": "array", "items": _object(capture, ("file", "outcome"))}
    state = {"enum": ["waiting", "working", "done", "failed"]}
    properties = {"id": TEXT, "state": state, "receipt": TEXT, "captures": captures, "message": TEXT}
    return _object(properties, ("id", "state"))


def _list() -> dict[str, Any]:
    numbers = dict.fromkeys(("total", "limit", "offset"), NUMBER)
    return _object({**numbers, "next": MAYBE_TEXT, "stories": {"type": "array", "items": _listed()}})


def _listed() -> dict[str, Any]:
    texts = dict.fromkeys(("id", "headline", "publisher", "form"), TEXT)
    many = {"type": "array", "items": TEXT}
    fields = {
        **texts,
        "authors": many,
        "tags": many,
        "published_at": MAYBE_TEXT,
        "published_precision": MAYBE_TEXT,
    }
    return _object(fields, additionalProperties=True)
