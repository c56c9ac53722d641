"""Finds persons in languages that show names by no capital.

In Chinese, Japanese and Korean a name is a family name of the language's file and one to three characters:
before a title in Japanese and Korean, behind it in Chinese; in Japanese also katakana with a middle dot, in
Chinese characters that write foreign sounds, with a dot or hyphen, whose last part alone means the person.
A family name alone before a title means the one person named in full who bears it. In Arabic and Persian a
name is a given name of the file, or several, and the word behind.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from lib.actors.dictionary import stands_alone
from lib.actors.language_files import rows_of
from lib.actors.occurrences import occurrences
from lib.actors.story import Name, Story, free, in_order
from lib.actors.words import longest_first

_GIVEN = {  # letters of given names, and how many before a title or behind it
    "ja": ("[\u4e00-\u9fff\u3041-\u309f]", "{1,3}?"), "ko": ("[\uac00-\ud7a3]", "{2}"),
    "zh": ("[\u4e00-\u9fff]", "{1,2}"),
}  # fmt: skip
_KATAKANA = r"(?<![\u30a1-\u30fc])(?:[\u30a1-\u30fa\u30fc]{2,12}・){1,4}[\u30a1-\u30fa\u30fc]{2,12}"
_DOT = re.compile("[·・‧•-]")  # between the parts of a foreign name
_FAMILY = "[\u0620-\u06ff\u200c]{3,20}"  # Arabic letters
_NO_LETTER_BEFORE = "(?<![\u4e00-\u9fff\uac00-\ud7a3])"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """The patterns of full names, whose last group is the name, and of family names alone, before titles."""

    full: re.Pattern[str]
    family: re.Pattern[str] | None = None


def titled_names(story: Story) -> list[list[Name]]:
    """Return for each passage the persons found by title or given name, and their names' other places."""
    patterns = _patterns(story.language)
    if patterns is None:
        return [[] for _ in story]
    found = [(passage, match) for passage in story for match in patterns.full.finditer(passage.text)]
    named = [passage.name(*match.span(match.lastgroup or 0), "person", "rule") for passage, match in found]
    surfaces = {name.surface for name in named}
    named = [_shortest(name, surfaces) for name in named]
    bearers = defaultdict[str | None, set[str]](set)  # full names by family name
    for name, (_, match) in zip(named, found, strict=True):
        bearers[match.groupdict().get("family")].add(name.surface)
    everything = in_order([*named, *free(_further_places(story, named), named)])
    short = _family_names(story, patterns.family, bearers) if patterns.family else ()
    everything = in_order([*everything, *free(short, everything)])
    return [[name for name in everything if name.passage == passage.number] for passage in story]


def _shortest(name: Name, surfaces: set[str]) -> Name:
    """Return a name without its beginning if its end is one of `surfaces`: the beginning is another word."""
    shorter = min((each for each in surfaces if name.surface.endswith(each)), key=len)
    return name.cut(name.end - len(shorter), name.end)


def _further_places(story: Story, named: Sequence[Name]) -> Iterator[Name]:
    """Yield the other places of full names, and of the last part of a foreign one: Moss of Ann·Moss."""
    models = {name.surface: name for name in named}
    for name in named:
        last = replace(name, role="surname", canonical=name.surface)
        models.setdefault(_DOT.split(name.surface)[-1], last)
    for place in occurrences(story, models, cased=False, alone=stands_alone):
        yield models[place.surface].at_place(place)


def _family_names(
    story: Story, pattern: re.Pattern[str], bearers: Mapping[str | None, Collection[str]]
) -> Iterator[Name]:
    """Yield each family name before a title that only one of the full names has; `bearers` has them by it."""
    for passage in story:
        for match in pattern.finditer(passage.text):
            if len(full := bearers.get(match[1], ())) == 1:
                (bearer,) = full
                span = match.span(1)
                yield passage.name(*span, "person", "rule", role="surname", canonical=bearer)


@lru_cache(maxsize=4)
def _patterns(language: str | None) -> _Patterns | None:
    """Return the patterns of a language; None but for Chinese, Japanese, Korean, Arabic and Persian."""
    if language in ("ar", "fa"):
        return _Patterns(full=re.compile(_behind_given_names(rows_of(language))))
    if language == "zh":
        return _Patterns(full=re.compile(_behind_chinese_titles(rows_of(language))))
    return _before_titles(language, rows_of(language)) if language in ("ja", "ko") else None


def _behind_given_names(rows: Mapping[str, Any]) -> str:
    """Return the expression of an Arabic or Persian name: given names of the language and one word more."""
    given, stops = ("|".join(map(re.escape, rows[key])) for key in ("given", "never_in_names"))
    more = rf"(?: (?:{given}|بن|أبو|آل)){{0,3}}"
    name = rf"(?:{given}){more} (?!(?:{stops}|و(?:{given}))\b)(?:ال|عبد ال)?{_FAMILY}"
    return rf"\b[وفبل]?(?P<name>{name})\b"


def _behind_chinese_titles(rows: Mapping[str, Any]) -> str:
    """Return the expression of a Chinese name behind a title, or of a foreign one with a dot or hyphen."""
    name, titles = _native_name("zh", rows), longest_first(rows["titles"])
    behind = "|".join(map(re.escape, rows["behind_names"]))
    part = f"[{rows['foreign_letters'].replace(' ', '')}]{{2,7}}"
    countries = "|".join(form for key, forms in rows["names"].items() if key[0] == "c" for form in forms)
    foreign = rf"(?<![“「『《]){part}(?:[·・‧•]{part}){{1,3}}|(?!{countries}){part}-(?!{countries}){part}"
    return rf"(?:{titles})(?P<name>{name})(?={behind}|\s|$)|(?P<foreign>{foreign})"


def _before_titles(language: str, rows: Mapping[str, Any]) -> _Patterns:
    """Return the patterns of a Japanese or Korean name before a title or an age."""
    name, titles = _native_name(language, rows), longest_first(rows["titles"])
    families = longest_first(rows["family_names"])
    space, kana = (" (?:전 )?", "") if language == "ko" else ("", f"|{_KATAKANA}")
    behind = rf"(?={space}(?:{titles})|（\d|\(\d)"  # or an age
    full = rf"{_NO_LETTER_BEFORE}(?!(?:{families}){behind})(?P<name>{name}{kana}){behind}"
    family = rf"{_NO_LETTER_BEFORE}({families})(?={space}(?:{titles}))"
    return _Patterns(full=re.compile(full), family=re.compile(family))


def _native_name(language: str, rows: Mapping[str, Any]) -> str:
    """Return the expression of a family name and the characters of a given name behind it."""
    letter, number = _GIVEN[language]
    families, never = longest_first(rows["family_names"]), longest_first(rows["never_in_names"])
    return rf"(?P<family>{families})(?:(?!{never}){letter}){number}"
