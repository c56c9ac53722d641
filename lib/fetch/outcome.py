"""The possible outcomes of a request: a page, an unchanged page, or a refusal with its reason."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

RefusalKind = Literal[
    "address",  # no address that may be requested
    "robots",  # the site's robots.txt disallows it
    "name",  # no such host
    "connection",
    "tls",
    "timeout",
    "protocol",  # the response was no HTTP, or broken off
    "too large",
    "packing",  # gzip, br or zstd that cannot be undone
    "redirects",
    "content type",
    "status",
    "gone",
    "busy",  # the server says to come back later
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of a response's size, time and redirects; whether to cut a larger one or read only pictures."""

    packed: int = 10_000_000  # bytes as transferred
    unpacked: int = 20_000_000  # bytes after gzip, br or zstd
    connect: float = 6.0  # seconds
    read: float = 10.0  # seconds between two pieces
    whole: float = 20.0  # seconds for one request, redirects not counted
    redirects: int = 10
    keep_start: bool = False  # keep what came within `packed` and `unpacked` instead of refusing the rest
    pictures: bool = False  # read pictures, and nothing else


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """ETag and Last-Modified of a response, for conditional requests (RFC 9110, 8.8)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One redirect that was followed: its status and the address that it leads to."""

    status: int
    leads_to: str

    @property
    def permanent(self) -> bool:
        """Whether the redirect is permanent, so that the new address replaces the old one."""
        return self.status in (301, 308)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A response with a body, decompressed but neither decoded nor parsed, and what its headers say."""

    url: str  # as requested
    address: str  # where it was found at last
    status: int
    body: bytes  # unpacked
    media_type: str  # lower case, "" when the server did not say
    charset: str | None  # as declared by the server
    fetched_at: datetime  # UTC
    weight: int  # bytes as transferred
    validators: Validators = field(default_factory=Validators)
    fresh_for: timedelta | None = None  # how long the server wants it kept
    hops: tuple[Hop, ...] = ()
    notes: tuple[str, ...] = ()  # sentences on what was odd


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The result of requesting a page that has not changed since the validators were given (status 304)."""

    url: str
    address: str
    fetched_at: datetime
    validators: Validators
    fresh_for: timedelta | None = None
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The result of a request that brought no page: why not, and whether and when to try again."""

    url: str
    kind: RefusalKind
    message: str  # a sentence: what happened, to what, what to do
    at: datetime
    status: int | None = None
    retry_at: datetime | None = None  # when the server wants the next request
    passing: bool = False  # a failure that may be temporary: worth another try
    hops: tuple[Hop, ...] = ()


Outcome = Fetched | Unchanged | Refused


class Refusal(Exception):
    """The exception behind a Refused; it does not leave lib.fetch."""

    def __init__(
        self,
        kind: RefusalKind,
        message: str,
        *,
        status: int | None = None,
        retry_at: datetime | None = None,
        passing: bool = False,
    ) -> None:
        super().__init__(kind, message)
        self.kind, self.status, self.retry_at, self.passing = kind, status, retry_at, passing
        self.message = message


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address that may be requested, with its scheme, host and port."""

    url: str  # ASCII, without fragment
    scheme: str
    host: str  # ASCII, lower case, without brackets or a last dot
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port: the key under which robots.txt is kept."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


Turn = Callable[[Target], AbstractContextManager[None]]  # held during a request to a host; raises Refusal


def permanent_address(hops: tuple[Hop, ...]) -> str | None:
    """Return the address that permanent redirects lead to, before the first temporary one, or None."""
    moved = None
    for hop in hops:
        if not hop.permanent:
            break
        moved = hop.leads_to
    return moved
