"""How the API says what went wrong: JSON with one sentence."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse


def told(sentence: str, status: int, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return an error as an answer."""
    return JSONResponse({"error": sentence}, status_code=status, headers=dict(headers or {}))


def wrong(sentence: str, status: int = 400) -> HTTPException:
    """Return what to raise for a request that cannot be met."""
    return HTTPException(status, sentence)
