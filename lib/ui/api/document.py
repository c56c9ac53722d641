"""The OpenAPI 3.1 description of the API, from which its page for people is made too."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

import yaml
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse

from lib.query.captures import OUTCOME_NAMES
from lib.query.filter.address import TABLE
from lib.ui.api.answers import page
from lib.ui.api.captures import MEGABYTES
from lib.ui.api.stories import LIMIT, MOST, OWN
from lib.ui.api.views import MOST as FEED
from lib.ui.render import render

VERSION = "1.0"
WORDS = Path(__file__).with_name("openapi.yaml")
FORMATS = {"since": "date", "until": "date", "as_of": "date-time", "url": "uri"}
NUMBERS = {"limit": MOST, "offset": 10**9}  # parameters that are numbers, each with its greatest
EVERY_ERROR = {"401": "The token is missing or not the present one.", "503": "The archive is busy."}


@cache
def words() -> Any:
    """Return the parsed openapi.yaml, which has the words of the API's description, with limits filled in."""
    text = Template(WORDS.read_text(encoding="utf-8"))
    numbers = {"limit": LIMIT, "megabytes": MEGABYTES, "feed": FEED}
    return yaml.safe_load(text.substitute(numbers, outcomes=", ".join(OUTCOME_NAMES)))


def document() -> dict[str, Any]:
    """Return the OpenAPI document as a dict."""
    paths: dict[str, dict[str, Any]] = {}
    for each in words()["operations"]:
        paths.setdefault(each["path"], {})[each["method"]] = _operation(each)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Wireroom", "version": VERSION, "description": words()["about"]},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": words()["schemas"],
        },
    }


async def described(request: Request) -> JSONResponse:
    """Answer GET /api/openapi.json: the OpenAPI document."""
    return JSONResponse(document())


async def shown(request: Request) -> HTMLResponse:
    """Answer GET /api: the description as a page for people."""
    host = f"{request.url.scheme}://{request.headers.get('host', '')}"
    examples = {each["operationId"]: each["example"].replace("HOST", host) for each in words()["operations"]}
    return page("The API", render("api/document.html", document=document(), examples=examples))


def _operation(each: Mapping[str, Any]) -> dict[str, Any]:
    """Return the OpenAPI object of an operation of openapi.yaml, with its parameters and responses."""
    filters = words()["filters"] if each["operationId"] == "listStories" else {}
    parameters = [
        {"name": name, "in": "path", "required": True, "description": said, "schema": {"type": "string"}}
        for name, said in each.get("in_path", {}).items()
    ] + [
        {"name": name, "in": "query", "description": said, "schema": _schema(name, many=name in filters)}
        for name, said in {**filters, **each.get("query", {})}.items()
    ]
    errors = {**EVERY_ERROR, **each["errors"]}
    schema = _reference(each["answer"]) if "answer" in each else {"schema": {"type": "string"}}
    done = {each.get("media_type", "application/json"): schema}
    answers = {each.get("status", "200"): {"description": each.get("done", "The answer."), "content": done}}
    for status, said in sorted(errors.items()):
        answers[status] = {"description": said, "content": {"application/json": _reference("Error")}}
    kept = {name: each[name] for name in ("operationId", "summary", "description") if name in each}
    operation = {**kept, "parameters": parameters, "responses": answers}
    if "body" in each:
        plain = {"schema": words()["schemas"][each["body"]]["properties"]["text"]}
        content = {"text/html": plain, "text/plain": plain, "application/json": _reference(each["body"])}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _reference(schema: str) -> dict[str, Any]:
    """Return a reference to a schema of the document, by its name."""
    return {"schema": {"$ref": f"#/components/schemas/{schema}"}}


def _schema(name: str, *, many: bool) -> dict[str, Any]:
    """Return the JSON Schema of a parameter; an array if it may be given `many` times."""
    if name in NUMBERS:
        return {"type": "integer", "minimum": 0, "maximum": NUMBERS[name]}
    own = TABLE.get(name)
    allowed = (own and own.values) or OWN.get(name)
    # An empty value is as good as none, as in the address bar.
    one: dict[str, Any] = {"type": "string", **({"enum": [*allowed, ""]} if allowed else {})}
    if name in FORMATS:
        one = {"anyOf": [{"type": "string", "format": FORMATS[name]}, {"type": "string", "maxLength": 0}]}
    return {"type": "array", "items": one} if many and not (own and own.one) else one
