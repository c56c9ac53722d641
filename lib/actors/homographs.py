"""Drops names that match the actor file but mean something else here.

A country's name may be a common word at the start of a sentence (Turkey is served), a surname (Mark Cuban), a
town (Lebanon, Ohio) or a word of the story's language (Slovenian "danes", today); a president's name may be a
ship's, an acronym another organisation's.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence, Set
from dataclasses import replace

from lib.actors.acronyms_of_others import acronyms_of_others
from lib.actors.contexts import Context
from lib.actors.headline_case import is_heading
from lib.actors.languages import reach_of
from lib.actors.merging import surnames_in
from lib.actors.states import end_of_state
from lib.actors.story import Name, Story
from lib.actors.words import either

_ENGLISH_DEMONYM_LANGUAGES = frozenset(("tl",))  # languages that call peoples as English does
# Languages whose adjectives of countries have small letters: "argentina" is the country's in "la selección
# argentina", so a word in small letters shows nothing there.
_LOWER_CASE_ADJECTIVE_LANGUAGES = frozenset(("ca", "es", "fr", "gl", "it", "pt", "ro"))
_COUNTRIES_OF_STATES = frozenset(("country/united-states", "country/canada"))  # "in the U.S., California"
_ENDS_PLACE = re.compile(r"[,.;:)]|\s*(?:\n|$|[(–—])")
_SPEAKS = re.compile(rf"\s+(?:(?:also|later|then|has|had)\s+)*(?:{either('acts_of_persons')})\b")


def without_homographs(story: Story, hits: Sequence[Name], recognised: Iterable[Name]) -> list[Name]:
    """Return the actor file's names without those that mean something else in the story.

    The recogniser's persons show which are surnames. Ships named after persons stay, of kind "other": else
    another stage would take them for the person.
    """
    people = surnames_in(recognised)
    ordinary = _ordinary_words(story, hits)
    towns = _countries_of_towns(story, hits)
    like_surnames = _countries_like_surnames(story, hits, people)
    acronyms = acronyms_of_others(story, hits)
    # In languages whose words the actor file lacks ("letters"), a demonym of English is a word by chance:
    # Slovenian "danes" means today.
    demonyms_are_words = (
        story.language not in _ENGLISH_DEMONYM_LANGUAGES and reach_of(story.language) == "letters"
    )
    kept = [
        name
        for name in hits
        if not (
            (demonyms_are_words and name.sense == "demonym")
            or name.surface in ordinary
            or (name.record and name.record.id in towns)
            or (name.kind == "organisation" and name.surface in acronyms)
            or _end_of_state(story, name) is not None
            or (name.surface in people and _is_a_surname(story, name, like_surnames))
        )
    ]
    return _ships_as_other(story, kept)


def _ships_as_other(story: Story, names: Sequence[Name]) -> list[Name]:
    """Make a person's name of kind "other" where it is a ship's, the USS Harry S. Truman; return all names.

    If one place shows the ship, "the Harry S. Truman" is the ship as well, and without "the" the person.
    """
    ships = {name.record.id for name in names if name.record and _is_a_ship(story, name)}

    def is_ship(name: Name) -> bool:
        """Return whether a name is a ship's: a ship of the story has its record, and words around show it."""
        after_the = " " in name.surface and story.text_of(name).endswith(("the ", "The "), 0, name.start)
        return bool(name.record and name.record.id in ships) and (after_the or _is_a_ship(story, name))

    return [
        replace(name, kind="other", record=None, sense=None, guarded=False) if is_ship(name) else name
        for name in names
    ]


def _is_country(name: Name) -> bool:
    """Return whether the name means a country: by the country's name, its people or its capital."""
    return name.record is not None and name.record.kind == "country"


def _ordinary_words(story: Story, names: Sequence[Name]) -> frozenset[str]:
    """Return the texts of names that are ordinary words in the story, as it writes them in lower case too.

    All their places begin sentences or are in headings: "Turkey is served. Roast turkey ...".
    """
    doubtful: defaultdict[str, list[Name]] = defaultdict(list)
    parties_doubtful = reach_of(story.language) != "recogniser"  # English has "labour" beside Labour
    countries_doubtful = story.language not in _LOWER_CASE_ADJECTIVE_LANGUAGES
    for name in names:
        party = parties_doubtful and name.kind == "organisation"
        may_be_word = countries_doubtful if _is_country(name) else party
        if may_be_word and name.surface.istitle() and name.surface.lower() in story.lower_case_words:
            doubtful[name.surface].append(name)
    known = {name.surface for name in names}  # German "deutsche" is Germany's as well
    ordinary = set()
    for surface, group in doubtful.items():
        capital_shows = any(
            not Context.around(story, name).shows("opening")
            and not is_heading(story.text_of(name), name.start)
            for name in group
        )
        word = surface.lower()  # in small letters, outside addresses and accounts
        alone = re.compile(rf"(?<![\w./@#-]){re.escape(word)}(?![\w/@-]|\.\w)")
        if word not in known and not capital_shows and any(alone.search(passage.text) for passage in story):
            ordinary.add(surface)
    return frozenset(ordinary)


def _end_of_state(story: Story, name: Name) -> int | None:
    """Return where the state's name ends behind a town named like a country: "Lebanon, Ohio"; or None."""
    if not _is_country(name) or name.record is None or name.sense == "demonym":
        return None
    if name.record.id in _COUNTRIES_OF_STATES and name.sense != "capital":
        return None
    return end_of_state(story.text_of(name), name.end, name.record.name)


def _countries_of_towns(story: Story, names: Sequence[Name]) -> set[str]:
    """Return the ids of countries that the story names in one way, somewhere as a town: Lebanon, Ohio."""
    surfaces: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.record is not None:
            surfaces[name.record.id].add(name.surface.title())
    return {
        name.record.id
        for name in names
        if name.record is not None
        and len(surfaces[name.record.id]) == 1
        and (end := _end_of_state(story, name)) is not None
        and _ENDS_PLACE.match(story.text_of(name), end)
    }


def _countries_like_surnames(story: Story, names: Iterable[Name], people: Set[str]) -> set[str]:
    """Return the ids of countries that the story calls only as one of the `people`, nowhere behind "in"."""
    surfaces: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.record is not None and _is_country(name):
            is_place = name.surface in people and Context.around(story, name).shows("in")
            surfaces[name.record.id].add("" if is_place else name.surface)
    return {country for country, called in surfaces.items() if called <= people}


def _is_a_surname(story: Story, name: Name, like_surnames: Container[str]) -> bool:
    """Return whether a person's surname, as a country's name, means the person: Cuban said, Cuban's, Jordan.

    Of countries `like_surnames` each name that opens a sentence does.
    """
    if name.record is None or not _is_country(name) or story.before(name, 4) in ("the ", "The "):
        return False
    behind, is_like = story.after(name, 40), name.record.id in like_surnames
    if name.sense == "demonym" and behind.startswith(("'s", "’s")):
        return True
    speaks = _SPEAKS.match(behind) and (is_like or name.sense in ("demonym", "capital"))
    return bool(speaks) or (is_like and Context.around(story, name).shows("opening"))


def _is_a_ship(story: Story, name: Name) -> bool:
    """Return whether the words around a person's full name are a ship's: "USS ...", "...-class"."""
    return name.kind == "person" and " " in name.surface and Context.around(story, name).shows("ship")
