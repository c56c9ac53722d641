"""The API for a person to read: the same document as a page."""

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from lib.ui.api.document import document
from lib.ui.api.plain import page
from lib.ui.markup import el, esc, link

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
    parts = (
        _operation(path, method, operation, host)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    )
    token = link("/intake#elsewhere", "The token stands on the Intake page")
    document_link = link("/api/openapi.json", "OpenAPI document")
    lead = el("p", f"{_words(described['info']['description'])} {token}. For programs: the {document_link}.")
    return page("The API", lead + "".join(parts))


def _operation(path: str, method: str, operation: dict[str, Any], host: str) -> str:
    name = el("h2", f"{esc(operation['summary'])}")
    line = el("p", el("code", f"{method.upper()} {esc(path)}"))
    about = el("p", _words(operation["description"])) if "description" in operation else ""
    example = el("pre", el("code", esc(EXAMPLES[operation["operationId"]].replace("HOST", host))))
    taken = {el("code", esc(given["name"])): _about(given) for given in operation.get("parameters", ())}
    answers = {esc(status): answer["description"] for status, answer in operation["responses"].items()}
    return name + line + about + example + _table("Parameters", taken) + _table("Answers", answers)


def _table(title: str, rows: dict[str, str]) -> str:
    cells = (el("th", name, scope="row") + el("td", _words(words)) for name, words in rows.items())
    return el("h3", title) + el("table", "".join(el("tr", row) for row in cells)) if rows else ""


def _about(parameter: dict[str, Any]) -> str:
    schema = parameter["schema"]
    values = schema.get("enum") or schema.get("items", {}).get("enum") or ()
    several = " May be repeated." if schema.get("type") == "array" else ""
    return str(parameter["description"]) + (f" One of {', '.join(values)}." if values else "") + several


def _words(text: str) -> str:
    """Return the text with what stands between backticks as code."""
    parts = text.split("`")
    return "".join(el("code", esc(part)) if n % 2 else esc(part) for n, part in enumerate(parts))
