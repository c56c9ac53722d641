"""What can be asked: each table with its meaning, its columns and an example."""

from lib.store.documented import VIEWS
from lib.ui.component import sheet
from lib.ui.parts import Link
from lib.ui.render import render
from lib.ui.view import View


def schema(view: View) -> None:
    """Show the tables; a pressed name is put into the field."""
    tables = [
        (name, each, Link(view.here(sql=each.example, seconds=None, chart=None), each.asks, stay=True))
        for name, each in VIEWS.items()
    ]
    sheet(render("workbench/schema.html", tables=tables), "schema")
