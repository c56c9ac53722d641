"""Decides whether a capital means its country's government or the town, by the words around it."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from lib.actors.story import Name, Story
from lib.actors.words import either
from lib.model.mention import Role

Meaning = Literal["town", "government"]  # of a capital

# What stands before a capital that means the town.
_WHERE = re.compile(  # "near Moscow", "the mayor of Moscow", "forty miles from Moscow"
    rf"\b(?:{either('before_towns')}|(?:{either('parts_of_towns')})(?: city)? of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ON_THE_WAY = re.compile(  # "flew with his aides to Moscow", "recalled its envoy from Moscow"
    rf"\b(?:{either('ways_to_towns')})\b[^.;:!?\n]{{0,40}}?\b(?:to|from|into|for|towards?|via)\s+$",
    re.IGNORECASE,
)
_FIRED_AT = re.compile(  # "launched drones at Moscow"
    rf"\b(?:{either('fired_at_towns')})\b[^.;:!?\n]{{0,40}}?\b(?:on|over|at|against|towards?)\s+$",
    re.IGNORECASE,
)
_REACHED = re.compile(rf"\b(?:{either('done_to_towns')})\s+$", re.IGNORECASE)  # "left Moscow"
# What stands behind it.
_UNDER_FIRE = re.compile(  # "Moscow was shelled", "Moscow is calm"
    rf"(?:was|is|has been|came|were)\s+(?:again\s+|also\s+|heavily\s+)?(?:{either('states_under_fire')})\b",
    re.IGNORECASE,
)
_OF_THE_TOWN = re.compile(  # "Moscow-based", "the Moscow airport", "the Moscow talks", "the Moscow Open"
    rf"\s*(?:-(?:based|born|bound|area)\b|['’]s? (?:{either('owned_by_towns')})\b|gov\.|"
    rf"state(?! department)\b|(?:{either('called_after_towns')})\b|(?-i:(?:Open|Masters|Spring|Games)\b))",
    re.IGNORECASE,
)
_DATELINE = re.compile(  # "MOSCOW, April 9 (Reuters) —", "Moscow 09.04.2024"
    r"\s*(?:,\s*[^–—\n(]{2,30})?\s*(?:\([^)\n]{2,40}\)\s*)?(?:[–—]|--?)\s|[ \t]+[\d/.-]{4,10}[ \t]*$",
    re.MULTILINE,
)
# What stands behind and before a capital that means the government.
_GOVERNS = re.compile(  # "Moscow has repeatedly denied", "Moscow's invasion"
    r"\s*(?:['’]s?\s|(?:has|had|will|would|may|might|could|should|also|again|repeatedly|reportedly|later|then)\s+)*"
    rf"\s*(?:{either('of_governments')})\b",
    re.IGNORECASE,
)
_IS_DEALT_WITH = re.compile(  # "warned Moscow", "sanctions against Moscow"
    rf"\b(?:{either('dealt_with_governments')})\s+$", re.IGNORECASE
)
_D_C = re.compile(r"\s?,\s?D\s?\.\s?C\b|\s+D\.?C\b")  # of Washington
_COMMA = re.compile(r"\s?,\s")
_JOINS = re.compile(r"\s*(?:,|and|or|,\s*and|to)\s*$")  # "in Rome and Moscow"
_MUCH_MORE_OFTEN = 4  # times: a story of the town's streets may quote its government once
_WINDOW = 80  # characters before and after a capital that are looked at


def with_capitals(story: Story, names: Sequence[Name]) -> list[Name]:
    """Turn capitals that mean the town, not the government, into places; return all names.

    Unclear ones mean what the same capital means at most other places of the story.
    """
    meanings = _joined(story, names, [_meaning(story, names, number) for number in range(len(names))])
    counts: defaultdict[str, Counter[Meaning]] = defaultdict(Counter)  # by the country's id
    for name, meaning in zip(names, meanings, strict=True):
        if meaning and name.record is not None:
            counts[name.record.id][meaning] += 1
    result = []
    for name, meaning in zip(names, meanings, strict=True):
        if name.sense == "capital" and name.record is not None:
            count = counts[name.record.id]
            mostly_town = count["town"] > _MUCH_MORE_OFTEN * count["government"]
            is_town = meaning == "town" if meaning else mostly_town
            role: Role = "nested" if name.inner else "name"
            called = name.record.capital or name.surface
            name = replace(name, kind="place", role=role, canonical=called, record=None) if is_town else name
        result.append(name)
    return result


def _meaning(story: Story, names: Sequence[Name], number: int) -> Meaning | None:
    """Return what the name of this index means by the words around it; None if unclear or not a capital."""
    name = names[number]
    if name.sense != "capital":
        return None
    if story.language not in (None, "en"):
        return "town"  # the signs of a government are English
    text = story.text_of(name)
    before, after = story.before(name, _WINDOW), story.after(name, _WINDOW)
    line = text.rfind("\n", max(0, name.start - _WINDOW), name.start) + 1
    opens_line = (line > 0 or name.start <= _WINDOW) and not text[line : name.start].strip(" *•")
    if opens_line and _DATELINE.match(text, name.end):
        return "town"
    following = next((n for n in names[number + 1 : number + 2] if n.passage == name.passage), None)
    if following and following.record and following.role != "demonym" and name.record:  # Rome, Italy
        comma = _COMMA.fullmatch(text[name.end : following.start])
        if comma and following.record.id == name.record.id:
            return "town"
    if _D_C.match(text, name.end) or _OF_THE_TOWN.match(after) or _UNDER_FIRE.match(after.lstrip()):
        return "town"
    if any(pattern.search(before) for pattern in (_WHERE, _ON_THE_WAY, _FIRED_AT, _REACHED)):
        return "town"
    return "government" if _GOVERNS.match(after) or _IS_DEALT_WITH.search(before) else None


def _joined(story: Story, names: Sequence[Name], meanings: Sequence[Meaning | None]) -> list[Meaning | None]:
    """Return the meanings, that of an unclear capital taken from the name before it: "in Rome and Paris"."""
    result = list(meanings)
    for number in range(1, len(names)):
        last, name = names[number - 1], names[number]
        if name.sense == "capital" and result[number] is None and last.passage == name.passage:
            text = story.text_of(name)
            if _JOINS.fullmatch(text[last.end : name.start]):
                result[number] = "town" if last.kind == "place" else result[number - 1]
    return result
