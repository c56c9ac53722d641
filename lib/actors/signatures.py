"""Reads signatures: cuts the town off those of letters, Jane Holm [Larkhaven], and finds that of a story."""

import re
from collections import Counter
from collections.abc import Container, Sequence

from lib.actors.person_names import are_parts_of_a_name, is_given
from lib.actors.story import Name, Story
from lib.actors.words import word_set

_LONGEST = 5  # words of a name and a town
_FEWEST = 2  # lines that show how letters are signed
_PARTICLES = word_set("particles")  # of a surname: Van Damme
_BRACKETS_AT_END = re.compile(r"\s*\([^()\n]{3,200}\)\s*$")
_CLOSING = tuple('.!?…,"”’)')  # what a line of a letter ends with, and "Yours sincerely,"


def end_without_signature(text: str, authors: Sequence[str]) -> int:
    """Return where a text ends without its last brackets, if they name an author: (Jane Holm, 3.5.2024)."""
    signed = _BRACKETS_AT_END.search(text)
    return signed.start() if signed and any(author in signed[0] for author in authors) else len(text)


def with_signatures(story: Story, names: Sequence[Name]) -> list[Name]:
    """Cut the town off names that sign letters, "Jane Holm" of "Jane Holm Larkhaven"; return all names."""
    signed = {name.at: name.surface.split() for name in names if _signs(story, name)}
    long = {at: words for at, words in signed.items() if len(words) > 2}
    if not long:
        return list(names)
    towns = {name.surface for name in names if name.kind in ("place", "country") and name.at not in signed}
    different = set(map(tuple, signed.values()))
    ends = Counter(" ".join(words[-n:]) for words in different if len(words) > 2 for n in (1, 2))
    towns |= {end for end, number in ends.items() if number > 1 and not is_given(end)}
    last = next(name for name in reversed(names) if name.at in signed)
    alike = len(long) == len(signed) and len(different) >= _FEWEST and not _stands_before_text(story, last)
    return [
        _without_town(name, long[name.at], towns, alike=alike) if name.at in long else name for name in names
    ]


def _signs(story: Story, name: Name) -> bool:
    """Return whether a name like a person's fills a line of its own below a sentence, as a signature does."""
    text = story.text_of(name)
    words = name.surface.split()
    above = text[: name.start].rstrip() or (story.passages[name.passage - 1].text if name.passage else "")
    return (
        name.record is None
        and name.kind in ("person", "place")
        and text[text.rfind("\n", 0, name.start) + 1 : name.start].strip() == ""
        and text[name.end :].split("\n", 1)[0].strip() == ""
        and 1 < len(words) <= _LONGEST
        and is_given(words[0])
        and are_parts_of_a_name(words)
        and above.rstrip().endswith(_CLOSING)
    )


def _stands_before_text(story: Story, name: Name) -> bool:
    """Return whether a sentence follows the last lone name on a line: then all such names are headings."""
    later = (passage.text for passage in story.passages[name.passage + 1 :])
    texts = (story.text_of(name)[name.end :], *later)
    below = next((line for text in texts for line in text.splitlines() if line.strip()), "")
    return below.rstrip().endswith(_CLOSING)


def _without_town(name: Name, words: Sequence[str], towns: Container[str], *, alike: bool) -> Name:
    """Return a signature without the town behind the name: "Jane Holm" of "Jane Holm Larkhaven".

    The town is one of `towns` or, if all signatures are this long (`alike`), what follows the first two words
    and is no given name. Initials and particles do not count as words: Jan Van Der Berg is a whole name.
    """
    bare = [word.rstrip(".") for word in words]
    full = 2  # words of the name
    while full < len(words) and (len(bare[full - 1]) == 1 or bare[full - 1].lower() in _PARTICLES):
        full += 1
    rest = next((n for n in range(full, len(words)) if " ".join(words[n:]) in towns), None)
    if rest is None and alike and full < len(words) and not is_given(" ".join(words[full:])):
        rest = full
    if rest is None:
        return name
    kept = name.surface.rsplit(None, len(words) - rest)[0]
    return name.cut(name.start, name.start + len(kept), kind="person")
