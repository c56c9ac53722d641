"""robots.txt as RFC 9309 reads it: what a site asks of programs, and what its silence means."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from protego import Protego

from lib.fetch.outcome import Fetched, Kind, Limits, Outcome, Refused
from lib.fetch.wire import NAME

LIMITS = Limits(packed=512_000, unpacked=512_000, whole=15.0, redirects=5, keep_start=True)  # RFC 9309, 2.5
KEPT_FOR = timedelta(hours=24)  # 2.4
GIVEN_UP_AFTER = timedelta(days=30)  # 2.3.1.4: unreachable for so long counts as having none
LONGEST_DELAY = 60.0  # seconds of Crawl-delay that are honoured

# A group may name a program as its own header does, with a version, which is no part of the name (2.2.1).
_VERSIONED = re.compile(r"^(\s*user-?agent\s*:\s*[a-z_-]+)/.*$", re.IGNORECASE | re.MULTILINE)

Verdict = Literal["rules", "open", "closed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """What one site's robots.txt came to."""

    verdict: Verdict  # by its rules; all may be read; nothing may, because it cannot be had
    asked_at: datetime
    text: str = ""
    kind: Kind = "robots"  # of the failure, when closed
    reason: str = ""  # a sentence, when closed
    closed_since: datetime | None = None

    def allows(self, url: str) -> bool:
        """Return whether the site lets Wireroom read the address."""
        return self.verdict == "open" or (self.verdict == "rules" and _parsed(self.text).can_fetch(url, NAME))

    @property
    def delay(self) -> float:
        """Seconds between two questions that the site asks for, at most a minute; 0 when it does not."""
        asked = _parsed(self.text).crawl_delay(NAME) if self.verdict == "rules" else None
        return min(max(float(asked or 0), 0.0), LONGEST_DELAY)

    def is_fresh(self, now: datetime) -> bool:
        """Return whether it need not be asked for again."""
        return self.verdict != "closed" and self.asked_at <= now < self.asked_at + KEPT_FOR


@lru_cache(maxsize=256)
def _parsed(text: str) -> Protego:
    lines = "\n".join(text.removeprefix("\ufeff").splitlines())
    return Protego.parse(_VERSIONED.sub(r"\1", lines))


def understood(outcome: Outcome, now: datetime, before: Robots | None) -> Robots:
    """Return what the answer for robots.txt means; `before` is what was known, fresh or not.

    RFC 9309, 2.3.1: an answer that there is none opens the site; no answer, or a fault of the server, closes
    it, but for what was known before and for a silence of 30 days.
    """
    if isinstance(outcome, Fetched):
        return Robots(verdict="rules", asked_at=now, text=outcome.body.decode("utf-8", "replace"))
    if isinstance(outcome, Refused) and not _is_closed(outcome):
        return Robots(verdict="open", asked_at=now)
    since = (before.closed_since if before else None) or now
    if before and before.verdict != "closed" and now - before.asked_at < GIVEN_UP_AFTER:
        return before
    if now - since >= GIVEN_UP_AFTER:
        return Robots(verdict="open", asked_at=now, closed_since=since)
    return _closed(outcome, now, since)


def _is_closed(refused: Refused) -> bool:
    if refused.kind in ("status", "gone"):
        return refused.status is None or refused.status >= 500
    return refused.kind not in ("content type", "packing", "redirects", "too large")


def _closed(outcome: Outcome, now: datetime, since: datetime) -> Robots:
    """Closed, and why: a failure that is the host's own as it is, another as one of its robots.txt alone."""
    if isinstance(outcome, Refused) and outcome.kind not in ("status", "busy") and not outcome.hops:
        return Robots(
            verdict="closed", asked_at=now, kind=outcome.kind, reason=outcome.message, closed_since=since
        )
    status = f" ({outcome.status})" if isinstance(outcome, Refused) and outcome.status else ""
    reason = f"its robots.txt cannot be had at the moment, so nothing of it is read{status}"
    return Robots(verdict="closed", asked_at=now, reason=reason, closed_since=since)
