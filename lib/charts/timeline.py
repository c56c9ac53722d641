"""The chart of stories per hour, day, week, month or year, divided by tag, publisher, section and so on."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from lib.charts import style
from lib.charts.remarks import of_days
from lib.charts.spans import (
    axis_range,
    beginning,
    brief,
    coarsest,
    for_plotly,
    lone_width,
    moment,
    moments,
    ticks,
)
from lib.charts.text_metrics import label, number, safe, shorten, width_of, wrapped
from lib.model.periods import TimeUnit
from lib.model.wording import count, listed, zone_words

COLUMNS = ("day", "series", "stories")
QUESTION = "When were the stories published?"
ASKS = {"frame": "coverage.over_time"}

Layout = Literal["stacked", "apart"]
By = Literal["none", "tag", "author", "publisher", "section", "language"]

HEIGHT = 380  # pixels of the drawing
MANY = 20  # stories: fewer need but half the height
STRIP, _HEAD = 88, 24  # pixels of a series that stands apart, and of its name
FIRST: dict[By, str] = {"tag": "under its first of these tags", "author": "under its first of these authors"}

ALL, OTHER = "Stories", "Others"

_HEADROOM, _REMARKED = 1.12, 1.24  # times the highest column: room for the label of the peak, and for remarks
_APART_HEADROOM = 1.05  # of series that stand apart, whose peak has no label
_RULES = 4.5  # between four and five lines of the scale
_NEAR_AN_END = 0.2  # of the axis, where a centred label would leave a phone's page
_LETTERS = 32  # of a series' name in the legend
_LOWEST = 70  # pixels of the columns; lower, they look alike
_EMPTY = "No story of this selection has a date. Loosen the filter or choose other days."
_TIMELESS = "No story of this selection has a time of day. Choose a day for each bar."
_WORDS_OF = {
    "none": "", "tag": " tagged {}", "author": " by {}", "publisher": " in {}",
    "section": " of the section {}", "language": " in {}",
}  # fmt: skip


def figure(
    frame: pd.DataFrame,
    *,
    theme: style.Theme = "light",
    unit: TimeUnit = "day",
    by: By = "none",
    zone: str = "",
    layout: Layout = "stacked",
    remarks: str = "",
    lift: str = "",
    room: style.Room = style.PAGE,
) -> go.Figure:
    """Return a column for each hour, day, week, month or year; dragging sideways selects a span of time.

    Series are stacked, or `apart`: one strip below another, all on one scale. The series `lift` stands at the
    foot of the stack in its colour, all others above it in grey.
    """
    dated = _counts(frame)
    if dated.empty:
        return style.empty_state(_nothing(frame), theme, height=HEIGHT)
    counts, shown_unit = coarsest(dated, unit)
    named_by: By = "none" if [*counts.columns] == [ALL] else by  # no story has one of its names
    if layout == "apart":
        drawn = _strips(counts, unit=shown_unit, by=named_by, zone=zone, theme=theme, room=room)
    else:
        headroom = _REMARKED if remarks else _HEADROOM
        drawn = _stacked(
            counts, unit=shown_unit, by=named_by, zone=zone, theme=theme, lift=lift, headroom=headroom,
            room=room,
        )  # fmt: skip
    _remark(drawn, counts, of_days(remarks), shown_unit, theme)
    return drawn


def _stacked(
    every: pd.DataFrame, *, unit: TimeUnit, by: By, zone: str, theme: style.Theme, lift: str,
    headroom: float, room: style.Room,
) -> go.Figure:  # fmt: skip
    """Return stacked columns, `lift` or the largest at the foot, in an axis `headroom` times as high."""
    counts = _with_colours_enough(every, min(room.names, len(style.SERIES)))
    colours = dict(zip((name for name in counts.columns if name != OTHER), style.SERIES, strict=False))
    if OTHER in counts.columns:
        colours[OTHER] = style.OTHER
    lifted = next((name for name in colours if lift in (name, shorten(name, _LETTERS))), "")
    if lifted:
        colours = {lifted: colours.pop(lifted)} | dict.fromkeys(colours, style.ink(theme).rest)
    several, height = len(colours) > 1, room.height or HEIGHT
    drawn = style.sheet(
        theme,
        height=height if several or counts.to_numpy().sum() >= MANY else height // 2,
        subtitle=_subtitle(unit, by, zone),
        signs=[style.Sign(colour, shorten(name, _LETTERS)) for name, colour in colours.items() if several],
    )
    for name, colour in colours.items():
        drawn.add_trace(_columns(counts, name, colour=colour, by=by, unit=unit, theme=theme))
    _lay_out(drawn, counts, unit=unit, theme=theme, headroom=headroom)
    margin = drawn.layout.margin
    drawn.update_layout(height=max(drawn.layout.height, margin.t + margin.b + _LOWEST))
    for peak in _peak(counts, unit, theme):
        drawn.add_annotation(**peak)
    return drawn


def _with_colours_enough(counts: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the counts of the `most` largest series; the rest are added to the others."""
    small = [name for name in counts.columns if name != OTHER][most:]
    if not small:
        return counts
    others = counts.get(OTHER, 0) + counts[small].sum(axis=1)
    return counts.assign(**{OTHER: others}).drop(columns=small)


def alt(frame: pd.DataFrame) -> str:
    """Return a description: the days, the peak and the largest series."""
    dated = _counts(frame)
    if dated.empty:
        return _nothing(frame)
    counts, unit = coarsest(dated, frame.attrs.get("unit", "day"))
    spans = [brief(when, unit, year=True) for when in moments(counts)]
    # A story is in several series that stand apart: their sum is no number of stories.
    apart = frame.attrs.get("layout") == "apart"
    totals = (counts.max(axis=1) if apart else counts.sum(axis=1)).astype(int).tolist()
    place = totals.index(max(totals))
    about = _WORDS_OF[frame.attrs["by"]].format(counts.iloc[place].idxmax()) if apart else ""
    first = "first " if totals.count(max(totals)) > 1 else ""
    most, when = f"{count(totals[place], 'story', 'stories')}{about}", f"{_at(unit)} {spans[place]}"
    columns = f"Columns of stories over time, {spans[0]} to {spans[-1]}. Most at once: {most}, {first}{when}."
    if len(spans) == 1:
        columns = f"Columns of stories, {when} alone: {most}."
    named = [f"{name} ({int(stories):,})" for name, stories in counts.sum().items() if name][:4]
    under = f", each story {FIRST[by]}" if not apart and (by := frame.attrs.get("by")) in FIRST else ""
    return f"{columns} Largest: {listed(named)}{under}." if len(named) > 1 else columns


def _nothing(frame: pd.DataFrame) -> str:
    """Return why nothing is drawn: no story has a time of day, or none has a date."""
    return _TIMELESS if frame.attrs.get("without_time") else _EMPTY


def _at(unit: TimeUnit) -> str:
    """Return the word before a period of this unit: "on" 9 April, "in" April."""
    return "on" if unit in ("hour", "day") else "in"


def _counts(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table of periods down and series across, largest series first and "Others" last."""
    dated = frame.assign(day=pd.to_datetime(frame["day"]), series=frame["series"].fillna("").astype(str))
    counts = dated.pivot_table(index="day", columns="series", values="stories", aggfunc="sum", fill_value=0)
    order = counts.sum().sort_values(ascending=False, kind="stable").index
    return counts[sorted(order, key=lambda name: name == OTHER)].sort_index()


def _columns(
    counts: pd.DataFrame,
    name: str,
    *,
    colour: str,
    by: By,
    unit: TimeUnit,
    theme: style.Theme,
    whole: bool = True,
) -> go.Bar:
    """Return the columns of one series; with `whole` the pointer reads the total of all series too."""
    outlined = len(counts) <= style.MOST_OUTLINED
    return go.Bar(
        x=for_plotly(counts),
        y=counts[name].astype(int).tolist(),
        name=label(name, _LETTERS),
        width=lone_width(counts, unit),
        customdata=[[name]] * len(counts),
        hovertext=_sentences(counts, name, by=by, unit=unit, whole=whole),
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "color": colour,
            "line": {"color": style.ink(theme).paper, "width": 0.6 if outlined else 0},
            **({"pattern": style.hatching(theme)} if name == OTHER else {}),
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.35}},
    )


def _sentences(counts: pd.DataFrame, name: str, *, by: By, unit: TimeUnit, whole: bool) -> list[str]:
    """Return for each period what a reader sees on pointing at a series' column."""
    totals = counts.sum(axis=1).astype(int)
    about = "" if name in ("", OTHER) else _WORDS_OF[by].format(safe(name))
    if name == OTHER:
        about = " of all others"
    first = f", each {FIRST[by]}" if by in FIRST else ""  # a story may carry more of them
    return [
        f"{moment(when, unit)}: {count(int(stories), 'story', 'stories')}{about}"
        + (f"<br>of {total:,} in all{first}" if whole and len(counts.columns) > 1 else "")
        for when, stories, total in zip(moments(counts), counts[name], totals, strict=True)
    ]


def _subtitle(unit: TimeUnit, by: By, zone: str) -> str:
    """Return the subtitle: what a column counts, and the timezone of its days, in one line if it fits."""
    stories = f"Stories {'an' if unit == 'hour' else 'a'} {unit}"
    if by in FIRST:
        stories += f", each {FIRST[by]}"
    if not zone:
        return stories
    line = f"{stories} · days in {safe(zone_words(zone))}"
    fits = width_of(line, style.TEXT_SIZE + 1) <= style.PHONE
    return line if fits else f"{stories}<br>Days in {safe(zone_words(zone))}"


def _peak(counts: pd.DataFrame, unit: TimeUnit, theme: style.Theme) -> Iterator[dict[str, Any]]:
    """Yield as an annotation a label at the highest column; none where several are equally high."""
    totals = counts.sum(axis=1).astype(int)
    if int((totals == totals.max()).sum()) > 1:
        return
    place, when = int(totals.to_numpy().argmax()), moments(counts)
    share = place / max(len(totals) - 1, 1)
    anchor = "left" if share < _NEAR_AN_END else "right" if share > 1 - _NEAR_AN_END else "center"
    words = brief(when[place], unit, year=when[0].year != when[-1].year)
    yield style.words(
        f"<b>{number(totals.iloc[place])}</b> {_at(unit)} {words}", theme, size=style.NOTE_SIZE,
        x=for_plotly(counts)[place], xanchor=anchor,
        y=int(totals.iloc[place]), yshift=2, yanchor="bottom", borderpad=1,
        font={"shadow": style.glow(theme)},
    )  # fmt: skip


def _remark(
    drawn: go.Figure,
    counts: pd.DataFrame,
    numbers: Iterable[tuple[date, str]],
    unit: TimeUnit,
    theme: style.Theme,
) -> None:
    """Add the numbers of remarks to the figure, above the columns of their days, with a dotted line."""
    inside: dict[pd.Timestamp, str] = {}
    for day, text in numbers:
        place = beginning(day, unit)
        inside[place] = f"{inside.get(place, '')} {text}".strip()
    for place in sorted(inside.keys() & set(moments(counts))):
        at = f"{place:%Y-%m-%d %H:%M}"
        drawn.add_annotation(**style.words(
            f"<b>{inside[place]}</b>", theme, size=style.NOTE_SIZE, x=at, y=1, yref="paper", yanchor="top",
            borderpad=1, font={"shadow": style.glow(theme)},
        ))  # fmt: skip
        line = {"width": 1, "dash": "dot", "color": style.ink(theme).muted}
        drawn.add_vline(x=at, line=line, layer="below")


def _strips(
    every: pd.DataFrame, *, unit: TimeUnit, by: By, zone: str, theme: style.Theme, room: style.Room
) -> go.Figure:
    """Return the series one below another on the same scale, each with its name and number of stories."""
    counts = every.iloc[:, : room.names]
    number_of, scale = len(counts.columns), f"Stories {'an' if unit == 'hour' else 'a'} {unit}, on one scale"
    subtitle = f"{scale}<br>Days in {safe(zone_words(zone))}" if zone else scale
    if number_of < len(every.columns):
        subtitle += f"<br>The {number_of} largest of {len(every.columns)}"
    names = [wrapped(name, width=room.width, size=style.TEXT_SIZE) for name in counts.columns]
    more = style.NEXT_LINE * (max(map(len, names)) - 1)
    fits = max(style.LOWEST, (room.height - style.BESIDE) // number_of)
    high = (min(STRIP, fits) if room.height else STRIP) + more
    drawn = style.sheet(theme, below=high * number_of + style.DAYS, subtitle=subtitle)
    _lay_out(drawn, counts, unit=unit, theme=theme)
    peak = int(counts.to_numpy().max())
    for place, name in enumerate(counts.columns):
        axis, top = f"y{place + 1 if place else ''}", 1 - place / number_of
        domain = [top - 1 / number_of + 0.01, top - (_HEAD + more) / (high * number_of)]
        drawn.add_trace(
            _columns(counts, name, colour=style.SERIES[0], by=by, unit=unit, theme=theme, whole=False)
        )
        drawn.data[-1].update(yaxis=axis)
        upright = style.axis(
            theme, side="right", ticklabelstandoff=6, showgrid=True, range=[0, peak * _APART_HEADROOM],
            tickvals=[0, peak], ticktext=["0", f"{peak:,}"], domain=domain, anchor="x",
        )  # fmt: skip
        drawn.update_layout({f"yaxis{axis[1:]}": upright})
        total = count(int(counts[name].sum()), "story", "stories")
        drawn.add_annotation(**style.name_over(axis, names[place], f"  {total}", theme))
    return drawn.update_layout(xaxis={"anchor": "free", "position": 0})


def _lay_out(
    drawn: go.Figure, counts: pd.DataFrame, *, unit: TimeUnit, theme: style.Theme, headroom: float = _HEADROOM
) -> None:
    """Set the axes: stories on the right, up to `headroom` times the highest column; periods below."""
    peak = int(counts.sum(axis=1).max())
    rough = max(1.0, peak / _RULES)  # stories between two rules: 1, 2 or 5 times a power of ten
    power = 10 ** (len(str(int(rough))) - 1)
    drawn.update_layout(
        barmode="stack",
        bargap=0.18 if len(counts) <= style.MOST_APART else 0,
        dragmode="select",
        selectdirection="h",
        hovermode="closest",
        xaxis=_time_axis(counts, unit, theme),
        yaxis=style.axis(
            theme,
            side="right",
            ticklabelstandoff=6,
            showgrid=True,
            range=[0, peak * headroom],
            dtick=int(next(step * power for step in (1, 2, 5, 10) if step * power >= rough)),
            tickformat=",d",
        ),
        margin={"r": 12 + 8 * len(f"{peak:,}"), "b": 46},  # 8 pixels a digit; two lines of dates
    )


def _time_axis(counts: pd.DataFrame, unit: TimeUnit, theme: style.Theme) -> dict[str, Any]:
    """Return settings of the axis of periods, with few round dates as labels."""
    places, labels = ticks(counts, unit)
    line = style.ink(theme).baseline
    return style.axis(
        theme,
        type="date",
        showline=True,
        linecolor=line,
        ticks="outside",
        ticklen=4,
        tickcolor=line,
        range=axis_range(counts, unit),
        tickmode="array",
        tickangle=0,  # the year under a day is wider than a column, and would turn all labels
        tickvals=places,
        ticktext=labels,
    )
