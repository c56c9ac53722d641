"""The API for sending captures: a page is saved in the inbox at once and parsed later by a child process."""

import asyncio
import hashlib
import io
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from fastwarc.warc import WarcRecord, WarcRecordType
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from lib.capture.unpack import LIMIT
from lib.model.errors import ArchiveMissing
from lib.query import captures
from lib.store.archive import open_for_reading
from lib.store.paths import archive_path
from lib.ui.api.answers import wrong
from lib.ui.intake import inbox
from lib.ui.jobs import background, work
from lib.ui.wording import present, records

MediaType = Literal["text/html", "text/plain"]
SUFFIX: dict[MediaType, str] = {"text/html": "html", "text/plain": "txt"}
JSON_FIELDS = ("html", "text", "url")
_CHARSET = re.compile(r"(?:^|;)\s*charset\s*=\s*[\"']?([^\s;\"']+)", re.IGNORECASE)
MEGABYTES = LIMIT // 1_000_000
LONGEST = 4000  # characters of a page's address


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPage:
    """A page that a program sent: its text, its media type, and its address or ""."""

    text: str
    media_type: MediaType
    url: str = ""


async def take(request: Request) -> Response:
    """Answer POST /api/captures: save the page in the inbox and return its id."""
    page = _understood(request, await body_of(request))
    arrival = await asyncio.to_thread(hand_in, page)
    place = f"/api/captures/{arrival}"
    answer = {"id": arrival, "state": "waiting", "receipt": place}
    return JSONResponse(answer, status_code=202, headers={"Location": place})


async def receipt(request: Request) -> Response:
    """Answer GET /api/captures/{id}: what became of a sent page; error 404 for an unknown id."""
    arrival = str(request.path_params["id"])
    if not inbox.is_known(arrival):
        raise wrong(f"No capture was handed in under {arrival[:80]}; POST /api/captures gives an id.", 404)
    return JSONResponse(await asyncio.to_thread(_receipt, arrival))


async def body_of(request: Request) -> bytes:
    """Return the request's body; error 413 if it is larger than a capture may be."""
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > LIMIT:
            raise wrong(f"The page is larger than {MEGABYTES} MB; send the article alone.", 413)
        pieces.append(piece)
    return b"".join(pieces)


def hand_in(page: SentPage) -> str:
    """Save the page in the inbox, start its ingest, and return its id."""
    body = page.text.encode("utf-8", "replace")
    suffix, content = ("warc", _record(page, body)) if page.url else (SUFFIX[page.media_type], body)
    arrival = inbox.put([(f"page.{suffix}", content)], mark=hashlib.sha256(body).hexdigest())
    background.worker().poke()
    return arrival


def web_address(given: object) -> str:
    """Return a page's http or https address; "" for None or ""; error 400 for anything else."""
    url = str(given or "").strip()
    try:
        parts = urlsplit(url)
        good = not url or bool(parts.scheme in ("http", "https") and parts.hostname)
    except ValueError:
        good = False
    if len(url) > LONGEST:
        raise wrong(f"The address of a page has at most {LONGEST:,} characters; this one has {len(url):,}.")
    if not good or not url.isprintable():
        shown = "".join(letter if letter.isprintable() else "�" for letter in url[:80])
        raise wrong(f"“{shown}” is no address of a page; those begin with http:// or https://.")
    return url


def _understood(request: Request, body: bytes) -> SentPage:
    """Return the page in the body of a request; raises HTTPException, 400 or 415, where it holds none."""
    kind, _, rest = request.headers.get("content-type", "").partition(";")
    kind, charset = kind.strip().casefold(), _CHARSET.search(rest)
    if unknown := next((name for name in request.query_params if name != "url"), ""):
        raise wrong(f"“{unknown[:80]}” is no parameter of this address; it takes “url” alone.")
    if not body.strip():
        raise wrong("The body is empty; send the page as text/html, text/plain or application/json.")
    if kind == "application/json":
        return _from_json(body, request.query_params.get("url"))
    if kind not in ("text/html", "application/xhtml+xml", "text/plain"):
        raise wrong("Send the page as text/html, text/plain or application/json.", 415)
    media_type: MediaType = "text/plain" if kind == "text/plain" else "text/html"
    text, url = _decoded(body, charset[1] if charset else "utf-8"), request.query_params.get("url")
    page = SentPage(text=text, media_type=media_type, url=web_address(url))
    if not page.text.strip():
        raise wrong("The page is empty.")
    return page


def _from_json(body: bytes, url: str | None) -> SentPage:
    """Return the page in a body of JSON, {"html": ..., "url": ...}; error 400 where it holds none."""
    try:
        given: Any = json.loads(body)
    except (ValueError, RecursionError):
        raise wrong("The body is not JSON.") from None
    fields = [name for name in ("html", "text") if name in given] if isinstance(given, dict) else []
    for unknown in given if fields else ():
        if unknown not in JSON_FIELDS:
            raise wrong(f"“{unknown[:80]}” is no field of this JSON; it takes “html” or “text”, and “url”.")
    if len(fields) != 1 or not isinstance(given[fields[0]], str) or not given[fields[0]].strip():
        raise wrong("The JSON is an object with “html” or “text”, one of them, and the page’s “url”.")
    if not isinstance(given.get("url", ""), str | None):
        raise wrong("“url” is the page’s address as a text.")
    kind: MediaType = "text/html" if fields == ["html"] else "text/plain"
    return SentPage(text=str(given[fields[0]]), media_type=kind, url=web_address(given.get("url") or url))


def _decoded(body: bytes, charset: str) -> str:
    """Return the body as text; error 400 if it is not in this charset, or the charset is unknown."""
    try:
        return body.decode(charset)
    except (LookupError, UnicodeDecodeError, ValueError):
        raise wrong(f"The body is not written in {charset[:40]}; send UTF-8.") from None


def _record(page: SentPage, body: bytes) -> bytes:
    """Return the bytes of a WARC record of the page, which keeps its address and the time."""
    record = WarcRecord()
    record.init_headers(WarcRecordType.resource)
    record.headers["WARC-Target-URI"] = page.url
    record.headers["Content-Type"] = f"{page.media_type}; charset=utf-8"
    record.set_bytes_content(body)
    out = io.BytesIO()
    record.write(out)
    return out.getvalue()


def _receipt(arrival: str) -> dict[str, Any]:
    """Return the state of a sent page (waiting, working, done, failed) and what became of its captures."""
    ended = inbox.result(arrival)
    if ended is None:
        state = "working" if work.submitted_at("ingest") else "waiting"
        return {"id": arrival, "state": state, "captures": []}
    folder, rows = f"{inbox.folder_of(arrival)}/", []
    with suppress(ArchiveMissing), open_for_reading(archive_path()) as db:
        rows = records(captures.receipts_under(db, under=folder, mark=inbox.mark_of(arrival)))
    found = [_capture_fields(row) for row in rows]
    done = {"id": arrival, "state": "done" if ended.code in (0, 3) else "failed", "captures": found}
    return done if found else {**done, "message": ended.sentence}


def _capture_fields(row: Any) -> dict[str, Any]:
    """Return a row of lib.query.captures as the API gives it: file, outcome, then reason or story."""
    outcome: dict[str, Any] = {"file": Path(str(row["origin"] or "")).name, "outcome": row["outcome"]}
    if row["outcome"] == "rejected":
        return {**outcome, "reason": row["reason"]}
    if not present(row["headline"]):
        return outcome
    story = str(row["article_id"])
    named = {"id": story, "headline": row["headline"], "api": f"/api/stories/{story}"}
    return {**outcome, "story": named, "read": f"/read?article={story}"}
