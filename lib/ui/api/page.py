"""The API for a person to read: the same document as a page."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from lib.ui.api.document import document
from lib.ui.api.plain import page
from lib.ui.render import render

Words = tuple[tuple[str, bool], ...]
EXAMPLES = {
    "takeCapture": (
        "curl -H 'Authorization: Bearer TOKEN' -H 'Content-Type: text/html' \\\n"
        "     --data-binary @page.html 'HOST/api/captures?url=https://example.org/story'"
    ),
    "receipt": "curl -H 'Authorization: Bearer TOKEN' HOST/api/captures/20240409-063100-0123456789abcdef",
    "listStories": "curl -H 'Authorization: Bearer TOKEN' 'HOST/api/stories?tags=China&limit=20'",
    "readStory": "curl -H 'Authorization: Bearer TOKEN' HOST/api/stories/ID",
    "listViews": "curl -H 'Authorization: Bearer TOKEN' HOST/api/views",
    "feedOfAtom": "curl 'HOST/api/views/Harbour%20strike.atom?token=TOKEN'",
    "feedOfJSONFeed": "curl 'HOST/api/views/Harbour%20strike.json?token=TOKEN'",
}


async def shown(request: Request) -> HTMLResponse:
    """Answer GET /api."""
    described = document()
    host = f"{request.url.scheme}://{request.headers.get('host', '')}"
    operations = [
        _operation(path, method, operation, host)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    about = _words(described["info"]["description"])
    return page("The API", render("api/document.html", about=about, operations=operations))


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation of the API as the page shows it; what is code in its words stands apart."""

    summary: str
    line: str
    about: Words
    example: str
    parameters: tuple[tuple[str, Words], ...]
    answers: tuple[tuple[str, Words], ...]


def _operation(path: str, method: str, operation: dict[str, Any], host: str) -> Operation:
    return Operation(
        summary=operation["summary"],
        line=f"{method.upper()} {path}",
        about=_words(operation.get("description", "")),
        example=EXAMPLES[operation["operationId"]].replace("HOST", host),
        parameters=tuple((each["name"], _words(_about(each))) for each in operation.get("parameters", ())),
        answers=tuple(
            (status, _words(answer["description"])) for status, answer in operation["responses"].items()
        ),
    )


def _about(parameter: dict[str, Any]) -> str:
    schema = parameter["schema"]
    values = schema.get("enum") or schema.get("items", {}).get("enum") or ()
    several = " May be repeated." if schema.get("type") == "array" else ""
    return str(parameter["description"]) + (f" One of {', '.join(values)}." if values else "") + several


def _words(text: str) -> Words:
    """Return the text in pieces, each with whether it stands between backticks and so is code."""
    return tuple((part, bool(number % 2)) for number, part in enumerate(text.split("`")) if part)
