"""The actors of a network as a table beside it: kind, stories, and how they are connected."""

from typing import Any

from lib.charts.network_drawing import connected
from lib.figures import Drawn
from lib.ui.actors import drawer
from lib.ui.component import draw
from lib.ui.render import Head, Link, Table
from lib.ui.view import View
from lib.ui.widgets import chosen
from lib.ui.wording import records

RANKS = {"stories": "Stories", "degree": "Ties", "betweenness": "Between"}  # columns that sort the table
ABOUT = (
    "Ties: pairs of the picture that an actor is in. Between: of the shortest ways in it between two others "
    "the share that leads over the actor."
)


def show(drawn: Drawn, view: View) -> None:
    """Show the actors of a network, each a link that opens its sentences; a heading sorts by its column."""
    if drawn.frame.empty:
        return
    rank = chosen(view, "rank", list(RANKS))
    nodes = connected(drawn.drawn).sort_values(rank, ascending=False, kind="stable")
    heads = [
        Head(words, "number", view.here(rank=name), "descending" if name == rank else "")
        for name, words in RANKS.items()
    ]
    rows = [_row(row, view) for row in records(nodes)]
    table = Table("bars actors", "", [Head("Actor"), Head("Kind"), *heads], rows)
    draw("actors/actor_table.html", "actor-table", table=table, about=ABOUT)


def _row(row: Any, view: View) -> list[str | Link]:
    opened = Link(drawer.opened(view, str(row["actor_id"])).href(), str(row["actor"]), stay=True)
    numbers = (f"{int(row['stories']):,}", f"{int(row['degree']):,}", f"{row['betweenness']:.2f}")
    return [opened, str(row["kind"]), *numbers]
