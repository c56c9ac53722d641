"""The request for pairs of actors: filter, unit of counting, and treatment of lists."""

from dataclasses import dataclass
from typing import Literal

from lib.model.filter import Filter

Unit = Literal["sentence", "paragraph", "article", "origin"]
Lists = Literal["apart", "weighted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRequest:
    """Which pairs to count: those with at least `minimum` reports.

    Pairs within a list of names are left out, or weighted 1/(n-1) in a list of n.
    """

    criteria: Filter
    unit: Unit = "sentence"
    lists: Lists = "apart"
    minimum: int = 2

    @property
    def weighted(self) -> bool:
        """Whether lists count: by sentence only, as a story or paragraph cannot be divided among a list."""
        return self.lists == "weighted" and self.unit == "sentence"
