"""The data of a network: actors as nodes and their pairs as edges."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from lib.model.wording import count


class Pair(NamedTuple):
    """Two actors and how often they are named together, with the verdict on chance; one row of the edges."""

    source: str
    target: str
    weight: float  # whole, except where the pairs of a long list of names count in part
    stories: int
    source_id: str
    target_id: str
    reports: int
    verdict: str


class Actor(NamedTuple):
    """An actor and how often it is named; one row of the nodes."""

    actor_id: str
    actor: str
    kind: str
    mentions: int
    stories: int


EDGE_COLUMNS = Pair._fields
NODE_COLUMNS = Actor._fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The frames of a network: actors as nodes, pairs as edges."""

    nodes: pd.DataFrame
    edges: pd.DataFrame
    part: str = ""  # of a larger network, a sentence that says how much of it this is

    @property
    def empty(self) -> bool:
        """Whether there is no pair to draw."""
        return self.edges.empty or self.nodes.empty


def pairs_of(edges: pd.DataFrame) -> list[Pair]:
    """Return the rows of a frame of edges as pairs."""
    return [Pair(*row) for row in edges[[*EDGE_COLUMNS]].itertuples(index=False)]


def actors_of(nodes: pd.DataFrame) -> list[Actor]:
    """Return the rows of a frame of nodes as actors."""
    return [Actor(*row) for row in nodes[[*NODE_COLUMNS]].itertuples(index=False)]


def among(edges: pd.DataFrame, actors: Iterable[str]) -> pd.DataFrame:
    """Return the edges that have both ends among the actors."""
    kept = {*actors}
    return edges[edges["source_id"].isin(kept) & edges["target_id"].isin(kept)]


def first_ends(edges: pd.DataFrame, most: int) -> list[str]:
    """Return the first actors that the edges name: up to `most`, but two at least."""
    return [*dict.fromkeys(edges[["source_id", "target_id"]].to_numpy().ravel())][: max(most, 2)]


def core(frame: Network, first: pd.DataFrame, most: int) -> Network:
    """Return the network of the actors that the edges in `first` name, up to `most`, with their edges."""
    edges = among(frame.edges, first_ends(first, most))
    if len(edges) == len(frame.edges):
        return frame
    nodes = frame.nodes[frame.nodes["actor_id"].isin(first_ends(edges, most))]
    actors, pairs = count(len(frame.nodes), "actor"), count(len(frame.edges), "pair")
    part = f"The core: {len(nodes):,} of {actors}, {len(edges):,} of {pairs}"
    return Network(nodes=nodes, edges=edges, part=part)
