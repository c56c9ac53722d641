"""Groups of actors, each drawn in one colour and named in the legend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from lib.charts import style
from lib.charts.text_metrics import shorten

Colour = Literal["community", "kind"]

_MOST_COMMUNITIES = 4  # that have a colour of their own; the legend of more would not be read
_LEADER = 20  # letters of a leader's name: with them two communities fit a line of a phone's legend


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Actors drawn in one colour, with the group's name for the legend; a group called "" is not in it."""

    name: str
    colour: str
    nodes: pd.DataFrame

    @property
    def sign(self) -> style.Sign:
        """The sign that stands for the group in the legend."""
        return style.Sign(self.colour, self.name)


def coloured(nodes: pd.DataFrame, colour: Colour) -> Iterator[Group]:
    """Yield the actors in groups: by community, or by kind, also where there is no column `community`.

    Nodes come sorted by mentions, the most first: the first of a community gives the group its name.
    """
    by_community = colour == "community" and "community" in nodes
    return _by_community(nodes) if by_community else by_kind(nodes)


def by_kind(nodes: pd.DataFrame) -> Iterator[Group]:
    """Yield the actors in groups by their kind, in the colour of the kind, without empty groups."""
    for kind, colour in style.KIND_COLOURS.items():
        group = nodes[nodes["kind"] == kind]
        if not group.empty:
            yield Group(name=style.KIND_NAMES[kind], colour=colour, nodes=group)


def _by_community(nodes: pd.DataFrame) -> Iterator[Group]:
    """Yield up to _MOST_COMMUNITIES groups of two actors or more, named after the first; then "others"."""
    members = nodes["community"].value_counts()
    numbers = [number for number in sorted(members.index) if members[number] > 1][:_MOST_COMMUNITIES]
    own = [nodes[nodes["community"] == number] for number in numbers]
    names = _distinct([str(each["actor"].iloc[0]) for each in own])
    for name, colour, each in zip(names, style.SERIES, own, strict=False):
        yield Group(name=f"around {name}", colour=colour, nodes=each)
    rest = nodes[~nodes["community"].isin(numbers)]
    if not rest.empty:
        yield Group(name="others", colour=style.OTHER, nodes=rest)


def _distinct(leaders: Sequence[str]) -> Sequence[str]:
    """Return the names shortened for a legend.

    They stay whole if two short ones are alike, and get numbers if two whole ones are.
    """
    short = [shorten(leader, _LEADER) for leader in leaders]
    names = short if len({*short}) == len(short) else leaders
    return [
        f"{name} ({number})" if (number := names[: place + 1].count(name)) > 1 else name
        for place, name in enumerate(names)
    ]
