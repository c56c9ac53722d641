"""A network as its page shows it: the chosen actor or pair stands out, everything else is paler."""

import html
from collections.abc import Iterator, Sequence
from typing import Any

import plotly.graph_objects as go

from lib.charts import style
from lib.charts.network_names import label_lines
from lib.charts.text_metrics import safe

# Of the way from their colour to the paper: what is not chosen stays visible, and lines less than circles.
_PALER_CIRCLES, _PALER_LINES = 0.6, 0.82
_THICKER = 1.5  # pixels that the line of a chosen pair gains
_RIM, _CHOSEN_RIM = 1.5, 2.5  # pixels of the line around a circle
_LARGER = 3.0  # pixels that the diameter of a chosen circle gains, so that its rim covers none of it

_ZOOM = 1.8  # how much larger a network is drawn whose reader asked for a name
CENTRE = "centre"  # the parameter of the address that names who stands in the middle

Place = tuple[float, float]


def highlight(figure: go.Figure, chosen: Sequence[str], *, theme: style.Theme, centre: str = "") -> go.Figure:
    """Return a drawn network for its page, with an actor, a pair or nothing chosen.

    `chosen` are the keys of one or two actors. A chosen actor keeps its lines and partners, a chosen pair its
    line and its two ends; the rest is paler. With a `centre`, an actor's key, the picture is larger than its
    frame and has this actor in the middle. The reader can zoom and drag in it. Plotly's own clicks and hints
    are off: it takes the nearest mark, which may be the invisible one of a line under the name that the
    reader points at. network.js finds the mark by what is drawn at the pointer.
    """
    drawn = go.Figure(figure).update_layout(hovermode=False, clickmode="none")
    for axis in (drawn.layout.xaxis, drawn.layout.yaxis):
        axis.fixedrange = False
    known = {
        actor: (x, y)
        for trace in _circles(drawn)
        for (actor,), x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
    }
    if centre in known:
        for axis, middle in zip((drawn.layout.xaxis, drawn.layout.yaxis), known[centre], strict=True):
            half = axis.range[1] / 2 / _ZOOM
            axis.range = [middle - half, middle + half]
        drawn.update_layout(dragmode="pan")
    if not chosen or not known.keys() >= set(chosen):
        return drawn
    pairs = [tuple(pair) for trace in drawn.data if trace.name == "pairs" for pair in trace.customdata]
    chosen_pairs = {pair for pair in pairs if set(chosen) <= set(pair)}
    stays = {*chosen, *(actor for pair in chosen_pairs for actor in pair)}
    ends = {frozenset(known[actor] for actor in pair) for pair in chosen_pairs}
    data = list(drawn.data)
    first = next(index for index, trace in enumerate(data) if trace.name == "pairs")  # behind the lines
    drawn.data = []
    for trace in data[:first]:
        others = [segment for segment in _segments(trace) if frozenset(segment) not in ends]
        drawn.add_trace(_only_segments(trace, others, color=paler(trace.line.color, _PALER_LINES, theme)))
    drawn.add_traces(
        [line for trace in data[:first] for line in _highlighted(trace, ends, len(chosen) > 1, theme)]
    )
    drawn.add_traces([data[first], *(_ringed(trace, chosen, stays, theme) for trace in data[first + 1 :])])
    labels = [_label(each, chosen, stays, theme) for each in drawn.layout.annotations]
    labelled = {each["name"] for each in labels}
    labels += [_missing_label(drawn, actor, theme) for actor in chosen if actor not in labelled]
    return drawn.update_layout(annotations=labels)


def paler(colour: str, share: float, theme: style.Theme) -> str:
    """Return a colour ("#416697") mixed with a share, 0 to 1, of the paper's colour."""
    start, paper = (bytes.fromhex(each[1:]) for each in (colour, style.ink(theme).paper))
    mixed = (round(one + share * (other - one)) for one, other in zip(start, paper, strict=True))
    return f"#{bytes(mixed).hex()}"


def _circles(drawn: go.Figure) -> Iterator[go.Scatter]:
    """Return the traces of the actors' circles."""
    return (trace for trace in drawn.data if trace.mode == "markers" and trace.name != "pairs")


def _segments(trace: go.Scatter) -> Iterator[tuple[Place, Place]]:
    """Return the two ends of each line in a trace of lines."""
    places = [*zip(trace.x, trace.y, strict=True)]
    return zip(places[::3], places[1::3], strict=True)


def _only_segments(trace: go.Scatter, segments: list[tuple[Place, Place]], **line: Any) -> go.Scatter:
    """Return a copy of the trace with only these line segments; `line` sets their look."""
    xs, ys = ([at for one, other in segments for at in (one[side], other[side], None)] for side in (0, 1))
    return go.Scatter(trace).update(x=xs, y=ys, line=line)


def _highlighted(
    trace: go.Scatter, ends: set[frozenset[Place]], is_pair: bool, theme: style.Theme
) -> Iterator[go.Scatter]:
    """Yield the lines of a trace that stay visible; the line of a chosen pair is dark and thick."""
    if found := [each for each in _segments(trace) if frozenset(each) in ends]:
        colours = style.ink(theme)
        plain = trace.line.color in (colours.edge, colours.text)  # others say by it what became of a tie
        line = {"color": colours.text} if plain else {}
        wide = {"width": trace.line.width + _THICKER, **line}
        yield _only_segments(trace, found, **(wide if is_pair else {})).update(opacity=1.0)


def _ringed(trace: go.Scatter, chosen: Sequence[str], stays: set[str], theme: style.Theme) -> go.Scatter:
    """Return the trace of circles with the chosen ones larger and ringed, and those not in `stays` paler."""
    actors = [actor for (actor,) in trace.customdata]
    colours, colour = style.ink(theme), trace.marker.color
    return trace.update(
        marker={
            "color": [colour if actor in stays else paler(colour, _PALER_CIRCLES, theme) for actor in actors],
            "size": [
                size + _LARGER if actor in chosen else size
                for actor, size in zip(actors, trace.marker.size, strict=True)
            ],
            "line": {
                "color": [colours.text if actor in chosen else colours.paper for actor in actors],
                "width": [_CHOSEN_RIM if actor in chosen else _RIM for actor in actors],
            },
        }
    )


def _label(each: Any, chosen: Sequence[str], stays: set[str], theme: style.Theme) -> dict[str, Any]:
    """Return an actor's label, bold and marked if chosen, in a muted colour if it is not in `stays`."""
    colours, words = style.ink(theme), each.to_plotly_json()
    if each.name in chosen:
        return {**words, "bgcolor": colours.mark, "font": {**words["font"], "weight": 700, "shadow": "none"}}
    lighter = {} if each.name in stays else {"color": colours.muted, "weight": 400}
    return {**words, "font": {**words["font"], **lighter}}


def _missing_label(drawn: go.Figure, actor: str, theme: style.Theme) -> dict[str, Any]:
    """Return as an annotation the label of a chosen actor for which the drawing had no room."""
    trace, place = next(
        (trace, place)
        for trace in _circles(drawn)
        for place, (each,) in enumerate(trace.customdata)
        if each == actor
    )
    name = html.unescape(trace.hovertext[place].partition("<br>")[0])
    return style.words(
        "<br>".join(map(safe, label_lines(name, style.TEXT_SIZE))), theme, x=trace.x[place], y=trace.y[place],
        name=actor, xanchor="left", yanchor="middle", xshift=trace.marker.size[place] / 2 + 2, borderpad=1,
        align="left", bgcolor=style.ink(theme).mark, font={"weight": 700},
    )  # fmt: skip
