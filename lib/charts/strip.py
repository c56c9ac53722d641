"""The small timeline on the Desk page: one column a day, without scale and grid."""

import pandas as pd
import plotly.graph_objects as go

from lib.charts import style
from lib.charts.spans import axis_range, coarsest, for_plotly, moment, moments
from lib.model.periods import TimeUnit
from lib.model.wording import count

COLUMNS = ("day", "series", "stories")
QUESTION = "How much news was there each day?"
ASKS = {"frame": "coverage.over_time"}

HEIGHT = 96  # pixels: a look above a list, not a chart to read numbers from

_EMPTY = "No story has a date yet."


def figure(
    frame: pd.DataFrame,
    *,
    theme: style.Theme = "light",
    unit: TimeUnit = "day",
    spanned: int = 1,
) -> go.Figure:
    """Return columns in one colour with the first and the last day labelled.

    The newest `spanned` days stand out, if the columns are narrow enough to show exactly them.
    """
    if frame.empty:
        drawn = style.empty_state(_EMPTY, theme, height=HEIGHT)
    else:
        drawn, counts = style.sheet(theme, height=HEIGHT), _counts(frame)
        since = moments(counts)[-1] - pd.Timedelta(days=spanned - 1)
        _draw(drawn, *coarsest(counts, unit), since=since, theme=theme)
    return style.unstretched(drawn)


def alt(frame: pd.DataFrame) -> str:
    """Return a description: the strip's days and its peak."""
    if frame.empty:
        return _EMPTY
    counts = _counts(frame)
    days, totals = moments(counts), counts["stories"].astype(int).tolist()
    first = "first " if totals.count(max(totals)) > 1 else ""
    return (
        f"Stories a day from {moment(days[0], 'day')} to {moment(days[-1], 'day')}; most {first}on "
        f"{moment(days[totals.index(max(totals))], 'day')}, {count(max(totals), 'story', 'stories')}."
    )


def _counts(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(day=pd.to_datetime(frame["day"])).groupby("day")[["stories"]].sum()


def _draw(
    drawn: go.Figure, counts: pd.DataFrame, unit: TimeUnit, *, since: pd.Timestamp, theme: style.Theme
) -> None:
    """Add the columns and the two days at their ends to a strip without any other axis."""
    line = {"showline": True, "linecolor": style.ink(theme).baseline, "showticklabels": False}
    drawn.add_trace(_columns(counts, unit, since, theme))
    ends = moments(counts)[[0, -1]] if len(counts) > 1 else moments(counts)
    drawn.update_layout(
        bargap=0.2 if len(counts) <= 90 else 0,
        xaxis=style.axis(theme, type="date", range=axis_range(counts, unit), **line),
        yaxis=style.axis(theme, visible=False, range=[0, counts["stories"].max() * 1.02]),
        margin={"l": 0, "r": 0, "t": 4, "b": 22},
        annotations=[
            style.words(
                moment(when, unit), theme, size=style.NOTE_SIZE, quiet=True,
                x=place, xref="paper", xanchor=("left", "right")[place],
                y=0, yref="paper", yanchor="top", yshift=-4, borderpad=0,
            )
            for place, when in enumerate(ends)
        ],
    )  # fmt: skip


def _columns(counts: pd.DataFrame, unit: TimeUnit, since: pd.Timestamp, theme: style.Theme) -> go.Bar:
    """Return the columns; those before `since`, which the page does not show, are grey."""
    days = moments(counts)
    shown = since <= days[0] or since in days  # else a wider column would hold more than these days
    stories = counts["stories"].astype(int).tolist()
    return go.Bar(
        x=for_plotly(counts),
        y=stories,
        hovertext=[
            f"{moment(when, unit)}: {count(number, 'story', 'stories')}"
            for when, number in zip(moments(counts), stories, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "color": [style.SERIES[0] if shown and day >= since else style.ink(theme).edge for day in days],
            "line": {"width": 0},
        },
    )
