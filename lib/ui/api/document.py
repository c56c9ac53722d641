"""The API described as OpenAPI 3.1: the document that programs read, and that our own page is made from."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from lib.query.captures import OUTCOME_NAMES
from lib.ui.api.captures import MEGABYTES
from lib.ui.api.stories import LIMIT, MOST, WORDS
from lib.ui.view import ARCHIVE

VERSION = "1.0"
WORDS_OF_A_PAGE = {"type": "string", "pattern": r"\S"}
ABOUT = (
    "Captures in, stories out, for programs of this machine. Every request shows the token of the Intake "
    "page: `Authorization: Bearer …`. Every error is JSON with one sentence under `error`."
)
FORMATS = {"since": "date", "until": "date", "as_of": "date-time", "url": "uri"}
FILTERS = {
    "q": "The search language of the search field.",
    "since": "First day, as 2024-04-09, a day of the archive’s desk zone.",
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
    "labels": "Stories with one of your labels.",
    "read": "What you have read, not read, or starred.",
    "zones": "Where in a story a name counts.",
    "roles": "As what a name counts.",
    "kinds": "Which actors count.",
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
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                "Error": _object({"error": {"type": "string"}}),
                "Page": _page(),
                "Receipt": _told_of_capture(),
                "Stories": _list(),
                "Story": {**_listed(), "description": "The story with blocks, images, updates and actors."},
            },
        },
    }


async def shown(request: Request) -> JSONResponse:
    """Answer GET /api/openapi.json."""
    return JSONResponse(document())


def _take() -> dict[str, Any]:
    content = {"text/html": _text(), "text/plain": _text(), "application/json": _of("Page")}
    return {
        "operationId": "takeCapture",
        "summary": "Hand in a page",
        "description": "The page is safe in the inbox when the answer comes, and is taken in by itself a few "
        "seconds later. Ask for its receipt to learn what became of it.",
        "parameters": [_query("url", "The page’s address, where the body is the page itself.")],
        "requestBody": {"required": True, "content": content},
        "responses": {
            "202": {"description": "It is in the inbox.", "content": {"application/json": _of("Receipt")}},
            **_errors(
                {
                    "400": "It cannot be understood.",
                    "413": f"It is larger than {MEGABYTES} MB.",
                    "415": "It is neither HTML, text nor JSON.",
                }
            ),
        },
    }


def _receipt() -> dict[str, Any]:
    return {
        "operationId": "receipt",
        "summary": "Ask what became of a page",
        "description": "`state` is waiting, working, done or failed; once it is done, `captures` tells of "
        "each capture whether it was stored, is a revision, was known, was removed earlier, or why it was "
        "rejected.",
        "parameters": [_path("The id that POST /api/captures gave.")],
        "responses": _answers("Receipt", {"404": "No page was handed in under this id."}),
    }


def _stories() -> dict[str, Any]:
    filters = [_query(name, words, WORDS.get(name), many=name not in ONE) for name, words in FILTERS.items()]
    return {
        "operationId": "listStories",
        "summary": "List the stories of a selection",
        "description": "The parameters are those of the app’s address bar: a selection made there can be "
        "copied here. Those that take several values are repeated.",
        "parameters": [
            *filters,
            _query(ARCHIVE, "Your own archive or the sample; by default your own where there is one.",
                   WORDS[ARCHIVE]),
            _number("limit", f"How many at most, {LIMIT} by default.", MOST),
            _number("offset", "How many to leave out first.", 10**9),
        ],
        "responses": _answers("Stories", {"400": "A parameter cannot be understood.", "404": "No archive."}),
    }  # fmt: skip


ONE = ("q", "since", "until", "as_of", "read")


def _story() -> dict[str, Any]:
    return {
        "operationId": "readStory",
        "summary": "Read one story",
        "parameters": [
            _path("The story’s id."),
            _query(ARCHIVE, "Your own archive or the sample.", WORDS[ARCHIVE]),
        ],
        "responses": _answers("Story", {"400": "A parameter is unknown.", "404": "There is no such story."}),
    }


def _answers(schema: str, errors: dict[str, str]) -> dict[str, Any]:
    good = {"description": "The answer.", "content": {"application/json": _of(schema)}}
    return {"200": good, **_errors(errors)}


def _errors(errors: dict[str, str]) -> dict[str, Any]:
    answers = {**errors, "401": "The token is missing or not the present one.", "503": "The archive is busy."}
    return {
        status: {"description": words, "content": {"application/json": _of("Error")}}
        for status, words in sorted(answers.items())
    }


def _of(schema: str) -> dict[str, Any]:
    return {"schema": {"$ref": f"#/components/schemas/{schema}"}}


def _text() -> dict[str, Any]:
    return {"schema": WORDS_OF_A_PAGE}


def _object(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), **more}


def _query(
    name: str, words: str, values: tuple[str, ...] | None = None, *, many: bool = False
) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string", **({"enum": list(values)} if values else {})}
    if name in FORMATS:  # an empty one is as good as none, as in the address bar
        one = {"anyOf": [{"type": "string", "format": FORMATS[name]}, {"type": "string", "maxLength": 0}]}
    schema = {"type": "array", "items": one} if many else one
    return {"name": name, "in": "query", "description": words, "schema": schema}


def _number(name: str, words: str, most: int) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": 0, "maximum": most}
    return {"name": name, "in": "query", "description": words, "schema": schema}


def _path(words: str) -> dict[str, Any]:
    return {"name": "id", "in": "path", "required": True, "description": words, "schema": {"type": "string"}}


def _page() -> dict[str, Any]:
    url = {"type": ["string", "null"], "format": "uri"}
    properties = {"url": url, "html": WORDS_OF_A_PAGE, "text": WORDS_OF_A_PAGE}
    return {
        "type": "object",
        "properties": properties,
        "oneOf": [{"required": [n]} for n in ("html", "text")],
    }


def _told_of_capture() -> dict[str, Any]:
    text = {"type": "string"}
    story = _object({"id": text, "headline": text, "api": text})
    capture = {
        "type": "object",
        "properties": {
            "file": text,
            "outcome": {"enum": list(OUTCOME_NAMES)},
            "reason": text,
            "story": story,
            "read": text,
        },
        "required": ["file", "outcome"],
    }
    properties = {
        "id": text, "state": {"enum": ["waiting", "working", "done", "failed"]}, "receipt": text,
        "captures": {"type": "array", "items": capture}, "message": text,
    }  # fmt: skip
    return {"type": "object", "properties": properties, "required": ["id", "state"]}


def _list() -> dict[str, Any]:
    number = {"type": "integer"}
    return _object(
        {
            "total": number, "limit": number, "offset": number, "next": {"type": ["string", "null"]},
            "stories": {"type": "array", "items": _listed()},
        }
    )  # fmt: skip


def _listed() -> dict[str, Any]:
    texts = ("id", "headline", "publisher", "form")
    lists = ("authors", "tags")
    return _object(
        {
            **{name: {"type": "string"} for name in texts},
            **{name: {"type": "array", "items": {"type": "string"}} for name in lists},
            "published_at": {"type": ["string", "null"]},
        },
        additionalProperties=True,
    )
