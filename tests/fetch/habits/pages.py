"""Pages, redirects and statuses: `/to-private` is `to_private`."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

from tests.fetch.habits.answers import PAGE, TAG, lead, send

if TYPE_CHECKING:
    from tests.fetch.server import Visit


def page(visit: "Visit") -> None:
    send(visit, PAGE, extra=[f"ETag: {TAG}", "Cache-Control: max-age=600"], keep=True)


def story(visit: "Visit") -> None:
    send(visit, PAGE.replace("Harbour opens", f"Story {visit.path}"), keep=True)


def not_there(visit: "Visit") -> None:
    send(visit, "Nothing here.", status=404, keep=True)


def unchanged(visit: "Visit") -> None:
    if visit.fields.get("if-none-match") == TAG:
        send(visit, status=304, extra=[f"ETag: {TAG}"], kind=None, keep=True)
    else:
        page(visit)


def moved(visit: "Visit") -> None:
    lead(visit, "/page", 301)


def moved_308(visit: "Visit") -> None:
    lead(visit, f"{visit.url}/moved-307", 308)


def moved_307(visit: "Visit") -> None:
    lead(visit, "../see-other", 307)


def see_other(visit: "Visit") -> None:
    lead(visit, "//" + visit.fields["host"] + "/page#part", 303)


def loop(visit: "Visit") -> None:
    lead(visit, "/loop-back")


def loop_back(visit: "Visit") -> None:
    lead(visit, "/loop")


def for_ever(visit: "Visit") -> None:
    lead(visit, f"/for-ever/{visit.path.count('/')}{visit.path[9:]}")


def nowhere(visit: "Visit") -> None:
    send(visit, status=302)


def to_private(visit: "Visit") -> None:
    lead(visit, "http://10.0.0.7/admin")


def to_metadata(visit: "Visit") -> None:
    lead(visit, "http://[::ffff:169.254.169.254]/latest/")


def to_this_machine(visit: "Visit") -> None:
    lead(visit, f"http://127.0.0.1:{visit.server.port + 1}/")


def to_file(visit: "Visit") -> None:
    lead(visit, "file:///etc/hostname")


def to_login(visit: "Visit") -> None:
    lead(visit, visit.url.replace("://", "://me:secret@") + "/page")


def to_plain(visit: "Visit") -> None:
    lead(visit, f"http://news.test:{visit.path.split('/')[2]}/page")


def to_space(visit: "Visit") -> None:
    lead(visit, "/story/with a space")


def gone(visit: "Visit") -> None:
    send(visit, status=410)


def unauthorised(visit: "Visit") -> None:
    send(visit, status=401, extra=['WWW-Authenticate: Basic realm="desk"'])


def proxy_login(visit: "Visit") -> None:
    send(visit, status=407)


def forbidden(visit: "Visit") -> None:
    send(visit, status=403)


def withheld(visit: "Visit") -> None:
    send(visit, status=451)


def no_content(visit: "Visit") -> None:
    send(visit, status=204)


def partial(visit: "Visit") -> None:
    send(visit, PAGE[:40], status=206, extra=["Content-Range: bytes 0-39/400"])


def unasked_304(visit: "Visit") -> None:
    send(visit, status=304, kind=None)


def busy_seconds(visit: "Visit") -> None:
    send(visit, status=429, extra=["Retry-After: 120"])


def busy_date(visit: "Visit") -> None:
    later = datetime.now(UTC) + timedelta(hours=2)
    send(visit, status=429, extra=[f"Retry-After: {format_datetime(later, usegmt=True)}"])


def busy(visit: "Visit") -> None:
    send(visit, status=429)


def busy_for_long(visit: "Visit") -> None:
    send(visit, status=429, extra=["Retry-After: 900000"])


def second_hand(visit: "Visit") -> None:
    send(visit, PAGE, status=203)


def to_gone(visit: "Visit") -> None:
    lead(visit, "/gone")


def to_backslash(visit: "Visit") -> None:
    lead(visit, "\\gone")


def closed_for_repairs(visit: "Visit") -> None:
    send(visit, status=503, extra=["Retry-After: 3600"])


def broken(visit: "Visit") -> None:
    send(visit, status=500)


def broken_twice(visit: "Visit") -> None:
    page(visit) if visit.times > 2 else send(visit, status=503)
