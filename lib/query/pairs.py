"""What is asked of pairs of actors: in which selection, by which unit, with lists or without."""

from dataclasses import dataclass
from typing import Literal

from lib.model.filter import Filter

Unit = Literal["sentence", "paragraph", "article", "origin"]
Lists = Literal["apart", "weighted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRequest:
    """Pairs to count: each that `minimum` or more reports hold.

    The pairs of a list are kept apart, or each weighs 1/(n-1) in a list of n.
    """

    criteria: Filter
    unit: Unit = "sentence"
    lists: Lists = "apart"
    minimum: int = 2

    @property
    def weighted(self) -> bool:
        """Whether lists count: by sentence only, as a story or a paragraph has no share of a list."""
        return self.lists == "weighted" and self.unit == "sentence"
