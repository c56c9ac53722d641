"""A pair's count in shuffles that keep each story's number of actors and each actor's number of stories.

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
        """Return the range that holds `level` of the rounds, equal tails cut."""
        ordered = sorted(self.counts)
        cut = int((1 - level) / 2 * len(ordered))
        return ordered[cut], ordered[len(ordered) - 1 - cut]

    def as_many(self, together: int) -> float:
        """Return the share of rounds with `together` stories or more; the observed one counts as a round."""
        return (1 + sum(count >= together for count in self.counts)) / (1 + len(self.counts))


def shuffled(
    stories: Iterable[Iterable[Hashable]],
    first: Hashable,
    second: Hashable,
    *,
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> Shuffled:
    """Count the stories with both actors in `rounds` shuffles; one seed always gives the same counts.

    Stories trade actors in pairs: "curveball", Strona et al. 2014, doi 10.1038/ncomms5114, which reaches all
    arrangements with the same margins alike; one sweep (a trade a story) lies between two counts.
    """
    sets, number = _numbered(stories)
    chance = random.Random(seed)
    for _ in range(_WARM):
        _sweep(sets, chance)
    pair = {number.get(first, -1), number.get(second, -1)}
    counts = []
    for _ in range(rounds):
        _sweep(sets, chance)
        counts.append(sum(map(pair.issubset, sets)))
    return Shuffled(counts=tuple(counts))


def _numbered(stories: Iterable[Iterable[Hashable]]) -> tuple[list[set[int]], dict[Hashable, int]]:
    """Return the stories that name anybody, and each actor's number.

    Numbers sort quickly, and always alike.
    """
    number: dict[Hashable, int] = {}
    sets = [{number.setdefault(actor, len(number)) for actor in sorted(story, key=str)} for story in stories]
    return [story for story in sets if story], number


def _sweep(sets: Sequence[set[int]], chance: random.Random) -> None:
    """Let every story trade once with another, in a new order."""
    order = list(range(len(sets)))
    chance.shuffle(order)
    for left, right in zip(order[::2], order[1::2], strict=False):
        _trade(sets[left], sets[right], chance)


def _trade(left: set[int], right: set[int], chance: random.Random) -> None:
    """Deal out anew the actors that only one of the two stories names, as many to each as before."""
    only_left, only_right = left - right, right - left
    if not only_left or not only_right:
        return
    pool = sorted(only_left | only_right)  # a set's own order depends on its history
    dealt = set(chance.sample(pool, len(only_left)))
    left ^= only_left ^ dealt
    right ^= only_right ^ (set(pool) - dealt)
