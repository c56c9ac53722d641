"""What a site's robots.txt lets Wireroom read (RFC 9309), and how long that is believed."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from protego import Protego

from lib.fetch.client import NAME
from lib.fetch.outcome import Fetched, Outcome, RefusalKind, Refused

KEPT_FOR = timedelta(hours=24)  # 2.4
GIVEN_UP_AFTER = timedelta(days=30)  # 2.3.1.4: unreachable for so long counts as having none
LONGEST_DELAY = 60.0  # seconds of Crawl-delay that are honoured
# The line of a group that names a program, in all the forms that Protego takes.
_NAMING = re.compile(
    r"^[^\S\n]*user(?:-|[^\S\n]*)agent(?=[:\s])[^\S\n]*:?([^#\n]*).*$", re.IGNORECASE | re.MULTILINE
)
_OTHERS = "others"
Verdict = Literal["rules", "open", "closed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """What is known of a site's robots.txt: its rules, or that everything or nothing may be read, and why."""

    verdict: Verdict  # by its rules; all may be read; nothing may, because it cannot be had
    asked_at: datetime
    text: str = ""
    kind: RefusalKind = "robots"  # of the failure, when closed
    reason: str = ""  # a sentence, when closed
    closed_since: datetime | None = None  # from when on it could not be had; None if it was had last

    def allows(self, url: str) -> bool:
        """Return whether the site lets Wireroom read the address."""
        return self.verdict == "open" or (self.verdict == "rules" and _parsed(self.text).can_fetch(url, NAME))

    @property
    def delay(self) -> float:
        """The pause in seconds that the site demands between requests, at most 60; 0 if it demands none."""
        delay = _parsed(self.text).crawl_delay(NAME) if self.verdict == "rules" else None
        return min(max(float(delay or 0), 0.0), LONGEST_DELAY)

    def is_fresh(self, now: datetime) -> bool:
        """Return whether robots.txt was asked for less than a day ago, and answered."""
        return self.verdict != "closed" and self.asked_at <= now < self.asked_at + KEPT_FOR


@lru_cache(maxsize=256)
def _parsed(text: str) -> Protego:
    """Return the parsed rules of a robots.txt."""
    lines = "\n".join(text.removeprefix("\ufeff").splitlines())
    return Protego.parse(_NAMING.sub(_ours_or_others, lines))


def _ours_or_others(line: re.Match[str]) -> str:
    """Return a User-agent line of robots.txt with every name but ours and * replaced by one common name.

    Protego keeps the rules of a group once for each name, so thousands of names would fill the memory. A
    group may name a program with its version, which is no part of the name (RFC 9309, 2.2.1).
    """
    if not line[1].strip():
        return line[0]
    name = line[1].partition("/")[0].replace("*", "").strip().lower()
    if not name:
        return "User-agent: " + ("*" if "*" in line[1] else _OTHERS)
    return f"User-agent: {name if NAME.lower().startswith(name) else _OTHERS}"


def robots_from(outcome: Outcome, now: datetime, before: Robots | None) -> Robots:
    """Return the rules that follow from requesting robots.txt; `before` is what was known, however old.

    RFC 9309, 2.3.1: if there is no robots.txt, everything may be read. If the server fails or does not
    respond, nothing may, except by rules known before; after 30 days of failures everything may.
    """
    if isinstance(outcome, Fetched):
        return Robots(verdict="rules", asked_at=now, text=outcome.body.decode("utf-8", "replace"))
    if isinstance(outcome, Refused) and not _is_unreachable(outcome):
        return Robots(verdict="open", asked_at=now)
    since = (before.closed_since if before else None) or now
    if now - since >= GIVEN_UP_AFTER:
        return Robots(verdict="open", asked_at=now, closed_since=since)
    if before and before.verdict != "closed":
        return replace(before, closed_since=since)
    if isinstance(outcome, Refused) and outcome.kind not in ("status", "busy") and not outcome.hops:
        return Robots(
            verdict="closed", asked_at=now, kind=outcome.kind, reason=outcome.message, closed_since=since
        )
    status = f" ({outcome.status})" if isinstance(outcome, Refused) and outcome.status else ""
    reason = f"its robots.txt cannot be had at the moment, so nothing of it is read{status}"
    return Robots(verdict="closed", asked_at=now, reason=reason, closed_since=since)


def _is_unreachable(refused: Refused) -> bool:
    """Return whether robots.txt was not received through a fault of the server or of the connection."""
    if refused.kind in ("status", "gone"):
        return refused.status is None or refused.status >= 500
    return refused.kind not in ("content type", "packing", "redirects", "too large")
