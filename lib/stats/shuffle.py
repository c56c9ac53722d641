"""What is left of a pair when every story keeps its number of actors and every actor its number of stories.

Unlike the closed form (lib.stats.chance) this null knows that a long story names many actors, and so brings
pairs together without meaning.
"""

import random
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

ROUNDS = 200
SEED = 1962
_WARM = 5  # sweeps before the first count


@dataclass(frozen=True, slots=True, kw_only=True)
class Shuffled:
    """How many stories named both actors in each round."""

    counts: tuple[int, ...]

    @property
    def mean(self) -> float:
        """The mean over the rounds."""
        return sum(self.counts) / len(self.counts)

    def interval(self, level: float = 0.95) -> tuple[int, int]:
        """The range that holds `level` of the rounds, equal tails cut."""
        ordered = sorted(self.counts)
        cut = int((1 - level) / 2 * len(ordered))
        return ordered[cut], ordered[len(ordered) - 1 - cut]

    def as_many(self, together: int) -> float:
        """The share of rounds with `together` stories or more; the observed one counts as a round."""
        return (1 + sum(count >= together for count in self.counts)) / (1 + len(self.counts))


def shuffled(
    stories: Iterable[Iterable[Hashable]],
    first: Hashable,
    second: Hashable,
    *,
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> Shuffled:
    """Counts the stories with both actors in `rounds` shuffles; one seed always gives the same.

    Stories trade actors in pairs: "curveball", Strona et al. 2014, doi 10.1038/ncomms5114, which reaches all
    arrangements with the same margins alike; one sweep (a trade a story) lies between two counts.
    """
    sets = [set(each) for each in stories]
    movable = [each for each in sets if each]
    chance = random.Random(seed)
    for _ in range(_WARM):
        _sweep(movable, chance)
    counts = []
    for _ in range(rounds):
        _sweep(movable, chance)
        counts.append(sum(first in each and second in each for each in sets))
    return Shuffled(counts=tuple(counts))


def _sweep(sets: Sequence[set[Hashable]], chance: random.Random) -> None:
    """Every story trades once with another, in a new order."""
    order = list(range(len(sets)))
    chance.shuffle(order)
    for left, right in zip(order[::2], order[1::2], strict=False):
        _trade(sets[left], sets[right], chance)


def _trade(left: set[Hashable], right: set[Hashable], chance: random.Random) -> None:
    """The actors that only one of the two stories names are dealt out anew, as many to each as before."""
    only_left, only_right = left - right, right - left
    if not only_left or not only_right:
        return
    pool = sorted([*only_left, *only_right], key=str)  # sets have no order of their own to repeat
    chance.shuffle(pool)
    left -= only_left
    right -= only_right
    left.update(pool[: len(only_left)])
    right.update(pool[len(only_left) :])
