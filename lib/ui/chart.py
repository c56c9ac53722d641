"""Showing a chart: the figure with its legend, the marks picked in it, and below it what saves it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal

import streamlit as st

from lib import figures
from lib.charts import chosen as network
from lib.charts import legend, style
from lib.figures import Drawn
from lib.figures.chart_options import options_of
from lib.figures.drawn import chart_title
from lib.query.filter.brief import brief
from lib.ui import chart_files
from lib.ui.cache import ask, remember
from lib.ui.component import draw
from lib.ui.masthead import theme
from lib.ui.remarks import REMARKS
from lib.ui.render import Link, RichText
from lib.ui.view import View

Pick = Callable[[dict[str, Any]], None]
CONFIG = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}
# network.js presses these buttons, which style.css hides: Plotly offers no other way to them.
ZOOMED = CONFIG | {
    "displayModeBar": True,
    "doubleClick": "reset",
    "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d", "pan2d"]],
}
LIFT = "lift"  # the parameter and the charts' option: the series that keeps its colour
NOTHING: dict[str, Any] = {"points": [], "box": []}


def chart(
    name: str,
    view: View,
    key: str,
    *,
    select: Literal["points", "box", ""] = "",
    on_pick: Pick = lambda found: None,
    cleared: bool = True,
    chosen: Sequence[str] | None = None,
    beside: Callable[[Drawn], RichText] = lambda drawn: (),
    **options: Any,
) -> Drawn:
    """Show a chart of the view's selection and return it.

    `on_pick` gets each new selection of marks once. `cleared` says that the address shows nothing that was
    picked: then an old selection is forgotten, so that the same mark can be picked again. In a network the
    address alone decides which marks are `chosen`. `beside` returns words that are shown behind the legend;
    `options` are those of the chart.
    """
    offered = options_of(name)
    options |= {each: view.own[each] for each in (REMARKS, LIFT) if each in offered and view.own.get(each)}
    drawn = figures.draw(name, view.criteria, ask, theme=theme(), **options)
    about = view.criteria, theme(), *sorted(options.items())
    figure, explained = remember(f"figure {name}", lambda: legend.without_legend(drawn.figure), *about)
    is_network = chosen is not None and not drawn.frame.empty
    if chosen is not None and is_network:
        figure = network.highlight(figure, chosen, theme=theme(), centre=view.own.get(network.CENTRE, ""))
    config = ZOOMED if is_network else CONFIG
    shown = partial(st.plotly_chart, figure, theme=None, config=config, alt=drawn.alt)
    with st.container(key=f"{key}-chart"):
        if explained.words or explained.signs:
            _legend(drawn, explained, view, f"{key}-legend", beside(drawn))
        if select:
            _show_pickable(
                partial(shown, on_select="rerun", selection_mode=select), key, on_pick, cleared=cleared
            )
        else:
            shown(key=f"{key}-0")
        if is_network:
            draw("page/zoom.html", f"{key}-zoom")
    chart_files.show(drawn, view, key)
    return drawn


def _legend(drawn: Drawn, explained: legend.Legend, view: View, key: str, more: RichText) -> None:
    """Show what the colours of a chart mean, and `more` words; a series that can be lifted out is a link."""
    lifted, can_lift = drawn.look.get(LIFT, ""), LIFT in options_of(drawn.name)

    def link_to_lift(sign: style.Sign) -> Link | None:
        if sign.is_stroke or not can_lift:
            return None
        is_lifted = sign.name == lifted
        return Link(view.here(lift=None if is_lifted else sign.name), sign.name, current=is_lifted, stay=True)

    signs = [(sign, link_to_lift(sign)) for sign in explained.signs]
    draw("page/legend.html", key, words=explained.words, signs=signs, more=more)


def title_of(question: str, view: View) -> str:
    """Return a page's title: the question of its chart, and what is selected."""
    return chart_title(question, ask(brief, view.criteria))


def _show_pickable(shown: Callable[..., Any], key: str, on_pick: Pick, *, cleared: bool) -> None:
    """Show a chart and pass marks newly picked in it to `on_pick`; if `cleared`, forget the last ones."""
    seen, drawing = f"{key}: picked", f"{key}: drawing"
    if cleared and st.session_state.pop(seen, None):
        st.session_state[drawing] = st.session_state.get(drawing, 0) + 1  # a new element has nothing picked
    event = shown(key=f"{key}-{st.session_state.get(drawing, 0)}")
    picked = event.selection if event else {}
    found = {"points": picked.get("points") or [], "box": picked.get("box") or []}
    if found != st.session_state.get(seen, NOTHING):
        st.session_state[seen] = found
        on_pick(found)
