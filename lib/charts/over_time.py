"""The chart of the share of stories that name an actor or a pair, over time, one strip for each.

It draws the answer of `attention.shares`; timeline and strip, the charts of all stories over time, draw that
of `coverage.over_time`.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts import spans, style
from lib.charts.pair_words import NOUNS, Unit
from lib.charts.spans import brief, moment
from lib.charts.text_metrics import label, percent, safe, width_of, wrapped
from lib.model.periods import Period
from lib.model.wording import count, listed, zone_words

COLUMNS = ("series", "actor_id", "other_id", "day", "count", "of", "share", "low", "high", "burst")
QUESTION = "When were they in the news?"
ASKS = {"frame": "attention.shares"}

Among = Literal["selection", "all"]  # the stories that a share is of

MIN_STORIES = 5  # of a period: a share of fewer is hatched and is no peak, as one story is 20% of it

STRIP = 118  # pixels of height a series
_HEAD = 38  # pixels of a strip, for its name (two lines of type) and the white above it
_TALL = 4  # strips; more are low, so that six of them fit a laptop's page
_LOW_STRIP, _LOW_HEAD = 70, 24  # pixels; the peak stands beside the name then
_SCALE = 44  # pixels beside the columns, for "100%"
_FOOT = 0.02  # of a strip, white between its columns and the next strip's name
_HEADROOM = 1.3  # times the highest column: the space above it holds the label of the peak
_PERIOD_DAYS: Mapping[Period, int] = {"day": 1, "week": 7, "month": 30, "year": 365}
_MAX_TICKS = 7  # periods with room for a label each, on a phone too
_HIGH = 0.65  # of the highest column: a label on a higher one stands above the line at its top
_REACH = 0.25  # of the axis: how far a label reaches to a side on a phone
# Of the axis: a label centred left of the first or right of the second would leave a phone's page.
_LEFT_THIRD, _RIGHT_THIRD = 0.35, 0.65
_MAX_NAMED = 4  # strips that a description reads out
_EMPTY = "No dated story of this selection names anybody. Loosen the filter or choose other days."


def figure(
    frame: pd.DataFrame,
    *,
    theme: style.Theme = "light",
    by: Period = "week",
    zone: str = "",
    unit: Unit = "sentence",
    among: Among = "selection",
    room: style.Room = style.PAGE,
) -> go.Figure:
    """Return a strip of columns for each actor or pair, all on one scale."""
    if frame.empty:
        return style.empty_state(_EMPTY, theme, height=3 * STRIP)
    every = frame.assign(day=pd.to_datetime(frame["day"]))
    of = [rows for _, rows in every.groupby(["actor_id", "other_id"], sort=False)]
    strips = of[: room.names]
    dated = pd.concat(strips)
    subtitle = _subtitle(dated, by, zone, unit, among)
    if len(strips) < len(of):
        subtitle += f"<br>{len(strips)} of {len(of)} names, the first"
    names = [wrapped(str(own["series"].iloc[0]), width=room.width, size=style.TEXT_SIZE) for own in strips]
    fits = max(style.LOWEST, (room.height - style.BESIDE) // len(strips))
    plain = min(STRIP, fits) if room.height else STRIP if len(strips) <= _TALL else _LOW_STRIP
    top, is_low, more = _top(dated), plain < STRIP, style.NEXT_LINE * (max(map(len, names)) - 1)
    head, high = (_LOW_HEAD if is_low else _HEAD) + more, plain + more
    drawn = style.sheet(theme, below=high * len(strips) + style.DAYS, subtitle=subtitle)
    for number, (strip, name) in enumerate(zip(strips, names, strict=True), start=1):
        axis = "y" if number == 1 else f"y{number}"  # Plotly's name of the strip's vertical axis
        drawn.add_traces([*_columns(strip, axis, top, by=by, theme=theme)])
        scale = _scale(number, len(strips), head / high, top, theme)
        scale |= {"range": [0, top * (1 if is_low else _HEADROOM)]}
        drawn.update_layout({axis.replace("y", "yaxis"): scale})
        total = count(int(strip["count"].sum()), "story", "stories")
        best = _best(strip)
        peak = _peak_words(strip, best, by) if best is not None else ""
        behind = _strip_end(name[-1], total, peak if is_low else "", room.width)
        drawn.add_annotation(**style.name_over(axis, name, behind, theme))
        if best is not None and not is_low:
            drawn.add_annotation(**_peak_label(strip, best, axis, by, top, theme))
    drawn.update_layout(
        xaxis=style.days_axis(theme, anchor="free", position=0, nticks=6) | _period_ticks(dated, by),
        margin={"r": _SCALE, "b": style.DAYS},
        hovermode="closest",
        bargap=0,
        clickmode="event+select",
        barmode="overlay",
    )
    return drawn


def _period_ticks(dated: pd.DataFrame, by: Period) -> dict[str, Any]:
    """Return ticks and range of an axis with few periods, which Plotly would divide into hours.

    {} for an axis with many.
    """
    days = dated[["day"]].drop_duplicates().set_index("day").sort_index()
    if len(days) > _MAX_TICKS:
        return {}
    moments, labels = spans.ticks(days, by)
    return {"tickvals": moments, "ticktext": labels, "range": spans.axis_range(days, by)}


def question(frame: pd.DataFrame) -> str:
    """Return the title, with the actor or pair if there is only one, or two actors and both together."""
    series = frame["series"].unique()
    if len(series) > 1 and frame["other_id"].any():
        return f"{listed(frame['series'][frame['other_id'] == ''].unique())}: when in the news?"
    return f"{series[0]}: when in the news?" if len(series) == 1 else QUESTION


def alt(frame: pd.DataFrame) -> str:
    """Return a description: each strip with its highest share and when that was."""
    if frame.empty:
        return _EMPTY
    parts = []
    for _, strip in [*frame.groupby(["actor_id", "other_id"], sort=False)][:_MAX_NAMED]:
        best = _best(strip)
        if best is None:
            figures = f"{count(int(strip['count'].sum()), 'story', 'stories')} in all"
        else:
            all_stories = count(best["of"], "story", "stories")
            figures = f"{percent(best['share'])}, {best['count']:,} of {all_stories}"
        parts.append(f"{strip['series'].iloc[0]} ({figures})")
    return f"Shares of the stories over time. Highest: {listed(parts)}."


def _top(dated: pd.DataFrame) -> float:
    """Return the top of the scale: the highest share of a period with enough stories.

    Without one it is the highest share of any period, else 1.
    """
    reliable = dated["share"][dated["of"] >= MIN_STORIES].max()
    highest = reliable if reliable > 0 else dated["share"].max()
    return float(highest) or 1.0


def _columns(
    strip: pd.DataFrame, axis: str, top: float, *, by: Period, theme: style.Theme
) -> Iterator[go.Bar | go.Scatter]:
    """Yield a strip's columns, cut at the top of the scale, and dashes for periods without any story."""
    colours, days = style.ink(theme), [f"{day:%Y-%m-%d}" for day in strip["day"]]
    keys = [
        [*pair, day, by] for pair, day in zip(strip[["actor_id", "other_id"]].to_numpy(), days, strict=True)
    ]
    yield go.Bar(
        x=days, y=strip["share"].fillna(0).clip(upper=top).tolist(), yaxis=axis, showlegend=False,
        customdata=keys,
        width=_PERIOD_DAYS[by] * style.DAY if len(strip) == 1 else None,  # Plotly cannot guess it from one
        hovertext=[_sentence(row, by) for row in strip.to_dict("records")],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "color": [
                style.OTHER if of < MIN_STORIES else colours.peak if burst else colours.usual
                for of, burst in zip(strip["of"], strip["burst"], strict=True)
            ],
            "pattern": style.hatching(theme)
            | {"shape": ["/" if of < MIN_STORIES else "" for of in strip["of"]]},
            "line": {"color": colours.paper, "width": 0.6 if len(strip) <= style.MOST_OUTLINED else 0},
        },
        name=label(strip["series"].iloc[0]), selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.3}},
    )  # fmt: skip
    empty = strip[strip["of"] == 0]
    if not empty.empty:
        yield go.Scatter(
            x=[f"{day:%Y-%m-%d}" for day in empty["day"]], y=[0.0] * len(empty), yaxis=axis, mode="markers",
            marker={"symbol": "line-ew-open", "size": 5, "color": colours.muted},
            hovertext=[f"{moment(day, by)}: no stories captured" for day in empty["day"]],
            hovertemplate="%{hovertext}<extra></extra>", showlegend=False, name="no stories",
        )  # fmt: skip


def _sentence(row: dict[Any, Any], by: Period) -> str:
    """Return what the pointer reads at a column, such as "3 Mar<br>Norland: 4 of 20 stories, 20% (...)"."""
    words = (
        f"{moment(row['day'], by)}<br>{safe(row['series'])}: {row['count']:,} of "
        f"{count(row['of'], 'story', 'stories')}"
    )
    if row["of"]:
        words += f", {percent(row['share'])} (between {percent(row['low'])} and {percent(row['high'])})"
    return f"{words}<br>far more than usual" if row["burst"] else words


def _scale(number: int, strips: int, head: float, top: float, theme: style.Theme) -> dict[str, Any]:
    """Return settings of a strip's vertical axis: the same scale for all, one line at its top.

    `head` is the share of a strip that its name takes.
    """
    height = 1 / strips  # of the drawing
    low = 1 - number * height
    return style.axis(
        theme, domain=[low + _FOOT * height, low + height - height * head],
        side="right", showgrid=True, tickvals=[0, top], ticktext=["0", percent(top)], ticklabelstandoff=4,
        anchor="x",
    )  # fmt: skip


def _peak_label(
    strip: pd.DataFrame, best: pd.Series, axis: str, by: Period, top: float, theme: style.Theme
) -> dict[str, Any]:
    """Return as an annotation the label of a strip's highest share, above the columns it reaches over."""
    index = int((strip["day"] < best["day"]).sum())
    position = index / len(strip)  # on the axis, 0 to 1
    apart = np.abs(index - np.arange(len(strip))) / len(strip)
    beside = min(float(strip["share"][apart <= _REACH].max()), top)
    anchor = "left" if position < _LEFT_THIRD else "right" if position > _RIGHT_THIRD else "center"
    return style.words(
        _peak_words(strip, best, by), theme,
        x=f"{best['day']:%Y-%m-%d}", y=top if beside > _HIGH * top else beside,
        yref=axis, yanchor="bottom", xanchor=anchor, borderpad=1, font={"shadow": style.glow(theme)},
    )  # fmt: skip


def _strip_end(name: str, total: str, peak: str, width: int) -> str:
    """Return what stands behind a strip's name, its stories and peak, as far as the width has room.

    On a page, which may be as wide as a phone or wider, it has both forms: for a phone and for a desk.
    """
    every = [f"  {total} · highest {peak}", f"  {peak}", f"  {total}"] if peak else [f"  {total}"]
    narrow, wide = (
        next((words for words in every if width_of(name + words, style.TEXT_SIZE) <= room), "")
        for room in (width, max(width, style.DESK))
    )
    return wide if narrow == wide else style.EITHER.format(wide, narrow)


def _peak_words(strip: pd.DataFrame, best: pd.Series, by: Period) -> str:
    """Return a strip's highest share with its numbers and day: "40%, 4 of 10 · 15 April"."""
    when = brief(best["day"], by, year=strip["day"].dt.year.nunique() > 1)
    return f"{percent(best['share'])}, {best['count']:,} of {best['of']:,} · {when}"


def _best(strip: pd.DataFrame) -> pd.Series | None:
    """Return the row of the period with the highest share, among those with enough stories, or None."""
    reliable = strip[(strip["of"] >= MIN_STORIES) & (strip["count"] > 0)]
    if reliable.empty:
        return None
    return reliable.sort_values(["share", "of"], ascending=False, kind="stable").iloc[0]


def _subtitle(dated: pd.DataFrame, by: Period, zone: str, unit: Unit, among: Among) -> str:
    """Return the subtitle: what a column counts, and what its colours and dashes mean."""
    named, unreliable = dated["count"] > 0, dated["of"].between(1, MIN_STORIES - 1)
    is_cut = bool((dated["share"] > _top(dated)).any())
    few = f"Hatched: share of fewer than {MIN_STORIES} stories"
    pairs = dated["other_id"] != ""
    # Copies of a sentence are no fewer stories.
    together_in = NOUNS[unit if unit != "origin" else "sentence"][0]
    lines = {
        f"Share of each {by}'s stories": among == "selection",
        f"Share of all stories of each {by}, also those that the filter's actors leave out": among == "all",
        f"Both named in one {together_in}": pairs.all(),
        f"Last strip: both named in one {together_in}": pairs.any() and not pairs.all(),
        "Strong colour: far more than usual": bool((dated["burst"] & named).any()),
        few: bool((unreliable & named).any()) and not is_cut,
        f"{few}, cut at the top": is_cut,
        f"Dash at the foot: a {by} without stories": bool((dated["of"] == 0).any()),
        f"Days in {safe(zone_words(zone))}": bool(zone),
    }
    return "<br>".join(words for words, true in lines.items() if true)
