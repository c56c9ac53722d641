"""Fetching one address: its redirects followed one by one, the last response checked."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from lib.fetch import headers
from lib.fetch.client import HttpClient, Response
from lib.fetch.content import checked
from lib.fetch.decompress import unpacked
from lib.fetch.headers import BRINGS, refusal_of
from lib.fetch.outcome import (
    Fetched,
    Hop,
    Limits,
    Outcome,
    Refusal,
    Refused,
    Target,
    Turn,
    Unchanged,
    Validators,
)
from lib.fetch.urls import shown

LIMITS = Limits()
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """An address to request, with validators, limits, the client, and the context around each request."""

    url: str
    known: Validators | None
    limits: Limits
    client: HttpClient
    turn: Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The last response after all redirects, its address, and the redirects."""

    target: Target
    response: Response
    hops: tuple[Hop, ...]


def fetch(
    url: str,
    *,
    client: HttpClient,
    known: Validators | None = None,
    limits: Limits = LIMITS,
    turn: Turn = lambda _: nullcontext(),
) -> Outcome:
    """Request an address once; return the page, that it is unchanged since `known`, or why it was refused.

    Every redirect is checked like the first address, down to the connection. `turn` is a context around each
    request that may refuse it: PoliteClient.visit uses it for robots.txt and pauses.
    """
    request = _Request(url=url, known=known, limits=limits, client=client, turn=turn)
    hops: list[Hop] = []
    try:
        return _outcome(request, _chase(request, hops))
    except Refusal as refusal:
        return _refused(request, refusal, tuple(hops))


def _refused(request: _Request, refusal: Refusal, hops: tuple[Hop, ...]) -> Refused:
    """Return a Refusal as a Refused; after a redirect its message begins with the address requested."""
    redirected = hops and refusal.kind != "redirects"
    message = f"{shown(request.url)} leads elsewhere: {refusal.message}" if redirected else refusal.message
    return Refused(
        url=request.url, kind=refusal.kind, message=message, at=datetime.now(UTC), hops=hops,
        status=refusal.status, retry_at=refusal.retry_at, passing=refusal.passing,
    )  # fmt: skip


def _chase(request: _Request, hops: list[Hop]) -> _Found:
    """Follow redirects, adding each to `hops`, and return the last response; raises Refusal."""
    url, client, limits = shown(request.url), request.client, request.limits
    target = client.target(request.url)
    seen = {target.url}
    while True:
        with request.turn(target):
            response = client.get(target, known=request.known, limits=limits)
        if response.status not in REDIRECTS:
            return _Found(target=target, response=response, hops=tuple(hops))
        target = _next(response, target, client)
        hops.append(Hop(status=response.status, leads_to=target.url))
        if target.url in seen:
            raise Refusal("redirects", f"{url} redirects in a circle; save the page from your browser.")
        if len(hops) > limits.redirects:
            raise Refusal(
                "redirects", f"{url} redirects more than {limits.redirects} times; it was given up."
            )
        seen.add(target.url)


def _next(response: Response, target: Target, client: HttpClient) -> Target:
    """Return the address that a redirect leads to; raises Refusal if it may not be requested."""
    place, here = response.headers.get("location", "").strip(), shown(target.url)
    if not place:
        raise Refusal("redirects", f"{here} leads elsewhere without saying where.", status=response.status)
    try:
        return client.target(place, base=target.url)
    except Refusal as refusal:
        words = f"{here} leads to what is not requested. {refusal.message}"
        raise Refusal(refusal.kind, words, status=response.status) from refusal


def _outcome(request: _Request, found: _Found) -> Fetched | Unchanged:
    """Return the last response as a page or as unchanged; raises Refusal for any other response."""
    response, known, now = found.response, request.known, datetime.now(UTC)
    if response.status == 304 and known is not None and (known.etag or known.last_modified):
        new = headers.validators(response.headers)
        etag, modified = new.etag or known.etag, new.last_modified or known.last_modified
        return Unchanged(
            url=request.url, address=found.target.url, fetched_at=now, hops=found.hops,
            validators=Validators(etag=etag, last_modified=modified),
            fresh_for=headers.fresh_for(response.headers, now),
        )  # fmt: skip
    if response.status not in BRINGS:
        raise refusal_of(response.status, shown(found.target.url), headers.retry_at(response.headers, now))
    body, notes = _opened(found, request.limits)
    return Fetched(
        url=request.url, address=found.target.url, status=response.status, body=body, hops=found.hops,
        media_type=headers.media_type(response.headers), charset=headers.charset(response.headers),
        fetched_at=now, weight=len(response.body), validators=headers.validators(response.headers),
        fresh_for=headers.fresh_for(response.headers, now),
        notes=(*_downgrades(request.url, found), *notes),
    )  # fmt: skip


def _opened(found: _Found, limits: Limits) -> tuple[bytes, tuple[str, ...]]:
    """Return the decompressed body and notes on it; raises Refusal for a kind not read or beyond limits."""
    response, address = found.response, shown(found.target.url)
    if not response.whole and not limits.keep_start:
        raise Refusal("too large", f"{address} sends more than {_megabytes(limits.packed)}; it was given up.")
    packing = response.headers.get("content-encoding", "")
    body, notes = unpacked(response.body, packing, limits.unpacked, cut=not response.whole, of=address)
    if len(body) > limits.unpacked and not limits.keep_start:
        raise Refusal("too large", f"{address} unpacks to more than {_megabytes(limits.unpacked)}; given up.")
    body, more = checked(body[: limits.unpacked], headers.media_type(response.headers), address, limits)
    return body, (*notes, *more)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g} MB"


def _downgrades(url: str, found: _Found) -> tuple[str, ...]:
    """Return notes on redirects from https to http, after which the page could have been altered."""
    steps = [url, *(hop.leads_to for hop in found.hops)]
    return tuple(
        f"The address leads from https to plain http, at {after}."
        for before, after in pairwise(steps)
        if before.lower().startswith("https:") and after.startswith("http:")
    )
