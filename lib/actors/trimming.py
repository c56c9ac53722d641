"""Cuts what is no part of a name off a recognised span: articles, quotes, possessives, line ends, offices."""

import re

from lib.actors.titles import without_title

_BEFORE = re.compile(
    r"(?:[\s\"“”'‘’(\[*•>–—-]+|(?:the|a|an)\s+|(?-i:no|any|every|each|another|that|this)\s+)+", re.IGNORECASE
)
_AFTER = re.compile(r"(?:\s*['’]s|\s*['’]|[\s\"“”‘(\[,;:*–—-]+|(?<![A-Z])\.|\s(?:and|of|for|the|in|at))+$")
_LINE_END = re.compile(r"[\r\n]|\s{3,}")


def trimmed(text: str, start: int, end: int, *, person: bool = False) -> tuple[int, int] | None:
    """Return the span of the name alone, or None when nothing that looks like a name is left."""
    before = _BEFORE.match(text, start, end)
    start = before.end() if before else start
    line_end = _LINE_END.search(text, start, end)
    end = line_end.start() if line_end else end
    after = _AFTER.search(text, start, end)
    end = after.start() if after else end
    if person:
        start += without_title(text[start:end])
    surface = text[start:end]
    return (start, end) if looks_like_a_name(surface) else None


def looks_like_a_name(surface: str) -> bool:
    """Return whether a surface has a capital and a second letter."""
    return sum(map(str.isalpha, surface)) > 1 and any(map(str.isupper, surface))
