"""The API's addresses: programs that send the token can add captures and read stories.

No response allows another origin to read it, and no other origin can send the token, so a page in the
reader's browser can neither read stories nor add captures.
"""

import functools
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from lib.model.errors import ArchiveBusy, ArchiveMissing, QueryError, WireroomError
from lib.ui.api import captures as api_captures
from lib.ui.api import document as api_document
from lib.ui.api import send as api_send
from lib.ui.api import stories as api_stories
from lib.ui.api import token as api_token
from lib.ui.api import views as api_views
from lib.ui.api.answers import refused
from lib.ui.jobs import events

Endpoint = Callable[[Request], Awaitable[Response]]


def routes() -> list[BaseRoute]:
    """Return the routes of the API and of the page that explains it."""
    inside = [
        Route("/captures", _guarded(api_captures.take), methods=["POST"]),
        Route("/captures/{id}", _guarded(api_captures.receipt), methods=["GET"]),
        Route("/stories", _guarded(api_stories.listed), methods=["GET"]),
        Route("/stories/{id}", _guarded(api_stories.one), methods=["GET"]),
        Route("/views", _guarded(api_views.listed), methods=["GET"]),
        *(
            Route(f"/views/{{name:path}}.{suffix}", _guarded(api_views.feed, in_address=True))
            for suffix in api_views.FORMS
        ),
        Route("/openapi.json", api_document.described, methods=["GET"]),
        Route("/send", api_send.asked, methods=["GET", "POST"]),
        Route("/send/yes", api_send.agreed, methods=["POST"]),
        Route("/send.js", api_send.script, methods=["GET"]),
    ]
    handlers = {HTTPException: _refusal, WireroomError: _failure, OSError: _failure, Exception: _fault}
    app = Starlette(routes=inside, exception_handlers=handlers)
    pages = [Route(path, api_document.shown, methods=["GET"]) for path in ("/api", "/api/")]
    return [*pages, Mount("/api", app=app)]


_NO_TOKEN = "Send the header “Authorization: Bearer …” with the token that stands on the Intake page."


def _guarded(endpoint: Endpoint, *, in_address: bool = False) -> Endpoint:
    """Return the endpoint so that it needs the token, in a header or, if `in_address`, in the address."""

    @functools.wraps(endpoint)
    async def only_with_the_token(request: Request) -> Response:
        shown = [request.headers.get("authorization", "")]
        shown += [f"Bearer {request.query_params.get('token', '')}"] if in_address else []
        if not any(map(api_token.opens, shown)):
            raise HTTPException(401, _NO_TOKEN, headers={"WWW-Authenticate": "Bearer"})
        return await endpoint(request)

    return only_with_the_token


def _refusal(request: Request, error: Exception) -> JSONResponse:
    """Answer an HTTPException with its sentence, an unknown path or method with a sentence of Wireroom's."""
    assert isinstance(error, HTTPException)
    plain = {
        404: f"There is nothing at {request.url.path[:80]}; /api lists what there is.",
        405: f"{request.method} is not understood at {request.url.path}; /api lists what is.",
    }
    own = error.detail not in ("Not Found", "Method Not Allowed")  # which Starlette says
    return refused(error.detail if own else plain[error.status_code], error.status_code, error.headers)


def _failure(request: Request, error: Exception) -> JSONResponse:
    """Answer a WireroomError or an error of the disk with its sentence: 400, 404, 503, or else 500."""
    statuses = {QueryError: 400, ArchiveMissing: 404, ArchiveBusy: 503}
    status = next((status for kind, status in statuses.items() if isinstance(error, kind)), 500)
    words = events.error_words(error) if isinstance(error, OSError) else str(error)
    return refused(words, status, {"Retry-After": "5"} if status == 503 else None)


def _fault(request: Request, error: Exception) -> JSONResponse:
    """Answer any other exception with 500 and the name of its class."""
    kind = type(error).__name__
    return refused(f"A fault in Wireroom ({kind}) stopped this request; the app’s log says more.", 500)
