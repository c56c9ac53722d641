"""Pages, redirects and statuses, by path: `/to-private` is an entry of LEADS, `/for-ever` is `for_ever`."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from tests.fetch.habits.answers import PAGE, TAG, lead, send

if TYPE_CHECKING:
    from tests.fetch.server import Visit

LEADS = {  # path -> where it leads, {host} being the server's own, and with which status
    "moved": ("/page", 301),
    "moved-308": ("http://{host}/moved-307", 308),
    "moved-307": ("../see-other", 307),
    "see-other": ("//{host}/page#part", 303),
    "loop": ("/loop-back", 302),
    "loop-back": ("/loop", 302),
    "to-private": ("http://10.0.0.7/admin", 302),
    "to-metadata": ("http://[::ffff:169.254.169.254]/latest/", 302),
    "to-file": ("file:///etc/hostname", 302),
    "to-login": ("http://me:secret@{host}/page", 302),
    "to-space": ("/story/with a space", 302),
    "to-gone": ("/gone", 302),
    "to-backslash": ("\\gone", 302),
    "lent-feed": ("/untagged-feed?pass=1", 302),
    "moved-and-lent-feed": ("/lent-feed", 301),
    "moved-feed": ("/untagged-feed", 301),
}
WHOLE: Mapping[str, Mapping[str, Any]] = {  # path -> the answer, as `send` takes it
    "page": {"body": PAGE, "extra": [f"ETag: {TAG}", "Cache-Control: max-age=600"], "keep": True},
    "second-hand": {"body": PAGE, "status": 203},
    "not-there": {"body": "Nothing here.", "status": 404, "keep": True},
    "nowhere": {"status": 302},
    "gone": {"status": 410},
    "unauthorised": {"status": 401, "extra": ['WWW-Authenticate: Basic realm="desk"']},
    "proxy-login": {"status": 407},
    "forbidden": {"status": 403},
    "withheld": {"status": 451},
    "no-content": {"status": 204},
    "partial": {"body": PAGE[:40], "status": 206, "extra": ["Content-Range: bytes 0-39/400"]},
    "unasked-304": {"status": 304, "kind": None},
    "busy-seconds": {"status": 429, "extra": ["Retry-After: 120"]},
    "busy": {"status": 429},
    "busy-for-long": {"status": 429, "extra": ["Retry-After: 900000"]},
    "closed-for-repairs": {"status": 503, "extra": ["Retry-After: 3600"]},
    "broken": {"status": 500},
}


def story(visit: "Visit") -> None:
    send(visit, PAGE.replace("Harbour opens", f"Story {visit.path}"), keep=True)


def unchanged(visit: "Visit") -> None:
    if visit.fields.get("if-none-match") == TAG:
        send(visit, status=304, extra=[f"ETag: {TAG}"], kind=None, keep=True)
    else:
        send(visit, **WHOLE["page"])


def for_ever(visit: "Visit") -> None:
    lead(visit, f"/for-ever/{visit.path.count('/')}{visit.path[9:]}")


def to_this_machine(visit: "Visit") -> None:
    lead(visit, f"http://127.0.0.1:{visit.server.port + 1}/")


def to_plain(visit: "Visit") -> None:
    lead(visit, f"http://news.test:{visit.path.split('/')[2]}/page")


def busy_date(visit: "Visit") -> None:
    later = datetime.now(UTC) + timedelta(hours=2)
    send(visit, status=429, extra=[f"Retry-After: {format_datetime(later, usegmt=True)}"])


def broken_twice(visit: "Visit") -> None:
    send(visit, **WHOLE["page"]) if visit.times > 2 else send(visit, status=503)
