"""A followed source: what is remembered between two requests, and when the next one is due."""

import json
import random
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from lib.fetch.outcome import Validators
from lib.model import checksums

FIRST = timedelta(hours=1)
SHORTEST = timedelta(minutes=15)  # between two requests, however much is new
LONGEST = timedelta(hours=24)
LONGEST_WISH = timedelta(hours=12)  # cap on what a feed wishes (ttl, max-age)
SPREAD = 0.1  # share by which sources are spread, so that they are not due at the same time
FASTER = 0.6  # times the interval after news: three such answers come from a day to five hours
SLOWER = 1.4  # times the interval after none, more slowly back than there


def next_interval(interval: timedelta, *, new: int) -> timedelta:
    """Return the next interval, from 15 minutes to a day: shorter after news, longer after none."""
    adjusted = interval * (FASTER if new else SLOWER)
    return min(max(adjusted, SHORTEST), LONGEST)


def due_after_answer(
    now: datetime, interval: timedelta, *, wishes: Iterable[timedelta | None] = (), url: str
) -> datetime:
    """Return when a source that responded is due: after the interval or, if longer, the longest wish.

    `wishes` are intervals that the server or the feed asks for; each counts up to 12 hours. Up to a tenth is
    added, by `url`, so that not all sources are due at once.
    """
    capped = [min(wish, LONGEST_WISH) for wish in wishes if wish is not None]
    wait = max([interval, *capped])
    return now + wait * (1 + SPREAD * random.Random(f"{url} {now:%Y%m%d%H%M}").random())


def due_after_error(
    now: datetime, interval: timedelta, *, errors: int, retry_at: datetime | None = None, reached: bool = True
) -> datetime:
    """Return when a source that failed `errors` times in a row is due: the interval doubled each time.

    It is at most a day or, if no server was `reached`, as when this machine is offline, an hour or the
    interval. It is never before `retry_at`.
    """
    doubled: int = 2 ** min(max(errors - 1, 0), 10)
    wait = min(interval * doubled, LONGEST if reached else max(interval, FIRST))
    return max(now + wait, retry_at or now)


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingPage:
    """The page behind a feed item's summary, still to be fetched, and how often it was tried."""

    link: str
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed that the reader follows, with the state after its last request."""

    url: str  # as followed: its identity
    address: str = ""  # where it lives now; "" as long as that is `url`
    title: str = ""
    full_text: bool = False  # fetch the linked page of an item that is only a summary
    validators: Validators = field(default_factory=Validators)
    sha256: str = ""  # of the feed as last read
    shown: tuple[str, ...] = ()  # each item's key and words as hashes, the feed's present ones first
    seen: tuple[str, ...] = ()  # keys of items, the feed's present ones first
    pending: tuple[PendingPage, ...] = ()
    interval: timedelta = FIRST
    every: timedelta | None = None  # its publisher's wish (RSS ttl), as last read
    next_due: datetime | None = None  # None: at once
    last_asked: datetime | None = None
    last_success: datetime | None = None
    last_error: str | None = None  # a sentence; None when the last time went well
    errors_in_row: int = 0
    gone: bool = False  # for good, as its server says: not requested again
    last_result: str = ""  # a sentence: what the last time brought
    brought: int = 0  # stories that were new when it brought them

    @property
    def request_url(self) -> str:
        """The address to request: the new one if the source has moved, else the one it was followed under."""
        return self.address or self.url

    def is_due(self, now: datetime) -> bool:
        """Return whether `next_due` is past or unset, or the last request in the future; never if gone."""
        return not self.gone and (
            self.next_due is None or self.next_due <= now or (self.last_asked or now) > now
        )


def to_json(source: Source) -> str:
    """Return the source as one line of JSON with a checksum, without empty fields."""
    row: dict[str, Any] = {column.name: getattr(source, column.name) for column in fields(source)}
    pending = [[page.link, page.tries] for page in row.pop("pending")]
    row |= {**asdict(row.pop("validators")), "owed": pending}
    filled = {key: value for key, value in row.items() if value}
    plain = json.loads(json.dumps(filled, ensure_ascii=False, default=_as_stored))
    return json.dumps(checksums.signed(plain), ensure_ascii=False)


def from_json(line: str) -> Source:
    """Return the source in a line of JSON; raises ValueError if the line or the checksum is not valid.

    Fields added by a newer version are ignored.
    """
    try:
        row = checksums.unsigned(json.loads(line))
        return Source(
            url=str(row["url"]),
            validators=Validators(etag=row.get("etag"), last_modified=row.get("last_modified")),
            pending=tuple(PendingPage(link=str(link), tries=int(n)) for link, n in row.get("owed", ())),
            **{name: read(row[name]) for name, read in _READ.items() if row.get(name)},
        )
    except (TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise ValueError(f"This is no source: {line[:80]}") from error


def _as_stored(value: datetime | timedelta) -> str | float:
    """Return a time in ISO format, or a duration in seconds."""
    return value.isoformat() if isinstance(value, datetime) else value.total_seconds()


# How a line's fields are read back; what it lacks is as in a new source.
_READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("address", "title", "sha256", "last_error", "last_result"), str),
    **dict.fromkeys(("errors_in_row", "brought"), int),
    **dict.fromkeys(("full_text", "gone"), bool),
    **dict.fromkeys(("shown", "seen"), lambda words: tuple(map(str, words))),
    **dict.fromkeys(("interval", "every"), lambda seconds: timedelta(seconds=float(seconds))),
    **dict.fromkeys(("next_due", "last_asked", "last_success"), datetime.fromisoformat),
}
