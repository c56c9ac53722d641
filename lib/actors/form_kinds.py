"""Gives a recognised name the kind that its own words show: a place, a person or an organisation."""

import re
from collections.abc import Sequence

from lib.actors.company_forms import is_company
from lib.actors.person_names import is_given
from lib.actors.story import Name
from lib.actors.words import word_set
from lib.model.mention import Kind

_GIVEN_NAMES = word_set("given_names")
_BODIES = word_set("body_endings")
_RULING = word_set("ruling_titles")  # King, Queen


def kind_by_form(name: Name, *, after_the: bool = False) -> Kind:
    """Return the kind that the words of a name, and "the" before it, show; else the kind that it has."""
    words = name.surface.split()
    if _is_place(name, words):
        return "place"
    if len(words) == 1:
        return name.kind
    if words[0] in _RULING and words[-1] not in _BODIES:
        return "person"  # King Holm
    return "organisation" if _is_organisation(name, words, after_the=after_the) else name.kind


_STATES = word_set("state_abbreviations")
_NO_LETTER = re.compile(r"[^A-Za-z]+")
_SITES = word_set("site_endings")
_SITES_AND_STREETS = _SITES | word_set("streets")
_SITES_OF_PERSONS = word_set("sites_of_persons")  # those of them that are no surnames
_COMPASS = frozenset(("North", "South", "East", "West", "Central"))
_PLACE_OPENINGS = frozenset(("Cape", "Downtown", "Fort", "Lake", "Midtown", "Mount", "Sierra", "Uptown"))


def _is_place(name: Name, words: Sequence[str]) -> bool:
    """Return whether a name is a site's or state's, "Holm Bridge", or none of a person's, "Cape Holm"."""
    first, last, is_person = words[0], words[-1], name.kind == "person"
    if is_person and _is_common_full_name(words):
        sites = _SITES_OF_PERSONS  # Ada Hall is none
    else:
        sites = _SITES_AND_STREETS if len(words) > 2 else _SITES
    if (len(words) > 1 and last in sites) or _NO_LETTER.sub("", name.surface) in _STATES:
        return True
    if not is_person or len(words) == 1 or first in _RULING:
        return False
    is_constituency = last in _COMPASS and not is_given(first)  # Holm North
    return first in _PLACE_OPENINGS or is_constituency


_SHOPS = word_set("shop_endings")
_BRANCHES = word_set("branches")
_CLUBS_AND_INSTITUTIONS = word_set("club_endings") | word_set("institution_endings")
_PLURAL = re.compile(r"[A-Z][a-z]+[^s'’]s|Sox")


def _is_organisation(name: Name, words: Sequence[str], *, after_the: bool) -> bool:
    """Return whether a name of several words is a company's or body's: "Obi Ltd", "the Larkhaven Gulls"."""
    first, last = words[0], words[-1]
    if is_company(name.surface) or last in _BODIES | _SHOPS:
        return True
    if name.kind != "person":
        return False
    if last in _CLUBS_AND_INSTITUTIONS and not _is_common_full_name(words):
        return True
    if is_given(first):
        return False
    is_branch = len(words) > 2 and last in _BRANCHES
    return is_branch or (after_the and _PLURAL.fullmatch(last) is not None)


def _is_common_full_name(words: Sequence[str]) -> bool:
    """Return whether the words are a common given name and one more: Ada Hall."""
    return len(words) == 2 and words[0] in _GIVEN_NAMES
