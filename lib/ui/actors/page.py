"""The Actors page: its tabs, and the chart of each with the table of its marks."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from lib.actors import recogniser_state
from lib.figures import Drawn
from lib.model.wording import count, listed
from lib.query.attention import WITH
from lib.query.filter import names as named
from lib.ui import decisions
from lib.ui.actors import compare_evidence, decided, drawer, link_table, one_actor, pair_table, two_actors
from lib.ui.cache import ask
from lib.ui.chart import chart, titled
from lib.ui.component import say
from lib.ui.name_finder import name_finder
from lib.ui.options import Option
from lib.ui.render import Link, RichText
from lib.ui.view import BETWEEN, View


class Tab(NamedTuple):
    """A tab: its label, the question over it, and what to click there."""

    label: str
    question: str  # {} stands for the actor, or the two
    choose: str


TABS: Mapping[str, Tab] = {
    "network": Tab("Network", "Who is named with whom?", "Choose a name or a line"),
    "matrix": Tab("Matrix", "Who is named with whom, and how often?", "Choose a cell"),
    "ego": Tab("One actor", "{}: named with whom?", "Choose a name, a line or a number"),
    "two": Tab("Two actors", "How do {} compare?", "Choose a column, a mark or a number"),
    "time": Tab("Over time", "When were they in the news?", "Choose a column"),
    "compare": Tab("Compare", "Which pairs are new, which have gone?", "Choose a name or a line"),
    "table": Tab("Table", "Who is named with whom, in figures?", "Choose a pair"),
    "most": Tab("Most named", "Who is in the news?", "Choose a bar"),
    decisions.TAB: Tab("Your decisions", "What did you decide about actors?", "Choose “See”"),
}
TAB = Option("show", "Show", {name: tab.label for name, tab in TABS.items()})
CHARTS = {"most": "actors_bar", "time": "over_time"}  # tabs that are not called by their chart's name
WEBS = ("network", "ego", "compare")  # tabs whose names, circles and lines network.js opens


def question_of(view: View, tab: str) -> tuple[str, str]:
    """Return the tab's title, with what is selected, and a sentence on what to click to read more."""
    _, question, choose = TABS[tab]
    words = f"{choose} to read the sentences behind it."
    if tab == decisions.TAB:
        return question, words
    if tab == "network" and (each := view.own.get("each")):
        question = f"Who is named with whom, {each} by {each}?"
        words = "The table below leads to the sentences."
    if tab == "ego":
        question = question.format(ask(named.printed, view.own["ego"]) or "Nobody")
    if tab == "two":
        both = filter(None, view.own["two"].split(BETWEEN))
        question = question.format(listed(ask(named.printed, key) for key in both) or "Nobody")
    if series := [ask(named.printed, each) for each in _series(view).values()] if tab == "time" else []:
        question = f"{WITH.join(series)}: when in the news?"
    return titled(question, view), words


def show(view: View, tab: str, picked: Mapping[str, Any]) -> Drawn | None:
    """Show a tab, with the options that were picked for its chart; return the chart, None without one."""
    drawn = None
    if tab == decisions.TAB:
        decided.decisions_tab(view)
        return drawn
    if tab == "two":
        return two_actors.show(view, picked)
    if tab == "table":
        pair_table.show(view, picked)
    else:
        drawn = _chart(view, tab, picked)
    if tab == "ego":
        one_actor.show(view, view.own["ego"])
    if tab == "compare":
        compare_evidence.show(view, picked["against"])
    state = recogniser_state()
    if not state.available:
        say("recogniser", state.sentence)
    return drawn


def _chart(view: View, tab: str, picked: Mapping[str, Any]) -> Drawn:
    """Show the chart of a tab, and below it the table of the same numbers."""
    name, options = CHARTS.get(tab, tab), dict(picked)
    if tab == "network" and not options.get("each"):
        return _network(view, options)
    if tab == "ego":
        options["ego"] = ego = view.own["ego"]
        for column, label, opened in zip(
            st.columns(2), ("Another name", "Compare with"), (_around, _beside), strict=True
        ):
            with column:
                name_finder(label, view, f"{label}-{ego}", partial(opened, view), but=(ego,))
    if tab == "time":
        options |= _series(view)
        name_finder(
            "Follow a name", view, f"time-{'-'.join(_series(view).values())}", partial(drawer.opened, view)
        )
    if options.get("each"):
        drawn = chart("networks", view, "networks", **options)
    elif tab in WEBS:
        drawn = chart(name, view, name, chosen=drawer.marks(view), **options)
    else:
        drawn = drawer.clickable(name, view, name, **options)
    link_table.show(drawn, view)
    return drawn


def _around(view: View, key: str) -> View:
    """Return the view of the page of an actor."""
    return replace(view, own={**view.without("actor", "pair").own, "ego": key})


def _beside(view: View, key: str) -> View:
    """Return the view that sets the page's actor against another."""
    own = {"show": "two", "two": BETWEEN.join((view.own["ego"], key))}
    return replace(view, own={**view.without(*drawer.OPENS).own, **own})


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
        finder = f"network-{BETWEEN.join(marks)}"
        name_finder("Any name, in the picture or not", view, finder, partial(drawer.opened, view))
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
