"""The request for pairs of actors: filter, unit of counting, and treatment of lists."""

from dataclasses import dataclass
from typing import Literal

from lib.model.filter import Filter

Unit = Literal["sentence", "paragraph", "article", "origin"]
Lists = Literal["apart", "weighted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRequest:
    """Which pairs to count: in which stories, by which unit, with which lists, from how many reports on.

    Pairs within a list of names are left out, or weighted 1/(n-1) in a list of n.
    """

    criteria: Filter
    unit: Unit = "sentence"
    lists: Lists = "apart"
    minimum: int = 2

    @property
    def weighted(self) -> bool:
        """Whether pairs in lists count, by sentence only: a paragraph cannot be divided among a list."""
        return self.lists == "weighted" and self.unit == "sentence"


def with_ends(table: str) -> str:
    """Return SQL for a table's pairs (x, y, ...) with source and target, rows of `actor` sorted by key."""
    return f"""
        select if(a.key < b.key, a, b) as source, if(a.key < b.key, b, a) as target, pair.*
        from {table} pair join actor a on a.actor_id = x join actor b on b.actor_id = y"""
