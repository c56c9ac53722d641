"""Judges whether words are spelt like a person's name: a given name, initials and a surname."""

import re
from collections.abc import Iterable, Sequence

from lib.actors.company_forms import is_company
from lib.actors.dictionary import fold
from lib.actors.story import Name
from lib.actors.words import any_capital, given_names, word_set

_COMMON_GIVEN_NAMES = word_set("given_names")
_SHORT_GIVEN_NAMES = word_set("short_given_names")
_ENDING_OF_ANOTHER = re.compile(r".{0,2}[aeo]|.")  # makes another given name: Paula, Victoria, Lucas
_INITIAL = re.compile(r"[A-Z]\.")


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
    return is_given(given) and _ENDING_OF_ANOTHER.fullmatch(ending) is not None


def is_given_name(surface: str) -> bool:
    """Return whether a name begins with a given name or initial and ends with a capitalised word: Ada Obi."""
    first, _, rest = surface.partition(" ")
    last = rest.split()[-1] if rest else ""
    known = _INITIAL.fullmatch(first) or is_given(first)
    return bool(known) and len(last) > 2 and last[0].isupper()


_PART_OF_A_NAME = re.compile(any_capital(r"[A-Z](?:\.|[\w'’-]*[^\W\d_A-Z])(?:-[A-Z]\w+)?"))


def are_parts_of_a_name(words: Iterable[str]) -> bool:
    """Return whether each word is spelt like part of a person's name, not like an acronym."""
    return all(map(_PART_OF_A_NAME.fullmatch, words))


_SITES = word_set("site_endings")
_LATER_WORDS_OF_SITES = word_set("streets") | word_set("institution_endings")
# The last words of names of sites, bodies and the like.
NO_SURNAMES = _SITES.union(
    *map(word_set, ("body_endings", "event_endings", "outlet_endings", "shop_endings", "club_endings"))
)


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
    if len(words) > 2 and words[-1] in _LATER_WORDS_OF_SITES:
        return False
    return not (after_the or is_company(name.surface)) and are_parts_of_a_name(words)


_INNER_CAPITAL = re.compile(r"(?!Ma?c|D[aeiu]|L[aeo]|V[ao]n|Fitz|Abd|Al|Ben|Bin|El)[A-Z]?[a-z]+[A-Z][a-z]")
_ACRONYM = re.compile(r"[A-Z]{3}")  # GMB


def cannot_be_a_person(surface: str) -> bool:
    """Return whether a name is spelt like no person's.

    That is a word that is an acronym (GMB) or has a capital inside (ConocoOil), and several words with "and",
    with a form such as Ltd, or that end with a word for a body, event, site, shop, club or outlet.
    """
    words = surface.split()
    if len(words) == 1:
        return _INNER_CAPITAL.match(surface) is not None or _ACRONYM.fullmatch(surface) is not None
    ends = words[-1] in NO_SURNAMES and not are_given_and_surname(words)
    return ends or "and" in words or is_company(surface)


_SURNAMES = frozenset(("Day", "Law")) | (_SITES - word_set("sites_of_persons"))  # that are other words too


def are_given_and_surname(words: Sequence[str]) -> bool:
    """Return whether the words are a given name and a surname that ends other names too: Ada Hill."""
    return len(words) == 2 and is_given(words[0]) and words[-1] in _SURNAMES
