"""Decides by a story's topic whether a party or a body such as the Senate is that of the actor file."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from lib.actors.dictionary import Dictionary
from lib.actors.homographs import end_of_state
from lib.actors.offices import Offices
from lib.actors.records import Record
from lib.actors.story import Name, Story
from lib.actors.words import word_rows, word_set
from lib.model.article import Article

_OF_A_STATE = re.compile(  # "the state senate", "the governor"
    r"\b(?:state (?:house|senate|supreme|legislat|lawmaker|rep|sen)|legislature|statehouse|gov\.|governor)",
    re.I,
)
_AMERICA = "country/united-states"
_SELDOM = 2  # times that a country is named
# They are of no country where the story names none, nor who governs it.
_IN_MANY_COUNTRIES = frozenset(("Asamblea Nacional", "Congress", "House of Representatives", "Senate"))
_DOMAINS = {
    domain: f"country/{key}" for domain, _, key in (row.partition(":") for row in word_set("country_domains"))
}
BODIES = {  # name -> id of their country
    name.replace("_", " "): f"country/{country}" for name, country in word_rows("bodies_of_one_country")
}


def with_homes(story: Story, names: Sequence[Name], held: Offices) -> list[Name]:
    """Make parties and U.S. bodies unsure, without record, if the story is about another country; return all.

    Where the story is about American politics, "the Senate" needs no other name of it, nor does Labour where
    Britain or who governs it is named at least three times.
    """
    homes: dict[tuple[int, int, int], str] = {}
    for name in names:
        american = name.record and name.guarded and name.record.name.startswith("U.S. ")  # its House
        if name.record and (home := _AMERICA if american else BODIES.get(name.surface)):
            homes[name.at] = home
    if not homes:
        return list(names)
    passages: defaultdict[int, list[Name]] = defaultdict(list)
    for name in names:
        passages[name.passage].append(name)
    beside = {number: ids_of_countries(there) for number, there in passages.items()}
    named = Counter(name.record.id for name in names if name.record and name.kind == "country")
    named.update(chain.from_iterable(held.countries_of(n.record) for n in names if n.record))
    named.update(2 * [home.id for home in (story.filed_in, story.published_in) if home])
    sure = _is_american(story, names, named, held)
    most = max(named.values(), default=0)

    def placed(name: Name, home: str) -> Name:
        """Return the name with its record if its passage or the story is about `home`, its country.

        In other stories it is returned without record.
        """
        # The passage names the home, or no country and the story names none twice as often.
        likely = not beside[name.passage] and 2 * named[home] >= most
        if home in beside[name.passage] or (
            likely and (named[home] or name.surface not in _IN_MANY_COUNTRIES)
        ):
            politics = sure if home == _AMERICA else named[home] > _SELDOM
            word = name.surface.lower() in story.lower_case_words  # labour is dear
            return replace(name, guarded=name.guarded and (word or not politics))
        # One that needs another name of it goes, but abroad a rule would find it again, and as sure.
        guarded = name.guarded and home == _AMERICA
        return replace(name, record=None, source="rule", sense=None, unsure=True, guarded=guarded)

    return [placed(name, homes[name.at]) if name.at in homes else name for name in names]


def _is_american(story: Story, names: Iterable[Name], named: Counter[str], held: Offices) -> bool:
    """Return whether the story is about American federal politics.

    It names an American office-holder, the country and its office-holders at least three times and twice as
    often as any other country's, and no body of a state. `named` counts the names by id of country.
    """
    others = max((times for country, times in named.items() if country != _AMERICA), default=0)
    holders = (
        n for n in names if n.record and n.kind == "person" and _AMERICA in held.countries_of(n.record)
    )
    return (
        named[_AMERICA] > _SELDOM
        and named[_AMERICA] >= 2 * others
        and any(holders)
        and not any(_OF_A_STATE.search(passage.text) for passage in story)
    )


def filed_in(article: Article, known: Dictionary) -> Record | None:
    """Return the only country that the article's dateline names, by its name or capital; else None."""
    day = (article.published_at or article.captured_at).date()
    dateline = article.dateline or ""
    dateline = dateline.title() if dateline.isupper() else dateline
    countries = {
        hit.record.id: hit.record
        for hit in known.hits(dateline, day)
        if hit.record and hit.record.kind == "country"
        and end_of_state(dateline, hit.end, hit.record.name) is None  # Athens, Ga.
    }  # fmt: skip
    return next(iter(countries.values())) if len(countries) == 1 else None


def published_in(article: Article, known: Dictionary) -> Record | None:
    """Return the country of the publisher's top-level domain; None for .com and the like."""
    host = article.publisher.lower().rstrip(".")
    return known.by_id.get(_DOMAINS.get(host.rpartition(".")[2], "")) if "." in host else None


def ids_of_countries(names: Iterable[Name]) -> set[str]:
    """Return the ids of the countries that are named."""
    return {name.record.id for name in names if name.record and name.record.kind == "country"}
