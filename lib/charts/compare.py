"""The chart of what changed between two selections: pairs that are new, gone, stronger, weaker."""

from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from lib.charts import network_drawing, style
from lib.charts.actor_groups import Group
from lib.charts.pair_words import NOUNS, Unit, weight_words
from lib.charts.pairs import Network, core
from lib.charts.strokes import in_widths, with_steps
from lib.charts.text_metrics import safe
from lib.model.wording import count, listed

COLUMNS = ("nodes", "edges")
QUESTION = "Which pairs are new, which have gone?"
ASKS = {"nodes": "compare.layout", "edges": "compare.changes"}

EMPTY = "No tie between two actors changed from one selection to the other. Choose another to compare with."
ONE_SIDED = (
    "One of the two selections has no story, so no tie can have changed. Choose another to compare with."
)


class Look(NamedTuple):
    """How the lines of one change are drawn, and their name in the legend."""

    colour: str
    dash: str
    name: str


# A hue for more and one for less, and a dash for each, so that nothing is said by hue alone.
LOOKS: dict[str, Look] = {
    "new": Look(style.MORE, "solid", "new"),
    "stronger": Look(style.MORE, "longdash", "stronger (long dashes)"),
    "weaker": Look(style.LESS, "dot", "weaker (dotted)"),
    "gone": Look(style.LESS, "dash", "gone (dashed)"),
}
_THICKER = 0.6  # pixels: dashes need more than whole lines


def figure(
    frame: Network,
    *,
    theme: style.Theme = "light",
    unit: Unit = "sentence",
    room: style.Room = style.PAGE,
) -> go.Figure:
    """Return a network of actors in grey, with lines coloured by how the pair changed."""
    if frame.empty:
        return style.empty_state(_nothing(frame), theme, height=network_drawing.HEIGHT)
    frame = core(frame, frame.edges, room.names)
    ties = pd.concat([frame.edges["source_id"], frame.edges["target_id"]]).value_counts()
    hints = [
        f"{safe(name)}<br>{count(int(ties.get(actor, 0)), 'tie')} drawn"
        for actor, name in zip(frame.nodes["actor_id"], frame.nodes["actor"], strict=True)
    ]
    nodes = frame.nodes.assign(mentions=frame.nodes["weight"], hint=hints)
    nodes = nodes.sort_values(["mentions", "actor"], ascending=[False, True]).reset_index(drop=True)
    edges = frame.edges.assign(hint=[_sentence(row, unit) for row in frame.edges.to_dict("records")])
    stepped = with_steps(edges)
    strokes = [
        each
        for change, look in reversed(LOOKS.items())  # the legend names the uppermost first
        for each in in_widths(stepped[stepped["change"] == change], **look._asdict(), thicker=_THICKER)
    ]
    return network_drawing.drawing(
        nodes, groups=[Group(name="", colour=style.OTHER, nodes=nodes)], strokes=strokes,
        subtitle=_subtitle(frame, unit), theme=theme, room=room,
        counted=(NOUNS[unit][1].capitalize(), "An actor's ties in all"),
    )  # fmt: skip


def alt(frame: Network) -> str:
    """Return a description: how many pairs of each change, and the most certain ones."""
    if frame.empty:
        return _nothing(frame)
    found = frame.edges["change"].value_counts()
    numbers = listed(f"{found[change]} {change}" for change in LOOKS if change in found)
    first = [
        f"{row['source']} with {row['target']} ({row['change']})"
        for row in frame.edges.head(4).to_dict("records")
    ]
    return f"Ties between actors: {numbers}. Most certain: {listed(first)}."


def _nothing(frame: Network) -> str:
    """Return why no tie is drawn: a selection without stories, or nothing that changed."""
    about = frame.edges.attrs
    return EMPTY if about.get("before", 1) and about.get("after", 1) else ONE_SIDED


def sides_in_words(about: Mapping[Any, Any]) -> str:
    """Return how many stories each side has, and the day that halves part at.

    `about` are the attributes of the chart's frame.
    """
    before, after = (count(int(about.get(side, 0)), "story", "stories") for side in ("before", "after"))
    if not about.get("until"):
        return f"Before: {before}. After: {after}."
    last = pd.Timestamp(str(about["until"]))
    return f"Until {last.day} {last:%B %Y}: {before}. Later: {after}."


def _subtitle(frame: Network, unit: Unit) -> str:
    """Return the subtitle: stories on each side, changes drawn of how many, and what the colours mean."""
    edges, about = frame.edges, frame.edges.attrs
    lines = [sides_in_words(about)]
    if frame.part:
        lines.append(frame.part)
    elif (of := int(about.get("of", 0))) > len(edges):
        lines.append(f"The {len(edges):,} most certain of {of:,} changes")
    if (least := int(about.get("minimum", 1))) > 1:
        lines.append(f"In {least} reports or more on either side")
    if {"new", "gone"} & set(edges["change"]):
        lines.append("New and gone: in no report on the other side")
    return "<br>".join([*lines, f"Thickness: {NOUNS[unit][1]} on the side with more"])


def _sentence(row: Mapping[Hashable, Any], unit: Unit) -> str:
    """Return the text shown when the pointer is over a line: pair, change, and weights before and after."""
    pair = f"{safe(row['source'])} and {safe(row['target'])}: {row['change']}"
    sides = (f"{side}: {weight_words(row[f'weight_{side}'], unit)}" for side in ("before", "after"))
    return "<br>".join((pair, *sides))
