"""Cuts the town off the names that sign letters to the editor: Jane Holm [Larkhaven]."""

from collections import Counter
from collections.abc import Container, Sequence

from lib.actors.forms import are_parts_of_a_name, is_given
from lib.actors.story import Name, Story

_LONGEST = 5  # words of a name and a town
_FEWEST = 2  # lines that show how letters are signed


def with_signatures(story: Story, names: Sequence[Name]) -> list[Name]:
    """Return the names; those that sign letters lose their town: "Jane Holm Larkhaven" is "Jane Holm"."""
    signed = {name.at: name.surface.split() for name in names if _signs(story, name)}
    long = {at: words for at, words in signed.items() if len(words) > 2}
    if not long:
        return list(names)
    towns = {name.surface for name in names if name.kind in ("place", "country") and name.at not in signed}
    ends = Counter(" ".join(words[-n:]) for words in long.values() for n in (1, 2))
    towns |= {end for end, number in ends.items() if number > 1}
    alike = len(long) == len(signed) >= _FEWEST
    return [
        _without_town(name, long[name.at], towns, alike=alike) if name.at in long else name for name in names
    ]


def _signs(story: Story, name: Name) -> bool:
    """Return whether a name stands alone on its line and has words of a person's name, as below a letter."""
    text = story.text_of(name)
    words = name.surface.split()
    return (
        name.record is None
        and name.kind in ("person", "place")
        and text[text.rfind("\n", 0, name.start) + 1 : name.start].strip() == ""
        and text[name.end :].split("\n", 1)[0].strip() == ""
        and 1 < len(words) <= _LONGEST
        and is_given(words[0])
        and are_parts_of_a_name(words)
    )


def _without_town(name: Name, words: Sequence[str], towns: Container[str], *, alike: bool) -> Name:
    """Return a signature cut before the town behind the name: "Jane Holm Larkhaven" as "Jane Holm".

    The town is a known one; where all signatures are that long (`alike`), it is whatever follows the name.
    """
    full = 3 if len(words[1].rstrip(".")) == 1 else 2  # words of the name, of them an initial
    rest = next((n for n in range(full, len(words)) if " ".join(words[n:]) in towns), None)
    if rest is None and alike and full < len(words):
        rest = full
    if rest is None:
        return name
    return name.cut(name.start, name.start + len(" ".join(words[:rest])), kind="person")
