"""Finds persons in languages that show names by no capital.

In Chinese, Japanese and Korean a name is a family name of the language's file and one to three characters:
before a title in Japanese and Korean, behind it in Chinese; in Japanese also katakana with a middle dot.
A family name alone before a title means the one person named in full who bears it. In Arabic and Persian a
name is a given name of the file, or several, and the word behind.
"""

import re
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from lib.actors.dictionary import stands_alone
from lib.actors.languages import rows_of
from lib.actors.occurrences import occurrences
from lib.actors.story import Name, Story, free, in_order

_GIVEN = {  # letters of given names, and how many before a title or behind it
    "ja": ("[\u4e00-\u9fff\u3041-\u309f]", "{1,3}?"), "ko": ("[\uac00-\ud7a3]", "{2}"),
    "zh": ("[\u4e00-\u9fff]", "{1,2}"),
}  # fmt: skip
_KATAKANA = r"(?<![\u30a1-\u30fc])(?:[\u30a1-\u30fa\u30fc]{2,12}・){1,4}[\u30a1-\u30fa\u30fc]{2,12}"
_FAMILY = "[\u0620-\u06ff\u200c]{3,20}"  # Arabic letters
_NO_LETTER_BEFORE = "(?<![\u4e00-\u9fff\uac00-\ud7a3])"


def titled_names(story: Story) -> list[list[Name]]:
    """Return for each passage the persons found by title or given name, and their names' other places."""
    patterns = _patterns(story.language)
    if patterns is None:
        return [[] for _ in story]
    full = [(passage, found) for passage in story for found in patterns.full.finditer(passage.text)]
    named = [passage.name(*found.span("name"), "person", "rule") for passage, found in full]
    bearers = defaultdict[str | None, set[str]](set)  # full names by family name
    for _, found in full:
        bearers[found.groupdict().get("family")].add(found["name"])
    called = {name.surface for name in named}
    again = [
        story.passages[place.passage].name(place.start, place.end, "person", "rule")
        for place in occurrences(story, called, cased=False, alone=stands_alone)
    ]
    short = [
        passage.name(found.start(1), found.end(1), "person", "rule", role="surname", canonical=bearer)
        for passage in story
        for found in (patterns.family.finditer(passage.text) if patterns.family else ())
        if len(bearers[found[1]]) == 1
        for bearer in bearers[found[1]]
    ]
    everything = in_order([*named, *free(again, named)])
    everything = in_order([*everything, *free(short, everything)])
    return [[name for name in everything if name.passage == passage.number] for passage in story]


class _Patterns(NamedTuple):
    """Regular expressions of names in a language: full ones as the group "name", and family names alone."""

    full: re.Pattern[str]
    family: re.Pattern[str] | None = None


@lru_cache(maxsize=4)
def _patterns(language: str | None) -> _Patterns | None:
    """Return the patterns of names in a language; None for all but Arabic, Persian and East Asian ones."""
    rows = rows_of(language)
    if language in ("ar", "fa"):
        given, stops = ("|".join(map(re.escape, rows[key])) for key in ("given", "never_in_names"))
        name = rf"(?:{given})(?: (?:{given}|بن|أبو|آل)){{0,3}} (?!(?:{stops})\b)(?:ال|عبد ال)?{_FAMILY}"
        return _Patterns(re.compile(rf"\b[وفبل]?(?P<name>{name})\b"))
    if language is None or language not in _GIVEN:
        return None
    families, titles, never = (
        "|".join(sorted(map(re.escape, rows[key]), key=len, reverse=True))
        for key in ("family_names", "titles", "never_in_names")
    )
    letter, number = _GIVEN[language]
    name = rf"(?P<family>{families})(?:(?!{never}){letter}){number}"
    if language == "zh":
        behind = "|".join(map(re.escape, rows["behind_names"]))
        return _Patterns(re.compile(rf"(?:{titles})(?P<name>{name})(?={behind}|\s|$)"))
    space, kana = (" (?:전 )?", "") if language == "ko" else ("", f"|{_KATAKANA}")
    behind = rf"(?={space}(?:{titles})|（\d|\(\d)"  # or an age
    full = rf"{_NO_LETTER_BEFORE}(?!(?:{families}){behind})(?P<name>{name}{kana}){behind}"
    family = rf"{_NO_LETTER_BEFORE}({families})(?={space}(?:{titles}))"
    return _Patterns(re.compile(full), re.compile(family))
