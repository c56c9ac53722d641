"""The Actors page: its tabs, and the chart of each with the table of its marks."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from lib.actors import recogniser_state
from lib.charts.chosen import CENTRE
from lib.figures import Drawn
from lib.model.wording import count, listed
from lib.query.attention import WITH
from lib.query.filter import names as named
from lib.ui import decisions
from lib.ui.actors import compare_evidence, decided, drawer, link_table, one_actor, pair_table, two_actors
from lib.ui.actors.list_first import list_first
from lib.ui.cache import ask
from lib.ui.chart import chart, title_of
from lib.ui.component import say
from lib.ui.name_finder import name_finder
from lib.ui.options import Option
from lib.ui.render import Link, RichText
from lib.ui.view import BETWEEN, View
from lib.ui.wording import in_sentence

Options = Mapping[str, Any]  # what was picked for a tab's chart, by the names of its options


class Tab(NamedTuple):
    """A tab: its label, the question over it, what to click there, and what shows it and returns a chart."""

    label: str
    question: str  # {} stands for what `about` returns
    choose: str
    show: Callable[[View, Options], Drawn | None]
    about: Callable[[View], str] = lambda view: ""


def question_of(view: View, tab: str) -> tuple[str, str]:
    """Return a tab's title, with the selection in it, and a sentence on what to click to read more."""
    opened = _tab_named(view, tab)
    question = opened.question.format(opened.about(view))
    title = question if tab == decisions.TAB else title_of(question, view)
    return title, f"{opened.choose} to read the sentences behind it."


def show(view: View, tab: str, picked: Options) -> Drawn | None:
    """Show a tab, with the options that were picked for its chart; return the chart, None without one."""
    drawn = _tab_named(view, tab).show(view, picked)
    state = recogniser_state()
    if tab != decisions.TAB and not state.available:
        say("recogniser", state.sentence)
    return drawn


def _tab_named(view: View, tab: str) -> Tab:
    """Return the tab of this name; NETWORKS for a network drawn apart by publisher, month or tag."""
    return NETWORKS if tab == "network" and view.own.get("each") else TABS[tab]


def _chart_and_table(name: str, view: View, options: Options) -> Drawn:
    """Show a tab's chart whose marks are clicked, and below it the table of the same numbers; return it."""
    drawn = drawer.clickable(name, view, name, **options)
    link_table.show(drawn, view)
    return drawn


def _networks_and_table(view: View, options: Options) -> Drawn:
    """Show several small networks, and below them the table of the same numbers; return their chart."""
    drawn = chart("networks", view, "networks", **options)
    link_table.show(drawn, view)
    return drawn


def _network_or_list(name: str, view: View, options: Options) -> Drawn:
    """Show a chart whose names, circles and lines network.js opens, or its list; return the chart."""
    with list_first(view, name) as is_list:
        chosen, beside = drawer.marks(view), partial(core_or_all, view)
        drawn = chart(name, view, name, chosen=chosen, beside=beside, **options)
        if name != "ego":
            _any_name(name, view)
        link_table.show(drawn, view, ranked=is_list)
    return drawn


def _ego(view: View, options: Options) -> Drawn:
    """Show fields that lead to other actors, the network around this one and its page; return the network."""
    ego = view.own["ego"]

    def page_of(key: str) -> View:
        return replace(view, own={**view.without("actor", "pair").own, "ego": key})

    def comparison_with(key: str) -> View:
        own = {"show": "two", "two": BETWEEN.join((ego, key))}
        return replace(view, own={**view.without(*drawer.OPENS).own, **own})

    fields = (("Another name", page_of), ("Compare with", comparison_with))
    for column, (label, leads_to) in zip(st.columns(2), fields, strict=True):
        with column:
            name_finder(label, view, f"{label}-{ego}", leads_to, but=(ego,))
    drawn = _network_or_list("ego", view, {**options, "ego": ego})
    one_actor.show(view, ego)
    return drawn


def _over_time(view: View, options: Options) -> Drawn:
    """Show when the actor or pair in the drawer, or those named most, were in the news; return the chart."""
    series = _series(view)
    key = f"time-{'-'.join(series.values())}"
    name_finder("Follow a name", view, key, partial(drawer.with_drawer, view))
    return _chart_and_table("over_time", view, {**options, **series})


def _compared(view: View, options: Options) -> Drawn:
    """Show which pairs are new or gone, and which stories came, went or were revised; return the chart."""
    drawn = _network_or_list("compare", view, options)
    compare_evidence.show(view, options["against"])
    return drawn


def _any_name(name: str, view: View) -> None:
    """Show a field for a name that opens the drawer on it and draws the network around it."""

    def opened_and_centred(key: str) -> View:
        beside = drawer.with_drawer(view, key)
        return replace(beside, own={**beside.own, CENTRE: key})

    key = f"{name}-{BETWEEN.join(drawer.marks(view))}"
    name_finder("Any name, in the picture or not", view, key, opened_and_centred)


def core_or_all(view: View, drawn: Drawn) -> RichText:
    """Return how many of all pairs a network shows, in words, with a link to more or fewer.

    () if the core holds all pairs.
    """
    of, ties = int(drawn.frame.attrs.get("of", 0)), drawn.options.get("ties")
    if drawn.name != "network" or (ties == "core" and len(drawn.frame) >= of):
        return ()
    shown = f"{len(drawn.frame):,} of {count(of, 'pair')} "
    more = Link(view.here(ties="all"), "Show more", stay=True)
    return (shown, more if ties == "core" else Link(view.here(ties=None), "Show the core", stay=True))


def _series(view: View) -> dict[str, str]:
    """Return the actor or pair in the drawer as options of the chart over time; {} if it is closed."""
    if view.own.get("pair"):
        first, _, second = view.own["pair"].partition(BETWEEN)
        return {"actor": first, "other": second}
    return {"actor": view.own["actor"]} if view.own.get("actor") else {}


def _two_names(view: View) -> str:
    """Return the names of the two compared actors, "Cuba and the United States".

    Until two are chosen, return "two names".
    """
    both = view.own["two"].split(BETWEEN)
    if len(both) < 2:  # the selection names one or none, which the page says
        return "two names"
    return listed(in_sentence(str(ask(named.actor_name, key))) for key in both)


def _time_question(view: View) -> str:
    """Return the question over the tab Over time, with the names of the actors in the drawer."""
    series = [str(ask(named.actor_name, each)) for each in _series(view).values()]
    return f"{WITH.join(series)}: when in the news?" if series else "When were they in the news?"


NETWORKS = Tab(
    "Network", "Who is named with whom, {}?", "Choose a number below", _networks_and_table,
    lambda view: f"{view.own['each']} by {view.own['each']}",
)  # fmt: skip
TABS: Mapping[str, Tab] = {
    "network": Tab(
        "Network", "Who is named with whom?", "Choose a name, a line or a number",
        partial(_network_or_list, "network"),
    ),
    "matrix": Tab(
        "Matrix", "Who is named with whom, and how often?", "Choose a cell",
        partial(_chart_and_table, "matrix"),
    ),
    "ego": Tab(
        "One actor", "{}: named with whom?", "Choose a name, a line or a number", _ego,
        lambda view: ask(named.actor_name, view.own["ego"]) or "Nobody",
    ),
    "two": Tab(
        "Two actors", "How do {} compare?", "Choose a column, a mark or a number", two_actors.show, _two_names
    ),
    "time": Tab("Over time", "{}", "Choose a column", _over_time, _time_question),
    "compare": Tab(
        "Compare", "Which pairs are new, which have gone?", "Choose a name, a line or a number", _compared
    ),
    "table": Tab("Table", "Who is named with whom, in figures?", "Choose a pair", pair_table.show),
    "most": Tab(
        "Most named", "Who is in the news?", "Choose a bar", partial(_chart_and_table, "actors_bar")
    ),
    decisions.TAB: Tab(
        "Your decisions", "What did you decide about actors?", "Choose “See”",
        lambda view, _: decided.decisions_tab(view),
    ),
}  # fmt: skip
TAB = Option("show", "Show", {name: tab.label for name, tab in TABS.items()})
