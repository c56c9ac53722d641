"""The publishers' tags by the number of stories that carry them."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts import bars, style

COLUMNS = ("tag", "stories", "share")
QUESTION = "Which tags does the news carry?"
ASKS = {"frame": "tags.counts"}

_SAID = bars.Ranking(
    column="tag",
    key="tag",
    question=QUESTION,
    does="carry the tag {}",
    empty="No story of this selection carries a tag. Loosen the filter to see some.",
)


def figure(frame: pd.DataFrame, *, theme: style.Theme = "light", note: str = "") -> go.Figure:
    """Return a bar for each tag, most stories first."""
    return bars.draw(frame, _SAID, theme=theme, note=note)


def alt(frame: pd.DataFrame) -> str:
    """Return the chart in words."""
    return bars.told(frame, _SAID)
