"""Finding where texts stand in a story as words."""

from collections.abc import Callable, Iterable, Iterator

import ahocorasick_rs

from lib.actors.story import Occurrence, Story


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether no letter, digit, underscore or mark such as "@" joins the span to other text."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before in tuple("_@#.-") or after.isalnum() or after == "_")


def occurrences(
    story: Story,
    surfaces: Iterable[str],
    *,
    cased: bool = True,
    alone: Callable[[str, int, int], bool] = _stands_alone,
) -> Iterator[Occurrence]:
    """Yield where these texts stand as words in a story, the longest at each place.

    If `cased`, headings are read in sentence case. `alone` returns whether a span of a text is a word.
    """
    sought = sorted({surface for surface in surfaces if surface})
    if not sought:
        return
    matcher = ahocorasick_rs.AhoCorasick(sought)
    for number, passage in enumerate(story):
        text = passage.cased if cased else passage.text
        last = 0
        spans = matcher.find_matches_as_indexes(text, overlapping=True)
        for key, start, end in sorted(spans, key=lambda span: (span[1], -span[2])):
            if start >= last and alone(text, start, end):
                yield Occurrence(number, start, end, sought[key])
                last = end
