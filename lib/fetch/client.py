"""One HTTP request: follows no redirects, keeps no cookies, sends no credentials."""

import re
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpcore2

from lib.fetch import headers, urls
from lib.fetch.content import is_read
from lib.fetch.decompress import ACCEPTED
from lib.fetch.dialer import Dialer, deadline
from lib.fetch.headers import BRINGS
from lib.fetch.outcome import Limits, Refusal, Target, Validators
from lib.model.version import VERSION

NAME = "Wireroom"  # its name in robots.txt
USER_AGENT = f"{NAME}/{VERSION} (news reader of one person; to keep it out, disallow {NAME} in robots.txt)"
_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json,"
    " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/plain;q=0.8, */*;q=0.1"
)
_ACCEPT_PICTURES = "image/avif, image/webp, image/png, image/jpeg, image/gif, image/*;q=0.5, */*;q=0.1"
_OWN_HEADERS = [(b"User-Agent", USER_AGENT.encode()), (b"Accept-Encoding", ACCEPTED.encode())]
_BYTES = re.compile(r"bytearray\(b(['\"])(.*?)\1\)")  # as errors of the library quote what came
CONNECTIONS = 64  # open at once: more than there are workers, of which each asks one host
KEPT = 16  # of them, open without a request
KEPT_FOR = 5.0  # seconds that such a one stays open


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Status, headers and still compressed body of a response, and whether the body is whole."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    whole: bool  # False: the body went on beyond the limit


class HttpClient:
    """Keeps connections open for many requests; a context manager that closes them. Threads may share it."""

    def __init__(self, *, dialer: Dialer | None = None, trust: ssl.SSLContext | None = None) -> None:
        self.dialer = dialer or Dialer()
        self._pool = httpcore2.ConnectionPool(
            ssl_context=trust or httpcore2.default_ssl_context(),
            max_connections=CONNECTIONS,
            max_keepalive_connections=KEPT,
            keepalive_expiry=KEPT_FOR,
            network_backend=self.dialer,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def target(self, url: str, *, base: str | None = None) -> Target:
        """Return an address, absolute or resolved against `base`, split into its parts.

        Raises Refusal if it may not be requested.
        """
        return urls.target(url, base=base, exempt=self.dialer.has_exemptions)

    def get(self, target: Target, *, known: Validators | None, limits: Limits) -> Response:
        """Return the response to a GET request; raises Refusal when none came in time.

        The body is read only of a page, feed or other type that is used here, not of redirects and errors.
        """
        with self._open(target, known, limits) as response:
            fields = headers.fields(response.headers)
            needed = response.status in BRINGS and is_read(
                headers.media_type(fields), pictures=limits.pictures
            )
            needed = needed or response.status == 304  # has no body; reading it keeps the connection open
            body, whole = _body_of(response, limits.packed) if needed else (b"", True)
            return Response(status=response.status, headers=fields, body=body, whole=whole)

    @contextmanager
    def _open(self, target: Target, known: Validators | None, limits: Limits) -> Iterator[httpcore2.Response]:
        """Yield the response to a request for the target, within the limits; raises Refusal if none comes."""
        accept = (b"Accept", (_ACCEPT_PICTURES if limits.pictures else _ACCEPT).encode())
        waits = {"connect": limits.connect, "read": limits.read, "write": limits.read, "pool": limits.whole}
        mark = deadline.set(time.monotonic() + limits.whole)
        try:
            with self._pool.stream(
                "GET",
                target.url,
                headers=[*_OWN_HEADERS, accept, *headers.conditional(known)],
                extensions={"timeout": waits},
            ) as response:
                yield response
        except (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise _connection_refusal(error, target.host) from error
        finally:
            deadline.reset(mark)


def _body_of(response: httpcore2.Response, limit: int) -> tuple[bytes, bool]:
    """Return the body up to the limit, and whether that was all of it."""
    pieces, size = [], 0
    for piece in response.iter_stream():
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            return b"".join(pieces)[:limit], False
    return b"".join(pieces), True


def _connection_refusal(error: Exception, host: str) -> Refusal:
    """Return the Refusal for an error of the connection; its `passing` is True if a later try may succeed."""
    if isinstance(error, httpcore2.TimeoutException):
        return Refusal("timeout", f"{host} did not answer in time; a later try may help.", passing=True)
    if isinstance(error, httpcore2.ProtocolError):
        words = _BYTES.sub(r"“\2”", str(error)).rstrip(".")
        broke_off = "disconnected" in words or "closed connection" in words
        message = f"{host} broke off or did not speak HTTP ({words})."
        return Refusal("protocol", message, passing=broke_off)
    cause = next((reason for reason in error.args if isinstance(reason, OSError)), None)
    if isinstance(cause, ssl.SSLError):
        why = getattr(cause, "verify_message", "") or cause.reason or str(cause)
        return Refusal("tls", f"{host} has no connection that can be trusted ({why}).")
    why = (cause.strerror if cause else None) or str(error)
    return Refusal("connection", f"{host} could not be reached ({why}).", passing=True)
