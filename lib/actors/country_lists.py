"""Finds lists in which the names of peoples mean languages, and those of countries mean places."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lib.actors.contexts import Context
from lib.actors.story import Name, Story, in_rows
from lib.actors.words import either

_NEAR = 120  # characters before and behind a list
_ITEM = r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)?"  # one of a list: "Thai", "Brazilian Portuguese"
_JOIN = rf"(?:\s*[,;/|·،、&]\s*(?:(?:{either('list_links')})\s+|و)?|\s+(?:{either('list_links')})\s+|\s+و)"
_JOINED = re.compile(rf"{_JOIN}(?:{_ITEM}{_JOIN}){{0,6}}")  # between two names of one list
_LANGUAGES = either("languages")
_LANGUAGES_BEFORE = re.compile(  # a list: "in six languages: Thai, ", "languages such as "
    rf"\b(?:{_LANGUAGES})(?:[ ,]+[^\W\d_]{{2,9}}){{0,2}}\s*[:,(–—-]*\s*(?:{_ITEM}{_JOIN}){{0,6}}$",
    re.IGNORECASE,
)
_LANGUAGES_AFTER = re.compile(  # and behind one: "Thai and Danish languages"
    rf"(?:{_JOIN}{_ITEM}){{0,6}}\s+(?:{_LANGUAGES})\b", re.IGNORECASE
)
_PLACES_BEFORE = re.compile(  # a list of places, not of states that act: "offices in Norway, Greece"
    rf"\b(?:{either('before_lists_of_places')})(?:,? (?:in|across|from|including|such as)|:)"
    r"(?: (?:[\w-]+ )?(?:countries|markets)(?:,? (?:including|such as|like)|:))?\s+$",
    re.IGNORECASE,
)


def listed_languages(story: Story, names: Sequence[Name]) -> set[tuple[int, int, int]]:
    """Return the places (`Name.at`) of demonyms in a list of languages: "three languages: Danish, Tamil"."""
    abroad = story.language not in (None, "en")  # where a noun may stand before its adjective
    return {
        name.at
        for row in in_rows(story, (name for name in names if name.role == "demonym"), _JOINED)
        if _LANGUAGES_AFTER.match(story.after(row[-1], _NEAR))
        or (
            (abroad or Context.around(story, row[-1], behind=_NEAR).shows("ends a phrase"))
            and _LANGUAGES_BEFORE.search(story.before(row[0], _NEAR))
        )
        for name in row
    }


def with_listed_places(story: Story, names: Sequence[Name]) -> list[Name]:
    """Turn three or more countries in a list of places, "offices in Norway, ...", into places; return all."""
    countries = [name for name in names if name.kind == "country" and name.role == "name"]
    placed = {
        name.at
        for row in in_rows(story, countries, _JOINED)
        if len(row) > 2 and _PLACES_BEFORE.search(story.before(row[0], _NEAR))
        for name in row
    }
    return [
        replace(name, kind="place", canonical=name.record.name, record=None)
        if name.record and name.at in placed
        else name
        for name in names
    ]
