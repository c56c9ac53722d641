"""What can be asked: each table with its meaning, its columns and an example."""

from lib.store.documented import VIEWS, Documented
from lib.ui.markup import button, el, esc, link
from lib.ui.sheet import sheet
from lib.ui.view import View


def schema(view: View) -> None:
    """Show the tables; a pressed name is put into the field."""
    title = el("h2", "Tables", "section-title", id="tables")
    note = "Click a name to insert it. As you type, Tab takes a suggestion; Ctrl+Enter asks."
    parts = "".join(_table(name, each, view) for name, each in VIEWS.items())
    sheet(el("section", title + el("p", esc(note), "note") + parts, "schema"), "schema")


def _table(name: str, documented: Documented, view: View) -> str:
    columns = "".join(
        el("dt", button(column, "name", data_insert=_quoted(column))) + el("dd", esc(meaning))
        for column, meaning in documented.columns.items()
    )
    asks = link(view.here(sql=documented.example, seconds=None, chart=None), documented.asks, data_stay="1")
    head = el("summary", el("code", name) + el("span", esc(documented.meaning)))
    insert = el("p", button(f"Insert {name}", "quiet", data_insert=name), "meta")
    return el(
        "details", head + el("p", "For example: " + asks, "note") + insert + el("dl", columns), "folded"
    )


def _quoted(column: str) -> str:
    """Return the name as SQL takes it; "end" is a word of SQL."""
    return f'"{column}"' if column == "end" else column
