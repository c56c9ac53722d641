"""The habits of the test server by path, in the modules of `habits`.

A path is a redirect of LEADS, an answer of WHOLE, a packed body of PACKED, or a function: `/slow-drip` is
`slow_drip`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.fetch.habits import bodies, desk, feeds, pages, pictures, robots
from tests.fetch.habits.answers import lead, send

if TYPE_CHECKING:
    from tests.fetch.server import Visit

WHOLE = {**pages.WHOLE, **bodies.WHOLE, **pictures.WHOLE}


def answer(visit: "Visit") -> None:
    """Answer one request by the habit that its path names; robots.txt by the host's name."""
    path = visit.path.split("?")[0].strip("/").split("/")[0]
    if path == "robots.txt":
        robots.answer(visit)
    elif path in pages.LEADS:
        place, status = pages.LEADS[path]
        lead(visit, place.format(host=visit.fields.get("host", "")), status)
    elif path in bodies.PACKED:
        name, body = bodies.PACKED[path]
        send(visit, body(), extra=[f"Content-Encoding: {name}"])
    elif path in WHOLE:
        send(visit, **WHOLE[path])
    elif habit := _habit(path.replace("-", "_")):
        habit(visit)
    else:
        send(visit, **WHOLE["not-there"])


def _habit(name: str) -> Callable[["Visit"], None] | None:
    """Return the function of this name that one of the modules defines; None if there is none."""
    found = (vars(habits).get(name) for habits in (pages, bodies, feeds, desk))
    own = (each for each in found if callable(each) and each.__module__.startswith("tests.fetch.habits."))
    return None if name.startswith("_") else next(own, None)
