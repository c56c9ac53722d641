"""Drops names that match the actor file but mean something else here.

A country's name may be a common word at the start of a sentence (Turkey is served), a surname (Mark Cuban), a
town (Lebanon, Ohio) or a word of the story's language (Slovenian "danes", today); a president's name may be a
ship's, an acronym another organisation's.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence, Set
from dataclasses import replace

from lib.actors.acronyms import Bracketed, bracketed
from lib.actors.contexts import Context
from lib.actors.dictionary import slug
from lib.actors.headline_case import is_heading
from lib.actors.languages import reach_of
from lib.actors.long_forms import start_of_long_form
from lib.actors.merging import surnames_in
from lib.actors.records import Record
from lib.actors.story import Name, Story
from lib.actors.words import either, word_set

_ENGLISH_DEMONYM_LANGUAGES = frozenset(("tl",))  # languages that call peoples as English does
# Languages whose adjectives of countries have small letters: "argentina" is the country's in "la selección
# argentina", so a word in small letters shows nothing there.
_LOWER_CASE_ADJECTIVE_LANGUAGES = frozenset(("ca", "es", "fr", "gl", "it", "pt", "ro"))
_COUNTRIES_OF_STATES = frozenset(("country/united-states", "country/canada"))  # "in the U.S., California"
_STATES = "|".join(name.replace("_", " ") for name in word_set("states_of_towns"))
_STATE = re.compile(rf", ({_STATES})(?![\w-])(?!,? (?:and|or)\b)(?!, [A-Z]\w+(?:,|,? and|,? or) )")
# The list has "NH" and "WVa" for the "N.H.", "N. H." and "W.Va." of datelines: each part has a capital.
_SHORT_STATES = "|".join(
    r"\.\s?".join(re.findall("[A-Z][a-z]*", name)) for name in word_set("state_abbreviations") - {"DC"}
)
_SHORT_STATE = re.compile(rf", (?:{_SHORT_STATES})\.")  # Lebanon, N.H.
_ENDS_PLACE = re.compile(r"[,.;:)]|\s*(?:\n|$|[(–—])")
_SPEAKS = re.compile(rf"\s+(?:(?:also|later|then|has|had)\s+)*(?:{either('acts_of_persons')})\b")
_SHORTEST_EXPLAINED = 3  # letters of an acronym that initials explain; two are those of any two words
_SHORTEST_OWN = 4  # letters of a word that bodies differ by: not "of", "the", "for"


def without_homographs(story: Story, hits: Sequence[Name], recognised: Iterable[Name]) -> list[Name]:
    """Return the actor file's names without those that mean something else in the story.

    The recogniser's persons show which are surnames. Ships named after persons stay, of kind "other": else
    another stage would take them for the person.
    """
    people = surnames_in(recognised)
    ordinary = _ordinary_words(story, hits)
    towns = _countries_of_towns(story, hits)
    like_surnames = _countries_like_surnames(story, hits, people)
    acronyms = _acronyms_of_others(story, hits)
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


def end_of_state(text: str, end: int, country: str) -> int | None:
    """Return the end of the state's name behind a town's, which ends at `end`: "Lebanon, Ohio"; or None."""
    state = _STATE.match(text, end)
    if state is not None and state[1] != country:  # in "Tbilisi, Georgia" both are the country's
        return state.end()
    short = _SHORT_STATE.match(text, end)
    return short.end() - 1 if short else None


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


def _acronyms_of_others(story: Story, names: Iterable[Name]) -> set[str]:
    """Return acronyms of the actor file that mean another body here: Seattle Police Department (SPD).

    The story explains them in brackets, or names an organisation in full that has these initials.
    """
    acronyms: dict[str, Record] = {}
    full_names: dict[tuple[int, int], Name] = {}  # by passage and end
    for name in names:
        if name.record is not None and name.kind == "organisation":
            if " " in name.surface:
                full_names[name.passage, name.end] = name
            elif name.surface.isupper() and name.surface.isalpha():
                acronyms[name.surface] = name.record
    if not acronyms:
        return set()
    return _with_other_initials(acronyms, full_names.values()) | _with_other_brackets(
        story, acronyms, full_names
    )


def _with_other_initials(acronyms: Mapping[str, Record], full_names: Collection[Name]) -> set[str]:
    """Return the acronyms whose own body is not named in full, while another of these initials is."""
    named = {name.record.id for name in full_names if name.record}
    initials = {"".join(word[0] for word in name.surface.split() if word[0].isupper()) for name in full_names}
    return {
        acronym
        for acronym, record in acronyms.items()
        if len(acronym) >= _SHORTEST_EXPLAINED and acronym in initials and record.id not in named
    }


def _with_other_brackets(
    story: Story, acronyms: Mapping[str, Record], full_names: Mapping[tuple[int, int], Name]
) -> set[str]:
    """Return the acronyms that the story puts in brackets behind the long form of another body."""
    others = set()
    for passage in story:
        for bracket in bracketed(passage):
            record, body = acronyms.get(bracket.acronym), full_names.get((passage.number, bracket.end))
            if record and not _may_be_explained(record, bracket, body):
                others.add(bracket.acronym)
    return others


def _may_be_explained(record: Record, bracket: Bracketed, body: Name | None) -> bool:
    """Return whether the words before an acronym in brackets may be the record's long form.

    If `body`, the known organisation named there, has the acronym's initials, it must be the record; else
    half of the long form's words must be in one of the record's names.
    """
    short = bracket.acronym
    if body is not None and body.record is not None and short[0] == body.surface[0].upper():
        letters = iter([word[0].upper() for word in body.surface.split()])
        if all(letter in letters for letter in short):  # they open words of the name in their order
            return body.record.id == record.id
    start = start_of_long_form(bracket.words, short)
    long_form = "" if start is None else bracket.words[start:]
    words = {word for word in slug(long_form).split("-") if len(word) >= _SHORTEST_OWN}
    forms = [set(slug(form).split("-")) for form in (record.name, *record.aliases) if " " in form]
    return not forms or any(2 * len(words & form) >= len(words) for form in forms)


def _is_a_ship(story: Story, name: Name) -> bool:
    """Return whether the words around a person's full name are a ship's: "USS ...", "...-class"."""
    return name.kind == "person" and " " in name.surface and Context.around(story, name).shows("ship")
