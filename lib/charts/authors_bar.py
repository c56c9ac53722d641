"""Authors and desks by the number of stories under their names."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts import bars, style

COLUMNS = ("author", "stories", "share")
QUESTION = "Who writes the news?"
ASKS = {"frame": "authors.counts"}

_SAID = bars.Ranking(
    column="author",
    key="author",
    question=QUESTION,
    does="carry the byline of {}",
    empty="No story of this selection names its author. Loosen the filter to see some.",
)


def figure(frame: pd.DataFrame, *, theme: style.Theme = "light", note: str = "") -> go.Figure:
    """Return a bar for each author, most stories first."""
    return bars.draw(frame, _SAID, theme=theme, note=note)


def alt(frame: pd.DataFrame) -> str:
    """Return the chart in words."""
    return bars.told(frame, _SAID)
