"""Judges names by their form: whether they look like a person, place, company, paper, event or no name."""

import re
from collections.abc import Iterable, Sequence

from lib.actors.dictionary import fold
from lib.actors.story import Name
from lib.actors.words import any_capital, either, given_names, word_set
from lib.model.mention import Kind

_INITIAL = re.compile(r"[A-Z]\.")
_COMPASS = frozenset(("North", "South", "East", "West", "Central"))
_LANDFORMS = frozenset(("Cape", "Fort", "Lake", "Mount", "Sierra"))
_DIGIT = re.compile(r"\d")
_NO_LETTER = re.compile(r"[^A-Za-z]+")
_COMPANY = re.compile(rf"(?:,?(?:\s(?:&|and))?\s(?:{either('company_forms')})\b\.?)+$")  # "Obi & Co. Ltd"
_THING = re.compile(  # eSports, IL-25, App Store (a shop of programs, which is nobody's), Typhoon Ida
    r"[a-z][A-Z][a-z]+|[A-Z]{2,5}-\d+[A-Za-z]?|(?:\w+ )?(?:App|Game|Online|Play|Web) Store|"
    rf"(?i:{either('craft')})\s.*",
    re.DOTALL,
)
_CALLED_AFTER = re.compile(r"(?: [A-Z][\w-]+){0,2}? ([A-Za-z]+)\b")
_PACTS = frozenset(("accord", "accords", "agreement", "agreements", "convention", "protocol", "treaty"))
_PART_OF_A_NAME = re.compile(any_capital(r"[A-Z](?:\.|[\w'’-]*[^\W\d_A-Z])(?:-[A-Z]\w+)?"))
_INNER_CAPITAL = re.compile(r"(?!Ma?c|D[aeiu]|L[aeo]|V[ao]n|Fitz|Abd|Al|Ben|Bin|El)[A-Z]?[a-z]+[A-Z][a-z]")
_ANOTHER = re.compile(r".{0,2}[aeo]|.")  # what makes another given name of one: Paula, Victoria, Lucas
_ACRONYM = re.compile(r"[A-Z]{3}")  # GMB
_EVENTS = word_set("event_endings")
_THINGS = word_set("thing_endings")
_OF_THE_YEAR = re.compile(r" [Oo]f [Tt]he (?:Year|Month|Week|Decade|Century)$")
_SITES = word_set("site_endings")
_SITES_OF_PERSONS = word_set("sites_of_persons")
_SURNAMES = frozenset(("Day", "Law")) | (_SITES - _SITES_OF_PERSONS)  # words of events and sites too
_STREETS = word_set("streets")
_BODIES = word_set("body_endings")
_OUTLETS = word_set("outlet_endings")
_SHORT_GIVEN_NAMES = word_set("short_given_names")
_COMMON_GIVEN_NAMES = word_set("given_names")
_BRANCHES = word_set("branches")
_INSTITUTIONS = frozenset(
    ("Center", "Centre", "College", "Hospital", "Institution", "Labs", "Museum", "School")
)
_PLURAL = re.compile(r"[A-Z][a-z]+[^s'’]s|Sox")
_SHOPS = word_set("shop_endings")
CLUBS = word_set("club_endings")
NO_SURNAMES = _SITES | _BODIES | _EVENTS | _OUTLETS | _SHOPS | CLUBS
_STATES = word_set("state_abbreviations")
_RULING = word_set("ruling_titles")


def is_given_name(surface: str) -> bool:
    """Return whether a name begins with a given name or initial and ends with a capitalised word: Ada Obi."""
    first, _, rest = surface.partition(" ")
    last = rest.split()[-1] if rest else ""
    known = _INITIAL.fullmatch(first) or is_given(first)
    return bool(known) and len(last) > 2 and last[0].isupper()


def is_given(word: str) -> bool:
    """Return whether a word is a given name of any language, whatever its case and accents."""
    return fold(word).lower() in given_names()


def is_another_given(given: str, longer: str) -> bool:
    """Return whether a longer given name adds an ending alone to one, and is another's: Paul and Paula.

    Of a name that is a short form it is the same person's: Josh and Joshua, Rob and Robbie.
    """
    ending = longer.removeprefix(given)
    if given.title() in _SHORT_GIVEN_NAMES or ending == f"{given[-1]}ie":
        return False
    return is_given(given) and _ANOTHER.fullmatch(ending) is not None


def looks_like_name(surface: str) -> bool:
    """Return whether the text has a capital and at least two letters."""
    return sum(map(str.isalpha, surface)) > 1 and any(map(str.isupper, surface))


def without_company_form(surface: str) -> str:
    """Return a company's name without its company form: "Holm" for "Holm Ltd", "Obi" for "Obi & Co"."""
    return _COMPANY.sub("", surface)


def is_company(surface: str) -> bool:
    """Return whether a name ends with a company form: Inc, Ltd."""
    return _COMPANY.search(surface) is not None


def is_thing(name: Name) -> bool:
    """Return whether the name looks like an event, craft, product or code: Ranger 5, eSports."""
    words = name.surface.split()
    if _THING.fullmatch(name.surface) or (len(words) > 1 and words[-1] in _THINGS):
        return True
    if name.kind == "person":
        return bool(_DIGIT.search(name.surface)) or (is_event(name.surface) and not _may_be_a_person(words))
    return is_event(name.surface)


def is_outlet(surface: str) -> bool:
    """Return whether a name of several words is a paper's or station's: Norden Gazette, Radio Norden."""
    words = surface.split()
    return len(words) > 1 and (words[-1] in _OUTLETS or words[0] == "Radio")


def is_event(surface: str) -> bool:
    """Return whether a name ends as of an event, treaty or prize: Norden Festival, Goal of the Year."""
    words = surface.split()
    return len(words) > 1 and (words[-1] in _EVENTS or _OF_THE_YEAR.search(surface) is not None)


def end_of_event(text: str, end: int) -> int | None:
    """Return where an event's or treaty's name ends that begins with the name before `end`: Oslo Accord.

    None if no word such as "Accord" follows.
    """
    found = _CALLED_AFTER.match(text, end)
    return found.end() if found and (found[1] in _EVENTS or found[1] in _PACTS) else None


def kind_by_form(name: Name, *, after_the: bool = False) -> Kind:
    """Return the kind that the words of a name, and "the" before it, show; else the kind that it has."""
    words = name.surface.split()
    first, last, is_person = words[0], words[-1], name.kind == "person"
    named = is_person and len(words) == 2 and first in _COMMON_GIVEN_NAMES  # Ada Hall
    sites = _SITES_OF_PERSONS if named else _SITES | _STREETS if len(words) > 2 else _SITES
    if (len(words) > 1 and last in sites) or _NO_LETTER.sub("", name.surface) in _STATES:
        return "place"
    if len(words) == 1:
        return name.kind
    if first in _RULING and last not in _BODIES:
        return "person"
    if is_person and (first in _LANDFORMS or (last in _COMPASS and not is_given(first))):
        return "place"  # Larkhaven North, a constituency
    if is_person and last in _INSTITUTIONS | CLUBS and not named:
        return "organisation"
    if is_person and len(words) > 2 and last in _BRANCHES and not is_given(first):
        return "organisation"
    if is_company(name.surface) or last in _BODIES | _SHOPS:
        return "organisation"
    if is_person and after_the and _PLURAL.fullmatch(last) and not is_given(first):
        return "organisation"  # the Larkhaven Gulls
    return name.kind


def is_named_like_a_person(name: Name, *, after_the: bool, titled: bool) -> bool:
    """Return whether a name, not after "the", is a given name and one or two words like a surname.

    The given name is a common one, or any in a name that is `titled`, with an office before it.
    """
    words = name.surface.split()
    most = 2 if name.kind == "place" else 3
    initial = len(words) == 3 and _INITIAL.fullmatch(words[1]) is not None and is_given(words[0])
    if (
        not 2 <= len(words) <= most
        or words[-1] in NO_SURNAMES
        or not (initial or words[0] in _COMMON_GIVEN_NAMES or (titled and is_given(words[0])))
    ):
        return False
    if len(words) > 2 and words[-1] in _STREETS | _INSTITUTIONS:
        return False
    return not (after_the or is_company(name.surface)) and are_parts_of_a_name(words)


def cannot_be_a_person(surface: str) -> bool:
    """Return whether a name is spelt like no person's.

    That is a word that is an acronym (GMB) or has a capital inside (ConocoOil), and several words with "and",
    with a form such as Ltd, or that end with a word for a body, event, site, shop, club or outlet.
    """
    words = surface.split()
    if len(words) == 1:
        return _INNER_CAPITAL.match(surface) is not None or _ACRONYM.fullmatch(surface) is not None
    ends = words[-1] in NO_SURNAMES and not _may_be_a_person(words)
    return ends or "and" in words or is_company(surface)


def _may_be_a_person(words: Sequence[str]) -> bool:
    """Return whether the words are a given name and a surname that also ends names of places: Ada Hill."""
    return len(words) == 2 and is_given(words[0]) and words[-1] in _SURNAMES


def are_parts_of_a_name(words: Iterable[str]) -> bool:
    """Return whether each word is spelt like part of a person's name, not like an acronym."""
    return all(map(_PART_OF_A_NAME.fullmatch, words))
