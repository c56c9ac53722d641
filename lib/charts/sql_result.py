"""A chart of the rows of a reader's SQL, its kind chosen by the types of the columns."""

from datetime import date
from typing import Any, Literal, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from lib.charts import style
from lib.charts.name_rows import name_rows
from lib.charts.text_metrics import safe, shorten
from lib.model.wording import count

Kind = Literal["time", "bars", "points", ""]
MOST_BARS, MOST_POINTS, MOST_SERIES = 30, 2_000, len(style.SERIES)
HEIGHT, _FRAME = 340, 70  # pixels of a chart, and of height beside bars
NONE = "(none)"
_LETTERS = 34  # of a name in the legend


class _Columns(NamedTuple):
    """The names of a frame's columns that hold moments, words and numbers; others are not drawn."""

    moments: list[str]
    words: list[str]
    numbers: list[str]


def kind_of(frame: pd.DataFrame) -> Kind:
    """Return the kind of chart for the rows: over time, bars by name, or points; "" if no chart fits.

    Over time each row has a moment of its own, or in each of a few series; bars have one row a name.
    """
    moments, words, numbers = _columns(frame)
    if not numbers or len(frame) < 2:
        return ""
    if moments:
        few = not words or frame[words[0]].nunique(dropna=False) <= MOST_SERIES
        single = not frame.duplicated([moments[0], *words]).any()
        single = single and _over_time(frame)[moments[0]].nunique() > 1
        return "time" if few and single and len(words) < 2 else ""
    if words:
        return "bars" if not frame[words[0]].duplicated().any() and (frame[numbers[0]].min() >= 0) else ""
    several = len(numbers) > 1 and len(frame.dropna(subset=numbers[:2])) > 1
    return "points" if several and len(frame) <= MOST_POINTS else ""


def figure(frame: pd.DataFrame, *, theme: style.Theme = "light") -> go.Figure:
    """Return the chart of the rows, which must have a kind."""
    moments, words, numbers = _columns(frame)
    match kind_of(frame):
        case "time":
            return _time(frame, moments[0], words, numbers, theme)
        case "bars":
            return _bars(frame, words[0], numbers[0], theme)
        case _:
            known, lacking = frame.dropna(subset=numbers[:2]), f"{numbers[0]} or {numbers[1]}"
            against = f"{safe(numbers[1])} against {safe(numbers[0])}"
            drawn = style.sheet(
                theme, height=HEIGHT, subtitle=against + _undrawn(len(frame) - len(known), lacking)
            )
            drawn.add_scatter(
                x=known[numbers[0]].tolist(), y=known[numbers[1]].tolist(), mode="markers",
                marker={"color": style.SERIES[0], "size": 7, "opacity": 0.6},
            )  # fmt: skip
            drawn.update_layout(xaxis=style.axis(theme), yaxis=_upright(theme))
            return drawn


def alt(frame: pd.DataFrame) -> str:
    """Return a description of the chart, of the rows that it draws."""
    moments, words, numbers = _columns(frame)
    match kind_of(frame):
        case "time":
            over = _over_time(frame)[moments[0]]
            since, until = f"{over.min():%Y-%m-%d}", f"{over.max():%Y-%m-%d}"
            span = f"from {since} to {until}" if since != until else f"all on {since}"
            return f"Numbers over time: {numbers[0]}, {span}."
        case "bars":
            known = frame.dropna(subset=numbers[0])
            first = zip(known[words[0]].head(3), known[numbers[0]].head(3), strict=True)
            bars = ", ".join(f"{_name(name)} {_number(value)}" for name, value in first)
            return f"Bars: {numbers[0]} by {words[0]}, {bars}; {count(len(known), 'row')} in all."
        case _:
            known = frame.dropna(subset=numbers[:2])
            return f"Points: {numbers[1]} against {numbers[0]}, {count(len(known), 'row')}."


def _columns(frame: pd.DataFrame) -> _Columns:
    """Return the names of the columns by what they hold."""
    found, types = _Columns([], [], []), pd.api.types
    for name, column in frame.items():
        known = column.dropna()
        if types.is_datetime64_any_dtype(column) or (len(known) and all(isinstance(x, date) for x in known)):
            found.moments.append(str(name))
        elif types.is_numeric_dtype(column) and not types.is_bool_dtype(column):
            found.numbers.append(str(name))
        elif types.is_string_dtype(column) and all(isinstance(x, str) for x in known):
            found.words.append(str(name))
    return found


def _over_time(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that a chart over time draws: those with a moment and a number."""
    moments, words, numbers = _columns(frame)
    return frame.dropna(subset=moments[0]).dropna(subset=numbers[:1] if words else numbers, how="all")


def _name(value: object) -> str:
    """Return a value of a column of words as a label: NONE for a missing one."""
    return NONE if value is None or value != value else str(value)


def _number(value: float) -> str:
    """Return a number with thousands separated, "12,345", or four digits, "0.5833"."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4g}"


def _time(
    frame: pd.DataFrame, moment: str, by: list[str], numbers: list[str], theme: style.Theme
) -> go.Figure:
    """Return points over time, one series for each value of the text column `by`, or for each number."""
    shown = numbers[:1] if by else numbers[:MOST_SERIES]
    dated = frame.dropna(subset=moment).sort_values(moment, kind="stable")
    known = dated.dropna(subset=shown, how="all")
    if by:
        series = {_name(key): (part, numbers[0]) for key, part in known.groupby(by[0], dropna=False)}
        words = f"{numbers[0]} by {by[0]}"
    else:
        series = {name: (known, name) for name in shown}
        words = ", ".join(series)
    left_out = _undated(frame, moment, numbers[0]) + _undrawn(len(dated) - len(known), " and ".join(shown))
    named = [shorten(name, _LETTERS) for name in series] if len(series) > 1 else []
    signs = map(style.Sign, style.SERIES, named)
    drawn = style.sheet(theme, height=HEIGHT, subtitle=safe(words) + left_out, signs=signs)
    for colour, (part, column) in zip(style.SERIES, series.values(), strict=False):
        points = {"x": part[moment].tolist(), "y": part[column].tolist()}
        # No line: between two rows it would say what the answer does not.
        if len(series) == 1:
            drawn.add_bar(**points, marker={"color": colour})
        else:
            drawn.add_scatter(**points, mode="markers", marker={"color": colour, "size": 7})
    drawn.update_layout(
        xaxis=style.days_axis(theme),
        yaxis=_upright(theme, rangemode="tozero"),
        margin={"b": 46},  # two lines: the year stands under the day
    )
    return drawn


def _undated(frame: pd.DataFrame, moment: str, number: str) -> str:
    """Return a line on the rows without a time, or on their stories; "" if there are none."""
    left = frame[frame[moment].isna()]
    held = left[number].sum()
    if left.empty or number != "stories" or not float(held).is_integer():
        return _undrawn(len(left), moment)
    stories, rows = count(held, "story", "stories"), count(len(left), "row")
    return f"<br>{stories} without a {safe(moment)} ({rows}) not drawn"


def _undrawn(rows: int, lacking: str) -> str:
    """Return a line on rows that are not drawn, as they lack something; "" if there are none.

    `lacking` says what they lack, "a number".
    """
    return f"<br>{count(rows, 'row')} without {safe(lacking)} not drawn" if rows else ""


def _upright(theme: style.Theme, **more: str) -> dict[str, Any]:
    """Return settings of a vertical axis on the right, with rules."""
    return style.axis(theme, showgrid=True, automargin=True, side="right", ticklabelstandoff=6, **more)


def _bars(frame: pd.DataFrame, name: str, value: str, theme: style.Theme) -> go.Figure:
    """Return a bar for each of the first rows, in the answer's own order."""
    known = frame.dropna(subset=value)
    shown = known.head(MOST_BARS)
    names = name_rows([_name(each) for each in shown[name]])
    more = f"<br>The first {MOST_BARS} of {len(known):,} rows" if len(known) > MOST_BARS else ""
    words = f"{safe(value)} by {safe(name)}{more}{_undrawn(len(frame) - len(known), value)}"
    drawn = style.sheet(theme, height=_FRAME + names.row * len(shown), subtitle=words)
    drawn.add_bar(
        orientation="h", x=shown[value].tolist(), y=names.labels, cliponaxis=False, hoverinfo="skip",
        text=[_number(each) for each in shown[value]], textposition="outside",
        marker={"color": style.SERIES[0]},
    )  # fmt: skip
    drawn.update_layout(
        bargap=0.34, xaxis=style.axis(theme, visible=False), yaxis=names.axis(theme),
        margin={"l": names.room, "r": 70, "b": 4},  # right of the bars stand their numbers
    )  # fmt: skip
    return drawn
