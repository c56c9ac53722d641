"""The chart of the share of stories that name an actor or a pair, over time, one strip for each."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts import spans, style
from lib.charts.pairs import Unit, nouns
from lib.charts.spans import brief, moment
from lib.charts.text_metrics import label, percent, safe
from lib.model.periods import Period
from lib.model.wording import count, listed, zone_words

COLUMNS = ("series", "actor_id", "other_id", "day", "count", "of", "share", "low", "high", "burst")
QUESTION = "When were they in the news?"
ASKS = {"frame": "attention.shares"}

FEW = 5  # stories of a period: a share of fewer is drawn grey, and is no peak

STRIP = 118  # pixels a series
_HEAD = 38  # of a strip, for its name and the white above it
_ROOM = 1.3  # of the highest column: what lies above it holds its label
_WIDTHS: Mapping[Period, int] = {"day": 1, "week": 7, "month": 30, "year": 365}  # days
_FEW_SPANS = 7  # as many as have room for a label each
_HIGH = 0.65  # of the highest column: a label on a higher one stands above the line at its top
_REACH = 0.25  # of the axis: how far a label reaches to a side on a phone
_EMPTY = "No dated story of this selection names anybody. Loosen the filter or choose other days."


def figure(
    frame: pd.DataFrame,
    *,
    theme: style.Theme = "light",
    note: str = "",
    by: Period = "week",
    zone: str = "",
    unit: Unit = "sentence",
    among: Literal["selection", "all"] = "selection",
) -> go.Figure:
    """Return a strip of columns for each actor or pair, all on one scale."""
    if frame.empty:
        drawn = style.empty_state(_EMPTY, theme, height=3 * STRIP)
        return style.dress(drawn, question=question(frame), note=note, theme=theme)
    dated = frame.assign(day=pd.to_datetime(frame["day"]))
    series = [own for _, own in dated.groupby(["actor_id", "other_id"], sort=False)]
    subtitle = _subtitle(dated, by, zone, unit, among)
    drawn = style.sheet(theme, height=STRIP * len(series) + 120, subtitle=subtitle)
    top = _top(dated)
    for place, own in enumerate(series):
        drawn.add_traces([*_strip(own, place, top, by=by, theme=theme)])
        drawn.update_layout({f"yaxis{place + 1 if place else ''}": _scale(place, len(series), top, theme)})
        total = count(int(own["count"].sum()), "story", "stories")
        named = f"<b>{label(own['series'].iloc[0], 44)}</b>  {total}"
        drawn.add_annotation(**style.words(
            named, theme, x=0, xref="paper", xanchor="left", y=1, yanchor="bottom", borderpad=2,
            yref=f"y{place + 1 if place else ''} domain", font={"shadow": style.halo(theme)},
        ))  # fmt: skip
        for peak in _peak(own, place, by, top, theme):
            drawn.add_annotation(**peak)
    drawn.update_layout(
        xaxis=style.days_axis(theme, anchor="free", position=0, nticks=6) | _few(dated, by),
        margin={"r": 44, "b": 48},
        hovermode="closest",
        bargap=0,
    )
    drawn.update_layout(clickmode="event+select", barmode="overlay")
    return style.dress(drawn, question=question(frame), note=note, theme=theme)


def _few(dated: pd.DataFrame, by: Period) -> dict[str, Any]:
    """Return ticks and range of an axis with few periods, which Plotly would divide into hours; else {}."""
    days = dated[["day"]].drop_duplicates().set_index("day").sort_index()
    if len(days) > _FEW_SPANS:
        return {}
    places, labels = spans.ticks(days, by)
    return {"tickvals": places, "ticktext": labels, "range": spans.axis_range(days, by)}


def question(frame: pd.DataFrame) -> str:
    """Return the title, with the actor or pair if there is only one."""
    series = frame["series"].unique()
    return f"{series[0]}: when in the news?" if len(series) == 1 else QUESTION


def alt(frame: pd.DataFrame) -> str:
    """Return a description: each strip with its highest share and when that was."""
    if frame.empty:
        return _EMPTY
    parts = []
    for _, own in [*frame.groupby(["actor_id", "other_id"], sort=False)][:4]:
        best = _best(own)
        words = f"{count(int(own['count'].sum()), 'story', 'stories')} in all"
        if best is not None:
            of = count(best["of"], "story", "stories")
            words = f"{percent(best['share'])}, {best['count']:,} of {of}"
        parts.append(f"{own['series'].iloc[0]} ({words})")
    return f"Shares of the stories over time. Highest: {listed(parts)}."


def _top(dated: pd.DataFrame) -> float:
    """Return the top of the scale: the highest share in a period with at least FEW stories, else of any."""
    enough = float(dated["share"][dated["of"] >= FEW].max() or 0)
    return (enough if enough > 0 else float(dated["share"].max())) or 1.0


def _strip(
    own: pd.DataFrame, place: int, top: float, *, by: Period, theme: style.Theme
) -> Iterator[go.Bar | go.Scatter]:
    axis = f"y{place + 1 if place else ''}"
    days = [f"{day:%Y-%m-%d}" for day in own["day"]]
    keys = [
        [*pair, day, by] for pair, day in zip(own[["actor_id", "other_id"]].to_numpy(), days, strict=True)
    ]
    yield go.Bar(
        x=days, y=own["share"].fillna(0).clip(upper=top).tolist(), yaxis=axis, showlegend=False,
        customdata=keys, width=_WIDTHS[by] * style.DAY if len(own) == 1 else None,  # else Plotly sees none
        hovertext=[_sentence(row, by) for row in own.to_dict("records")],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "color": [style.SERIES[0] if of >= FEW else style.OTHER for of in own["of"]],
            "opacity": [1.0 if burst else 0.55 for burst in own["burst"]],
            "line": {"color": style.ink(theme).paper, "width": 0.6 if len(own) <= 60 else 0},
        },
        name=label(own["series"].iloc[0]), selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.3}},
    )  # fmt: skip
    empty = own[own["of"] == 0]
    if not empty.empty:
        yield go.Scatter(
            x=[f"{day:%Y-%m-%d}" for day in empty["day"]], y=[0.0] * len(empty), yaxis=axis, mode="markers",
            marker={"symbol": "line-ew-open", "size": 5, "color": style.ink(theme).muted},
            hovertext=[f"{moment(day, by)}: no stories captured" for day in empty["day"]],
            hovertemplate="%{hovertext}<extra></extra>", showlegend=False, name="no stories",
        )  # fmt: skip


def _sentence(row: dict[Any, Any], by: Period) -> str:
    words = (
        f"{moment(row['day'], by)}<br>{safe(row['series'])}: {row['count']:,} of "
        f"{count(row['of'], 'story', 'stories')}"
    )
    if row["of"]:
        words += f", {percent(row['share'])} (between {percent(row['low'])} and {percent(row['high'])})"
    return words + ("<br>far more than usual" if row["burst"] else "")


def _scale(place: int, of: int, top: float, theme: style.Theme) -> dict[str, Any]:
    """Return settings of a strip's vertical axis: the same scale for all, one line at its top."""
    room = 1 / of
    high = 1 - place * room
    return style.axis(
        theme, domain=[high - room + 0.02 * room, high - room * _HEAD / STRIP], range=[0, top * _ROOM],
        side="right", showgrid=True, tickvals=[0, top], ticktext=["0", percent(top)], ticklabelstandoff=4,
        anchor="x",
    )  # fmt: skip


def _peak(
    own: pd.DataFrame, place: int, by: Period, top: float, theme: style.Theme
) -> Iterator[dict[str, Any]]:
    """Yield as an annotation a label at a strip's highest share; none where every period has few stories."""
    best = _best(own)
    if best is None:
        return
    apart = ((own["day"] < best["day"]).sum() - np.arange(len(own))) / len(own)
    share, years = float(apart[0]), own["day"].dt.year.nunique() > 1
    beside = min(float(own["share"][np.abs(apart) <= _REACH].max()), top)
    when = brief(best["day"], by, year=years)
    yield style.words(
        f"{percent(best['share'])}, {best['count']:,} of {best['of']:,} · {when}", theme,
        x=f"{best['day']:%Y-%m-%d}", y=top if beside > _HIGH * top else beside,
        yref=f"y{place + 1 if place else ''}", yanchor="bottom",
        xanchor="left" if share < 0.35 else "right" if share > 0.65 else "center", borderpad=1,
        font={"shadow": style.halo(theme)},
    )  # fmt: skip


def _best(own: pd.DataFrame) -> Any:
    """Return the row of the period with the highest share, of those with enough stories; None for none."""
    enough = own[(own["of"] >= FEW) & (own["count"] > 0)]
    if enough.empty:
        return None
    return enough.sort_values(["share", "of"], ascending=False, kind="stable").iloc[0]


def _subtitle(dated: pd.DataFrame, by: Period, zone: str, unit: Unit, among: str) -> str:
    """Return the subtitle: what a column counts, and what its colours and dashes mean."""
    some, few = dated["count"] > 0, dated["of"].between(1, FEW - 1)
    over = bool((dated["share"] > _top(dated)).any())
    place = nouns(unit if unit != "origin" else "sentence")[0]  # copies of a sentence are no fewer stories
    lines = {
        f"Share of each {by}'s stories": among == "selection",
        f"Share of all stories of each {by}, also those that the filter's actors leave out": among == "all",
        f"Both named in one {place}": bool(dated["other_id"].any()),
        "Strong colour: far more than usual": bool((dated["burst"] & some).any()),
        f"Grey: share of fewer than {FEW} stories": bool((few & some).any()) and not over,
        f"Grey: share of fewer than {FEW} stories, cut at the top": over,
        f"Dash at the foot: a {by} without stories": bool((dated["of"] == 0).any()),
        f"Days in {safe(zone_words(zone))}": bool(zone),
    }
    return "<br>".join(words for words, true in lines.items() if true)
