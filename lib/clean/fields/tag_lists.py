"""Cleans one list of tags: parted, each once, without what content systems write for themselves."""

from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from lib.clean import words
from lib.model.folding import folded

_LONGEST = 80  # characters of a declared tag
PRINTED, _WORDS = 60, 6  # characters and words of a printed one
_MOST = 60  # tags of a story
_FIELDS = 3  # entries that are fields of a content system: fewer are tags with a colon in them

_SUBJECT = words.pattern("tags", "subject")
_SEPARATOR = words.pattern("tags", "between tags")
_HAN = words.pattern("tags", "chinese letter")
_MACHINE = words.pattern("tags", "for a machine")
_OF_FRONT = words.pattern("tags", "of a front page")
_BUTTON = words.pattern("tags", "button")
_UNCATEGORIZED = words.pattern("tags", "uncategorized")
_LENGTH = words.pattern("tags", "length")
_FIELD = words.pattern("tags", "field")


def listed(values: Iterable[str], *, split: bool = True) -> tuple[str, ...]:
    """Return the distinct tags in a list, at most 60; a single value is split at its commas."""
    # An entity encoded twice has a separator in it.
    values = [unescape(value) if ";" in value else value for value in values]
    parts = _SEPARATOR.split(values[0]) if split and len(values) == 1 else values
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
    """Yield the tags; if many are CMS fields ("topic:storms"), only the values of subject fields."""
    fields = [_FIELD.match(part) for part in parts]
    if sum(map(bool, fields)) < _FIELDS:
        yield from parts
        return
    for part, field in zip(parts, fields, strict=True):
        if field is None and not _LENGTH.fullmatch(part.strip()):
            yield part
        elif field is not None and _SUBJECT.match(field["label"]):
            yield field["value"]


def is_placement(tag: str) -> bool:
    """Return whether a tag names a place of a site, not a subject: "Mobile Showcase", "See all topics"."""
    return bool(_OF_FRONT.search(tag.strip()) or _BUTTON.fullmatch(tag.strip()))


def is_short(tag: str) -> bool:
    """Return whether a text is as short as printed tags are."""
    return len(tag) <= PRINTED and len(tag.split()) <= _WORDS
