"""Stories over time, and the days that stood out; dragging over days narrows everything to them."""

from lib.ui import so_far, timeline
from lib.ui.chart import title_of
from lib.ui.options import tabs
from lib.ui.read.index import story_index
from lib.ui.view import here
from lib.ui.widgets import head

view = here()
if so_far.TAB.chosen(view) == "so-far":
    head(
        title_of("What happened so far?", view),
        "The days that stood out, each in a sentence of its reports.",
    )
    tabs(view, so_far.TAB)
    so_far.show(view)
else:
    head(title_of("When were the stories published?", view), "Drag across the chart to keep only those days.")
    tabs(view, so_far.TAB)
    timeline.show(view)
    story_index(view, title="Stories in the selection")
