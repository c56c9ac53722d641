"""The habits of the test server: a function for each path in `habits`, `/slow-drip` is `slow_drip`."""

from typing import TYPE_CHECKING

from tests.fetch.habits import bodies, desk, feeds, pages, pictures, robots

if TYPE_CHECKING:
    from tests.fetch.server import Visit


def answer(visit: "Visit") -> None:
    """Answer one request by the habit that its path names; robots.txt by the host's name."""
    first = visit.path.split("?")[0].strip("/").split("/")[0]
    if first == "robots.txt":
        robots.answer(visit)
        return
    name = first.replace("-", "_").replace(".", "_")
    for habits in (pages, bodies, feeds, desk, pictures):
        habit = vars(habits).get(name)
        if callable(habit) and not name.startswith("_") and habit.__module__ == habits.__name__:
            habit(visit)
            return
    pages.not_there(visit)
