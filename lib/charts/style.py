"""The look of all charts: type, colours, lines, axes, and an empty sheet to draw on."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

import plotly.graph_objects as go

from lib.charts.text_metrics import lines, safe, width_of

Theme = Literal["light", "dark", "print", "grey"]  # two for screens, two for paper

SERIF = "'Source Serif 4', Georgia, 'Times New Roman', serif"
SANS = "'Source Sans 3', 'Segoe UI', Helvetica, Arial, sans-serif"

TEXT_SIZE, NOTE_SIZE = 13, 12  # pixels of the type: of labels, and of what is said beside a chart
SUBTITLE_LINE, NEXT_LINE = 26, 18  # pixels: the subtitle with the white under it, and each further line

DAY = 86_400_000  # milliseconds: as Plotly counts the distance of ticks

MOST_OUTLINED = 60  # columns; of more the white lines between them would hide them
MOST_APART = 90  # columns; more have no room for white between them on a phone

PHONE, DESK = 340, 560  # pixels of width that a phone leaves for a chart, and any larger screen
# Words for charts of DESK pixels or wider, and those for narrower ones, which style.css shows there instead.
EITHER = "<span style='--room:wide'>{}</span><span style='--room:narrow;display:none'>{}</span>"
LOWEST, BESIDE = 46, 110  # pixels of a strip in a file, and of what is no strip in it
DAYS = 48  # pixels of height of an axis of days

# Eight hues in the order they are given out, a dark one before a light one, so that series on each other are
# apart without colours too. Each keeps 3:1 against both papers, so a series has one colour in both themes;
# any two stay apart for the three common kinds of colour blindness.
SERIES = ("#416697", "#dd5a4f", "#7652c4", "#3f9a99", "#ad4664", "#6e8de3", "#6b6a28", "#d07a0a")
OTHER = "#8c8a84"
MORE, LESS = "#5a8f00", "#b44bb4"  # of a comparison: no hues of kinds, furthest apart for every eye

KIND_COLOURS = {
    "country": SERIES[0],
    "person": SERIES[1],
    "organisation": SERIES[3],
    "group": SERIES[2],
    "place": SERIES[7],
    "other": SERIES[6],
}
KIND_NAMES = {
    "country": "Countries", "person": "People", "organisation": "Organisations", "group": "Groups",
    "place": "Places", "other": "Products, events and works",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Room:
    """The room for a figure: width and height in pixels, 0 for any height, and how many names it holds."""

    width: int = PHONE
    height: int = 0
    names: int = 1_000


PAGE = Room()  # as high as a figure needs, and as wide as a phone or wider


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """The colours of one theme: paper, text, muted text, lines, edges, marks, and shades of heat."""

    paper: str
    text: str
    muted: str
    hairline: str
    faint: str
    baseline: str
    edge: str
    mark: str  # behind the name that is chosen
    usual: str  # columns of a share as it often is
    peak: str  # and of one far above that
    rest: str  # what stands beside a series that is lifted out: in sight, and no more
    heat: tuple[str, str, str, str]  # few, some; more, most: no shade between, as no letters read well on it


LIGHT = Ink(
    paper="#fdfcf9",
    text="#1b1b19",
    muted="#5f5c55",
    hairline="#e4e0d6",
    faint="#f5f2ec",
    baseline="#1b1b19",
    edge="#928d81",
    mark="#fbe6a2",
    usual="#7393ba",
    peak="#223f6b",
    rest="#cbc6ba",
    heat=("#e3e8f0", "#8aa3c6", "#4a6fa0", "#2d4f7f"),
)
DARK = Ink(
    paper="#15171a",
    text="#ebe8e1",
    muted="#a8a59c",
    hairline="#2b2f34",
    faint="#1b1e22",
    baseline="#8b887f",
    edge="#6e727a",
    mark="#5c4a12",
    usual="#4a6c9c",
    peak="#b4cdf0",
    rest="#41454c",
    heat=("#22303f", "#3f6293", "#7fa1d0", "#a9c4ea"),
)

PRINT = replace(
    LIGHT, paper="#ffffff", text="#000000", muted="#4a4a4a", hairline="#d9d9d9", faint="#f4f4f4",
    baseline="#000000", edge="#8e8e8e", mark="#e4e4e4", rest="#c9c9c9",
)  # fmt: skip
GREY = replace(PRINT, heat=("#e4e4e4", "#999999", "#666666", "#333333"), usual="#8e8e8e", peak="#333333")
# For SERIES, OTHER, MORE and LESS on paper without colour: the first series stand furthest apart, and all
# keep 3:1 against white.
GREYS = (
    "#393939", "#939393", "#1c1c1c", "#767676", "#2b2b2b", "#848484", "#4a4a4a", "#656565",
    "#8f8f8f", "#3c3c3c", "#8d8d8d",
)  # fmt: skip
_INKS = {"light": LIGHT, "dark": DARK, "print": PRINT, "grey": GREY}

_VEILED = 0.7  # of the strength of a line that a name takes away where no text shadow is drawn
_BETWEEN = "\u2002"  # an en space, between two marks of a line
MARK, STROKE = "•", "—"  # of a legend: a colour of marks, and of lines; the bundled fonts hold both
_SIGN_SIZE = 22  # pixels of their type
_TAKEN = 0.92  # of the measured width of a name, which is rather too much
SIGN = re.compile(
    rf"<span style='color:(?P<colour>#\w{{6}});font-size:{_SIGN_SIZE}px'>(?P<sign>[{MARK}{STROKE}])</span> "
    rf"(?P<name>.*?)(?={_BETWEEN}|</span>)"
)


class Sign(NamedTuple):
    """A line of a legend: a colour and what it stands for, of marks or of lines (`is_stroke`)."""

    colour: str
    name: str
    is_stroke: bool = False


UNSTRETCHED = "keeps its height"  # the `meta` of a figure that no page stretches


def ink(theme: Theme) -> Ink:
    """Return the colours of the theme."""
    return _INKS[theme]


def toned(figure: go.Figure, theme: Theme) -> go.Figure:
    """Return a copy of the figure in shades of grey, if the theme is grey; else the figure itself."""
    if theme != "grey":
        return figure
    written = figure.to_json()
    for colour, grey in zip((*SERIES, OTHER, MORE, LESS), GREYS, strict=True):
        written = written.replace(colour, grey)
    return go.Figure(json.loads(written))


def glow(theme: Theme) -> str:
    """Return a text shadow that hides what lies at a name and lets it fade away beside it."""
    paper = ink(theme).paper
    return ", ".join(f"0px 0px {blur}px {paper}" for blur in (1, 2, 3, 5))


def hatching(theme: Theme) -> dict[str, Any]:
    """Return the pattern of columns that are no series: a third of their colour is paper."""
    return {
        "shape": "/", "fillmode": "overlay", "fgcolor": ink(theme).paper, "fgopacity": 1, "size": 5,
        "solidity": 0.25,
    }  # fmt: skip


def veil(theme: Theme) -> str:
    """Return the paper's colour, through which a line is faintly seen, as rgba(r, g, b, a)."""
    return f"rgba({', '.join(map(str, bytes.fromhex(ink(theme).paper[1:])))}, {_VEILED})"


def sheet(
    theme: Theme,
    *,
    height: float = 0,
    below: float = 0,
    subtitle: str = "",
    signs: Iterable[Sign] = (),
) -> go.Figure:
    """Return an empty figure in the look of the theme, with a legend of subtitle and signs above.

    It has a `height` or, with `below`, that height under the legend, which takes as many lines as a phone
    needs. Without a legend no margin is left above.
    """
    colours = ink(theme)
    above = "<br>".join(filter(None, (subtitle, *sign_lines(signs, PHONE))))
    figure = go.Figure()
    top = head_height(above.count("<br>") + 1 if above else 0)
    figure.update_layout(
        template="none", paper_bgcolor=colours.paper, plot_bgcolor=colours.paper, separators=".,",
        dragmode=False, font={"family": SANS, "size": TEXT_SIZE, "color": colours.text},
        colorway=list(SERIES), height=height or top + below, showlegend=False,
        margin={"l": 0, "r": 0, "t": top, "b": 30},
        hoverlabel={
            "bgcolor": colours.paper, "bordercolor": colours.edge, "align": "left", "namelength": -1,
            "font": {"family": SANS, "size": TEXT_SIZE + 1, "color": colours.text},
        },
    )  # fmt: skip
    if above:
        figure.update_layout(title={
            "text": above, "font": {"family": SANS, "size": TEXT_SIZE + 1, "color": colours.muted},
            "x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container", "yanchor": "top",
            "pad": {"l": 0, "t": 17 if "<br>" in above else 8},
        })  # fmt: skip
    return figure


def axis(theme: Theme, **more: Any) -> dict[str, Any]:
    """Return settings of an axis with small labels in grey and grid lines only where asked for."""
    colours = ink(theme)
    plain: dict[str, Any] = {
        "showgrid": False,
        "gridcolor": colours.hairline,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"size": TEXT_SIZE, "color": colours.muted},
        "fixedrange": True,
        "title": {"text": ""},
    }
    return plain | more


def days_axis(theme: Theme, **more: Any) -> dict[str, Any]:
    """Return settings of a time axis: days as "16 Oct", the year below the first day of each."""
    stops = (
        (["M12", None], "%Y"), (["M1", "M12"], "%b\n%Y"), ([DAY, "M1"], "%-d %b\n%Y"),
        ([None, DAY], "%H:%M\n%-d %b %Y"),
    )  # fmt: skip
    written = [{"dtickrange": span, "value": form} for span, form in stops]  # the first that fits is taken
    return axis(theme, type="date", tickformatstops=written, **more)


def words(
    text: str, theme: Theme, *, size: int = TEXT_SIZE, quiet: bool = False, **at: Any
) -> dict[str, Any]:
    """Return words at a place as an annotation without arrow, muted if `quiet`.

    `at` are settings of the annotation; its `font` is added to the usual look.
    """
    colours = ink(theme)
    font = {"size": size, "color": colours.muted if quiet else colours.text} | at.pop("font", {})
    return {"text": text, "showarrow": False, "font": font} | at


def for_width(words: str, width: float) -> str:
    """Return the words for a width; of words in two forms, as EITHER writes them, only the form that fits."""
    return re.sub(EITHER.format("(.*?)", "(.*?)"), r"\1" if width >= DESK else r"\2", words)


def name_over(axis: str, name: Sequence[str], behind: str, theme: Theme) -> dict[str, Any]:
    """Return as an annotation the lines of a name over a strip, whose axis is `axis`.

    `behind` is markup to put behind the name.
    """
    return words(
        f"<b>{'<br>'.join(map(safe, name))}</b>{behind}", theme, x=0, xref="paper", xanchor="left", y=1,
        yref=f"{axis} domain", yanchor="bottom", align="left", borderpad=1, font={"shadow": glow(theme)},
    )  # fmt: skip


def empty_state(sentence: str, theme: Theme, *, height: int) -> go.Figure:
    """Return a figure with a sentence where the data would stand."""
    figure = sheet(theme, height=height)
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(visible=False, range=[0, 1])
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
    text = "<br>".join(lines(safe(sentence), width=300, size=16))
    return figure.add_annotation(**words(
        text, theme, size=16, quiet=True, font={"family": SERIF}, align="center",
        x=0.5, y=0.5, xref="paper", yref="paper",
    ))  # fmt: skip


def unstretched(figure: go.Figure) -> go.Figure:
    """Return the figure, now marked to keep its height on a page that is higher."""
    return figure.update_layout(meta=UNSTRETCHED)


def head_height(rows: int) -> int:
    """Return the height in pixels of so many lines of a legend with the white under them; 0 for no lines."""
    return SUBTITLE_LINE + NEXT_LINE * (rows - 1) if rows else 0


def sign_lines(signs: Iterable[Sign], width: float) -> list[str]:
    """Return lines of HTML with coloured signs and their names, as few as a page of this width needs."""
    rows: list[list[str]] = [[]]
    used = 0.0
    for colour, spelled, is_stroke in signs:
        sign, name = STROKE if is_stroke else MARK, " ".join(spelled.split())  # _BETWEEN ends a name
        room = width_of(sign, _SIGN_SIZE) + _TAKEN * width_of(f"{name}  ", TEXT_SIZE)
        if rows[-1] and used + room > width:
            rows.append([])
            used = 0.0
        look = f"color:{colour};font-size:{_SIGN_SIZE}px"
        rows[-1].append(f"<span style='{look}'>{sign}</span> {safe(name)}")
        used += room
    return [f"<span style='font-size:{TEXT_SIZE}px'>{_BETWEEN.join(row)}</span>" for row in rows if row]
