"""Datelines and sign-offs: where a story was filed, and who made it; the latter are no actors in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lib.actors.story import Name, Passage, Story, in_order
from lib.actors.words import word_set

_TOWN = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3}"
_DATELINE = re.compile(
    rf"^[ \t]*(?P<towns>{_TOWN}(?:\s?/\s?{_TOWN}){{0,3}})"
    r"(?:\s?,\s?[\w .'’]{2,28}){0,2}\s*(?:\(\s?[\w /.’'-]{2,40}\s?\)\s*(?:[–—-]{1,2}|$)|[–—]|--| - )",
    re.MULTILINE,
)
_LABELS = word_set("labels")
_TO_STATE = 3  # characters between the town and its state
_SPLIT = re.compile(r"\s?/\s?")
_SIGN_OFF = re.compile(
    r"\b(?:reporting|writing|editing|compiled|translated|photographs?|photos?) by "
    r"[^)\n]{3,200}|(?:REUTERS|AFP|AP|EPA|Getty Images|Reuters|TASS|UPI)(?: Photo)? ?/ ?[^\n,)]{3,40}",
    re.IGNORECASE,
)


def with_datelines(story: Story, names: Sequence[Name]) -> list[Name]:
    """Makes the towns of datelines places, and the names of sign-offs no actors."""
    towns = [town for number, passage in enumerate(story) for town in _towns(number, passage)]
    kept = [n for n in names if n.source == "records" or not any(_in_dateline(n, town) for town in towns)]
    free = [town for town in towns if not any(town.touches(name) for name in kept)]
    sign_offs = [[found.span() for found in _SIGN_OFF.finditer(passage.text)] for passage in story]
    return in_order([*(_signed(name, sign_offs[name.passage]) for name in kept), *free])


def _in_dateline(name: Name, town: Name) -> bool:
    """Tells whether a name stands in a dateline's town or is the state behind it."""
    return town.touches(name) or (town.passage == name.passage and 0 <= name.start - town.end <= _TO_STATE)


def _towns(number: int, passage: Passage) -> Iterator[Name]:
    for line in _DATELINE.finditer(passage.text):
        start = line.start("towns")
        for part in _SPLIT.split(line["towns"]):
            at = passage.text.index(part, start)
            start = at + len(part)
            label = _LABELS.issuperset(part.split())
            yield Name(
                passage=number,
                start=at,
                end=start,
                surface=part,
                kind="place",
                source="rule",
                canonical=part.title(),
                sense="never" if label else None,
            )


def _signed(name: Name, sign_offs: Sequence[tuple[int, int]]) -> Name:
    if name.sense == "never" or name.kind not in ("person", "organisation"):
        return name
    if not any(a <= name.start < b for a, b in sign_offs):
        return name
    kind = "person" if name.source == "recogniser" and " " in name.surface else name.kind
    return replace(name, kind=kind, sense="outlet", record=None)
