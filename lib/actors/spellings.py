"""Knows a person by another spelling: transliterations share a key, long surnames may differ by a letter."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from lib.actors.dictionary import Dictionary, fold
from lib.actors.records import Record, surname_of
from lib.actors.story import Name
from lib.actors.words import word_rows

_SHORTEST_FOR_AN_EDIT = 6  # letters of a surname key; shorter ones differ by one letter and are other people
_LONGEST_FOR_AN_EDIT = 24  # letters of a name: the search for one wrong letter grows with their square
_TRANSLITERATED = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"[^a-z]", ""),
        (r"kh", "h"),
        (r"zh", "j"),
        (r"ie|ye|yo|io", "e"),
        (r"(?:yy|iy|ii|yi|ij|y)$", "i"),
        (r"y", "i"),
        (r"w", "v"),
        (r"(.)\1", r"\1"),
    )
)


def letters(word: str) -> str:
    """Return a key that transliterations share: "zelenski" for Zelenskyy and Zelenskiy; "" if not Latin."""
    word = fold(word).lower()
    for pattern, plain in _TRANSLITERATED:
        word = pattern.sub(plain, word)
    return word


def given_key(word: str) -> str:
    """Return a key that is the same for all forms of a given name, e.g. for Bob and Robert."""
    plain = letters(word) or word.lower()  # nothing is left of other letters than Latin
    return _first_variants().get(plain, plain)


@lru_cache(maxsize=1)
def _first_variants() -> dict[str, str]:
    """{key of a given name: key of its first variant}, as that of Robert for Bob."""
    return {letters(word): letters(row[0]) for row in word_rows("same_given_names") for word in row}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Key:
    """Given name and surname of a person as spelling keys."""

    given: str
    surname: str

    def means(self, other: "_Key") -> bool:
        """Return whether both may be one person: same given name, nearly the same surname."""
        if self.given != other.given:
            return False
        if self.surname == other.surname:
            return True
        long = min(len(self.surname), len(other.surname)) >= _SHORTEST_FOR_AN_EDIT
        return long and Levenshtein.distance(self.surname, other.surname, score_cutoff=1) <= 1


class Spellings:
    """The persons of the actor file by spelling key."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._people: defaultdict[str, list[tuple[_Key, Record]]] = defaultdict(list)
        self._surnames: defaultdict[str, list[Record]] = defaultdict(list)
        for record in records:
            if record.kind == "person" and " " in record.name:
                key = _Key(given=given_key(record.name.split()[0]), surname=letters(surname_of(record)))
                self._people[key.given].append((key, record))
                if record.famous_surname and len(key.surname) >= _SHORTEST_FOR_AN_EDIT:
                    self._surnames[key.surname].append(record)

    def known(self, names: Sequence[Name], day: date | None) -> list[Name]:
        """Return the names; known persons in another spelling, or by a famous surname, get their record."""
        return [self._with_record(name, day) for name in names]

    def _with_record(self, name: Name, day: date | None) -> Name:
        """Return a person's name with the record of the only known person spelled nearly so, if any."""
        if name.record is not None or name.kind != "person":
            return name
        key = _sound_key(name)
        if key is None:  # one word, which may be a famous surname
            if name.source != "recogniser" or " " in name.surface:
                return name
            known = self._surnames.get(letters(name.surface), ())
            bearers = [record for record in known if record.valid_on(day)]
            return replace(name, record=bearers[0], role="surname") if len(bearers) == 1 else name
        meant = []
        for other, record in self._people[key.given]:
            # George H. W. Bush is not George W. Bush.
            mine, its = ({word[0] for word in full.split()[1:-1]} for full in (name.surface, record.name))
            if key.means(other) and record.valid_on(day) and (not (mine and its) or mine == its):
                meant.append(record)
        return replace(name, record=meant[0], canonical="") if len(meant) == 1 else name


@lru_cache(maxsize=8)
def spellings(known: Dictionary) -> Spellings:
    """Return the persons of an actor file by spelling key, cached."""
    return Spellings(known.records)


def same_spelling(names: Sequence[Name]) -> list[Name]:
    """Give all spellings of a person without record the first one as canonical name; return all names."""
    first: dict[_Key, str] = {}
    near: defaultdict[_Key, list[_Key]] = defaultdict(list)
    result: list[Name] = []
    for name in names:
        key = _sound_key(name)
        if key is not None and name.record is None and not name.canonical:
            word = key.surname if len(key.surname) <= _LONGEST_FOR_AN_EDIT else ""
            cut = dict.fromkeys(word[:n] + word[n + 1 :] for n in range(len(word)))
            shorter = [key, *(replace(key, surname=surname) for surname in cut)]  # similar ones share one
            known = next((k for s in shorter for k in near[s] if k.means(key)), None)
            if known is None:
                first[key] = name.surface
                for one in shorter:
                    near[one].append(key)
            canonical = first[known or key]
            name = replace(name, canonical=canonical) if canonical != name.surface else name
        result.append(name)
    return result


def _sound_key(name: Name) -> _Key | None:
    """Return the spelling keys of a person's full name; None for other names or other letters than Latin."""
    if name.kind != "person" or name.role != "name":
        return None
    words = name.surface.split()
    if len(words) < 2 or not (letters(words[0]) and letters(words[-1])):
        return None  # nothing is left of a name in other letters than Latin
    return _Key(given=given_key(words[0]), surname=letters(words[-1]))
