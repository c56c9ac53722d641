"""The chart of two actors against each other: their shares of each tag, publisher or partner."""

from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from lib.charts import style
from lib.charts.name_rows import name_rows
from lib.charts.pair_words import NOUNS, Unit
from lib.charts.text_metrics import number, percent, safe
from lib.model.wording import count, listed

COLUMNS = (
    "name", "name_id", "actor", "actor_id", "actor_stories", "actor_of", "actor_share",
    "versus", "versus_id", "versus_stories", "versus_of", "versus_share",
)  # fmt: skip
QUESTION = "What do two actors share?"
ASKS = {"frame": "two_actors.comparison"}

What = Literal["tags", "publishers", "partners"]
MOST = 15  # rows: with the chart of their days above it a reader reads no more
FEW = 5  # stories of an actor: a share of fewer says little

_SIDES = ("actor", "versus")
_SYMBOLS = ("circle", "diamond")  # nothing is said by hue alone
_SIZES = (15, 10)  # pixels of a mark: of two at one place both are seen
_COLUMN = 48  # pixels of a column of numbers, for "99.9%"
_FRAME = 76  # pixels of height beside the rows
_BEYOND = 0.03  # of the axis: how far it reaches over its ends, for half a mark
_ASKED: Mapping[What, str] = {
    "tags": "Which tags do {} share?",
    "publishers": "Which publishers name {}?",
    "partners": "With whom are {} named?",
}
_EMPTY = "The stories of these two have nothing to compare here. Choose other names, or loosen the filter."


def figure(
    frame: pd.DataFrame, *, theme: style.Theme = "light", what: What = "tags", unit: Unit = "sentence",
    room: style.Room = style.PAGE,
) -> go.Figure:  # fmt: skip
    """Return a row for each name, up to MOST: a mark for each actor at its share, and a line between them."""
    if frame.empty:
        return style.unstretched(style.empty_state(_EMPTY, theme, height=200))
    rows, colours = frame.head(min(room.names, MOST)), style.ink(theme)
    names = name_rows([str(name) for name in rows["name"]])
    drawn = style.sheet(
        theme,
        height=_FRAME + names.row * len(rows),
        subtitle=_subtitle(frame, what, unit, len(rows)),
        signs=map(style.Sign, style.SERIES, _with_stories(frame)),
    )
    ends = [[*pair, None] for pair in zip(rows["actor_share"], rows["versus_share"], strict=True)]
    drawn.add_scatter(
        x=[end for pair in ends for end in pair], y=[name for name in names.labels for _ in range(3)],
        mode="lines", line={"color": colours.edge, "width": 2}, hoverinfo="skip", showlegend=False,
        name="between",
    )  # fmt: skip
    hints = [_sentence(row) for row in rows.to_dict("records")]
    for place, side in enumerate(_SIDES):
        drawn.add_scatter(
            x=rows[f"{side}_share"].tolist(), y=names.labels, mode="markers", name=safe(rows[side].iloc[0]),
            showlegend=False, hovertext=hints, hovertemplate="%{hovertext}<extra></extra>",
            customdata=rows[[f"{side}_id", "name_id"]].to_numpy().tolist(),
            marker={
                "color": style.SERIES[place], "symbol": _SYMBOLS[place], "size": _SIZES[place],
                "line": {"color": colours.paper, "width": 1},
            },
            selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 0.4}},
        )  # fmt: skip
    top = float(rows[["actor_share", "versus_share"]].to_numpy().max()) or 1.0
    drawn.update_layout(
        hovermode="closest",
        clickmode="event+select",
        xaxis=style.axis(
            theme, range=[-_BEYOND * top, (1 + _BEYOND) * top], showgrid=True,
            tickvals=[0, top], ticktext=["0", percent(top)],
        ),
        yaxis=names.axis(theme),
        margin={"l": names.room, "r": len(_SIDES) * _COLUMN + 6},
        annotations=[
            style.words(
                percent(share), theme, x=1, xref="paper", xanchor="right", xshift=(place + 1) * _COLUMN,
                y=label, yref="y",
            )
            for place, side in enumerate(_SIDES)
            for label, share in zip(names.labels, rows[f"{side}_share"], strict=True)
        ],
    )  # fmt: skip
    return style.unstretched(drawn)


def question(frame: pd.DataFrame) -> str:
    """Return the title, with both actors and what they are compared by."""
    if frame.empty:
        return QUESTION
    both = listed(frame[side].iloc[0] for side in _SIDES)
    return _ASKED[frame.attrs.get("what", "tags")].format(both)


def alt(frame: pd.DataFrame) -> str:
    """Return the chart in words: the first names with the share of each actor."""
    if frame.empty:
        return _EMPTY
    first = frame.head(5)
    shares = zip(first["name"], first["actor_share"], first["versus_share"], strict=True)
    said = listed(f"{name} ({percent(one)} and {percent(other)})" for name, one, other in shares)
    of = listed(_with_stories(frame))
    return f"Shares of the stories that name {of}, most first: {said}. {count(len(frame), 'row')} in all."


def _with_stories(frame: pd.DataFrame) -> list[str]:
    """Return both actors with the number of stories that name each: "Norland, 312 stories"."""
    first = frame.iloc[0]
    return [f"{first[side]}, {count(first[f'{side}_of'], 'story', 'stories')}" for side in _SIDES]


def _subtitle(frame: pd.DataFrame, what: What, unit: Unit, drawn: int) -> str:
    """Return what a mark counts, how many of all rows are drawn, and which actors have few stories."""
    first = frame.iloc[0]
    few = [safe(first[side]) for side in _SIDES if first[f"{side}_of"] < FEW]
    lines = ["Share of the stories that name each"]
    if what == "partners":
        lines.append(
            f"Partners are named with it in one {NOUNS[unit if unit != 'origin' else 'sentence'][0]}"
        )
    if len(frame) > drawn:
        lines.append(f"The {drawn} {what} with the largest shares of {number(len(frame))}")
    if few:
        lines.append(f"A share of fewer than {FEW} stories says little: {listed(few)}")
    return "<br>".join(lines)


def _sentence(row: Mapping[Any, Any]) -> str:
    """Return what the pointer reads at a row: both actors with their numbers."""
    sides = [
        f"{safe(row[side])}: {row[f'{side}_stories']:,} of "
        f"{count(row[f'{side}_of'], 'story', 'stories')}, {percent(row[f'{side}_share'])}"
        for side in _SIDES
    ]
    return "<br>".join((safe(row["name"]), *sides))
