"""Stories over time; dragging over days narrows everything to them."""

from lib.ui import timeline
from lib.ui.chart import titled
from lib.ui.read.index import story_index
from lib.ui.view import here
from lib.ui.widgets import head

view = here()
head(titled("When were the stories published?", view), "Drag across the chart to keep only those days.")
timeline.show(view)
story_index(view, title="Stories in the selection")
