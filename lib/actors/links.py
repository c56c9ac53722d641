"""Whether a name of the actor file means its record, by what the story says beside it.

A word without its accents may be an ordinary one, a surname another person's, a party another country's, and
a company that ends in 's a person's possession: Moody's.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from lib.actors.dictionary import Record, surname_of
from lib.actors.merging import surnames_in
from lib.actors.offices import NOBODY, Offices
from lib.actors.story import Name, Story
from lib.actors.words import either, word_rows, word_set

_OF_OTHERS = re.compile(rf"\b(?:{either('titles_of_others')})\.?\s+$", re.IGNORECASE)
_LONGER_AFTER = re.compile(r"\s(?:of|for)\s(?:the\s)?[A-Z]")
_LONGER_BEFORE = re.compile(
    r"(?:Christian|Constitutional|Liberal|Social|Free|New|National|United|Progressive) $"
)
_BESIDE = re.compile(r"(?:['’]s?)?\s+")
_SHARED = word_set("shared_surnames")
_PARTIES = {
    name.replace("_", " "): f"country/{country}" for name, country in word_rows("parties_of_one_country")
}


def linked(story: Story, names: Sequence[Name], found: Iterable[Name], held: Offices = NOBODY) -> list[Name]:
    """Leave out the names of the actor file whose place in the story speaks against their record."""
    people = surnames_in(found)
    plain = {n.record.id for n in names if n.record and _without_possessive(n.surface) not in people}
    others = {name.record.id for name in names if name.record and _is_of_another(story, name)}
    countries = _countries(names)
    others |= {
        n.record.id
        for n in names
        if n.record and n.surface in _SHARED and not _is_near(n, countries, story, held)
    }
    others -= {name.record.id for name in names if name.record and name.sense != "surname"}
    foreign = {after.at for before, after in pairwise(names) if _is_foreign(story, before, after)}
    kept = [
        name
        for name in names
        if not (
            (name.record and name.sense == "surname" and name.record.id in others)
            or (name.kind == "organisation" and _is_of_a_person(name, people, plain))
            or _is_ordinary(story, name)
            or _is_part_of_a_party(story, name)
        )
    ]
    kept = [replace(n, record=None, guarded=False, sense="outlet") if n.at in foreign else n for n in kept]
    return _with_homes(kept, held)


def _countries(names: Iterable[Name]) -> set[str]:
    return {name.record.id for name in names if name.record and name.record.kind == "country"}


def _is_near(name: Name, countries: set[str], story: Story, held: Offices) -> bool:
    """Return whether a title of state or the person's country speaks for a surname that many bear."""
    before = story.passages[name.passage].text[max(0, name.start - 30) : name.start]
    return held.is_title(before) or bool(name.record and countries & held.countries_of(name.record))


def _is_of_a_person(name: Name, people: frozenset[str], plain: Container[str]) -> bool:
    """Return whether a company's word is the surname of a person of the story, maybe with its 's: Ford."""
    if name.record is None or name.record.id in plain:
        return False
    return _without_possessive(name.surface) in people


def _without_possessive(surface: str) -> str:
    return surface[:-2] if surface.endswith(("'s", "’s")) else surface


def _is_foreign(story: Story, country: Name, body: Name) -> bool:
    """Return whether an American body stands behind another country: Philippine Marine Corps."""
    if body.record is None or country.record is None or country.kind != "country":
        return False
    american = body.record.name.startswith("U.S. ") and country.record.id != "country/united-states"
    text = story.passages[body.passage].text
    beside = country.passage == body.passage and _BESIDE.fullmatch(text, country.end, body.start)
    return american and bool(beside) and not body.surface.startswith(("U.S.", "US "))


def _is_ordinary(story: Story, name: Name) -> bool:
    """Return whether a record's word without accents is one that the story writes in lower case."""
    if name.record is None or " " in name.surface or not name.surface.isascii() or name.surface.islower():
        return False
    return _is_folded(name.record, name.surface) and name.surface.lower() in story.lower_case_words


def _is_folded(record: Record, surface: str) -> bool:
    if surface == record.name or surface in record.aliases:
        return False
    written = (record.name, *record.aliases, *record.guarded, *record.demonyms, surname_of(record))
    return not all(map(str.isascii, written)) and surface not in written


def _is_of_another(story: Story, name: Name) -> bool:
    """Return whether a lone surname follows a form of address that no head of state has: Judge Castro."""
    text = story.passages[name.passage].text
    return name.sense == "surname" and bool(_OF_OTHERS.search(text, max(0, name.start - 20), name.start))


def _is_part_of_a_party(story: Story, name: Name) -> bool:
    """Return whether a generic party's name is part of a longer one: Democratic Party for the People."""
    text = story.passages[name.passage].text
    return name.surface in _PARTIES and bool(
        _LONGER_AFTER.match(text, name.end)
        or _LONGER_BEFORE.search(text, max(0, name.start - 20), name.start)
    )


def _with_homes(names: Sequence[Name], held: Offices) -> list[Name]:
    """Doubt a party or body by a name that several countries have where the story speaks of another one."""
    homes = {name.at: home for name in names if (home := _home(name)) is not None}
    if not homes:
        return list(names)
    passages: defaultdict[int, list[Name]] = defaultdict(list)
    for name in names:
        passages[name.passage].append(name)
    beside = {number: _countries(there) for number, there in passages.items()}
    named = Counter(name.record.id for name in names if name.record and name.kind == "country")
    named.update(chain.from_iterable(held.countries_of(n.record) for n in names if n.record))
    return [
        replace(name, record=None, source="rule", sense=None, unsure=True)
        if name.at in homes and not _may_be_of(homes[name.at], beside[name.passage], named)
        else name
        for name in names
    ]


def _home(name: Name) -> str | None:
    """Return the country of the body or party that a record takes a name for which others have too."""
    if name.record is None:
        return None
    american = name.guarded and name.record.name.startswith("U.S. ")  # House of Representatives
    return "country/united-states" if american else _PARTIES.get(name.surface)


def _may_be_of(home: str, beside: set[str], named: Counter[str]) -> bool:
    """Return whether the passage names the home, or no country and the story names none twice as often."""
    return home in beside or (not beside and 2 * named[home] >= max(named.values(), default=0))
