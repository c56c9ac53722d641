"""Tags, authors, publishers, sections and actors: an index of each, and a page for every name in it."""

from dataclasses import replace

from lib.query.browse_index import DIMENSIONS
from lib.ui import browse
from lib.ui.options import tabs
from lib.ui.view import here
from lib.ui.widgets import head

view = here()
field = browse.SHOW.chosen(view)
if view.own.get("name") and field in DIMENSIONS:
    browse.show_name(view, field, view.own["name"])
else:
    head(browse.KINDS[field].question, "Every name has a page of its own; every number leads to its stories.")
    tabs(replace(view, own={"show": field}), browse.SHOW)
    browse.show_index(view, field)
