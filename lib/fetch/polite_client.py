"""Polite requests: robots.txt first (RFC 9309), one request at a time to a host, and pauses between."""

import random
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from lib.fetch.client import HttpClient
from lib.fetch.fetching import LIMITS, fetch
from lib.fetch.outcome import Limits, Outcome, Refusal, Refused, Target, Validators
from lib.fetch.robots import Robots, robots_from

ROBOTS_LIMITS = Limits(
    packed=512_000, unpacked=512_000, whole=15.0, redirects=5, keep_start=True
)  # RFC 9309, 2.5

# Kinds of passing failures worth another try, and how many: a time-out has cost all of its time already.
TRIED_AGAIN = {"timeout": 1, "status": 5, "protocol": 5, "packing": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The pauses between requests to a host, before another try, and after a host says that it is busy."""

    delay: float = 1.0  # seconds between two requests to one host
    jitter: float = 0.5  # a pause is up to this share longer
    pauses: tuple[float, ...] = (1.0, 4.0)  # seconds before the second try, the third ...
    busy: timedelta = timedelta(minutes=15)  # for a host that says to come back without saying when
    longest: timedelta = timedelta(days=1)  # that a whole host is left alone for what one address of it said


class PoliteClient:
    """Makes requests by robots.txt and with pauses; one client for a run, shared by its threads.

    `known` holds the robots.txt of earlier runs by origin, and `resting` the end of a host's pause by host;
    `robots` and `resting` are what to keep for the next run.
    """

    def __init__(
        self,
        http: HttpClient,
        *,
        pace: Pace | None = None,
        seed: int = 0,
        known: Mapping[str, Robots] | None = None,
        resting: Mapping[str, datetime] | None = None,
    ) -> None:
        self.http, self._pace, self._seed = http, pace or Pace(), seed
        self.robots: dict[str, Robots] = dict(known or {})
        self.resting: dict[str, datetime] = dict(resting or {})  # host -> end of its pause
        self._requested: set[str] = set()  # origins whose robots.txt was requested in this run
        self._host_locks: dict[str, threading.Lock] = {}
        self._robots_locks: dict[str, threading.Lock] = {}
        self._next: dict[str, float] = {}  # host -> monotonic second of its next request
        self._randoms: dict[str, random.Random] = {}

    def visit(
        self, url: str, *, known: Validators | None = None, limits: Limits = LIMITS, tries: int | None = None
    ) -> Outcome:
        """Request an address, again after growing pauses if a failure may pass; return the last outcome.

        `tries` is the greatest number of requests, by default one more than there are pauses.
        """
        pauses = self._pace.pauses if tries is None else self._pace.pauses[: tries - 1]
        for tried, pause in enumerate(pauses):
            outcome = self._one_attempt(url, known, limits)
            again = isinstance(outcome, Refused) and outcome.passing and TRIED_AGAIN.get(outcome.kind, 0)
            if tried >= again:
                return outcome
            time.sleep(pause)
        return self._one_attempt(url, known, limits)

    def wait_for(self, host: str) -> float:
        """Return the seconds until the next request to the host is allowed; 0 if one is allowed now."""
        return max(0.0, self._next.get(host, 0.0) - time.monotonic())

    def pause(self, url: str) -> float:
        """Return the seconds between requests to an address's host; 0 if it may not be requested."""
        try:
            target = self.http.target(url)
        except Refusal:
            return 0.0
        rules = self.robots.get(target.origin)
        return max(self._pace.delay, rules.delay if rules else 0.0)

    def _one_attempt(self, url: str, known: Validators | None, limits: Limits) -> Outcome:
        outcome = fetch(url, known=known, limits=limits, client=self.http, turn=self._turn)
        self._note_busy(url, outcome)
        return outcome

    def _note_busy(self, url: str, outcome: Outcome) -> None:
        """Record a pause for a host that answered that it is busy."""
        if isinstance(outcome, Refused) and outcome.kind == "busy":
            host, now = self.host(outcome.hops[-1].leads_to if outcome.hops else url), datetime.now(UTC)
            self.resting[host] = min(outcome.retry_at or now + self._pace.busy, now + self._pace.longest)

    def host(self, url: str) -> str:
        """Return the host of an address; "" for an address that may not be requested."""
        try:
            return self.http.target(url).host
        except Refusal:
            return ""

    @contextmanager
    def _turn(self, target: Target) -> Iterator[None]:
        """Hold the host's turn for one request; raises Refusal if robots.txt or a pause forbids it."""
        self._refuse_busy(target)
        rules = self._robots_of(target)
        if rules.verdict == "closed":
            reason = (
                rules.reason if rules.kind != "robots" else f"{target.host} is left alone: {rules.reason}."
            )
            raise Refusal(rules.kind, reason, passing=True)
        if not rules.allows(target.url):
            raise Refusal(
                "robots",
                f"The robots.txt of {target.host} asks programs not to read {target.url};"
                " save the page from your browser instead.",
            )
        with self._host_turn(target, max(self._pace.delay, rules.delay)):
            yield

    @contextmanager
    def _host_turn(self, target: Target, delay: float) -> Iterator[None]:
        """Wait for the host's turn, hold it during the block, then begin the host's next pause.

        `delay` is the pause in seconds that the site demands.
        """
        host = target.host
        with self._host_locks.setdefault(host, threading.Lock()):
            self._refuse_busy(target)
            if wait := self.wait_for(host):
                time.sleep(wait)
            try:
                yield
            finally:
                rng = self._randoms.setdefault(host, random.Random(f"{self._seed} {host}"))
                pause = delay * (1 + self._pace.jitter * rng.random())
                self._next[host] = time.monotonic() + pause

    def _refuse_busy(self, target: Target) -> None:
        """Raise Refusal, with the time to try again, if the host has asked for a pause that is not over."""
        until, now = self.resting.get(target.host), datetime.now(UTC)
        # A longer pause was begun by a clock that has been set back since.
        if until is not None and now < until <= now + self._pace.longest:
            raise Refusal(
                "busy",
                f"{target.host} wants no requests until {until:%Y-%m-%d %H:%M:%S} UTC.",
                retry_at=until,
            )

    def _robots_of(self, target: Target) -> Robots:
        """Return the rules of a site's robots.txt, requested once a run unless known for less than a day."""
        with self._robots_locks.setdefault(target.origin, threading.Lock()):
            known, now = self.robots.get(target.origin), datetime.now(UTC)
            if known is not None and (target.origin in self._requested or known.is_fresh(now)):
                return known
            place = f"{target.origin}/robots.txt"
            outcome = fetch(place, limits=ROBOTS_LIMITS, client=self.http, turn=self._robots_turn)
            self._note_busy(place, outcome)
            rules = robots_from(outcome, now, known)
            self.robots[target.origin] = rules
            self._requested.add(target.origin)
            return rules

    @contextmanager
    def _robots_turn(self, target: Target) -> Iterator[None]:
        """Wait for the host's turn and hold it during the block, which requests its robots.txt."""
        with self._host_locks.setdefault(target.host, threading.Lock()):
            if wait := self.wait_for(target.host):
                time.sleep(wait)
            yield
