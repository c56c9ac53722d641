"""Which names share a letter with a span, found without looking at every name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from lib.actors.story import Name

_WIDTH = 64  # characters of a stretch: few names are longer, few stand in one


class Overlap:
    """Names by the stretches of text that they stand in."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._given = tuple(names)

    @cached_property
    def _names(self) -> dict[tuple[int, int], list[Name]]:
        """Built when first asked for: many stories never ask."""
        names: defaultdict[tuple[int, int], list[Name]] = defaultdict(list)
        for name in self._given:
            for stretch in _stretches(name.passage, name.start, name.end):
                names[stretch].append(name)
        return names

    def touching(self, name: Name) -> list[Name]:
        """Return the names that share a letter with the name, in reading order if they were given so."""
        return self.between(name.passage, name.start, name.end)

    def between(self, passage: int, start: int, end: int) -> list[Name]:
        """Return the names that stand between two places, even if only in part."""
        found: dict[int, Name] = {}
        for stretch in _stretches(passage, start, end):
            for name in self._names.get(stretch, ()):
                if name.start < end and start < name.end:
                    found[id(name)] = name
        return list(found.values())

    def is_free(self, name: Name) -> bool:
        """Return whether no name shares a letter with the name."""
        stretches = _stretches(name.passage, name.start, name.end)
        return not any(o.touches(name) for stretch in stretches for o in self._names.get(stretch, ()))


def free(added: Iterable[Name], names: Iterable[Name]) -> list[Name]:
    """Return those names to add that touch none that is there."""
    added = list(added)
    if not added:
        return added
    taken = Overlap(names)
    return [name for name in added if taken.is_free(name)]


def _stretches(passage: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    for number in range(max(0, start) // _WIDTH, (end - 1) // _WIDTH + 1):
        yield (passage, number)
