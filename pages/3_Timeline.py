"""Stories over time; dragging over days narrows everything to them."""

from lib.ui import timeline
from lib.ui.chart import titled
from lib.ui.read import page as reading
from lib.ui.view import here
from lib.ui.widgets import choices, chosen, head

view = here()
head(titled("When were the stories published?", view), "Drag across the chart to keep only those days.")
choices(
    view,
    {"by": ("Split by", timeline.STACKS)},
    options={"layout": ("Drawn", timeline.LAYOUTS), "unit": ("Each bar", timeline.BARS)},
)
by, unit = chosen(view, "by", [*timeline.STACKS]), chosen(view, "unit", [*timeline.BARS])
timeline.show(view, by=by, unit=unit, layout=chosen(view, "layout", [*timeline.LAYOUTS]))
reading.story_index(view, title="Stories in the selection")
