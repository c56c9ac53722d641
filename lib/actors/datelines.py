"""Datelines and sign-offs: where a story was filed, and who made it, which are no actors in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lib.actors.story import Name, Overlap, Passage, Story, free, in_order
from lib.actors.words import word_set

_TOWN = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3}"
_DATELINE = re.compile(
    rf"^[ \t]*(?P<towns>{_TOWN}(?:\s?/\s?{_TOWN}){{0,3}})"
    r"(?:\s?,\s?[\w .'’]{2,28}){0,2}\s*(?:\(\s?[\w /.’'-]{2,40}\s?\)\s*(?:[–—-]{1,2}|$)|[–—]|--| - )",
    re.MULTILINE,
)
_LABELS = word_set("labels")
_SIGNS = ("ing by ", "iled by ", "lated by ", "graph by ", "graphs by ", "photo by ", "photos by ", "/")
_TO_STATE = 3  # characters between the town and its state
_SPLIT = re.compile(r"\s?/\s?")
_SIGN_OFF = re.compile(
    r"\b(?:reporting|writing|editing|compiled|translated|photographs?|photos?) by "
    r"[^)\n]{3,200}|(?:REUTERS|AFP|AP|EPA|Getty Images|Reuters|TASS|UPI)(?: Photo)? ?/ ?[^\n,)]{3,40}",
    re.IGNORECASE,
)


def with_datelines(story: Story, names: Sequence[Name]) -> list[Name]:
    """Turn the towns of datelines into places, and names in sign-offs into non-actors."""
    towns = [town for number, passage in enumerate(story) for town in _towns(number, passage)]
    # a name in a dateline is its town or the state behind it
    filed = Overlap(replace(town, end=town.end + _TO_STATE + 1) for town in towns)
    kept = [name for name in names if name.source == "records" or filed.is_free(name)]
    sign_offs = [_sign_offs(passage.text) for passage in story]
    return in_order([*(_signed(name, sign_offs[name.passage]) for name in kept), *free(towns, kept)])


def _sign_offs(text: str) -> list[tuple[int, int]]:
    lower = text.lower()
    if not any(sign in lower for sign in _SIGNS):
        return []
    return [found.span() for found in _SIGN_OFF.finditer(text)]


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
