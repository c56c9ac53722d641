"""What a search costs, in microseconds of the processor, and the budget of time that it may spend."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.model.errors import SearchRefused
from lib.model.wording import count
from lib.query.filter.conditions import Parameters
from lib.query.filter.tree import Words
from lib.store.archive import ArchiveReader
from lib.store.statements import value

# Of one story (bench.searches):
A_TEXT = 5.0
A_PHRASE = 5.0
A_WORD_OF_A_ZONE = 15.0
A_NEAR_PHRASE = 150.0
A_LETTER = 1.2
LONGEST = 0.3  # seconds that a search may scan texts, in an archive of so many:
MEASURED = 20_000


def of_scan(words: Sequence[Words], *, zones: bool = False) -> float:
    """Return what it costs to scan the headline and text, or some zones, of one story for all these words."""
    plain = A_WORD_OF_A_ZONE if zones else A_PHRASE
    return (0 if zones else A_TEXT) + sum(plain if word.near is None else A_NEAR_PHRASE for word in words)


def of_index(words: Sequence[Words]) -> float:
    """Return what looking words up costs for each story of the archive: only what one letter begins costs."""
    return A_LETTER * sum(len(word) == 1 and not whole for each in words for word, whole in each.in_index)


@dataclass(slots=True)
class SearchBudget:
    """The processor time that a search may use: LONGEST, in a large archive proportionally more."""

    db: ArchiveReader
    spent: float = 0.0  # microseconds

    def take(self, sought: str, costly: str, cost: float, parameters: Parameters) -> None:
        """Take the time to find `sought`, a part of the search, from the budget.

        `costly` is the SQL condition for the stories that cost time, `cost` the microseconds for one of them.
        Raises SearchRefused, which names `sought`, if too little time is left.
        """
        if not cost:
            return
        stored_texts = int(value(self.db, "select count(*) from article"))
        left = LONGEST * max(1.0, stored_texts / MEASURED) * 1e6 - self.spent
        counting = f"select count(*) from article where {costly}"
        texts = int(value(self.db, counting, parameters.of(counting)))
        if texts * cost > left:
            raise SearchRefused(
                sought,
                f"To find {sought}, {count(texts, 'story', 'stories')} would have to be read, and a search "
                f"may read {int(left / cost):,}. Search for rarer words, or choose days, tags or names too.",
            )
        self.spent += texts * cost
