"""What a recognised name loses to a known one that it begins with: its country, title or owner."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lib.actors.forms import is_company, is_given, is_given_name
from lib.actors.office_words import is_half_an_office, is_office, is_title_word, title_length
from lib.actors.story import Name, Passage
from lib.actors.words import word_set

_POSSESSIVE = re.compile(r"\s*['’]s?\s+")  # behind the first name of "Obi's Atlas"
_PERSON = re.compile(r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]+){0,2}$")  # "Holm", "Ada B. Holm"
_FULL_NAME = re.compile(r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]+){1,2}")
_SMALL_WORDS = re.compile(r"(?:[a-z]+ )*(?=[A-Z])|")  # "flagship " of "flagship Atlas"
_GIVEN_NAMES = word_set("given_names")
BODY_WORDS = word_set("organisation_words") - {"Electric", "Watch"}  # of bodies and not of products
BRANCHES = word_set("branches")


def without_lead(name: Name, known: Sequence[Name], passage: Passage) -> Name:
    """Return a recognised name without a country, title or owner before it, which `known` names.

    "Russian FM Lavrov" becomes "Lavrov". Where the rest is no name, that of the known one is returned.
    """
    lead = next((each for each in known if each.start == name.start and each.end < name.end), None)
    if lead is None or lead.inner:
        return name
    possessive = _POSSESSIVE.match(passage.text, lead.end, name.end)
    if lead.kind == "country":
        return _without_country(name, lead, passage, possessive)
    return _without_owner(name, possessive.end(), passage) if possessive else _beside(name, lead, passage)


def _without_country(name: Name, country: Name, passage: Passage, possessive: re.Match[str] | None) -> Name:
    """Return what a country's or a people's name stands before, such as "Lavrov" of "Russian FM Lavrov".

    Where it is half an office ("Treasury" of "US Treasury Secretary"), the country alone is the name.
    """
    if is_half_an_office(passage.text, country.end, name.end):
        return name.cut(name.start, country.end)
    start = possessive.end() if possessive else country.end + 1
    title = title_length(passage.text[start : name.end])
    rest = passage.text[start + title : name.end]
    if title and _PERSON.match(rest):
        return name.cut(start + title, name.end, kind="person")
    is_demonym = country.role == "demonym"
    if is_demonym and rest.split()[0] in _GIVEN_NAMES and _FULL_NAME.fullmatch(rest):
        return name.cut(start, name.end, kind="person")  # the American Jared Holm
    return name.cut(start, name.end) if possessive or (is_demonym and name.kind == "person") else name


def _without_owner(name: Name, start: int, passage: Passage) -> Name:
    """Return the name behind its owner's, from `start` on: "Atlas Phone" of "Obi's flagship Atlas Phone"."""
    small = _SMALL_WORDS.match(passage.text, start, name.end)
    rest = passage.text[small.end() if small else start : name.end]
    if is_company(name.surface) or rest[0].islower():
        return name
    person = is_given_name(rest) and not _is_body(rest.split())
    return name.cut(name.end - len(rest), name.end, kind="person" if person else name.kind)


def _beside(name: Name, lead: Name, passage: Passage) -> Name:
    """Return a name that begins with another's: "Obi" of "Obi Vice President", "Obi Atlas" as a product's."""
    words = passage.text[lead.end : name.end].split()
    if is_company(name.surface) or words[0][0].islower():
        return name
    if all(map(is_title_word, words)) and any(map(is_office, words)):
        return name.cut(name.start, lead.end)
    makes = lead.record and lead.kind == "organisation" and lead.surface.isalpha()
    makes = makes and not lead.surface.isupper() and BRANCHES.isdisjoint(words)
    is_word = name.kind == "person" and len(words) == 1 and not is_given(lead.surface)
    is_sold = name.kind == "organisation" or is_word
    return replace(name, kind="other") if makes and is_sold and not _is_body(words) else name


def _is_body(words: Sequence[str]) -> bool:
    """Return whether the words name a body, such as a ministry or a firm of partners, and no product."""
    return not BODY_WORDS.isdisjoint(words) or "&" in words


def behind_maker(name: Name, known: Sequence[Name], passage: Passage) -> Name:
    """Return an organisation's name that stands right behind its maker's as a product's: Obi [Atlas]."""
    is_body = name.surface.split()[-1] in BODY_WORDS | BRANCHES
    if name.kind != "organisation" or is_body or passage.text[name.start - 1 : name.start] != " ":
        return name
    makers = (each for each in known if each.record is not None and each.kind == "organisation")
    ends = (each.end for each in makers if not each.surface.isupper())
    return replace(name, kind="other") if name.start - 1 in ends else name
