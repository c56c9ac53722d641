"""An address asked, its redirects followed by our own hand, its answer judged."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from lib.fetch import headers, urls
from lib.fetch.content import checked
from lib.fetch.outcome import (
    Clock,
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
from lib.fetch.statuses import BRINGS, refusal_of
from lib.fetch.unpacking import unpacked
from lib.fetch.urls import shown
from lib.fetch.wire import Answer, Wire

LIMITS = Limits()
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """An address, and how it is asked."""

    url: str
    known: Validators | None
    limits: Limits
    wire: Wire
    turn: Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The last answer of a chain of redirects."""

    target: Target
    answer: Answer
    hops: tuple[Hop, ...]


def fetch(
    url: str,
    *,
    known: Validators | None = None,
    limits: Limits = LIMITS,
    clock: Clock | None = None,
    wire: Wire | None = None,
    turn: Turn | None = None,
) -> Outcome:
    """Ask an address once: what it holds, that nothing is new since `known`, or why there is nothing.

    Every redirect is checked as the first address was, down to the socket. `turn` is held around each request
    and may refuse it: robots.txt and politeness live there (Visitor.visit). Without `wire`, one is opened for
    this question alone.
    """
    with _wire(wire, clock) as own:
        turn = turn or (lambda _: nullcontext())
        question = _Question(url=url, known=known, limits=limits, wire=own, turn=turn)
        hops: list[Hop] = []
        try:
            return _outcome(question, _chase(question, hops))
        except Refusal as refusal:
            return _refused(question, refusal, tuple(hops))


@contextmanager
def _wire(given: Wire | None, clock: Clock | None) -> Iterator[Wire]:
    if given is not None:
        yield given
        return
    with Wire(clock=clock) as own:
        yield own


def _refused(question: _Question, refusal: Refusal, hops: tuple[Hop, ...]) -> Refused:
    """Return the refusal as a result; one that was met behind a redirect says so."""
    behind = hops and refusal.kind != "redirects"
    return Refused(
        url=question.url,
        kind=refusal.kind,
        message=f"{shown(question.url)} leads elsewhere: {refusal.message}" if behind else refusal.message,
        at=question.wire.clock.now(),
        status=refusal.status,
        retry_at=refusal.retry_at,
        passing=refusal.passing,
        hops=hops,
    )


def _chase(question: _Question, hops: list[Hop]) -> _Found:
    """Follow redirects to the answer that is none; `hops` grows on the way."""
    url, wire, limits = shown(question.url), question.wire, question.limits
    target = urls.target(question.url, open_door=wire.dialer.has_doors)
    seen = {target.url}
    while True:
        with question.turn(target):
            answer = wire.ask(target, known=question.known, limits=limits)
        if answer.status not in REDIRECTS:
            return _Found(target=target, answer=answer, hops=tuple(hops))
        target = _next(answer, target, open_door=wire.dialer.has_doors)
        hops.append(Hop(status=answer.status, leads_to=target.url))
        if target.url in seen:
            raise Refusal("redirects", f"{url} leads round in a circle; save the page from your browser.")
        if len(hops) > limits.redirects:
            raise Refusal("redirects", f"{url} leads on more than {limits.redirects} times; it was given up.")
        seen.add(target.url)


def _next(answer: Answer, target: Target, *, open_door: bool) -> Target:
    """Return where a redirect leads."""
    place, here = answer.told.get("location", "").strip(), shown(target.url)
    if not place:
        raise Refusal("redirects", f"{here} leads elsewhere without saying where.", status=answer.status)
    try:
        return urls.target(place, base=target.url, open_door=open_door)
    except Refusal as refusal:
        words = f"{here} leads to what is not asked. {refusal.message}"
        raise Refusal(refusal.kind, words, status=answer.status) from refusal


def _outcome(question: _Question, found: _Found) -> Fetched | Unchanged:
    """Return what the last answer means; Refusal when it holds no page."""
    answer, known, now = found.answer, question.known, question.wire.clock.now()
    if answer.status == 304 and known is not None and (known.etag or known.last_modified):
        return Unchanged(
            url=question.url,
            address=found.target.url,
            fetched_at=now,
            validators=_merged(headers.validators(answer.told), known),
            fresh_for=headers.fresh_for(answer.told, now),
            hops=found.hops,
        )
    if answer.status not in BRINGS:
        raise refusal_of(answer.status, shown(found.target.url), headers.retry_at(answer.told, now))
    return _fetched(question, found, now)


def _fetched(question: _Question, found: _Found, now: datetime) -> Fetched:
    answer = found.answer
    body, notes = _opened(found, question.limits)
    return Fetched(
        url=question.url,
        address=found.target.url,
        status=answer.status,
        body=body,
        media_type=headers.media_type(answer.told),
        charset=headers.charset(answer.told),
        fetched_at=now,
        weight=len(answer.body),
        validators=headers.validators(answer.told),
        fresh_for=headers.fresh_for(answer.told, now),
        hops=found.hops,
        notes=(*_told_of_way(question.url, found), *notes),
    )


def _merged(new: Validators, known: Validators) -> Validators:
    return Validators(etag=new.etag or known.etag, last_modified=new.last_modified or known.last_modified)


def _opened(found: _Found, limits: Limits) -> tuple[bytes, tuple[str, ...]]:
    """Return the body unpacked and of a kind that is read here."""
    answer, address = found.answer, shown(found.target.url)
    if not answer.whole and not limits.keep_start:
        raise Refusal("too large", f"{address} sends more than {_megabytes(limits.packed)}; it was given up.")
    packing = answer.told.get("content-encoding", "")
    body, notes = unpacked(answer.body, packing, limits.unpacked, cut=not answer.whole, of=address)
    if len(body) > limits.unpacked and not limits.keep_start:
        raise Refusal("too large", f"{address} unpacks to more than {_megabytes(limits.unpacked)}; given up.")
    body, more = checked(body[: limits.unpacked], headers.media_type(answer.told), address, limits)
    return body, (*notes, *more)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g} MB"


def _told_of_way(url: str, found: _Found) -> tuple[str, ...]:
    """Return whether the way left https: what came could then have been changed by anyone on it."""
    way = [url, *(hop.leads_to for hop in found.hops)]
    return tuple(
        f"The address leads from https to plain http, at {after}."
        for before, after in pairwise(way)
        if before.lower().startswith("https:") and after.startswith("http:")
    )
