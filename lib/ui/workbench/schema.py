"""The tables that can be queried, with their meaning, columns and an example."""

from lib.store.documented import VIEWS
from lib.ui.component import sheet
from lib.ui.parts import Link
from lib.ui.render import render
from lib.ui.view import View


def schema(view: View) -> None:
    """Show the tables; a click on a name inserts it into the SQL field."""
    tables = [
        (name, each, Link(view.here(sql=each.example, seconds=None, chart=None), each.asks, stay=True))
        for name, each in VIEWS.items()
    ]
    sheet(render("workbench/schema.html", tables=tables), "schema")
