"""Marks countries in persons' titles and lists of places, drops demonyms of languages, dishes and descent."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lib.actors.office_words import is_title_between
from lib.actors.story import Name, Story, in_rows
from lib.actors.words import either

_LISTED = r"(?:,\s+|,?\s+(?:and|or|&)\s+)"  # between two languages of a list
_LANGUAGE_BEFORE = re.compile(  # "she speaks Norwegian", "translated into Danish and Norwegian"
    r"\b(?:speak(?:s|ing)?|spoke|spoken|fluent|learn(?:s|ing|ed)?|teach(?:es|ing)?|taught|translat\w+)"
    rf"(?:\s+(?:in|into|from|no|only|some))?\s+(?:[A-Z]\w+{_LISTED}){{0,8}}$",
    re.IGNORECASE,
)
_MAYBE_LANGUAGE_BEFORE = re.compile(  # "in Norwegian", "from English and Norwegian"; no "in Paris, Norwegian"
    r"\b(?i:in|into|from)\s+"
    rf"(?:[A-Z][a-z]+(?:ian|ese|ish|ench|eek|rman|bic|ndi|mil|tch){_LISTED}){{0,8}}$"
)
_LANGUAGE_AFTER = re.compile(  # "the Norwegian alphabet", "Norwegian-speaking", "Norwegian cheese"
    rf"(?:-speaker|[\s-]*(?:{either('languages_and_dishes')}))(?:e?s)?\b", re.IGNORECASE
)
_SPEAKER_BEFORE = re.compile(r"\b(?:an?|native|fluent)\s+$", re.IGNORECASE)  # else of a parliament
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
_LIST = r"(?:(?:,\s+[A-Z]\w+){0,8},?\s+(?:and|or|&)\s+(?:[A-Z]\w+|other\b))?+"  # ", Danish and Thai"
_END = r"\s*(?:[.,;:!?)\"”]|(?:at|by|for|from|in|into|on|with)\b|[A-Z][a-z]{2,8}\.? \d|$)"
_ENDS_PHRASE = re.compile(rf"{_LIST}(?:{_END}|\s+(?:and|or)\b)")  # and the demonym is a noun of its own
_SURELY_ENDS_PHRASE = re.compile(_LIST + _END)  # not so "from Norwegian and allied ships"
_OF_DESCENT = re.compile(  # "Indian-born", "of Indian descent", "the Indian tribes"
    r"-(?:born|raised|origin)\b|\s(?:descent|ancestry|heritage|tribes?|reservations?)\b", re.IGNORECASE
)
_CITIZENS = re.compile("(?:American|Canadian|Australian)s?")
_CITIZEN_AFTER = re.compile(f"[ -]({_CITIZENS.pattern})\\b")
_ANCESTORS = re.compile(  # "African-American"
    r"\b(?:African|Asian|Arab|Black|Caribbean|Hispanic|Indigenous|Jewish|Latino|Muslim|Native|white)[ -]$",
    re.IGNORECASE,
)
_ADJECTIVE_BEFORE = re.compile(r"\b[A-Z][a-z]+(?:an|ian|ese|ish|i|ch|ek|sh|ic)[ -]$")
_PEOPLE_AFTER = re.compile(  # "an Irish-American jazz singer", "Irish-American and Greek-American"
    rf"\s*(?:[.,;:!?)\"”]|$|(?i:(?:[a-z]+ )?(?:{either('people_of_descent')}|from|who|whose))\b)|"
    r"\s+and\s+[A-Z][a-z]+[ -][A-Z]"
)
_APPOSITION = re.compile(r"\s*,\s+(?:the\s+|a\s+)?(?:former\s+|then\s+)?$")
_APPOSED_OFFICE = re.compile(  # "Ada Holm, the former Norwegian prime minister", "..., Norway's envoy"
    r"(?:['’]s)?(?:\s+[\w-]+){0,3}?\s+"
    r"(?:president|prime minister|premier|chancellor|minister|secretary|leader|"
    r"spokes(?:man|woman|person)|ambassador|envoy|king|queen|dictator|ruler)\b"
)
_NEAR = 120  # characters before and behind a list of languages


def with_titles(story: Story, names: Sequence[Name]) -> list[Name]:
    """Drop demonyms of languages, dishes and descent, and give countries in titles the role "title".

    Countries in a list of places become places. The other names are returned as they are.
    """
    listed = _listed_languages(story, names)
    kept = [
        name
        for name in names
        if not (name.at in listed or _is_language(story, name) or _is_descent(story, name))
    ]
    kept = _with_listed_places(story, kept)
    return [_as_title(story, kept, number) for number in range(len(kept))]


def _as_title(story: Story, names: Sequence[Name], number: int) -> Name:
    """Return the name of this index; a country's in "Norwegian Premier Holm" gets the role "title"."""
    name = names[number]
    if name.kind != "country" or name.role not in ("name", "demonym"):
        return name
    text = story.text_of(name)
    titled = False
    after = next((names[k] for k in range(number + 1, len(names)) if not names[k].inner), None)
    if after and after.kind == "person" and after.passage == name.passage:
        titled = is_title_between(text[name.end : after.start], adjective=name.role == "demonym")
    before = next((names[k] for k in range(number - 1, -1, -1) if not names[k].inner), None)
    if not titled and before and before.kind == "person" and before.passage == name.passage:
        apposed = _APPOSITION.fullmatch(text[before.end : name.start])
        titled = bool(apposed and _APPOSED_OFFICE.match(text, name.end))
    return replace(name, role="title") if titled else name


def _is_language(story: Story, name: Name) -> bool:
    """Return whether a demonym means a language, a dish or a product: "speaks Norwegian", "Greek salad"."""
    if name.role != "demonym":
        return False
    text = story.text_of(name)
    before = story.before(name, _NEAR)
    if _LANGUAGE_AFTER.match(text, name.end):
        return True
    if text.startswith(" speaker", name.end) and _SPEAKER_BEFORE.search(before):
        return True
    if name.surface.endswith("s"):
        return False
    sure, maybe = _LANGUAGE_BEFORE.search(before), _MAYBE_LANGUAGE_BEFORE.search(before)
    return bool(
        (sure and _ENDS_PHRASE.match(text, name.end)) or (maybe and _SURELY_ENDS_PHRASE.match(text, name.end))
    )


def _listed_languages(story: Story, names: Sequence[Name]) -> set[tuple[int, int, int]]:
    """Return the places (`Name.at`) of demonyms in a list of languages: "three languages: Danish, Tamil"."""
    abroad = story.language not in (None, "en")  # where a noun may stand before its adjective
    return {
        name.at
        for row in in_rows(story, (name for name in names if name.role == "demonym"), _JOINED)
        if _LANGUAGES_AFTER.match(story.after(row[-1], _NEAR))
        or (
            (abroad or _ENDS_PHRASE.match(story.text_of(row[-1]), row[-1].end))
            and _LANGUAGES_BEFORE.search(story.before(row[0], _NEAR))
        )
        for name in row
    }


def _with_listed_places(story: Story, names: Sequence[Name]) -> list[Name]:
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


def _is_descent(story: Story, name: Name) -> bool:
    """Return whether a demonym gives someone's descent, or is part of it: Irish-American singer."""
    text = story.text_of(name)
    if name.role != "demonym":
        return False
    if _OF_DESCENT.match(text, name.end):
        return True
    if not _CITIZENS.fullmatch(name.surface):
        citizen = _CITIZEN_AFTER.match(text, name.end)
        return citizen is not None and _means_people(text, citizen[1], citizen.end())
    if _ANCESTORS.search(text, max(0, name.start - 12), name.start):
        return True
    before = _ADJECTIVE_BEFORE.search(text, max(0, name.start - 20), name.start)
    return before is not None and _means_people(text, name.surface, name.end)


def _means_people(text: str, citizen: str, end: int) -> bool:
    """Return whether the demonym `citizen`, ending at `end`, is a plural or before a word like "singer"."""
    return citizen.endswith("s") or _PEOPLE_AFTER.match(text, end) is not None
