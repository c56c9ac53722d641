"""The data of a network: actors as nodes and their pairs as edges, and a pair in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from lib.charts.text_metrics import safe
from lib.model.wording import count, listed
from lib.stats.chance import NO_MORE

NODE_COLUMNS = ("actor_id", "actor", "kind", "mentions", "stories")
EDGE_COLUMNS = ("source", "target", "weight", "stories", "source_id", "target_id", "reports", "verdict")

Unit = Literal["sentence", "paragraph", "article", "origin"]

EMPTY = "No two actors are named together often enough here. Ask for fewer reports or loosen the filter."

_NOUNS: dict[Unit, tuple[str, str]] = {
    "sentence": ("sentence", "sentences"),
    "paragraph": ("paragraph", "paragraphs"),
    "article": ("story", "stories"),
    "origin": ("independent report", "independent reports"),
}
_SAID = {NO_MORE: "could be chance"}  # of a verdict as the data has it, what a reader reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two actors and how often they are named together, with the verdict on chance; one row of the edges."""

    source: str
    target: str
    weight: float  # whole, but where lists weigh a part
    stories: int
    source_id: str
    target_id: str
    reports: int
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor and how often it is named; one row of the nodes."""

    actor_id: str
    actor: str
    kind: str
    mentions: int
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The frames of a network: actors as nodes, pairs as edges."""

    nodes: pd.DataFrame
    edges: pd.DataFrame
    part: str = ""  # of a larger one, what it is, as a sentence

    @property
    def empty(self) -> bool:
        """Whether there is no pair to draw."""
        return self.edges.empty or self.nodes.empty


def among(edges: pd.DataFrame, actors: Iterable[str]) -> pd.DataFrame:
    """Return the edges that have both ends among the actors."""
    kept = {*actors}
    return edges[edges["source_id"].isin(kept) & edges["target_id"].isin(kept)]


def first_ends(edges: pd.DataFrame, most: int) -> list[str]:
    """Return the first actors that the edges name, up to `most`, two at least: one alone is in no pair."""
    return [*dict.fromkeys(edges[["source_id", "target_id"]].to_numpy().ravel())][: max(most, 2)]


def core(frame: Network, first: pd.DataFrame, most: int) -> Network:
    """Return the network of the actors that its `first` edges name, up to `most`, and their edges."""
    edges = among(frame.edges, first_ends(first, most))
    if len(edges) == len(frame.edges):
        return frame
    nodes = frame.nodes[frame.nodes["actor_id"].isin(first_ends(edges, most))]
    actors, pairs = count(len(frame.nodes), "actor"), count(len(frame.edges), "pair")
    part = f"The core: {len(nodes):,} of {actors}, {len(edges):,} of {pairs}"
    return Network(nodes=nodes, edges=edges, part=part)


def pairs_of(edges: pd.DataFrame) -> list[Pair]:
    """Return the rows of a frame of edges as pairs."""
    return [Pair(**row) for row in records(edges, EDGE_COLUMNS)]


def strongest(edges: pd.DataFrame) -> str:
    """Return the four pairs of most weight in words: "Ada Holm with Norland (31) and ..."."""
    pairs = pairs_of(edges.nlargest(4, "weight"))
    return listed(f"{edge.source} with {edge.target} ({edge.weight:,})" for edge in pairs)


def actors_of(nodes: pd.DataFrame) -> list[Actor]:
    """Return the rows of a frame of nodes as actors."""
    return [Actor(**row) for row in records(nodes, NODE_COLUMNS)]


def records(frame: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of a frame as dicts of these columns."""
    return [dict(zip(columns, row, strict=True)) for row in frame[list(columns)].itertuples(index=False)]


def thicker(unit: Unit) -> str:
    """Return a sentence on what the width of a line means."""
    return f"The thicker a line, the more {_NOUNS[unit][1]} name both"


def nouns(unit: Unit) -> tuple[str, str]:
    """Return the noun of what a pair's weight counts, singular and plural: "sentence", "sentences"."""
    return _NOUNS[unit]


def weighed(weight: float, unit: Unit) -> str:
    """Return a pair's weight with its noun: "31 sentences", or "3.08 sentences" where lists count in part."""
    whole = round(float(weight), 2).is_integer()
    return count(weight, *_NOUNS[unit]) if whole else f"{weight:,.2f} {_NOUNS[unit][1]}"


def verdict_in_words(verdict: str) -> str:
    """Return a verdict on chance as a reader reads it: "more often than chance", "could be chance"."""
    return _SAID.get(verdict, verdict)


def pair_sentence(edge: Pair, unit: Unit) -> str:
    """Return the text shown when the pointer is over a pair."""
    both = f"{safe(edge.source)} and {safe(edge.target)}"
    verb = "names" if edge.weight == 1 else "name"
    where = "" if unit == "article" else f", in {count(edge.stories, 'story', 'stories')}"
    return f"{both}<br>{weighed(edge.weight, unit)} {verb} both{where}<br>{reports_and_verdict(edge)}"


def reports_and_verdict(edge: Pair) -> str:
    """Return "3 independent reports: more often than chance", the reports of a pair and its verdict."""
    said = verdict_in_words(edge.verdict)
    return ": ".join(filter(None, (count(edge.reports, "independent report"), said)))
