"""The answer to a question in SQL: its rows as table, chart and files, or the error."""

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
import streamlit as st

from lib.charts import sql_result as answer_chart
from lib.export import tables
from lib.model.errors import QueryError, QueryStopped
from lib.model.wording import count
from lib.store.archive import ArchiveReader
from lib.store.sql import as_python
from lib.store.sql_child import BYTES, LONG, SECONDS, Answer, Question
from lib.ui.cache import ask, remember
from lib.ui.chart import CONFIG
from lib.ui.component import draw, say
from lib.ui.downloads import FILES, save_menu
from lib.ui.masthead import theme
from lib.ui.render import Link
from lib.ui.session import current_session
from lib.ui.view import View
from lib.ui.widgets import one_line
from lib.ui.workbench.answer_table import SHOWN, answer_table


def show_answer(view: View, sql: str) -> None:
    """Show the answer to SQL as table, chart and files, or the error, with a link that allows it longer."""
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
            formats = {suffix: FILES[suffix].label for suffix in _FORMATS}
            save_menu(
                "Save table", "sql", "wireroom-answer", formats, lambda suffix: _FORMATS[suffix](answer.frame)
            )
        draw("workbench/python.html", "sql-python", python=python)


def _state_of_joined_names(db: ArchiveReader) -> str:
    return db.joined


_FORMATS: Mapping[str, Callable[[pd.DataFrame], bytes]] = {
    "csv": tables.as_csv,
    "xlsx": lambda frame: tables.as_xlsx({"Answer": frame}),
    "parquet": tables.as_parquet,
}
