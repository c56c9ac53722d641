"""The Workbench page: a field for SQL, the answer, and the tables to ask."""

from typing import Any

import streamlit as st

from lib import figures
from lib.model.errors import FigureError, QueryError
from lib.store.documented import VIEWS
from lib.store.prepared import is_there
from lib.ui.cache import ask, check_archive, remember
from lib.ui.component import draw, say
from lib.ui.render import Link
from lib.ui.session import current_session, session
from lib.ui.view import View
from lib.ui.welcome import welcome
from lib.ui.widgets import head
from lib.ui.workbench.answered import show_answer
from lib.ui.workbench.check_figure import check_figure
from lib.ui.workbench.sql_field import sql_field

NO_OPTIONS = ("chart", "sql", "seconds", "name", "criteria", "ask", "theme")  # of a chart


def workbench(view: View) -> None:
    """Show the Workbench page, or the welcome where there is no archive."""
    if not is_there(view.archive):
        welcome(view)
        return
    words = "Ask the archive in SQL, one SELECT statement at a time. Nothing that you type can change it."
    head("What would you like to know?", words)
    with session(view.archive):
        check_archive()
        field, beside = st.columns([5, 3], gap="large")
        with field:
            asked = _asked_sql(view)
            sql_field(view, asked)
            if asked:
                show_answer(view, asked)
        with beside:
            schema(view)
    check_figure(view)


def _asked_sql(view: View) -> str:
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


def schema(view: View) -> None:
    """Show the tables; a click on a name inserts it into the SQL field."""
    tables = [
        (name, each, Link(view.here(sql=each.example, seconds=None, chart=None), each.asks, stay=True))
        for name, each in VIEWS.items()
    ]
    draw("workbench/schema.html", "schema", tables=tables)
