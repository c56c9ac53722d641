"""The parts of the Workbench page: SQL field with completions, saved queries, rows, list of tables."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from lib import figures
from lib.charts import sql_result as answer_chart
from lib.export import tables
from lib.model.errors import FigureError, QueryError, QueryStopped
from lib.model.wording import count
from lib.store.archive import ArchiveReader
from lib.store.documented import VIEWS
from lib.store.journal import marks
from lib.store.prepared import is_there
from lib.store.sql import as_python
from lib.store.sql_child import BYTES, LONG, SECONDS, Answer, Question
from lib.ui.cache import ask, check_archive, remember
from lib.ui.chart import CONFIG
from lib.ui.component import draw, say
from lib.ui.downloads import FILES, save_button
from lib.ui.masthead import theme
from lib.ui.render import Link, render
from lib.ui.session import current_session, session
from lib.ui.view import View, go_to
from lib.ui.welcome import welcome
from lib.ui.widgets import head, name_field, one_line
from lib.ui.workbench.answer_table import SHOWN, answer_table
from lib.ui.workbench.check_figure import check_figure

LABEL = "Question in SQL"
TYPED, FROM_ADDRESS = "sql", "sql of the address"
NO_OPTIONS = ("chart", "sql", "seconds", "name", "criteria", "ask", "theme")  # of a chart
FIRST = next(iter(VIEWS.values())).example  # what stands in the field until something else does


def workbench(view: View) -> None:
    """Show the Workbench page."""
    if not is_there(view.archive):
        welcome(view)
        return
    words = "Ask the archive in SQL, one SELECT statement at a time. Nothing that you type can change it."
    head("What would you like to know?", words)
    with session(view.archive):
        check_archive()
        field, beside = st.columns([5, 3], gap="large")
        with field:
            asked = _asked(view)
            _field(view, asked)
            if asked:
                _answered(view, asked)
        with beside:
            schema(view)
    check_figure(view)


def _asked(view: View) -> str:
    """Return the SQL of the address, or of the chart that it names; "" for none."""
    own: dict[str, Any] = {name: value for name, value in view.own.items() if name not in NO_OPTIONS}
    if "sql" in view.own or not (name := view.own.get("chart", "")):
        return view.own.get("sql", "")
    try:
        drawn = figures.draw(name, view.criteria, ask, **own)
        return remember(
            "sql of a chart", lambda: drawn.workbench_question(current_session().reading()),
            name, view.criteria, *sorted(own.items()),
        )  # fmt: skip
    except (FigureError, QueryError) as error:
        say("sql-of-chart", error.message, css_class="bad", role="alert")
        return ""


def _field(view: View, asked: str) -> None:
    """Show the SQL field, filled from the address."""
    if TYPED not in st.session_state or st.session_state.get(FROM_ADDRESS) != (asked or FIRST):
        st.session_state[TYPED] = st.session_state[FROM_ADDRESS] = asked or FIRST
    typed = st.text_area(LABEL, key=TYPED, height=220)
    completer()
    with one_line("ask-line"):
        if st.button("Ask", key="ask-sql", type="primary") and typed.strip():
            go_to(replace(view, own={"sql": typed.strip()}))
        saved_questions(view, typed.strip())


@st.cache_resource
def _completion_component() -> Any:
    return st.components.v2.component(
        "wireroom_completer",
        html=str(render("workbench/completions.html")),
        js=Path(__file__).with_name("completer.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )


def completer() -> None:
    """Add the completions to the SQL field."""
    names = {name: ["table"] for name in VIEWS}
    for name, view in VIEWS.items():
        for column in view.columns:
            names.setdefault(column, []).append(name)
    offered = [(name, ", ".join(of)) for name, of in names.items()]
    _completion_component()(data={"label": LABEL, "names": offered}, key="completer")


def saved_questions(view: View, typed: str) -> None:
    """Show the saved questions, and a field that saves the typed one under a name."""
    found = marks.saved_items(view.archive, "question")
    with st.popover("Saved questions", key="saved-questions"):
        if found:
            kept = [Link(view.here(sql=each.body, seconds=None, chart=None), each.name) for each in found]
            draw(
                "workbench/questions.html",
                "questions-list",
                {"remove": partial(marks.drop, view.archive, "question")},
                questions=kept,
            )
        lacking = "The question has no name or no words yet. Type them, then save it."
        name_field(
            "Name of this question", "save-question", "Such as: Who quotes whom", marks.LONGEST,
            partial(marks.keep, view.archive, "question", body=typed), lacking, able=bool(typed),
        )  # fmt: skip


def _answered(view: View, sql: str) -> None:
    """Show the rows as table, chart and files, or the error."""
    seconds = LONG if view.own.get("seconds") == f"{LONG:.0f}" else SECONDS
    try:
        answer = remember("typed sql", partial(_ask, view, sql, seconds), sql)
    except QueryError as error:
        longer = Link(view.here(seconds=f"{LONG:.0f}"), "Let it run for up to a minute")
        more = (" ", longer, ".") if isinstance(error, QueryStopped) and seconds < LONG else ()
        say("sql-answer", error.message, *more, css_class="bad", role="alert")
        return
    frame = answer.frame
    rows, took = count(len(frame), "row"), f"{answer.seconds:.1f}" if answer.seconds >= 0.1 else "under 0.1"
    parts = [f"{'The first ' if answer.cut else ''}{rows}, in {took} seconds."]
    if answer.cut:
        parts.append(
            f"There are more: an answer ends at {len(frame):,} rows or {BYTES // 1_000_000} MB. "
            "Add a condition or a limit, or count in SQL."
        )
    if len(frame) > SHOWN:
        parts.append(f"The table shows {SHOWN}; a saved file holds all {len(frame):,}.")
    say("sql-answer", " ".join(parts), role="status")
    if len(frame):
        if answer_chart.kind_of(frame):
            figure, alt = answer_chart.figure(frame, theme=theme()), answer_chart.alt(frame)
            st.plotly_chart(figure, theme=None, key="sql-chart", config=CONFIG, alt=alt)
        answer_table(frame)
    _files(view, sql, answer)


def _ask(view: View, sql: str, seconds: float) -> Answer:
    """Return the answer to a query in SQL and show how long it takes; stop it if the reader leaves."""
    current_session().close()  # so that stories can be stored while the question runs
    place = st.empty()
    with Question(view.archive, sql, seconds=seconds) as question:
        waited = 0.0
        while not question.ended(0.25):
            waited += 0.25
            place.caption(f"Asking for {waited:.0f} seconds, at most {seconds:.0f}.")
        place.empty()
        return question.answer()


def _files(view: View, sql: str, answer: Answer) -> None:
    """Show buttons that save the rows as files and the query as Python."""
    python = as_python(sql, view.archive.name, joined=bool(ask(_state_of_joined_names)))
    with one_line("sql-files"):
        if len(answer.frame):
            with st.popover("Save table", key="sql-save"):
                for suffix, made in _FORMATS.items():
                    name, make = f"wireroom-answer.{suffix}", partial(made, answer.frame)
                    save_button(FILES[suffix][0], name, make, f"sql-{suffix}")
        draw("workbench/python.html", "sql-python", python=python)


def _state_of_joined_names(db: ArchiveReader) -> str:
    return db.joined


_FORMATS: Mapping[str, Callable[[pd.DataFrame], bytes]] = {
    "csv": tables.as_csv,
    "xlsx": lambda frame: tables.as_xlsx({"Answer": frame}),
    "parquet": tables.as_parquet,
}


def schema(view: View) -> None:
    """Show the tables; a click on a name inserts it into the SQL field."""
    tables = [
        (name, each, Link(view.here(sql=each.example, seconds=None, chart=None), each.asks, stay=True))
        for name, each in VIEWS.items()
    ]
    draw("workbench/schema.html", "schema", tables=tables)
