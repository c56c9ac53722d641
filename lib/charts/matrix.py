"""The chart of pairs as a table of shades: a network as numbers."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts import style
from lib.charts.pair_words import EMPTY, NOUNS, Unit, pair_sentence, strongest
from lib.charts.pairs import Network, among, core, first_ends, pairs_of
from lib.charts.text_metrics import number, safe, width_of, wrapped
from lib.model.wording import count
from lib.stats.chance import MORE
from lib.stats.communities import communities

COLUMNS = ("nodes", "edges")
QUESTION = "Who is named with whom, and how often?"
ASKS = {"nodes": "network.heads", "edges": "network.cells"}

MOST = 14  # actors: cells of more are too small to read on a phone; the table has them all

_ROW, _GAP = 30, 1.5  # pixels of a cell, enough for a finger, and of the white between two
_NAME_WIDTH, _NAME_LINE = 180.0, 16  # pixels from which on a name takes another line, and of each
_FROM_CELL, _FOOT = 4, 2  # pixels of white before a name, and under the cells
_SMALLEST = 9  # pixels of the type of counts: on a phone the cells of fourteen actors are 17 wide
_TURN = 0.5  # the share of the largest count on which shades and letters change sides


def figure(
    frame: Network, *, theme: style.Theme = "light", unit: Unit = "sentence", room: style.Room = style.PAGE
) -> go.Figure:
    """Return half a square of cells with counts, one for each pair, and the names along its diagonal."""
    if frame.empty:
        return style.empty_state(EMPTY, theme, height=320)
    actors = order(core(frame, _heaviest_first(frame.edges), room.names))
    cells = _cells(frame.edges, actors)
    names = [wrapped(name, width=_NAME_WIDTH, size=style.TEXT_SIZE) for name in actors["actor"]]
    row = max(_ROW, *(_NAME_LINE * len(own) for own in names))
    beside = _right_margin(names, room.width)
    below = row * len(actors) + _FOOT
    drawn = style.sheet(theme, below=below, subtitle=_subtitle(frame, actors, unit))
    drawn.add_trace(_shades(cells, len(actors), theme=theme))
    cell = (room.width - beside) / len(actors) - 2 * _GAP
    drawn.add_traces(list(_counts(cells, cell, unit=unit, theme=theme)))
    hidden = style.axis(theme, visible=False)
    drawn.update_layout(
        xaxis=hidden | {"range": [-0.5, len(actors) - 0.5]},
        yaxis=hidden | {"range": [len(actors) - 0.5, -0.5]},
        hovermode="closest",
        clickmode="event+select",
        margin={"r": beside, "b": _FOOT},
        annotations=[
            style.words(
                "<br>".join(map(safe, own)), theme, x=place - 0.5, y=place, xanchor="left", xshift=_FROM_CELL,
                yanchor="middle", borderpad=0, align="left",
                size=style.TEXT_SIZE if len(own) == 1 else style.NOTE_SIZE,
            )
            for place, own in enumerate(names)
        ],
    )  # fmt: skip
    return drawn


def _right_margin(names: Sequence[Sequence[str]], width: float) -> float:
    """Return the pixels that the names need on the right, on a page of this width or any wider.

    A name also has the empty half of its own row: to its right are as many cells as there are later rows.
    """
    # Of n names each begins at place / n of the cells, which are width - margin wide, and ends on the page:
    # place / n * (width - margin) + needed <= width.
    needed = [max(width_of(row, style.TEXT_SIZE) for row in own) + _FROM_CELL for own in names]
    return max(0.0, *(
        (each - width * (len(names) - place) / len(names)) * len(names) / place
        for place, each in enumerate(needed) if place
    ))  # fmt: skip


def alt(frame: Network) -> str:
    """Return a description: the size of the table and its darkest cells."""
    if frame.empty:
        return EMPTY
    actors = order(frame)
    cells = strongest(among(frame.edges, actors["actor_id"]))
    return f"A table of shades for {count(len(actors), 'actor')}. Darkest cells: {cells}."


def order(frame: Network) -> pd.DataFrame:
    """Return the MOST strongest actors, by the sum of their pairs' weights, grouped by community.

    If these share no pair, the actors of the heaviest pairs.
    """
    ends = pd.concat(
        [
            frame.edges[[f"{end}_id", "weight"]].set_axis(["actor_id", "strength"], axis=1)
            for end in ("source", "target")
        ]
    )
    strength = ends.groupby("actor_id", as_index=False)["strength"].sum()
    nodes = frame.nodes.drop(columns="strength", errors="ignore").merge(strength, on="actor_id")
    kept = nodes.sort_values(["strength", "actor"], ascending=[False, True]).head(MOST)
    between = among(frame.edges, kept["actor_id"])
    if between.empty:
        kept = nodes[nodes["actor_id"].isin(first_ends(_heaviest_first(frame.edges), MOST))]
        between = among(frame.edges, kept["actor_id"])
    grouped = communities(kept.drop(columns="community", errors="ignore"), between)
    by = ["community", "strength", "actor"]
    return grouped.sort_values(by, ascending=[True, False, True]).reset_index(drop=True)


def _heaviest_first(edges: pd.DataFrame) -> pd.DataFrame:
    return edges.sort_values("weight", ascending=False, kind="stable")


def _subtitle(frame: Network, actors: pd.DataFrame, unit: Unit) -> str:
    """Return the subtitle: what a cell counts, what is left out, the order, what blank and bold mean."""
    drawn, about = among(frame.edges, actors["actor_id"]), frame.edges.attrs
    pairs = max(int(about.get("of", 0)), len(frame.edges))
    lines = [f"The number of {NOUNS[unit][1]} that name both"]
    if pairs > len(drawn):
        lines.append(f"The {len(actors)} strongest actors: {len(drawn):,} of {count(pairs, 'pair')}")
    lines.append("Actors often named together stand together")
    verdicts, least = set(frame.edges["verdict"]), int(about.get("minimum", 1))
    if 2 * len(drawn) < len(actors) * (len(actors) - 1):
        blank = f"fewer than {least} reports" if least > 1 else "no report"
        lines.append(f"Blank: {blank}" + (" or no more than chance" if verdicts == {MORE} else ""))
    if MORE in verdicts:
        lines.append("Bold: more often than chance")
    return "<br>".join(lines)


def _cells(edges: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs with the row and column of their cell; the row is that of the actor later in order."""
    place = {actor: row for row, actor in enumerate(actors["actor_id"])}
    cells = among(edges, actors["actor_id"]).copy()
    ends = np.sort(
        np.column_stack([cells["source_id"].map(place), cells["target_id"].map(place)]).astype(int), axis=1
    )
    return cells.assign(column=ends[:, 0], row=ends[:, 1])


def _shades(cells: pd.DataFrame, size: int, *, theme: style.Theme) -> go.Heatmap:
    """Return the cells as a heat map, darker the more often two are named together."""
    counts = np.zeros((size, size), dtype=cells["weight"].to_numpy().dtype)
    counts[cells["row"], cells["column"]] = cells["weight"]
    few, some, more, most = style.ink(theme).heat
    return go.Heatmap(
        z=[
            [counts[row, column].item() if column < row else None for column in range(size)]
            for row in range(size)
        ],
        x=list(range(size)),
        y=list(range(size)),
        zmin=0,
        zmax=cells["weight"].max().item(),
        colorscale=[[0, style.ink(theme).faint], [1e-9, few], [_TURN, some], [_TURN, more], [1, most]],
        showscale=False,
        xgap=_GAP,
        ygap=_GAP,
        hoverinfo="skip",
        hoverongaps=False,
    )


def _counts(cells: pd.DataFrame, width: float, *, unit: Unit, theme: style.Theme) -> Iterator[go.Scatter]:
    """Yield the counts as text that can be clicked, light on dark shades; a shade itself takes no click.

    Their type is as large as cells of this width, in pixels, can hold.
    """
    colours = style.ink(theme)
    longest = max(width_of(number(weight), 1) for weight in cells["weight"])
    size = min(style.NOTE_SIZE, max(_SMALLEST, int(width / longest)))
    strong = cells["weight"] / cells["weight"].max() >= _TURN
    for part, colour in ((cells[~strong], colours.text), (cells[strong], colours.paper)):
        if part.empty:
            continue
        weights = [700 if verdict == MORE else 400 for verdict in part["verdict"]]
        yield go.Scatter(
            x=part["column"].tolist(),
            y=part["row"].tolist(),
            mode="markers+text",
            name="pairs",
            text=[number(weight) for weight in part["weight"]],
            textfont={"size": size, "color": colour, "weight": weights},
            customdata=part[["source_id", "target_id"]].to_numpy().tolist(),
            hovertext=[pair_sentence(edge, unit) for edge in pairs_of(part)],
            hovertemplate="%{hovertext}<extra></extra>",
            marker={"symbol": "square", "size": _ROW - 8, "opacity": 0, "color": colours.text},
            selected={"marker": {"opacity": 0.3}, "textfont": {"color": colour}},
            unselected={"marker": {"opacity": 0}, "textfont": {"color": colour}},
        )
