"""Where given surfaces stand as whole words in a story, however many they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick_rs

from lib.actors.story import Story


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A surface at a place of a story."""

    passage: int
    start: int
    end: int
    surface: str


def occurrences(story: Story, surfaces: Iterable[str], *, cased: bool = True) -> Iterator[Occurrence]:
    """Yield where the surfaces stand, the longest at each place; cased looks at headings in sentence case."""
    sought = sorted({surface for surface in surfaces if surface})
    if not sought:
        return
    matcher = ahocorasick_rs.AhoCorasick(sought)
    for number, passage in enumerate(story):
        text = passage.cased if cased else passage.text
        last = 0
        spans = matcher.find_matches_as_indexes(text, overlapping=True)
        for key, start, end in sorted(spans, key=lambda span: (span[1], -span[2])):
            if start >= last and _stands_alone(text, start, end):
                yield Occurrence(number, start, end, sought[key])
                last = end


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before in tuple("_@#.-") or after.isalnum() or after == "_")
