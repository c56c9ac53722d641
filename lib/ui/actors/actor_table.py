"""The actors of a network as a table beside it: kind, stories, and how they are connected."""

from lib.charts.network_drawing import connected
from lib.figures import Drawn
from lib.ui.actors import drawer
from lib.ui.component import draw
from lib.ui.options import Option
from lib.ui.render import Head, Link, Table
from lib.ui.view import View
from lib.ui.wording import records

RANK = Option("rank", "Sort", {"stories": "Stories", "degree": "Ties", "betweenness": "Between"})  # columns
ABOUT = (
    "Ties: in how many pairs of the picture the actor is. Between: the share of the shortest paths between "
    "two others that lead through the actor."
)


def show(drawn: Drawn, view: View) -> None:
    """Show the actors of a network, each a link that opens its sentences; a heading sorts by its column."""
    if drawn.frame.empty:
        return
    rank = RANK.chosen(view)
    nodes = connected(drawn.data).sort_values(rank, ascending=False, kind="stable")
    heads = [RANK.head(view, each, "number") for each in RANK.values]
    rows: list[list[str | Link]] = [
        [
            Link(drawer.with_drawer(view, str(row["actor_id"])).href(), str(row["actor"]), stay=True),
            str(row["kind"]),
            *(f"{int(row[name]):,}" for name in ("stories", "degree")),
            f"{row['betweenness']:.2f}",
        ]
        for row in records(nodes)
    ]
    table = Table("bars actors", "", [Head("Actor"), Head("Kind"), *heads], rows)
    draw("actors/actor_table.html", "actor-table", table=table, about=ABOUT)
