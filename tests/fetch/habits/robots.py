"""robots.txt, by the first word of the host's name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.fetch.habits.answers import PAGE, send

if TYPE_CHECKING:
    from tests.fetch.server import Visit


def answer(visit: "Visit") -> None:
    habits: dict[str, Callable[[], object]] = {
        "closed": lambda: send(visit, "User-agent: *\nDisallow: /", kind="text/plain"),
        "picky": lambda: send(visit, PICKY, kind="text/plain"),
        "busy": lambda: send(visit, status=429, extra=["Retry-After: 600"]),
        "faulty": lambda: send(visit, status=503),
        "huge": lambda: send(
            visit, "User-agent: *\nDisallow: /story\n" + "# pad\n" * 200_000, kind="text/plain"
        ),
        "lying": lambda: send(visit, PAGE),
    }
    habits.get(visit.host.split(".")[0], lambda: send(visit, "Nothing here.", status=404, keep=True))()


PICKY = """User-agent: *
Disallow: /

User-agent: wireroom
Disallow: /story
Allow: /story/1$
Disallow: /*?print=
"""
