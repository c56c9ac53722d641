"""Finds persons in languages that show names by no capital.

In Chinese, Japanese and Korean a name is a family name of the language's file and one to three characters:
before a title in Japanese and Korean, behind it in Chinese; in Japanese also katakana with a middle dot, in
Chinese characters that write foreign sounds, with a dot or hyphen, whose last part alone means the person.
A family name alone before a title means the one person named in full who bears it. In Arabic and Persian a
name is a given name of the file, or several, and the word behind.
"""

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from lib.actors.dictionary import stands_alone
from lib.actors.languages import rows_of
from lib.actors.occurrences import occurrences
from lib.actors.story import Name, Story, free, in_order

_GIVEN = {  # letters of given names, and how many before a title or behind it
    "ja": ("[\u4e00-\u9fff\u3041-\u309f]", "{1,3}?"), "ko": ("[\uac00-\ud7a3]", "{2}"),
    "zh": ("[\u4e00-\u9fff]", "{1,2}"),
}  # fmt: skip
_KATAKANA = r"(?<![\u30a1-\u30fc])(?:[\u30a1-\u30fa\u30fc]{2,12}・){1,4}[\u30a1-\u30fa\u30fc]{2,12}"
_DOT = re.compile("[·・‧•-]")  # between the parts of a foreign name
_FAMILY = "[\u0620-\u06ff\u200c]{3,20}"  # Arabic letters
_NO_LETTER_BEFORE = "(?<![\u4e00-\u9fff\uac00-\ud7a3])"


def titled_names(story: Story) -> list[list[Name]]:
    """Return for each passage the persons found by title or given name, and their names' other places."""
    patterns = _patterns(story.language)
    if patterns is None:
        return [[] for _ in story]
    whole, family = patterns
    full = [(passage, found) for passage in story for found in whole.finditer(passage.text)]
    named = [passage.name(*found.span(found.lastgroup or 0), "person", "rule") for passage, found in full]
    named = [_shortest(name, {each.surface for each in named}) for name in named]
    bearers = defaultdict[str | None, set[str]](set)  # full names by family name
    for name, (_, found) in zip(named, full, strict=True):
        bearers[found.groupdict().get("family")].add(name.surface)
    models = {name.surface: name for name in named}
    for name in named:
        last = replace(name, role="surname", canonical=name.surface)
        models.setdefault(_DOT.split(name.surface)[-1], last)
    places = occurrences(story, models, cased=False, alone=stands_alone)
    again = [models[place.surface].at_place(place) for place in places]
    short = [
        passage.name(found.start(1), found.end(1), "person", "rule", role="surname", canonical=bearer)
        for passage in story
        for found in (family.finditer(passage.text) if family else ())
        if len(bearers[found[1]]) == 1
        for bearer in bearers[found[1]]
    ]
    everything = in_order([*named, *free(again, named)])
    everything = in_order([*everything, *free(short, everything)])
    return [[name for name in everything if name.passage == passage.number] for passage in story]


def _shortest(name: Name, surfaces: set[str]) -> Name:
    """Return a name without its beginning if its end is one of `surfaces`: the beginning is another word."""
    shorter = min((each for each in surfaces if name.surface.endswith(each)), key=len)
    return name.cut(name.end - len(shorter), name.end)


@lru_cache(maxsize=4)
def _patterns(language: str | None) -> tuple[re.Pattern[str], re.Pattern[str] | None] | None:
    """Return patterns of full names, whose last group is the name, and of family names, of a language.

    None for other languages than Chinese, Japanese, Korean, Arabic and Persian.
    """
    rows = rows_of(language)
    if language in ("ar", "fa"):
        given, stops = ("|".join(map(re.escape, rows[key])) for key in ("given", "never_in_names"))
        more = rf"(?: (?:{given}|بن|أبو|آل)){{0,3}}"
        name = rf"(?:{given}){more} (?!(?:{stops}|و(?:{given}))\b)(?:ال|عبد ال)?{_FAMILY}"
        return re.compile(rf"\b[وفبل]?(?P<name>{name})\b"), None
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
        part = f"[{rows['foreign_letters'].replace(' ', '')}]{{2,7}}"
        countries = "|".join(form for key, forms in rows["names"].items() if key[0] == "c" for form in forms)
        foreign = rf"(?<![“「『《]){part}(?:[·・‧•]{part}){{1,3}}|(?!{countries}){part}-(?!{countries}){part}"
        titled = rf"(?:{titles})(?P<name>{name})(?={behind}|\s|$)"
        return re.compile(rf"{titled}|(?P<foreign>{foreign})"), None
    space, kana = (" (?:전 )?", "") if language == "ko" else ("", f"|{_KATAKANA}")
    behind = rf"(?={space}(?:{titles})|（\d|\(\d)"  # or an age
    full = rf"{_NO_LETTER_BEFORE}(?!(?:{families}){behind})(?P<name>{name}{kana}){behind}"
    family = rf"{_NO_LETTER_BEFORE}({families})(?={space}(?:{titles}))"
    return re.compile(full), re.compile(family)
