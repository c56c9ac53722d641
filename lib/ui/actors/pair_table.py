"""The tab Table of the Actors page: all pairs of the selection in figures, and their files."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib import figures
from lib.charts.pair_words import NOUNS, verdict_in_words
from lib.charts.text_metrics import number
from lib.model.wording import count
from lib.query import network
from lib.store.archive import open_for_reading
from lib.ui import decisions
from lib.ui.cache import ask
from lib.ui.component import draw
from lib.ui.downloads import FILES, save_menu
from lib.ui.nothing_found import show_nothing_found
from lib.ui.render import Head, Link, Table
from lib.ui.view import BETWEEN, View
from lib.ui.wording import records


def show(view: View, options: Mapping[str, Any]) -> None:
    """Show all pairs of the selection as a table, and buttons that save it.

    `options` are those of the network: how pairs are counted.
    """
    given = {"minimum" if name == "min" else name: value for name, value in options.items()}
    frame = ask(network.edges, network.NetworkRequest(criteria=view.criteria, **given))
    if not len(frame):
        show_nothing_found(view, "pairs")
        return
    draw("page/table.html", "pairs", table=pairs_table(frame, view))
    rests = decisions.affected_note(view, {*frame["source_id"], *frame["target_id"]})
    more = str(frame.attrs["note"]).removeprefix(frame.attrs["counts"]).strip()
    by_chance = bool(frame["verdict"].any())
    draw("actors/pairs_note.html", "pairs-note", more=more, by_chance=by_chance, rests=rests)

    def file_of_network(suffix: str) -> bytes:  # the files are those of the network, which has the same pairs
        with open_for_reading(view.archive) as db:
            drawn = figures.draw("network", view.criteria, figures.asking(db), **options)
        return figures.file_of(drawn, suffix)

    formats = {suffix: FILES[suffix].label for suffix in ("csv", *figures.GRAPH_SUFFIXES)}
    save_menu("Save table", "table", "pairs", formats, file_of_network)


def pairs_table(frame: pd.DataFrame, view: View) -> Table:
    """Return the table of pairs, each a link to its sentences, with the chance of each pair if computed."""
    verdicts = bool(frame["verdict"].any())
    unit = NOUNS[frame.attrs["unit"]][1].capitalize()
    heads = [Head("Pair"), Head("Reports", "number"), Head(unit, "number wide" if verdicts else "number")]
    heads += [Head("By chance", "number"), Head("Tie")] if verdicts else []
    rows: list[list[str | Link]] = []
    chosen = None
    for row in records(frame):
        pair = BETWEEN.join((str(row["source_id"]), str(row["target_id"])))
        if pair == view.own.get("pair"):
            chosen = len(rows)
        name = Link(view.here(pair=pair, actor=None), f"{row['source']} – {row['target']}", stay=True)
        by_chance = [f"{row['expected']:,.1f}", verdict_in_words(str(row["verdict"]))] if verdicts else []
        rows.append([name, f"{row['reports']:,}", number(row["weight"]), *by_chance])
    caption = f"Of {count(frame.attrs['units'], 'independent report')}: {frame.attrs['counts']}"
    return Table("bars pairs", caption, heads, rows, chosen)
