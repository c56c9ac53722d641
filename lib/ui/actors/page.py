"""The Actors page: charts of co-mentions, their table, and the page of one actor."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from lib import figures
from lib.actors import recogniser_state
from lib.charts.pairs import verdict_in_words
from lib.figures import Drawn
from lib.model.wording import count
from lib.query import network
from lib.query.attention import WITH
from lib.query.filter import names as named
from lib.store.archive import open_for_reading
from lib.ui import decisions
from lib.ui.actors import compare_evidence, decided, drawer, link_table, one_actor
from lib.ui.cache import ask
from lib.ui.chart import chart, titled
from lib.ui.component import draw, say
from lib.ui.downloads import FILES, save_button
from lib.ui.nothing_found import nothing_found
from lib.ui.render import Head, Link, RichText, Table
from lib.ui.view import BETWEEN, View
from lib.ui.wording import records

TABS: Mapping[str, tuple[str, str, str]] = {  # label, question, what to do
    "network": ("Network", "Who is named with whom?", "Choose a name or a line"),
    "matrix": ("Matrix", "Who is named with whom, and how often?", "Choose a cell"),
    "ego": ("One actor", "{}: named with whom?", "Choose a name, a line or a number"),
    "time": ("Over time", "When were they in the news?", "Choose a column"),
    "compare": ("Compare", "Which pairs are new, which have gone?", "Choose a name or a line"),
    "table": ("Table", "Who is named with whom, in figures?", "Choose a pair"),
    "most": ("Most named", "Who is in the news?", "Choose a bar"),
    decisions.TAB: ("Your decisions", "What did you decide about actors?", "Choose “See”"),
}
CHARTS = {"most": "actors_bar", "time": "over_time"}  # tabs that are not called by their chart's name
WEBS = ("network", "ego", "compare")  # tabs whose names, circles and lines network.js opens


def question_of(view: View, tab: str) -> tuple[str, str]:
    """Return the tab's title, with what is selected, and a sentence on what to click to read more."""
    _, question, choose = TABS[tab]
    words = f"{choose} to read the sentences behind it."
    if tab == decisions.TAB:
        return question, words
    if tab == "network" and (each := view.own.get("each")):
        question, words = (
            f"Who is named with whom, {each} by {each}?",
            "The table below leads to the sentences.",
        )
    if tab == "ego":
        question = question.format(ask(named.printed, view.own["ego"]) or "Nobody")
    if series := [ask(named.printed, each) for each in _series(view).values()] if tab == "time" else []:
        question = f"{WITH.join(series)}: when in the news?"
    return titled(question, view), words


def show(view: View, tab: str, picked: Mapping[str, Any]) -> Drawn | None:
    """Show the chosen tab, its chart or table with what stands above and below it; return the chart."""
    if tab == decisions.TAB:
        decided.decisions_tab(view)
        return None
    options = dict(picked)
    if tab == "ego":
        options["ego"] = view.own["ego"]
    if tab == "time":
        options |= _series(view)
    drawn = None
    if tab == "table":
        _table(view, options)
    else:
        drawn = _chart(view, tab, options)
    if tab == "ego":
        one_actor.opening(view, view.own["ego"])
        one_actor.show(view, view.own["ego"])
    if tab == "compare":
        compare_evidence.show(view, options["against"])
    state = recogniser_state()
    if not state.available:
        say("recogniser", state.sentence)
    return drawn


def _chart(view: View, tab: str, options: dict[str, Any]) -> Drawn:
    """Show the chart of a tab, and below it the table of the same numbers."""
    name = CHARTS.get(tab, tab)
    if tab == "network" and not options.get("each"):
        return _network(view, options)
    if options.get("each"):
        drawn = chart("networks", view, "networks", **options)
    elif tab in WEBS:
        drawn = chart(name, view, name, chosen=drawer.marks(view), **options)
    else:
        drawn = drawer.clickable(name, view, name, **options)
    link_table.show(drawn, view)
    return drawn


def _network(view: View, options: dict[str, Any]) -> Drawn:
    """Show the network and the list of its pairs, and return it.

    On a phone the list comes in the place of the picture, unless the address names the tab.
    """
    options.pop("each", None)
    ranked = view.own.get("show") != "network"
    to_picture = Link(view.here(show="network"), "Show the picture")
    to_list = Link(view.here(show=None), "Show the pairs as a list")
    say("picture-or-list", to_picture if ranked else to_list, css_class="note on-a-phone-alone")
    with st.container(key="pairs-first" if ranked else "picture-first"):
        marks, beside = drawer.marks(view), partial(core_or_all, view)
        drawn = chart("network", view, "network", chosen=marks, beside=beside, **options)
        link_table.show(drawn, view, ranked=ranked)
    return drawn


def core_or_all(view: View, drawn: Drawn) -> RichText:
    """Return how many of its pairs a network shows, with a link to more, or from all back to its core."""
    of, ties = int(drawn.frame.attrs.get("of", 0)), drawn.options.get("ties")
    if drawn.name != "network" or (ties == "core" and len(drawn.frame) >= of):
        return ()
    shown = f"{len(drawn.frame):,} of {count(of, 'pair')} "
    more = Link(view.here(ties="all"), "Show more", stay=True)
    return (shown, more if ties == "core" else Link(view.here(ties=None), "Show the core", stay=True))


def _series(view: View) -> dict[str, str]:
    """Return as chart options the actor or pair in the drawer; {} without, for the most named actors."""
    if view.own.get("pair"):
        first, _, second = view.own["pair"].partition(BETWEEN)
        return {"actor": first, "other": second}
    return {"actor": view.own["actor"]} if view.own.get("actor") else {}


def _table(view: View, options: Mapping[str, Any]) -> None:
    """Show all pairs of the selection as a table, the open one marked."""
    given = {"minimum" if name == "min" else name: value for name, value in options.items()}
    frame = ask(network.edges, network.NetworkRequest(criteria=view.criteria, **given))
    if not len(frame):
        nothing_found(view, "pairs")
        return
    draw("page/table.html", "pairs", table=pairs_table(frame, view))
    rests = decisions.affected_note(view, {*frame["source_id"], *frame["target_id"]})
    more = str(frame.attrs["note"]).removeprefix(frame.attrs["counts"]).strip()
    by_chance = bool(frame["verdict"].any())
    draw("actors/pairs_note.html", "pairs-note", more=more, by_chance=by_chance, rests=rests)
    _saved(view, options)


def pairs_table(frame: pd.DataFrame, view: View) -> Table:
    """Return the table of pairs; it has columns on chance only where that was computed."""
    verdicts = bool(frame["verdict"].any())
    unit = drawer.UNITS[frame.attrs["unit"]][1].capitalize()
    heads = [Head("Pair"), Head("Reports", "number"), Head(unit, "number wide" if verdicts else "number")]
    heads += [Head("By chance", "number"), Head("Tie")] if verdicts else []
    caption = f"Of {count(frame.attrs['units'], 'independent report')}: {frame.attrs['counts']}"
    pairs = records(frame)
    ends = [BETWEEN.join((str(row["source_id"]), str(row["target_id"]))) for row in pairs]
    chosen = ends.index(view.own["pair"]) if view.own.get("pair") in ends else None
    rows = [pair_row(row, pair, view, verdicts) for row, pair in zip(pairs, ends, strict=True)]
    return Table("bars pairs", caption, heads, rows, chosen)


def pair_row(row: Any, pair: str, view: View, verdicts: bool) -> list[str | Link]:
    """Return the row of a pair, whose name opens its evidence; `pair` are both keys, as in an address."""
    name = Link(view.here(pair=pair, actor=None), f"{row['source']} – {row['target']}", stay=True)
    by_chance = [f"{row['expected']:,.1f}", verdict_in_words(str(row["verdict"]))] if verdicts else []
    return [name, f"{row['reports']:,}", f"{row['weight']:,}", *by_chance]


def _saved(view: View, options: Mapping[str, Any]) -> None:
    """Show buttons that save the table; the files are those of the network, which has the same pairs."""

    def made(suffix: str) -> bytes:
        with open_for_reading(view.archive) as db:
            drawn = figures.draw("network", view.criteria, figures.asking(db), **options)
        return figures.file_of(drawn, suffix)

    with st.popover("Save table", key="table-save"):
        for suffix in ("csv", *figures.GRAPH_SUFFIXES):
            save_button(FILES[suffix][0], f"pairs.{suffix}", partial(made, suffix), f"table-{suffix}")
