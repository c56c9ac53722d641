"""The small timeline on the Desk page: one column a day, without scale and grid."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.charts import style
from lib.charts.spans import axis_range, coarsest, for_plotly, lone_width, moment, moments
from lib.model.periods import TimeUnit
from lib.model.wording import count

COLUMNS = ("day", "stories")
QUESTION = "How much news was there each day?"
ASKS = {"frame": "coverage.over_time"}

HEIGHT = 96  # pixels: a look above a list, not a chart to read numbers from

_EMPTY = "No story has a date yet."
_HEADROOM = 1.02  # times the highest column, so that its edge is not cut off


def figure(
    frame: pd.DataFrame, *, theme: style.Theme = "light", unit: TimeUnit = "day", spanned: int = 1,
    room: style.Room = style.PAGE,
) -> go.Figure:  # fmt: skip
    """Return columns in one colour with the first and the last day labelled.

    The newest `spanned` days stand out, if the columns are narrow enough to show exactly them.
    """
    by_day = _stories_by_day(frame)
    if by_day.empty:
        return style.unstretched(style.empty_state(_EMPTY, theme, height=HEIGHT))
    since = moments(by_day)[-1] - pd.Timedelta(days=spanned - 1)
    counts, shown_unit = coarsest(by_day, unit)
    # In a file it fills the page, up to twice its height
    height = max(HEIGHT, min(2 * HEIGHT, room.height - style.head_height(2)))
    line = {"showline": True, "linecolor": style.ink(theme).baseline, "showticklabels": False}
    drawn = style.sheet(theme, height=height).add_trace(_columns(counts, shown_unit, since, theme))
    drawn.update_layout(
        bargap=0.2 if len(counts) <= style.MOST_APART else 0,
        xaxis=style.axis(theme, type="date", range=axis_range(counts, shown_unit), **line),
        yaxis=style.axis(theme, visible=False, range=[0, counts["stories"].max() * _HEADROOM]),
        margin={"l": 0, "r": 0, "t": 4, "b": 22},
    )
    first, last = moments(counts)[0], moments(counts)[-1]
    drawn.add_annotation(**_label(moment(first, shown_unit), theme, x=0, xanchor="left"))
    if last > first:
        drawn.add_annotation(**_label(moment(last, shown_unit), theme, x=1, xanchor="right"))
    return drawn if room.height else style.unstretched(drawn)


def alt(frame: pd.DataFrame) -> str:
    """Return a description: the strip's days and its peak."""
    by_day = _stories_by_day(frame)
    if by_day.empty:
        return _EMPTY
    days, totals = moments(by_day), by_day["stories"].astype(int).tolist()
    highest = max(totals)
    if len(days) == 1:
        return f"Stories a day, all on {moment(days[0], 'day')}: {count(highest, 'story', 'stories')}."
    first = "first " if totals.count(highest) > 1 else ""
    return (
        f"Stories a day from {moment(days[0], 'day')} to {moment(days[-1], 'day')}; most {first}on "
        f"{moment(days[totals.index(highest)], 'day')}, {count(highest, 'story', 'stories')}."
    )


def _stories_by_day(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the sum of `stories` for each day that has any; stories without a day are left out."""
    return frame.assign(day=pd.to_datetime(frame["day"])).groupby("day")[["stories"]].sum()


def _label(text: str, theme: style.Theme, **at: Any) -> dict[str, Any]:
    """Return as an annotation the words below an end of the strip."""
    return style.words(
        text, theme, size=style.NOTE_SIZE, quiet=True, xref="paper", y=0, yref="paper", yanchor="top",
        yshift=-4, borderpad=0, **at,
    )  # fmt: skip


def _columns(counts: pd.DataFrame, unit: TimeUnit, since: pd.Timestamp, theme: style.Theme) -> go.Bar:
    """Return the columns, coloured from `since` on and grey before; all grey if no column begins there."""
    days = moments(counts)
    shown = since <= days[0] or since in days  # else a wider column would hold more than these days
    stories = counts["stories"].astype(int).tolist()
    return go.Bar(
        x=for_plotly(counts),
        y=stories,
        width=lone_width(counts, unit),
        hovertext=[
            f"{moment(when, unit)}: {count(number, 'story', 'stories')}"
            for when, number in zip(days, stories, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "color": [style.SERIES[0] if shown and day >= since else style.ink(theme).edge for day in days],
            "line": {"width": 0},
        },
    )
