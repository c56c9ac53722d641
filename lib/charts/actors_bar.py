"""Actors by the number of stories that name them."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts import bars, style

COLUMNS = ("actor_id", "actor", "kind", "stories", "share")
QUESTION = "Who is in the news?"
ASKS = {"frame": "actors.counts"}

_SAID = bars.Ranking(
    column="actor",
    key="actor_id",
    question=QUESTION,
    does="name {}",
    empty="No story of this selection names an actor. Loosen the filter to see some.",
    kinds=True,
)


def figure(frame: pd.DataFrame, *, theme: style.Theme = "light", note: str = "") -> go.Figure:
    """Return a bar for each actor, most stories first."""
    return bars.draw(frame, _SAID, theme=theme, note=note)


def alt(frame: pd.DataFrame) -> str:
    """Return the chart in words."""
    return bars.told(frame, _SAID)
