"""Stories over time; dragging over days narrows everything to them."""

from lib.ui import timeline
from lib.ui.read import page as reading
from lib.ui.view import here
from lib.ui.widgets import choices, chosen, head

view = here()
head("When were the stories published?", "Drag across the chart to keep only those days, on every page.")
choices(
    view,
    {
        "by": ("Split by", timeline.STACKS),
        "layout": ("Drawn", timeline.LAYOUTS),
        "unit": ("Each bar", timeline.BARS),
    },
)
by, unit = chosen(view, "by", [*timeline.STACKS]), chosen(view, "unit", [*timeline.BARS])
timeline.show(view, by=by, unit=unit, layout=chosen(view, "layout", [*timeline.LAYOUTS]))
reading.story_index(view, title="Stories in the selection")
