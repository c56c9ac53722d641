"""The persons whom a story names in full, by the surname, given name or spelling that may mean them later."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lib.actors.person_names import is_another_given
from lib.actors.records import surname_of
from lib.actors.spellings import given_key, letters
from lib.actors.story import Name
from lib.actors.titles import FullName
from lib.actors.words import word_set

_PARTICLES = word_set("particles")
_GIVEN_NAMES = word_set("given_names")
_SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))
_LONGEST_FAMILY_NAME_FIRST = 4  # letters: Xi Jinping, Kim Jong Un, Moon Jae-in
_ARTICLE = re.compile(r"^(?:[AaEe]l|[Aa][nsz])-(?=[A-Z])")  # al-Burhan, Burhan


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedInFull:
    """The full names of a story's persons, by surname, by given name and by the surname's spelling key."""

    by_surname: Mapping[str, Sequence[FullName]]
    by_given: Mapping[str, Sequence[FullName]]
    by_spelling: Mapping[str, Sequence[FullName]]

    def meant_by(self, surface: str) -> Sequence[FullName]:
        """Return the full names that a single word may mean, in reading order; [] if it means none."""
        key = in_running_text(surface, self.by_surname)
        return self.by_surname.get(key) or self.by_given.get(key) or self.by_spelling.get(letters(key), [])


def named_in_full(names: Sequence[Name], by_surname: Mapping[str, Sequence[FullName]]) -> NamedInFull:
    """Return the index of the full names among `names`, by surname, given name and spelling.

    `by_surname` holds the full names by surname.
    """
    given: defaultdict[str, list[FullName]] = defaultdict(list)
    for name in names:
        called = name.surface if is_full(name) or not name.record else name.record.name
        if name.kind == "person" and name.counted and " " in called:
            given[called.split()[0]].append(FullName(at=(name.passage, name.start), name=name))
    spelled: defaultdict[str, list[FullName]] = defaultdict(list)
    for surname, fulls in by_surname.items():
        if plain := letters(surname):  # nothing is left of a name in other letters than Latin
            spelled[plain] = sorted([*spelled[plain], *fulls], key=lambda full: full.at)
    return NamedInFull(by_surname=by_surname, by_given=given, by_spelling=spelled)


def full_names_by_surname(names: Iterable[Name]) -> dict[str, list[FullName]]:
    """Return the full names among the names by each of their surnames, in the order of the names."""
    found: defaultdict[str, list[FullName]] = defaultdict(list)
    for name in filter(is_full, names):
        for surname in surname_keys(name):
            found[surname].append(FullName(at=(name.passage, name.start), name=name))
    return found


def is_full(name: Name) -> bool:
    """Return whether a name is a person's full name, or a single word that has a record."""
    if name.kind != "person" or name.role != "name" or not name.counted:
        return False
    return name.record is not None or " " in _full_form(name)


def _full_form(name: Name) -> str:
    """Return the text of a name of several words, else its canonical name if it has one."""
    return name.surface if " " in name.surface or not name.canonical else name.canonical


def surname_keys(name: Name) -> frozenset[str]:
    """Return the surnames by which a story may refer to a person named in full; empty for a single word."""
    if name.record is not None:
        surname = surname_of(name.record)
        turned = name.surface.startswith(surname)  # Orbán Viktor
        spelled = () if name.record.surname or turned else (name.surface.split()[-1],)
        return frozenset((surname, _ARTICLE.sub("", surname), *spelled))
    called = _full_form(name)
    called = called.title() if called.isupper() else called
    words = [word for word in called.split() if word not in _SUFFIXES]
    if len(words) < 2:
        return frozenset()
    first = next((n for n, word in enumerate(words[1:], 1) if word.lower() in _PARTICLES), len(words) - 1)
    keys = {words[-1], _ARTICLE.sub("", words[-1]), " ".join(words[first:])}
    western = words[0] in _GIVEN_NAMES
    if len(words) <= 3 and len(words[0]) <= _LONGEST_FAMILY_NAME_FIRST and not western:
        keys.add(words[0])
    return frozenset(k for k in keys if (len(k) > 1 and k[0].isupper()) or " " in k or _ARTICLE.match(k))


def in_running_text(surname: str, known: Container[str]) -> str:
    """Return a surname in capitals as "Holm" unless `known` has it in capitals; others unchanged."""
    return surname if surname in known or not surname.isupper() else surname.title()


def person_of(full: Name) -> str:
    """Return a key of a full name's person: the record's id, else given name and surname in lower case."""
    if full.record is not None:
        return full.record.id
    words = _full_form(full).split()
    return f"{given_key(words[0])} {words[-1]}".lower()


def persons_of(fulls: Iterable[FullName]) -> frozenset[str]:
    """Return the key of each person of these full names; A. Holm and Ada Holm count as one."""
    given = {person_of(full.name): given_key(_full_form(full.name).split()[0]) for full in fulls}
    return frozenset(
        each
        for each, short in given.items()
        if not any(
            short != other and other.startswith(short) and not is_another_given(short, other)
            for other in given.values()
        )
    )
