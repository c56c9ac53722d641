"""Turns the recogniser's spans into single names, and gives each the kind that its form shows."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lib.actors.dictionary import Sense
from lib.actors.form_kinds import kind_by_form
from lib.actors.office_words import is_half_an_office, is_office, is_title_word
from lib.actors.person_names import is_named_like_a_person
from lib.actors.separators import parts
from lib.actors.story import Name, Passage
from lib.actors.thing_names import is_thing
from lib.actors.trimming import SITES, name_in
from lib.actors.words import any_capital, word_set
from lib.model.mention import Kind

_MARKS = frozenset("®™℠")
_INITIALS = re.compile(any_capital(r"(?:[A-Z]\.\s?)+[A-Z]?"))
_LABEL = re.compile(  # Group D
    r"(?:Group|Pool|Phase|Type|Category|Section|Zone|Tier|Round|Stage|Level|Class|Grade) [A-Z\d]\.?"
)
_AFTER_CAPITAL = re.compile(any_capital(r"[A-Z]\w+ $"))
_OF_TWO_PEOPLES = re.compile(r"[A-Z][a-z]+o-[A-Z][a-z]+(?:n|ns|se|sh|ch|is|ss|i|ek|eks)")
_FUNCTION_WORDS = word_set("sentence_starters")
_BODIES = word_set("body_endings")
_OUTLETS = word_set("outlet_endings")


def recognised(passage: Passage, start: int, end: int, kind: Kind) -> list[Name]:
    """Return the single names in a span that the recogniser took for one name of this kind; [] for none."""
    return list(shaped(passage.name(start, end, kind, "recogniser"), passage.text))


def shaped(name: Name, text: str) -> Iterator[Name]:
    """Yield the single names in a span recognised in `text`, each with the kind of its form; may be none."""
    for part in parts(name, text):
        found = name_in(part, text)
        if found and not _is_no_name(found, text):
            yield replace(found, kind=_kind(found, text), sense=_sense(found.surface))


def _is_no_name(name: Name, text: str) -> bool:
    """Return whether a trimmed name has only words of offices, is a label (Group D) or initials."""
    words = name.surface.split()
    if all(is_title_word(word) or word in _FUNCTION_WORDS for word in words) or _LABEL.fullmatch(
        name.surface
    ):
        return True
    if name.kind == "person":
        return _INITIALS.fullmatch(name.surface) is not None
    portfolio = text.startswith(" Minister", name.end) and words[-1] not in _BODIES
    return name.kind == "organisation" and (portfolio or is_half_an_office(text, name.start, name.end))


def _kind(name: Name, text: str) -> Kind:
    """Return the kind that a trimmed name's form and the word or mark beside it show."""
    if not _MARKS.isdisjoint(text[name.start : name.end + 1]) or is_thing(name):
        return "other"
    if name.surface in SITES and _AFTER_CAPITAL.search(text, max(0, name.start - 30), name.start):
        return "place"  # Ambassador [Bridge]
    after_the = text.endswith(("the ", "The "), 0, name.start)
    before = text[max(0, name.start - 30) : name.start].split()
    titled = bool(before) and before[-1].islower() and is_office(before[-1])  # the philosopher Cornel West
    if is_named_like_a_person(name, after_the=after_the, titled=titled):
        return "person"
    if text.endswith("@ ", 0, name.start):
        return "place"  # NORDEN @ Holm Center, in a list of dates
    return kind_by_form(name, after_the=after_the)


def _sense(surface: str) -> Sense | None:
    """Return "never" for two peoples (Franco-Swiss), "outlet" for a paper or station, None for others."""
    if _OF_TWO_PEOPLES.fullmatch(surface):
        return "never"
    words = surface.split()
    is_outlet = len(words) > 1 and (words[-1] in _OUTLETS or words[0] == "Radio")  # Norden Gazette
    return "outlet" if is_outlet else None
