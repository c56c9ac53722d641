"""Decides by a story's topic whether a party or a body such as the Senate is that of the actor file."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain

from lib.actors.offices import Offices
from lib.actors.story import Name, Story
from lib.actors.words import word_rows

_OF_A_STATE = re.compile(  # "the state senate", "the governor"
    r"\b(?:state (?:house|senate|supreme|legislat|lawmaker|rep|sen)|legislature|statehouse|gov\.|governor)",
    re.I,
)
_AMERICA = "country/united-states"
_SELDOM = 2  # times that a country is named
# They are of no country where the story names none, nor who governs it.
_IN_MANY_COUNTRIES = frozenset(("Asamblea Nacional", "Congress", "House of Representatives", "Senate"))
BODIES = {  # name -> id of their country
    name.replace("_", " "): f"country/{country}" for name, country in word_rows("bodies_of_one_country")
}


def with_homes(story: Story, names: Sequence[Name], offices: Offices) -> list[Name]:
    """Make parties and U.S. bodies unsure, without record, if the story is about another country; return all.

    Where the story is about American politics, "the Senate" needs no other name of it, nor does Labour where
    Britain or who governs it is named at least three times.
    """
    homes = {name.at: home for name in names if (home := _home_of(name))}
    if not homes:
        return list(names)
    countries = _countries_in(story, names, offices)
    return [
        _with_home(name, homes[name.at], countries, is_word=name.surface.lower() in story.lower_case_words)
        if name.at in homes
        else name
        for name in names
    ]


def _home_of(name: Name) -> str | None:
    """Return the id of the country of a party, or of a body such as "the House"; None for other names."""
    if name.record is None:
        return None
    if name.guarded and name.record.name.startswith("U.S. "):
        return _AMERICA
    return BODIES.get(name.surface)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Countries:
    """The ids of the countries of a story, by passage, and how often it names each or who governs it."""

    in_passage: Mapping[int, Set[str]]
    times: Counter[str]
    american_politics: bool  # what the story is about

    def mean(self, name: Name, home: str) -> bool:
        """Return whether a body is that of its home: the name's passage names the country, or the story does.

        Then the passage names no country, and the story none twice as often.
        """
        there = self.in_passage[name.passage]
        if home in there:
            return True
        likely = not there and 2 * self.times[home] >= max(self.times.values(), default=0)
        return likely and (self.times[home] > 0 or name.surface not in _IN_MANY_COUNTRIES)

    def are_of_politics(self, home: str) -> bool:
        """Return whether the story is about the country's politics."""
        return self.american_politics if home == _AMERICA else self.times[home] > _SELDOM


def _countries_in(story: Story, names: Sequence[Name], offices: Offices) -> _Countries:
    """Return the countries of a story; the one where it is filed or published counts as named twice more."""
    passages: defaultdict[int, list[Name]] = defaultdict(list)
    for name in names:
        passages[name.passage].append(name)
    times = Counter(name.record.id for name in names if name.record and name.kind == "country")
    times.update(chain.from_iterable(offices.countries_of(n.record) for n in names if n.record))
    times.update(2 * [country.id for country in (story.filed_in, story.published_in) if country])
    return _Countries(
        in_passage={number: ids_of_countries(there) for number, there in passages.items()}, times=times,
        american_politics=_is_american(story, names, times, offices),
    )  # fmt: skip


def _with_home(name: Name, home: str, countries: _Countries, *, is_word: bool) -> Name:
    """Return a body of the country `home` with its record if that is meant, else without and unsure.

    If its name `is_word` of the story as well, as "labour", it needs another name of the body.
    """
    if countries.mean(name, home):
        return replace(name, guarded=name.guarded and (is_word or not countries.are_of_politics(home)))
    # One that needs another name of it goes, but abroad a rule would find it again, and as sure.
    guarded = name.guarded and home == _AMERICA
    return replace(name, record=None, source="rule", sense=None, unsure=True, guarded=guarded)


def _is_american(story: Story, names: Iterable[Name], times: Counter[str], offices: Offices) -> bool:
    """Return whether the story is about American federal politics.

    It names an American office-holder, the country and its office-holders at least three times and twice as
    often as any other country's, and no body of a state. `times` counts the names by id of country.
    """
    others = max((number for country, number in times.items() if country != _AMERICA), default=0)
    holders = (
        n for n in names if n.record and n.kind == "person" and _AMERICA in offices.countries_of(n.record)
    )
    return (
        times[_AMERICA] > _SELDOM
        and times[_AMERICA] >= 2 * others
        and any(holders)
        and not any(_OF_A_STATE.search(passage.text) for passage in story)
    )


def ids_of_countries(names: Iterable[Name]) -> set[str]:
    """Return the ids of the countries that are named."""
    return {name.record.id for name in names if name.record and name.record.kind == "country"}
