"""A polite visitor: robots.txt first, one question at a time to a host, pauses, and no knocking twice."""

import random
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from lib.fetch import robots, urls
from lib.fetch.fetching import LIMITS, fetch
from lib.fetch.outcome import Limits, Outcome, Refusal, Refused, Target, Validators
from lib.fetch.robots import Robots
from lib.fetch.wire import Wire

# Kinds of passing failures worth another try, and how many: a time-out has cost all of its time already.
TRIED_AGAIN = {"timeout": 1, "status": 5, "protocol": 5, "packing": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How hurried a visitor is."""

    delay: float = 1.0  # seconds between two questions to one host
    jitter: float = 0.5  # a pause is up to this share longer
    pauses: tuple[float, ...] = (1.0, 4.0)  # seconds before the second try, the third ...
    busy: timedelta = timedelta(minutes=15)  # for a host that asks to come back without saying when
    longest: timedelta = timedelta(days=1)  # that a whole host is left alone for what one address of it said


class Visitor:
    """Asks addresses as a good guest does; one for a run, threads may share it.

    `known` brings what earlier runs learned of robots.txt, by origin, and `resting` until when a host asked
    to be left alone; `robots` and `resting` are what to keep for the next.
    """

    def __init__(
        self,
        wire: Wire,
        *,
        pace: Pace | None = None,
        seed: int = 0,
        known: Mapping[str, Robots] | None = None,
        resting: Mapping[str, datetime] | None = None,
    ) -> None:
        self.wire, self.clock, self._pace, self._seed = wire, wire.clock, pace or Pace(), seed
        self.robots: dict[str, Robots] = dict(known or {})
        self.resting: dict[str, datetime] = dict(resting or {})  # host -> the hour until which it rests
        self._asked: set[str] = set()  # origins whose robots.txt was settled in this run
        self._lines: dict[str, threading.Lock] = {}
        self._doors: dict[str, threading.Lock] = {}
        self._next: dict[str, float] = {}  # host -> monotonic second from which on it may be asked
        self._dice: dict[str, random.Random] = {}

    def visit(
        self, url: str, *, known: Validators | None = None, limits: Limits = LIMITS, tries: int | None = None
    ) -> Outcome:
        """Ask an address, again after growing pauses when it timed out, broke off or had a passing fault.

        `tries` is how often at most, by default once more than there are pauses.
        """
        pauses = self._pace.pauses if tries is None else self._pace.pauses[: tries - 1]
        for tried, pause in enumerate(pauses):
            outcome = self._once(url, known, limits)
            again = isinstance(outcome, Refused) and outcome.passing and TRIED_AGAIN.get(outcome.kind, 0)
            if tried >= again:
                return outcome
            self.clock.sleep(pause)
        return self._once(url, known, limits)

    def wait_for(self, host: str) -> float:
        """Return seconds until the host may be asked again."""
        return max(0.0, self._next.get(host, 0.0) - self.clock.monotonic())

    def pause(self, url: str) -> float:
        """Return seconds between two questions to the host of an address, as far as its wish is known."""
        try:
            target = urls.target(url, open_door=self.wire.dialer.has_doors)
        except Refusal:
            return 0.0
        told = self.robots.get(target.origin)
        return max(self._pace.delay, told.delay if told else 0.0)

    def _once(self, url: str, known: Validators | None, limits: Limits) -> Outcome:
        outcome = fetch(url, known=known, limits=limits, wire=self.wire, turn=self._turn)
        self._heed(url, outcome)
        return outcome

    def _heed(self, url: str, outcome: Outcome) -> None:
        """Remember the host that asked to be left alone."""
        if isinstance(outcome, Refused) and outcome.kind == "busy":
            host, now = self.host(outcome.hops[-1].leads_to if outcome.hops else url), self.clock.now()
            self.resting[host] = min(outcome.retry_at or now + self._pace.busy, now + self._pace.longest)

    def host(self, url: str) -> str:
        """Return the host of an address; "" for one that is not asked anyway."""
        try:
            return urls.target(url, open_door=self.wire.dialer.has_doors).host
        except Refusal:
            return ""

    @contextmanager
    def _turn(self, target: Target) -> Iterator[None]:
        """Held while a host is asked for a page: after its robots.txt, and alone."""
        self._refuse_busy(target)
        told = self._robots_of(target)
        if told.verdict == "closed":
            reason = told.reason if told.kind != "robots" else f"{target.host} is left alone: {told.reason}."
            raise Refusal(told.kind, reason, passing=False)
        if not told.allows(target.url):
            raise Refusal(
                "robots",
                f"The robots.txt of {target.host} asks programs not to read {target.url};"
                " save the page from your browser instead.",
            )
        with self._line(target, max(self._pace.delay, told.delay)):
            yield

    @contextmanager
    def _line(self, target: Target, delay: float) -> Iterator[None]:
        host = target.host
        with self._lines.setdefault(host, threading.Lock()):
            self._refuse_busy(target)
            if wait := self.wait_for(host):
                self.clock.sleep(wait)
            try:
                yield
            finally:
                dice = self._dice.setdefault(host, random.Random(f"{self._seed} {host}"))
                pause = delay * (1 + self._pace.jitter * dice.random())
                self._next[host] = self.clock.monotonic() + pause

    def _refuse_busy(self, target: Target) -> None:
        until = self.resting.get(target.host)
        if until is not None and self.clock.now() < until:
            raise Refusal(
                "busy",
                f"{target.host} asked to be left alone until {until:%Y-%m-%d %H:%M:%S} UTC.",
                retry_at=until,
            )

    def _robots_of(self, target: Target) -> Robots:
        """Return the site's robots.txt, asked for once in a run, and once a day between runs."""
        with self._doors.setdefault(target.origin, threading.Lock()):
            known, now = self.robots.get(target.origin), self.clock.now()
            if known is not None and (target.origin in self._asked or known.is_fresh(now)):
                return known
            place = f"{target.origin}/robots.txt"
            outcome = fetch(place, limits=robots.LIMITS, wire=self.wire, turn=self._robots_turn)
            self._heed(place, outcome)
            told = robots.understood(outcome, now, known)
            self.robots[target.origin] = told
            self._asked.add(target.origin)
            return told

    @contextmanager
    def _robots_turn(self, target: Target) -> Iterator[None]:
        with self._lines.setdefault(target.host, threading.Lock()):
            if wait := self.wait_for(target.host):
                self.clock.sleep(wait)
            yield
