"""Showing a chart with the buttons that save it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Literal

import streamlit as st

from lib import figures
from lib.charts import chosen as network
from lib.charts.printed import Preset
from lib.charts.style import Theme
from lib.export import figure as press
from lib.figures import Drawn
from lib.figures.drawing import named_with_settings
from lib.ui import decisions
from lib.ui.basket import basket
from lib.ui.cache import ask, remember
from lib.ui.component import say
from lib.ui.downloads import FILES, save_button
from lib.ui.list_menu import case_file
from lib.ui.masthead import theme
from lib.ui.remarks import REMARKS, editor, takes_remarks
from lib.ui.render import Link, RichText
from lib.ui.view import View, and_condition

Pick = Callable[[dict[str, Any]], None]
CONFIG = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}
NOTHING: dict[str, Any] = {"points": [], "box": []}
SIZES: dict[Preset, str] = {
    "report": "Report", "slide": "Slide, 16:9", "column": "Column", "page": "Page, A4", "card": "Social card",
}  # fmt: skip
COLOURS: dict[Theme, str] = {"light": "Light", "dark": "Dark", "print": "Print", "grey": "Grey"}

RECIPE = (
    "Pictures, pages and JSON hold their filter, their data and the ids of their stories, so that they can "
    "be checked and opened again. Remarks in the picture are in it; no path, name, note or label of yours is."
)
PRINTED = ("png", "svg", "pdf")  # suffixes of the files that Chromium draws
VERIFY = "check-figure"  # the section of the Workbench page where a saved chart is checked


def chart(
    name: str,
    view: View,
    key: str,
    *,
    select: Literal["points", "box", ""] = "",
    on_pick: Pick = lambda found: None,
    cleared: bool = True,
    chosen: Sequence[str] | None = None,
    **options: Any,
) -> Drawn:
    """Show a chart of the view's selection and return it; `on_pick` gets each new selection of marks once.

    `cleared` says that the address shows nothing that was picked: an old selection is then forgotten, so that
    the same mark can be picked again. In a network the address alone decides which marks are `chosen`.
    """
    if takes_remarks(name) and view.own.get(REMARKS):
        options[REMARKS] = view.own[REMARKS]
    drawn = figures.draw(name, view.criteria, ask, theme=theme(), **options)
    about = view.criteria, theme(), *sorted(options.items())
    figure = remember(f"figure {name}", lambda: drawn.figure, *about)
    if chosen is not None and not drawn.frame.empty:
        figure = network.shown(figure, chosen, theme=theme())
    shown = partial(st.plotly_chart, figure, theme=None, config=CONFIG, alt=drawn.alt)
    with st.container(key=f"{key}-chart"):
        if select:
            _heed(partial(shown, on_select="rerun", selection_mode=select), key, on_pick, cleared=cleared)
        else:
            shown(key=f"{key}-0")
    decided = decisions.see_which(view) if drawn.decisions else ()
    _files(drawn, key, view, (*decided, *undated(drawn, view), *question(drawn, view)))
    return drawn


def _heed(shown: Callable[..., Any], key: str, on_pick: Pick, *, cleared: bool) -> None:
    """Show a chart whose marks can be picked, without the old selection if it is cleared; heed a new one."""
    seen, drawing = f"{key}: picked", f"{key}: drawing"
    if cleared and st.session_state.pop(seen, None):
        st.session_state[drawing] = st.session_state.get(drawing, 0) + 1  # a new element has nothing picked
    event = shown(key=f"{key}-{st.session_state.get(drawing, 0)}")
    picked = event.selection if event else {}
    found = {"points": picked.get("points") or [], "box": picked.get("box") or []}
    if found != st.session_state.get(seen, NOTHING):
        st.session_state[seen] = found
        on_pick(found)


def undated(drawn: Drawn, view: View) -> RichText:
    """Return a link to the stories without a date, which the chart cannot show; () if there are none."""
    if not drawn.frame.attrs.get("undated"):
        return ()
    href = view.to("read", replace(view.criteria, text=and_condition(view.criteria.text, "date:none")))
    return (" · ", Link(href, "Read those without a date"))


def question(drawn: Drawn, view: View) -> RichText:
    """Return a link to the SQL for the chart's rows; () if there is none."""
    if not drawn.has_sql or drawn.frame.empty:
        return ()
    options: dict[str, Any] = {name: str(value) for name, value in drawn.options.items() if value}
    return (" · ", Link(view.to("workbench", chart=drawn.name, **options), "Show the question"))


def _files(drawn: Drawn, key: str, view: View, more: RichText) -> None:
    """Show below a chart its note, remarks, and a button for each file that it can be saved as."""
    with st.container(
        key=f"{key}-files", horizontal=True, horizontal_alignment="left", vertical_alignment="center"
    ):
        say(f"{key}-note", drawn.note.removesuffix("."), *more, css_class="source")
        if drawn.frame.empty:
            return
        if takes_remarks(drawn.name):
            editor(drawn, view, f"{key}-remarks")
        with st.popover("Save chart", key=f"{key}-save"):
            able = press.available()
            preset, drawn = _look(drawn, key)
            with_recipe = st.checkbox("With recipe", value=True, key=f"{key}-with-recipe", help=RECIPE)
            offered = set(figures.suffixes(drawn.name)) - set(() if able.able else PRINTED)
            for suffix in (each for each in FILES if each in offered):
                make = partial(figures.file_of, drawn, suffix, with_recipe=with_recipe, preset=preset)
                save_button(FILES[suffix][0], figures.file_name(drawn, suffix), make, f"{key}-{suffix}")
            columns = partial(figures.meanings, drawn.frame.columns)
            save_button("What its columns mean (CSV)", f"{drawn.name}-columns.csv", columns, f"{key}-columns")
            if not able.able:
                st.write(able.sentence)
            basket(drawn, view.archive, f"{key}-basket", preset=preset, able=able.able)
            case_file(view, f"{key}-case", (named_with_settings(drawn),))
            check = Link(f"{view.to('workbench')}#{VERIFY}", "Check a saved chart")
            say(f"{key}-check", check)


def _look(drawn: Drawn, key: str) -> tuple[Preset, Drawn]:
    """Show the choice of a picture's size and colours; return the size, and the chart in these colours."""
    size, colours = st.columns(2)
    with size:
        preset = st.selectbox("Size", list(SIZES), format_func=SIZES.__getitem__, key=f"{key}-preset")
    with colours:
        themes = dict.fromkeys((drawn.theme, *COLOURS))  # the page's own first
        palette = st.selectbox("Colours", list(themes), format_func=COLOURS.__getitem__, key=f"{key}-palette")
    return preset, drawn if palette == drawn.theme else replace(drawn, theme=palette)
