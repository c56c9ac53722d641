"""Drops names that match the actor file but mean something else here.

A country's name may be a common word at the start of a sentence (Turkey is served), a surname (Mark Cuban), a
town (Lebanon, Ohio) or a word of the story's language (Slovenian "danes", today); a president's name may be a
ship's, an acronym another organisation's.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lib.actors.contexts import Context
from lib.actors.dictionary import Record, slug
from lib.actors.document import ACRONYM, FAR, start_of_long_form
from lib.actors.languages import reach_of
from lib.actors.merging import surnames_in
from lib.actors.sentences import is_heading
from lib.actors.story import Name, Story
from lib.actors.words import either, word_set

_WITH_ENGLISH_WORDS = frozenset(("tl",))  # languages that call peoples as English does
_WITH_SUCH_ADJECTIVES = frozenset(("ca", "es", "fr", "gl", "it", "pt", "ro"))  # la selección argentina
_OF_STATES = frozenset(("country/united-states", "country/canada"))  # in the U.S., California
_STATES = "|".join(name.replace("_", " ") for name in word_set("states_of_towns"))
_STATE = re.compile(rf", ({_STATES})(?![\w-])(?!,? (?:and|or)\b)(?!, [A-Z]\w+(?:,|,? and|,? or) )")
_SHORT_STATES = "|".join(
    re.sub(r"(?<=[A-Z])(?=[A-Z])", r"\.\\s?", name) for name in word_set("state_abbreviations") - {"DC"}
)
_SHORT_STATE = re.compile(rf", (?:{_SHORT_STATES})\.")  # Lebanon, N.H.
_CLOSES = re.compile(r"[,.;:)]|\s*(?:\n|$|[(–—])")
_SPEAKS = re.compile(rf"\s+(?:(?:also|later|then|has|had)\s+)*(?:{either('acts_of_persons')})\b")
_SHIP = re.compile(rf"(?<!\w)(?:{either('ships')})\s+[\"“«]?$", re.IGNORECASE)
_FLEET = re.compile(
    r"[\"”»]?(?:[- ]class\b|(?: aircraft)? carrier\b|(?: carrier)? (?:strike|battle) group\b|"
    r" \((?:CVN|DDG|SSN)\b)"
)


def without_homographs(story: Story, names: Sequence[Name], found: Iterable[Name]) -> list[Name]:
    """Return the names without those that mean something else here; ships named after persons are "other"."""
    people = surnames_in(found)
    words = _ordinary(story, names)
    towns = _towns(story, names)
    short = _of_other_bodies(story, names)
    # English demonyms in a language that has other words for peoples
    foreign = story.language not in _WITH_ENGLISH_WORDS and reach_of(story.language) == "letters"
    kept = [
        name
        for name in names
        if not (
            (foreign and name.sense == "demonym")
            or name.surface in words
            or (name.record and name.record.id in towns)
            or (name.kind == "organisation" and name.surface in short)
            or _end_of_state(story, name) is not None
            or _is_a_surname(story, name, people)
        )
    ]
    ships = {name.record.id for name in kept if name.record and _is_a_ship(story, name)}

    def is_ship(name: Name) -> bool:
        """Return whether a person's name is a ship's here: one elsewhere is, and it or a "the" shows it."""
        after_the = " " in name.surface and story.text_of(name).endswith(("the ", "The "), 0, name.start)
        return bool(name.record and name.record.id in ships) and (after_the or _is_a_ship(story, name))

    return [
        replace(name, kind="other", record=None, sense=None, guarded=False) if is_ship(name) else name
        for name in kept
    ]


def _is_country(name: Name) -> bool:
    return name.record is not None and name.record.kind == "country"


def _ordinary(story: Story, names: Sequence[Name]) -> frozenset[str]:
    """Return names that the story has as words in lower case too, with capitals only as any word has."""
    places: defaultdict[str, list[Name]] = defaultdict(list)
    parties = reach_of(story.language) != "recogniser"
    countries = story.language not in _WITH_SUCH_ADJECTIVES
    for name in names:
        doubtful = countries if _is_country(name) else parties and name.kind == "organisation"
        if doubtful and name.surface.istitle() and name.surface.lower() in story.lower_case_words:
            places[name.surface].append(name)
    known = {name.surface for name in names}  # German "deutsche" is Germany's as well
    found = set()
    for surface, group in places.items():
        capital_shows = any(
            not Context(story, name).opens_sentence and not is_heading(story.text_of(name), name.start)
            for name in group
        )
        word = surface.lower()  # in small letters, outside addresses and accounts
        alone = re.compile(rf"(?<![\w./@#-]){re.escape(word)}(?![\w/@-]|\.\w)")
        if word not in known and not capital_shows and any(alone.search(passage.text) for passage in story):
            found.add(surface)
    return frozenset(found)


def _end_of_state(story: Story, name: Name) -> int | None:
    if name.record is None or name.record.kind != "country" or name.sense == "demonym":
        return None
    if name.record.id in _OF_STATES and name.sense != "capital":
        return None
    return end_of_state(story.text_of(name), name.end, name.record.name)


def end_of_state(text: str, end: int, country: str) -> int | None:
    """Return where the state's name after a town's ends, as "Ohio" in "Lebanon, Ohio"; None without one."""
    state = _STATE.match(text, end)
    if state is not None and state[1] != country:  # Tbilisi, Georgia
        return state.end()
    short = _SHORT_STATE.match(text, end)
    return short.end() - 1 if short else None


def _towns(story: Story, names: Sequence[Name]) -> set[str]:
    """Return the ids of countries whose one name in the story is a town's there: Lebanon, Ohio."""
    called: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.record is not None:
            called[name.record.id].add(name.surface.title())
    return {
        name.record.id
        for name in names
        if name.record is not None
        and len(called[name.record.id]) == 1
        and (end := _end_of_state(story, name)) is not None
        and _CLOSES.match(story.text_of(name), end)
    }


def _is_a_surname(story: Story, name: Name, people: frozenset[str]) -> bool:
    """Return whether a demonym or capital is a person's surname that speaks or owns: Cuban said, Cuban's."""
    if not _is_country(name) or name.sense not in ("demonym", "capital") or name.surface not in people:
        return False
    text = story.text_of(name)
    if text.endswith(("the ", "The "), 0, name.start):
        return False
    owns = name.sense == "demonym" and text.startswith(("'s", "’s"), name.end)
    return owns or _SPEAKS.match(text, name.end) is not None


def _of_other_bodies(story: Story, names: Iterable[Name]) -> set[str]:
    """Return acronyms of the actor file that mean another body here: Seattle Police Department (SPD).

    The story explains them in brackets, or names an organisation in full that has these initials.
    """
    short: dict[str, Record] = {}
    full: dict[tuple[int, int], Name] = {}
    for name in names:
        if name.record is not None and name.kind == "organisation":
            if " " in name.surface:
                full[name.passage, name.end] = name
            elif name.surface.isupper() and name.surface.isalpha():
                short[name.surface] = name.record
    if not short:
        return set()
    named = {name.record.id for name in full.values() if name.record}
    initials = {
        "".join(word[0] for word in name.surface.split() if word[0].isupper()) for name in full.values()
    }
    others = {
        each for each, record in short.items()
        if len(each) > 2 and each in initials and record.id not in named
    }  # fmt: skip
    for number, passage in enumerate(story):
        for bracket in ACRONYM.finditer(passage.text):
            record, window = short.get(bracket[1]), max(0, bracket.start() - FAR)
            before = passage.text[window : bracket.start()].rstrip()
            body = full.get((number, window + len(before)))
            if record and not _explains(record, bracket[1], before, body):
                others.add(bracket[1])
    return others


def _explains(record: Record, short: str, before: str, body: Name | None) -> bool:
    """Return whether the long form before an acronym in brackets is the record's, or tells nothing."""
    if body is not None and body.record is not None and short[0] == body.surface[0].upper():
        letters = iter([word[0].upper() for word in body.surface.split()])
        if all(letter in letters for letter in short):  # they open words of the name in their order
            return body.record.id == record.id
    start = start_of_long_form(before, short)
    long_form = "" if start is None else before[start:]
    words = {word for word in slug(long_form).split("-") if len(word) > 3}
    forms = [set(slug(form).split("-")) for form in (record.name, *record.aliases) if " " in form]
    return not forms or any(2 * len(words & form) >= len(words) for form in forms)


def _is_a_ship(story: Story, name: Name) -> bool:
    if name.kind != "person" or " " not in name.surface:
        return False
    text = story.text_of(name)
    before = text[max(0, name.start - 30) : name.start]
    return _SHIP.search(before) is not None or _FLEET.match(text, name.end) is not None
