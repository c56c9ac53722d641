"""One person in several transliterations: names are compared by a key that the common systems share."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from lib.actors.dictionary import Dictionary, Record, fold, surname_of
from lib.actors.story import Name
from lib.actors.words import word_rows

_SHORTEST_FOR_AN_EDIT = 6  # letters of a surname key; shorter ones differ by one letter and are other people
_LONGEST_FOR_AN_EDIT = 24
_RULES = tuple(
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Key:
    """A given name and a surname as keys that spellings share."""

    given: str
    surname: str

    def means(self, other: "_Key") -> bool:
        """Return whether both may be one person: one given name, and surnames that are nearly the same."""
        if self.given != other.given:
            return False
        if self.surname == other.surname:
            return True
        long = min(len(self.surname), len(other.surname)) >= _SHORTEST_FOR_AN_EDIT
        return long and Levenshtein.distance(self.surname, other.surname, score_cutoff=1) <= 1


class Spellings:
    """The persons of the actor file by their keys."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._people: defaultdict[str, list[tuple[_Key, Record]]] = defaultdict(list)
        self._surnames: defaultdict[str, list[Record]] = defaultdict(list)
        for record in records:
            if record.kind == "person" and " " in record.name:
                key = _Key(given=_given(record.name.split()[0]), surname=letters(surname_of(record)))
                self._people[key.given].append((key, record))
                if record.famous_surname and len(key.surname) >= _SHORTEST_FOR_AN_EDIT:
                    self._surnames[key.surname].append(record)

    def known(self, names: Sequence[Name], day: date | None) -> list[Name]:
        """Give full names in another spelling the record that they mean."""
        return [self._with_record(name, day) for name in names]

    def _with_record(self, name: Name, day: date | None) -> Name:
        key = _key(name)
        if name.record is not None:
            return name
        if key is None:
            return self._with_famous(name, day)
        meant = [
            record for other, record in self._people[key.given] if key.means(other) and record.valid_on(day)
        ]
        return replace(name, record=meant[0], canonical="") if len(meant) == 1 else name

    def _with_famous(self, name: Name, day: date | None) -> Name:
        if name.kind != "person" or name.source != "recogniser" or " " in name.surface:
            return name
        meant = [record for record in self._surnames.get(letters(name.surface), ()) if record.valid_on(day)]
        return replace(name, record=meant[0], role="surname") if len(meant) == 1 else name


@lru_cache(maxsize=4)
def spellings(known: Dictionary) -> Spellings:
    """Return the spellings of an actor file, computed once."""
    return Spellings(known.records)


def same_spelling(names: Sequence[Name]) -> list[Name]:
    """Give the spellings of one unrecorded person in a story the first of them as canonical name."""
    first: dict[_Key, str] = {}
    near: defaultdict[_Key, list[_Key]] = defaultdict(list)
    result: list[Name] = []
    for name in names:
        key = _key(name)
        if key is not None and name.record is None and not name.canonical:
            shorter = _without_a_letter(key)
            known = next((k for s in shorter for k in near[s] if k.means(key)), None)
            if known is None:
                first[key] = name.surface
                for one in shorter:
                    near[one].append(key)
            canonical = first[known or key]
            name = replace(name, canonical=canonical) if canonical != name.surface else name
        result.append(name)
    return result


def _without_a_letter(key: _Key) -> list[_Key]:
    """Return a key and those with one letter of the surname left out: keys one edit apart share one."""
    word = key.surname
    shorter = (
        [word[:n] + word[n + 1 :] for n in range(len(word))] if len(word) <= _LONGEST_FOR_AN_EDIT else []
    )
    return [key, *(replace(key, surname=surname) for surname in dict.fromkeys(shorter))]


def letters(word: str) -> str:
    """Return a word in the letters that transliterations share: Zelenskyy and Zelenskiy become zelenski."""
    word = fold(word).lower()
    for pattern, plain in _RULES:
        word = pattern.sub(plain, word)
    return word


def _key(name: Name) -> _Key | None:
    if name.kind != "person" or name.role != "name":
        return None
    words = name.surface.split()
    if len(words) < 2:
        return None
    return _Key(given=_given(words[0]), surname=letters(words[-1]))


def _given(word: str) -> str:
    plain = letters(word)
    return _classes().get(plain, plain)


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    return {letters(word): letters(row[0]) for row in word_rows("same_given_names") for word in row}
