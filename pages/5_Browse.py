"""Authors, tags, publishers and sections: an index of each, and a page for every name in it."""

from dataclasses import replace

from lib.query.browse_index import FIELDS
from lib.ui import browse
from lib.ui.view import here
from lib.ui.widgets import chosen, head, tabs

view = here()
field = chosen(view, "show", FIELDS)
if view.own.get("name"):
    browse.show_name(view, field, view.own["name"])
else:
    head(browse.KINDS[field].question, "Every name has a page of its own; every number leads to its stories.")
    labels = {each: kind.many.capitalize() for each, kind in browse.KINDS.items()}
    tabs(replace(view, own={"show": field}), "show", labels)
    browse.show_index(view, field)
