"""Authors, tags and sources with their counts, each one click from its stories."""

from lib.ui import browse
from lib.ui.pieces import head, tabs
from lib.ui.view import here

view = here()
head("Who writes about what?", "Every name leads to its stories within the selection.")
tab = tabs(
    view, "show", {"tags": "Tags", "authors": "Authors", "publishers": "Publishers", "sections": "Sections"}
)
browse.show(view, tab)
