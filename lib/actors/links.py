"""Decides whether a name means a record of the actor file, from the words around it and the story's date.

A name without its accents may be a common word, a surname another person's, and "Ford's" a possession.
"""

import re
from collections.abc import Container, Iterable, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from lib.actors.headline_case import is_heading
from lib.actors.homes import BODIES, ids_of_countries, with_homes
from lib.actors.language_files import rows_of
from lib.actors.languages import reach_of
from lib.actors.merging import surnames_in
from lib.actors.offices import NOBODY, Offices
from lib.actors.records import surname_of
from lib.actors.story import Name, Story
from lib.actors.words import either, word_set

_OF_OTHERS = re.compile(rf"\b(?:{either('titles_of_others')})\.?\s+$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"\w[,;]? (\w[\w'’-]+) $")  # not the first of a sentence
_SMALL_NOUNS = frozenset((  # a word with a capital is a name there
    "cs", "da", "es", "fr", "it", "nb", "nl", "nn", "no", "pl", "pt", "sv", "tr",
))  # fmt: skip
_LONGER_AFTER = re.compile(r"\s(?:of|for)\s(?:the\s)?[A-Z]")
_LONGER_BEFORE = re.compile(  # before a party's name that is longer: "Christian Democratic Party"
    r"(?:Christian|Constitutional|Liberal|Social|Free|New|National|United|Progressive) $"
)
_BESIDE = re.compile(r"(?:['’]s?)?\s+")
_BETWEEN_STATES = {f"organisation/{key}" for key in word_set("bodies_between_states")}  # EU Ukraine envoy
_BRANCH_ENDS = re.compile(  # behind the country of a branch: "Obi Australia, ...", "Obi Australia said"
    r"['’]s\b|[.,;:)]|\s+(?:[A-Z]|(?:and|said|says|has|had|is|met|was|will|which|who|[a-z]{2,}ed)\b)|$"
)
_SHARED = word_set("shared_surnames")
_CONTEST = re.compile(r" (Open|Grand Prix)(?!\w)")
_GIVEN = word_set("countries_as_given_names")
_SURNAME = re.compile(r" ([^\W\d_][\w'’-]*?[^\W\d_])(?:['’]s)?(?![\w-]|['’]\w)")


def with_given_names(story: Story, names: Sequence[Name]) -> list[Name]:
    """Turn a country before a surname that the story uses alone into a person, Israel Holm; return all."""
    starts = {(name.passage, name.start) for name in names}
    return [_with_surname(story, name, starts) if name.surface in _GIVEN else name for name in names]


def _with_surname(story: Story, name: Name, starts: Container[tuple[int, int]]) -> Name:
    """Return a country's name and the surname behind it as a person's, if the story has the surname alone."""
    text = story.text_of(name)
    found = _SURNAME.match(text, name.end)
    if not found or not (found[1][0].isupper() and found[1][-1].islower()):
        return name
    if (name.passage, found.start(1)) in starts or found[1].lower() in story.lower_case_words:
        return name
    alone = re.compile(rf"(?<![\w'’-])(?<!{re.escape(name.surface)} ){re.escape(found[1])}(?![\w-])")
    if not any(alone.search(each.text) for number, each in enumerate(story) if number != story.headline):
        return name
    return story.passages[name.passage].name(name.start, found.end(1), "person", "rule")


def linked(
    story: Story, names: Sequence[Name], found: Iterable[Name], offices: Offices = NOBODY
) -> list[Name]:
    """Return the names without those that do not mean their record; foreign bodies stay, without record.

    `found` are the names that the recogniser found, `offices` those that known persons held.
    """
    people = surnames_in(found)
    plain = {n.record.id for n in names if n.record and _without_possessive(n.surface) not in people}
    countries = ids_of_countries(names)
    others = {n.record.id for n in names if n.record and _is_of_another(story, n, offices, countries)}
    others -= {name.record.id for name in names if name.record and name.sense != "surname"}
    foreign = {after.at for before, after in pairwise(names) if _is_of_another_country(story, before, after)}
    branches = {after.at for before, after in pairwise(names) if _is_branch(story, before, after)}
    kept = [
        replace(name, record=None, guarded=False, sense="outlet") if name.at in foreign else name
        for name in names
        if not (
            name.at in branches
            or _is_ordinary(story, name)
            or _is_part_of_longer(story, name)
            or _is_of_contest(story, name)
            or _is_a_person(name, people, plain)
            or (name.record and name.sense == "surname" and name.record.id in others)
        )
    ]
    return with_homes(story, kept, offices)


def _is_part_of_longer(story: Story, name: Name) -> bool:
    """Return whether a party's or body's name is part of a longer one: Democratic Party for the People."""
    text = story.text_of(name)
    return name.surface in BODIES and bool(
        _LONGER_AFTER.match(text, name.end)
        or _LONGER_BEFORE.search(text, max(0, name.start - 20), name.start)
    )


def _is_of_contest(story: Story, name: Name) -> bool:
    """Return whether a country's name is part of that of a contest: Dutch Grand Prix, Norwegian Open."""
    if name.record is None or name.record.kind != "country":
        return False
    contest = _CONTEST.match(story.text_of(name), name.end)
    return contest is not None and (name.sense == "demonym" or contest[1] != "Open")


def _is_a_person(name: Name, people: Container[str], plain: Container[str]) -> bool:
    """Return whether a body's name is one of `people`, surnames of the story: Ford, where Harrison Ford is.

    The ids in `plain` are of bodies that the story also names otherwise.
    """
    if name.record is None or name.kind != "organisation" or name.record.id in plain:
        return False
    return _without_possessive(name.surface) in people


def _without_possessive(surface: str) -> str:
    return surface[:-2] if surface.endswith(("'s", "’s")) else surface


def _is_of_another_country(story: Story, country: Name, body: Name) -> bool:
    """Return whether an American body's name follows another country's: Philippine Marine Corps."""
    if body.record is None or country.record is None or country.kind != "country":
        return False
    american = body.record.name.startswith("U.S. ") and country.record.id != "country/united-states"
    text = story.text_of(body)
    beside = country.passage == body.passage and _BESIDE.fullmatch(text, country.end, body.start)
    return american and bool(beside) and not body.surface.startswith(("U.S.", "US "))


def _is_branch(story: Story, body: Name, country: Name) -> bool:
    """Return whether a country's name after a body's only names its branch: Greenpeace India."""
    if body.record is None or body.kind != "organisation" or country.kind != "country":
        return False
    text = story.text_of(country)
    apart = body.passage != country.passage or text[body.end : country.start] != " "
    in_heading = country.passage == story.headline or is_heading(text, country.start)
    if apart or in_heading or country.role != "name" or body.sense == "ministry":
        return False  # the country behind a ministry is its owner
    between_states = body.record.id in _BETWEEN_STATES or body.record.name.startswith("U.S. ")
    return not between_states and _BRANCH_ENDS.match(text, country.end) is not None


def _is_ordinary(story: Story, name: Name) -> bool:
    """Return whether the name, without its accents, is a word that the story has in lower case."""
    record, surface = name.record, name.surface
    if record is None or surface.lower() not in story.lower_case_words:
        return False
    if " " in surface or not surface.isascii() or surface.islower():
        return False
    written = (record.name, *record.aliases, *record.guarded, *record.demonyms, surname_of(record))
    return not all(map(str.isascii, written)) and surface not in written


def _is_of_another(story: Story, name: Name, offices: Offices, countries: Set[str]) -> bool:
    """Return whether a lone surname is another person's: Judge Castro, Busani Zuma, or one that many bear.

    `countries` are the ids of the countries that the story names, `offices` those that known persons held.
    """
    if name.record is None or name.sense != "surname":
        return False
    before = story.before(name, 30)
    # A title of state or the person's country speaks for a surname that many bear.
    is_titled = offices.is_title(before)
    if name.surface in _SHARED and not (is_titled or countries & offices.countries_of(name.record)):
        return True
    alone = reach_of(story.language) == "letters" or story.language in _SMALL_NOUNS
    word = _WORD_BEFORE.search(before) if alone else None
    named = word is not None and word[1][0].isupper() and not word[1].isupper() and not is_titled
    if story.language in ("ar", "fa"):  # where no capital shows a given name
        named = not {*before.split()[-1:]}.isdisjoint(rows_of(story.language)["given"])
    return named or bool(_OF_OTHERS.search(before))
