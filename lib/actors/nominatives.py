"""Reads a printed full name as the nominatives of which it may be a case, by the endings of its language.

A row of endings is one declension, the nominative's first: by the Polish row "a,y,ie,ę,ą" Anna is also
printed Anny, Annie, Annę and Anną. Endings alone leave several readings, as "Александра Марнова" is a woman
or the genitive of Александр Марнов; the other words of the story show which is likeliest.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lib.actors.language_files import Endings
from lib.actors.person_names import is_given

_OF_WOMEN = ("a", "e", "а", "я")  # ends of given names
_UNCHANGED = ("e", "i", "o", "u", "y", "е", "и", "і", "о", "у")  # ends of given names of no case: Joe
_VOWELS = ("a", "e", "i", "o", "u", "y", "а", "е", "и", "і", "о", "у")
_INSTRUMENTAL = ("m", "м")  # ends of men's surnames that show a case behind a given name of no case
_NEVER_HERS = ("и", "ї", "ы")  # ends of no woman's surname in the nominative: Надія України
_Rows = Sequence[tuple[str, ...]]


class FullName(NamedTuple):
    """A given name and a surname, both in the nominative."""

    given: str
    surname: str


class _GivenName(NamedTuple):
    """A given name in the nominative, and whether it is a woman's."""

    name: str
    of_woman: bool


def nominatives(given: str, surname: str, endings: Endings) -> list[FullName]:
    """Return the full names of which a printed one may be a case; [] if there is none.

    "Janie Kwarnie" is read as Jan Kwarn and as Jan Kwarna. Behind a given name in the nominative the surname
    is in it too: "Jan Kwarn" is read as printed, "Jan Holmskiego" as no name. Behind one of no case only the
    surname can show a case: "Hugo Siemsem" is read as Hugo Siems.
    """
    found: list[FullName] = []
    candidates = _given_names(given, endings)
    for each in candidates:
        if each.name == given and _may_be_nominative(surname, each, endings, sure=len(candidates) == 1):
            found.append(FullName(given, surname))
        if each.name != given or each.name.endswith(_UNCHANGED):
            rows = endings.surname_women if each.of_woman else endings.surname_men
            found += [FullName(each.name, nominative) for nominative in _surnames(surname, rows)]
    return found


def _given_names(printed: str, endings: Endings) -> list[_GivenName]:
    """Return the given names of which a word may be a case: the language's or, if none fits, any other.

    "Annie" is read as Anna; Russian "Александра" as the woman's name and as the genitive of Александр.
    """
    found = dict.fromkeys(
        _GivenName(name, of_woman)
        for of_woman, rows in ((True, endings.given_women), (False, endings.given_men))
        for name in _bases(printed, rows)
        if of_woman == (name.endswith(_OF_WOMEN) and name not in endings.men)
    )
    if listed := [each for each in found if each.name in endings.given]:
        return listed
    if printed.isascii() and is_given(printed):
        return [_GivenName(printed, printed.endswith("a"))]
    return [each for each in found if each.name.isascii() and is_given(each.name)]


def _may_be_nominative(surname: str, given: _GivenName, endings: Endings, *, sure: bool) -> bool:
    """Return whether a surname may be a nominative as printed; `sure`: the given name can be no other.

    It may behind "Олена" in "Холмська" and "Кварненко", behind "Іван" in "Холмський" and "Марн"; it may not
    in "Надія України", "Іван Холмського" and "Уго Марном".
    """
    if given.of_woman:
        like_hers = surname.endswith(tuple(row[0] for row in endings.surname_women if row[0]))
        return like_hers or (sure and not surname.endswith(_NEVER_HERS))  # Кварненко has no cases of hers
    short = (end for row in endings.surname_men if not row[0] for end in row if end.endswith(_INSTRUMENTAL))
    if given.name.endswith(_UNCHANGED) and surname.endswith(tuple(short)):
        return False  # "Уго Марном": only the surname can show the case, Уго has none
    long = [row for row in endings.surname_men if len(row[0]) > 1]
    of_other_cases = tuple(end for row in long for end in row[1:] if len(end) > 2)
    return surname.endswith(tuple(row[0] for row in long)) or not surname.endswith(of_other_cases)


def _surnames(printed: str, rows: _Rows) -> Iterator[str]:
    """Yield the surnames of which a printed one may be a case; both parts of a double one are.

    Polish "Kowalskiego-Kwarnia" is read as Kowalski-Kwarń and as Kowalski-Kwarni.
    """
    front, hyphen, last = printed.rpartition("-")
    former = next(_bases(front, rows, oblique=True), front)
    return (f"{former}{hyphen}{surname}" for surname in _bases(last, rows, oblique=True))


def _bases(printed: str, rows: _Rows, *, oblique: bool = False) -> Iterator[str]:
    """Yield the words of which a printed one may be a case, itself among them unless it is `oblique`.

    By the row "ska,skiej,ską" "Holmskiej" is read as Holmska; "Holmska" is read so too, but not as `oblique`.
    """
    for row in rows:
        for ending in (row[1:] or row) if oblique else row:
            stem = printed.removesuffix(ending)
            two_vowels = oblique and row[0].startswith(_VOWELS) and stem.endswith(_VOWELS)
            if (stem != printed or not ending) and len(stem) > 1 and not two_vowels:
                yield stem + row[0]


def likeliest(
    readings: list[FullName], printed: FullName, known: list[FullName], words: frozenset[str], *, opens: bool
) -> tuple[FullName, bool]:
    """Return the likeliest reading of a printed name, and True if it may as well be the nominative.

    Likeliest is a person `known` to the actor file, then `words` that the story has elsewhere, then the
    nominative if the name `opens` a sentence, else cases of both names. "Александра Марнова" is read as the
    woman where it opens one; else as Александр Марнов, and may as well be the woman.
    """

    def evidence(reading: FullName) -> tuple[bool, ...]:
        """Return whether the person is known, and whether the story has the surname and the given name."""
        return reading in known, reading.surname in words, reading.given in words

    def fits_place(reading: FullName) -> bool:
        is_case = reading.given != printed.given and reading.surname != printed.surname
        return reading == printed if opens else is_case

    best = max(readings, key=lambda reading: (evidence(reading), fits_place(reading)))
    is_open = best.given != printed.given and printed in readings and evidence(printed) == evidence(best)
    return best, is_open


def surname_cases(called: str, endings: Endings | None) -> set[str]:
    """Return the surname, the last word of a name, in all its cases; unchanged if there are no endings.

    Those of "Иван Холмов" are Холмов, Холмова and so on. Both parts of "Holm-Marn" change: Holma-Marna.
    """
    rows = (*endings.surname_men, *endings.surname_women) if endings else ()

    def cases(word: str) -> set[str]:
        stems = ((word.removesuffix(row[0]), row) for row in rows if word.endswith(row[0]))
        return {word, *(stem + ending for stem, row in stems for ending in row)}

    front, hyphen, last = called.split()[-1].rpartition("-")
    fronts = cases(front) if front else [""]
    return {f"{former}{hyphen}{surname}" for former in fronts for surname in cases(last)}
