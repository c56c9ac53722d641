"""Cleans one list of tags: parted, each once, without what content systems write for themselves."""

from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from lib.clean.words import pattern
from lib.model.folding import folded

_LONGEST = 80  # characters of a declared tag
PRINTED, _WORDS = 60, 6  # characters and words of a printed one
_MOST = 60  # tags of a story
_FIELDS = 3  # entries that are fields of a content system: fewer are tags with a colon in them

_HAN = pattern("tags", "chinese letter")
_MACHINE = pattern("tags", "for a machine")
_BUTTON = pattern("tags", "button")
_UNCATEGORIZED = pattern("tags", "uncategorized")


def listed(values: Iterable[str], *, split: bool = True) -> tuple[str, ...]:
    """Return the distinct tags in a list, at most 60; a single value is split at its commas."""
    # An entity encoded twice has a separator in it.
    values = [unescape(value) if ";" in value else value for value in values]
    parts = pattern("tags", "between tags").split(values[0]) if split and len(values) == 1 else values
    if split and len(values) == len(parts) == 1 and _HAN.search(parts[0]) and parts[0].count(" ") >= 2:
        parts = parts[0].split()
    found: dict[str, str] = {}
    for part in _subjects(parts):
        tag = part.strip(" #＃\"'[]\t")
        names_nothing = _MACHINE.search(tag) or _UNCATEGORIZED.fullmatch(tag) or is_placement(tag)
        if tag and len(tag) <= _LONGEST and not names_nothing:
            found.setdefault(folded(tag) or tag, tag)
    return tuple(list(found.values())[:_MOST])


def _subjects(parts: Sequence[str]) -> Iterator[str]:
    """Yield the tags; if many are a CMS's fields ("topic:storms"), only subjects' values ("storms")."""
    fields = [pattern("tags", "field").match(part) for part in parts]
    if sum(map(bool, fields)) < _FIELDS:
        yield from parts
        return
    for part, field in zip(parts, fields, strict=True):
        if field is None and not pattern("tags", "length").fullmatch(part.strip()):
            yield part
        elif field is not None and pattern("tags", "subject").match(field["label"]):
            yield field["value"]


def is_placement(tag: str) -> bool:
    """Return whether a tag names a place of a site, not a subject: "Mobile Showcase", "See all topics"."""
    return bool(pattern("tags", "of a front page").search(tag.strip()) or _BUTTON.fullmatch(tag.strip()))


def is_short(tag: str) -> bool:
    """Return whether a text is as short as printed tags are."""
    return len(tag) <= PRINTED and len(tag.split()) <= _WORDS
