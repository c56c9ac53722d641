"""What stands below a chart: its source line, the reader's remarks, and the menu that saves it."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from lib import figures
from lib.charts.printed import Preset
from lib.charts.style import Theme
from lib.export import figure as press
from lib.figures import Drawn
from lib.figures.addresses import named_with_settings
from lib.figures.chart_options import options_of
from lib.figures.drawn import Wording
from lib.model.errors import FigureError
from lib.ui import decisions
from lib.ui.basket import basket
from lib.ui.component import draw, say
from lib.ui.downloads import FILES, save_button
from lib.ui.list_menu import case_file
from lib.ui.muted import muted_note
from lib.ui.remarks import REMARKS, editor
from lib.ui.render import Link, RichText
from lib.ui.view import View, and_condition

LINE = 100  # letters of the source line that stand above its details
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


def show(drawn: Drawn, view: View, key: str) -> None:
    """Show a chart's source line below it and, unless it is empty, its remarks and the menu that saves it."""
    with st.container(
        key=f"{key}-files", horizontal=True, horizontal_alignment="left", vertical_alignment="center"
    ):
        _source(drawn, view, key)
        if drawn.frame.empty:
            return
        if REMARKS in options_of(drawn.name):
            editor(drawn, view, f"{key}-remarks")
        with st.popover("Save chart", key=f"{key}-save"):
            _menu(drawn, view, key)


def _source(drawn: Drawn, view: View, key: str) -> None:
    """Show a chart's source line with details, and how many of the reader's decisions affect the chart."""
    note = drawn.note.removesuffix(".")
    note, _, rests = note.rpartition(" · ") if drawn.decisions else (note, "", "")
    line, details = source_line(note)
    brief = drawn.coverage.brief.rstrip(".") if drawn.coverage.full.rstrip(".") in details else ""
    line = " · ".join(filter(None, (line, brief, muted_note(view))))
    more = (*undated_link(drawn, view), *sql_link(drawn, view))
    draw(
        "page/source.html", f"{key}-note", line=line, details=details,
        more=more if details else more[1:],  # without the dot before the first link
        rests=(f"This {rests}", *decisions.see_which(view)) if rests else (),
    )  # fmt: skip


def source_line(note: str) -> tuple[str, str]:
    """Return a chart's note in two parts: as much as fits into LINE letters, and the rest."""
    parts = note.split(" · ")
    first = next((n for n in range(len(parts), 1, -1) if len(" · ".join(parts[:n])) <= LINE), 1)
    return " · ".join(parts[:first]), " · ".join(parts[first:])


def undated_link(drawn: Drawn, view: View) -> RichText:
    """Return a link to the stories without a date, which the chart cannot show; () if there are none."""
    if not drawn.frame.attrs.get("undated"):
        return ()
    href = view.to("read", replace(view.criteria, text=and_condition(view.criteria.text, "date:none")))
    return (" · ", Link(href, "Read those without a date"))


def sql_link(drawn: Drawn, view: View) -> RichText:
    """Return a link to the SQL for the chart's rows; () if there is none."""
    if not drawn.has_sql or drawn.frame.empty:
        return ()
    options: dict[str, Any] = {name: str(value) for name, value in drawn.options.items() if value}
    return (" · ", Link(view.to("workbench", chart=drawn.name, **options), "View SQL"))


def _menu(drawn: Drawn, view: View, key: str) -> None:
    """Show fields for a picture's words and look, and a button for each file that a chart is saved as."""
    able = press.available()
    preset, drawn = _look(_with_words(drawn, key), key)
    if able.able and st.toggle("Preview", key=f"{key}-preview"):
        try:  # as the file will have it
            st.image(figures.file_of(drawn, "png", with_recipe=False, preset=preset), width=SEEN)
        except FigureError as error:
            st.write(str(error))
    with_recipe = st.checkbox("With recipe", value=True, key=f"{key}-with-recipe", help=RECIPE)
    offered = set(figures.suffixes(drawn.name)) - set(() if able.able else PRINTED)

    def show_save_buttons(suffixes: Iterable[str]) -> None:
        for suffix in (each for each in suffixes if each in offered):
            make = partial(figures.file_of, drawn, suffix, with_recipe=with_recipe, preset=preset)
            save_button(FILES[suffix].label, figures.file_name(drawn, suffix), make, f"{key}-{suffix}")

    show_save_buttons(FIRST)
    if not able.able:
        st.write(able.sentence)
    with st.expander("More"):
        show_save_buttons(suffix for suffix in FILES if suffix not in FIRST)
        columns = partial(figures.meanings, drawn.frame.columns)
        save_button("What its columns mean (CSV)", f"{drawn.name}-columns.csv", columns, f"{key}-columns")
        basket(drawn, view.archive, f"{key}-basket", preset=preset, able=able.able)
        case_file(view, f"{key}-case", (named_with_settings(drawn),))
        say(f"{key}-check", Link(f"{view.to('workbench')}#{VERIFY}", "Check a saved chart"))


def _with_words(drawn: Drawn, key: str) -> Drawn:
    """Show fields for title, subtitle and note; return the chart with what was written in them."""
    title = st.text_input("Title", key=f"{key}-title", placeholder=drawn.title, max_chars=LONGEST)
    subtitle = st.text_input("Subtitle", key=f"{key}-subtitle", max_chars=LONGEST)
    note = st.text_input(
        "Note", key=f"{key}-own-note", placeholder="Stands before the source", max_chars=LONGEST
    )
    written = Wording(title=title.strip(), subtitle=subtitle.strip(), note=note.strip())
    return replace(drawn, wording=written)


def _look(drawn: Drawn, key: str) -> tuple[Preset, Drawn]:
    """Show the choice of a picture's size and colours; return the size, and the chart in these colours."""
    size, colours = st.columns(2)
    with size:
        preset = st.selectbox("Size", list(SIZES), format_func=SIZES.__getitem__, key=f"{key}-preset")
    with colours:
        themes = dict.fromkeys((drawn.theme, *COLOURS))  # the page's own first
        palette = st.selectbox("Colours", list(themes), format_func=COLOURS.__getitem__, key=f"{key}-palette")
    return preset, drawn if palette == drawn.theme else replace(drawn, theme=palette)
