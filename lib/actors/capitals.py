"""Decides whether a capital means its country's government or the town, by the words around it."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from lib.actors.contexts import Context
from lib.actors.records import Record
from lib.actors.story import Name, Story
from lib.model.mention import Role

Meaning = Literal["town", "government"]  # of a capital

_DATELINE = re.compile(  # "MOSCOW, April 9 (Reuters) —", "Moscow 09.04.2024"
    r"\s*(?:,\s*[^–—\n(]{2,30})?\s*(?:\([^)\n]{2,40}\)\s*)?(?:[–—]|--?)\s|[ \t]+[\d/.-]{4,10}[ \t]*$",
    re.MULTILINE,
)
_COMMA = re.compile(r"\s?,\s")  # of "Rome, Italy"
_JOINS = re.compile(r"\s*(?:,|and|or|,\s*and|to)\s*$")  # "in Rome and Moscow"
_MUCH_MORE_OFTEN = 4  # times: a story of the town's streets may quote its government once
_WINDOW = 80  # characters before and after a capital that are looked at


def with_capitals(story: Story, names: Sequence[Name]) -> list[Name]:
    """Turn capitals that mean the town, not the government, into places; return all names.

    Unclear ones mean what the same capital means at most other places of the story.
    """
    pairs = zip(names, [*names[1:], None], strict=False)  # each name with the one behind it
    meanings = _joined(story, names, [_meaning(story, name, following) for name, following in pairs])
    counts: defaultdict[str, Counter[Meaning]] = defaultdict(Counter)  # by the country's id
    for name, meaning in zip(names, meanings, strict=True):
        if meaning and name.record is not None:
            counts[name.record.id][meaning] += 1
    towns: dict[str, bool] = {  # what an unclear capital means, by the country's id
        country: count["town"] > _MUCH_MORE_OFTEN * count["government"] for country, count in counts.items()
    }
    return [
        _as_town(name, name.record)
        if name.sense == "capital" and name.record is not None
        and (meaning == "town" if meaning else towns.get(name.record.id, False))
        else name
        for name, meaning in zip(names, meanings, strict=True)
    ]  # fmt: skip


def _as_town(capital: Name, country: Record) -> Name:
    """Return the name of a country's capital as that of a place."""
    role: Role = "nested" if capital.inner else "name"
    called = country.capital or capital.surface
    return replace(capital, kind="place", role=role, canonical=called, record=None)


def _meaning(story: Story, name: Name, following: Name | None) -> Meaning | None:
    """Return what a name means by the words and the name behind it; None if unclear or not a capital."""
    if name.sense != "capital":
        return None
    if story.language not in (None, "en"):
        return "town"  # the signs of a government are English
    text = story.text_of(name)
    context = Context.around(story, name, before=_WINDOW, behind=_WINDOW)
    is_town = (
        _opens_dateline(text, name)
        or (following is not None and _stands_before_its_country(text, name, following))
        or context.shows("capital as town")
    )
    if is_town:
        return "town"
    return "government" if context.shows("capital as government") else None


def _opens_dateline(text: str, name: Name) -> bool:
    """Return whether a name opens a line that goes on as a dateline does: Moscow, April 9 (Reuters) –."""
    line = text.rfind("\n", max(0, name.start - _WINDOW), name.start) + 1
    opens_line = (line > 0 or name.start <= _WINDOW) and not text[line : name.start].strip(" *•")
    return opens_line and _DATELINE.match(text, name.end) is not None


def _stands_before_its_country(text: str, name: Name, following: Name) -> bool:
    """Return whether only a comma is between a capital and its country: Rome, Italy."""
    is_country = following.role != "demonym" and following.record is not None
    return (
        is_country
        and following.passage == name.passage
        and following.record == name.record
        and _COMMA.fullmatch(text[name.end : following.start]) is not None
    )


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
