"""Stories over time; dragging over days narrows everything to them."""

from lib.ui import timeline
from lib.ui.read import page as reading
from lib.ui.view import here
from lib.ui.widgets import choices, head

view = here()
head("When were the stories published?", "Drag across the chart to keep only those days, on every page.")
picked = choices(
    view,
    {
        "by": ("Split by", timeline.STACKS),
        "layout": ("Drawn", {"stacked": "in one chart", "apart": "one below another"}),
        "unit": (
            "Each bar",
            {
                "auto": "automatic",
                "hour": "an hour",
                "day": "a day",
                "week": "a week",
                "month": "a month",
                "year": "a year",
            },
        ),
    },
)
timeline.show(view, by=timeline.stacked(picked["by"]), unit=picked["unit"], layout=picked["layout"])
reading.story_index(view, title="Stories in the selection")
