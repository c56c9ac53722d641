"""Judges by its words whether a name is a thing's: an event, treaty, prize, craft or product."""

import re

from lib.actors.person_names import are_given_and_surname
from lib.actors.story import Name
from lib.actors.words import either, word_set

_THING = re.compile(  # eSports, IL-25, App Store (a shop of programs, which is nobody's), Typhoon Ida
    r"[a-z][A-Z][a-z]+|[A-Z]{2,5}-\d+[A-Za-z]?|(?:\w+ )?(?:App|Game|Online|Play|Web) Store|"
    rf"(?i:{either('craft')})\s.*",
    re.DOTALL,
)
_THINGS = word_set("thing_endings")
_EVENTS = word_set("event_endings")
_OF_THE_YEAR = re.compile(r" [Oo]f [Tt]he (?:Year|Month|Week|Decade|Century)$")
_WORD_OF_AN_EVENT = re.compile(r"(?: [A-Z][\w-]+){0,2}? ([A-Za-z]+)\b")  # and up to two words before it
_PACTS = frozenset(("accord", "accords", "agreement", "agreements", "convention", "protocol", "treaty"))


def is_thing(name: Name) -> bool:
    """Return whether the name looks like an event, craft, product or code: Ranger 5, eSports."""
    words = name.surface.split()
    if _THING.fullmatch(name.surface) or (len(words) > 1 and words[-1] in _THINGS):
        return True
    if name.kind != "person":
        return is_event(name.surface)
    has_digit = any(map(str.isdecimal, name.surface))
    return has_digit or (is_event(name.surface) and not are_given_and_surname(words))


def is_event(surface: str) -> bool:
    """Return whether a name ends as of an event, treaty or prize: Norden Festival, Goal of the Year."""
    words = surface.split()
    return len(words) > 1 and (words[-1] in _EVENTS or _OF_THE_YEAR.search(surface) is not None)


def end_of_event(text: str, end: int) -> int | None:
    """Return where an event's or treaty's name ends that begins with the name before `end`: Oslo Accord.

    None if no word such as "Accord" follows.
    """
    found = _WORD_OF_AN_EVENT.match(text, end)
    return found.end() if found and (found[1] in _EVENTS or found[1] in _PACTS) else None
