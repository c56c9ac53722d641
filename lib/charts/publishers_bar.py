"""Publishers by the number of their stories."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts import bars, style

COLUMNS = ("publisher", "stories", "share")
QUESTION = "Who publishes the news?"
ASKS = {"frame": "facets.publishers"}

_SAID = bars.Ranking(
    column="publisher",
    key="publisher",
    question=QUESTION,
    does="come from {}",
    empty="No story of this selection names its publisher. Loosen the filter to see some.",
)


def figure(frame: pd.DataFrame, *, theme: style.Theme = "light", note: str = "") -> go.Figure:
    """Return a bar for each publisher, most stories first."""
    return bars.draw(frame, _SAID, theme=theme, note=note)


def alt(frame: pd.DataFrame) -> str:
    """Return the chart in words."""
    return bars.told(frame, _SAID)
