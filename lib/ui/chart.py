"""Showing a chart with the buttons that save it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Literal

import streamlit as st

from lib import figures
from lib.charts import chosen as network
from lib.charts import legend
from lib.charts.printed import Preset
from lib.charts.style import Theme
from lib.export import figure as press
from lib.figures import Drawn
from lib.figures.chart_options import options_of
from lib.figures.drawing import Wording, named_with_settings, stated
from lib.model.errors import FigureError
from lib.query.filter.brief import brief
from lib.ui import decisions
from lib.ui.basket import basket
from lib.ui.cache import ask, remember
from lib.ui.component import draw, say
from lib.ui.downloads import FILES, save_button
from lib.ui.list_menu import case_file
from lib.ui.masthead import theme
from lib.ui.remarks import REMARKS, editor, takes_remarks
from lib.ui.render import Link, RichText
from lib.ui.view import View, and_condition

Pick = Callable[[dict[str, Any]], None]
CONFIG = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}
# network.js presses these buttons, which style.css hides: Plotly offers no other way to them.
ZOOMED = CONFIG | {
    "displayModeBar": True,
    "doubleClick": "reset",
    "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d", "pan2d"]],
}
LIFT = "lift"  # the parameter and the charts' option: the series that keeps its colour
LINE = 100  # letters of the source line that stand above its details
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
FIRST = (*PRINTED, "csv", "xlsx")  # of those that most readers want
SEEN = 460  # pixels of a preview: as wide as the fields above it
LONGEST = 200  # letters of a title, a subtitle or a note of the reader's own
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
    beside: Callable[[Drawn], RichText] = lambda drawn: (),
    **options: Any,
) -> Drawn:
    """Show a chart of the view's selection and return it; `on_pick` gets each new selection of marks once.

    `cleared` says that the address shows nothing that was picked: an old selection is then forgotten, so that
    the same mark can be picked again. In a network the address alone decides which marks are `chosen`.
    `beside` gives what stands behind the legend.
    """
    if takes_remarks(name) and view.own.get(REMARKS):
        options[REMARKS] = view.own[REMARKS]
    if LIFT in options_of(name) and view.own.get(LIFT):
        options[LIFT] = view.own[LIFT]
    drawn = figures.draw(name, view.criteria, ask, theme=theme(), **options)
    about = view.criteria, theme(), *sorted(options.items())
    figure, explained = remember(f"figure {name}", lambda: legend.taken_out(drawn.figure), *about)
    is_network = chosen is not None and not drawn.frame.empty
    if chosen is not None and is_network:
        figure = network.shown(figure, chosen, theme=theme(), centre=view.own.get(network.CENTRE, ""))
    config = ZOOMED if is_network else CONFIG
    shown = partial(st.plotly_chart, figure, theme=None, config=config, alt=drawn.alt)
    with st.container(key=f"{key}-chart"):
        if explained.words or explained.signs:
            _legend(drawn, explained, view, f"{key}-legend", beside(drawn))
        if select:
            _heed(partial(shown, on_select="rerun", selection_mode=select), key, on_pick, cleared=cleared)
        else:
            shown(key=f"{key}-0")
        if is_network:
            draw("page/zoom.html", f"{key}-zoom", names=network.names_of(drawn.drawn))
    decided = decisions.see_which(view) if drawn.decisions else ()
    _files(drawn, key, view, decided)
    return drawn


def _legend(drawn: Drawn, explained: legend.Legend, view: View, key: str, more: RichText) -> None:
    """Show what the picture's colours mean; a series that can be lifted out has its name as a link."""
    lifted = drawn.look.get(LIFT, "") if LIFT in options_of(drawn.name) else None
    signs = [
        (
            sign,
            None
            if lifted is None or sign.stroke
            else Link(
                view.here(lift=None if sign.name == lifted else sign.name), sign.name,
                current=sign.name == lifted, stay=True,
            ),
        )
        for sign in explained.signs
    ]  # fmt: skip
    draw("page/legend.html", key, words=explained.words, signs=signs, more=more)


def titled(question: str, view: View) -> str:
    """Return a page's title: the question of its chart, and what is selected."""
    return stated(question, ask(brief, view.criteria))


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
    return (" · ", Link(view.to("workbench", chart=drawn.name, **options), "View SQL"))


def _files(drawn: Drawn, key: str, view: View, decided: RichText) -> None:
    """Show below a chart its note, remarks, and a button for each file that it can be saved as.

    `decided` follows the words that say on how many decisions by hand it rests.
    """
    with st.container(
        key=f"{key}-files", horizontal=True, horizontal_alignment="left", vertical_alignment="center"
    ):
        note = drawn.note.removesuffix(".")
        note, _, rests = note.rpartition(" · ") if drawn.decisions else (note, "", "")
        line, details = source_line(note)
        more = (*undated(drawn, view), *question(drawn, view))
        draw(
            "page/source.html", f"{key}-note", line=line, details=details,
            more=more if details else more[1:], rests=(f"This {rests}", *decided) if rests else (),
        )  # fmt: skip
        if drawn.frame.empty:
            return
        if takes_remarks(drawn.name):
            editor(drawn, view, f"{key}-remarks")
        with st.popover("Save chart", key=f"{key}-save"):
            able = press.available()
            preset, drawn = _look(_worded(drawn, key), key)
            if able.able and st.toggle("Preview", key=f"{key}-preview"):
                _preview(drawn, preset)
            with_recipe = st.checkbox("With recipe", value=True, key=f"{key}-with-recipe", help=RECIPE)
            offered = set(figures.suffixes(drawn.name)) - set(() if able.able else PRINTED)

            def saves(suffixes: Iterable[str]) -> None:
                for suffix in (each for each in suffixes if each in offered):
                    make = partial(figures.file_of, drawn, suffix, with_recipe=with_recipe, preset=preset)
                    save_button(FILES[suffix][0], figures.file_name(drawn, suffix), make, f"{key}-{suffix}")

            saves(FIRST)
            if not able.able:
                st.write(able.sentence)
            with st.expander("More"):
                saves(suffix for suffix in FILES if suffix not in FIRST)
                columns = partial(figures.meanings, drawn.frame.columns)
                called = f"{drawn.name}-columns.csv"
                save_button("What its columns mean (CSV)", called, columns, f"{key}-columns")
                basket(drawn, view.archive, f"{key}-basket", preset=preset, able=able.able)
                case_file(view, f"{key}-case", (named_with_settings(drawn),))
                check = Link(f"{view.to('workbench')}#{VERIFY}", "Check a saved chart")
                say(f"{key}-check", check)


def _worded(drawn: Drawn, key: str) -> Drawn:
    """Show fields for title, subtitle and note; return the chart with what was written in them."""
    title = st.text_input("Title", key=f"{key}-title", placeholder=drawn.title, max_chars=LONGEST)
    subtitle = st.text_input("Subtitle", key=f"{key}-subtitle", max_chars=LONGEST)
    note = st.text_input(
        "Note", key=f"{key}-own-note", placeholder="Stands before the source", max_chars=LONGEST
    )
    written = Wording(title=title.strip(), subtitle=subtitle.strip(), note=note.strip())
    return replace(drawn, wording=written)


def _preview(drawn: Drawn, preset: Preset) -> None:
    """Show the picture as its file will have it, or why it cannot be drawn."""
    try:
        st.image(figures.file_of(drawn, "png", with_recipe=False, preset=preset), width=SEEN)
    except FigureError as error:
        st.write(str(error))


def source_line(note: str) -> tuple[str, str]:
    """Return a chart's note in two: as much as a line holds, and the rest."""
    parts = note.split(" · ")
    first = next((n for n in range(len(parts), 1, -1) if len(" · ".join(parts[:n])) <= LINE), 1)
    return " · ".join(parts[:first]), " · ".join(parts[first:])


def _look(drawn: Drawn, key: str) -> tuple[Preset, Drawn]:
    """Show the choice of a picture's size and colours; return the size, and the chart in these colours."""
    size, colours = st.columns(2)
    with size:
        preset = st.selectbox("Size", list(SIZES), format_func=SIZES.__getitem__, key=f"{key}-preset")
    with colours:
        themes = dict.fromkeys((drawn.theme, *COLOURS))  # the page's own first
        palette = st.selectbox("Colours", list(themes), format_func=COLOURS.__getitem__, key=f"{key}-palette")
    return preset, drawn if palette == drawn.theme else replace(drawn, theme=palette)
