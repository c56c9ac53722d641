"""Gives all names of an actor one record or one canonical name, that of the fullest form.

Names without a record get it if only one fits: organisations (Turning Point USA), family names of several
words, short given names (Phil, Philip Corbett).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lib.actors.company_forms import without_company_form
from lib.actors.dictionary import slug
from lib.actors.person_names import is_another_given, is_given
from lib.actors.story import Name
from lib.actors.words import word_set
from lib.model.mention import Kind

_RESTS = word_set("organisation_words")
_OF_A_PLACE = frozenset(
    ("Council", "Court", "Department", "Hospital", "Navy", "Parliament", "Police", "Prosecutors")
)
_SCHOOLS = frozenset(("college", "university"))  # York University is not New York University
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
_LINKS = ("Of", "For")
_SHORTEST_GIVEN = 3  # letters of a given name's short form
Words = tuple[str, ...]


def with_one_node(names: Sequence[Name]) -> list[Name]:
    """Give all names of one actor the record or canonical name of its fullest form; return all names."""
    if all(name.record is not None or not name.counted for name in names):
        return list(names)
    names = _with_one_kind(names)
    full: dict[str, dict[Words, Name]] = {"organisation": {}, "person": {}}
    often = Counter[Words]()
    for name in names:
        if name.kind in full and name.counted and not name.inner and name.role == "name":
            full[name.kind].setdefault(_words_of_name(name), name)
            often[_words_of_name(name)] += 1
    bound = {(kind, words): meant for kind, known in full.items() for words, meant in _fuller(kind, known)}
    bound |= {("person", words): meant for words, meant in _cut_wrongly(full["person"], often)}
    return [_named_as_bound(name, bound) for name in names] if bound else list(names)


def _with_one_kind(names: Sequence[Name]) -> list[Name]:
    """Give a name recognised as person and as organisation the kind seen more often; return all names."""
    kinds: dict[str, Counter[Kind]] = {}
    for name in names:
        if name.record is None and name.kind in ("person", "organisation"):
            kinds.setdefault(slug(name.canonical or name.surface), Counter())[name.kind] += 1
    two: dict[str, Kind] = {}
    for called, count in kinds.items():
        if len(count) > 1:  # of two seen as often a person only behind a given name
            likely: Kind = "person" if is_given(called.split("-")[0]) else "organisation"
            two[called] = max(count, key=lambda kind: (count[kind], kind == likely))
    return [
        replace(name, kind=two[called])
        if (called := slug(name.canonical or name.surface)) in two and name.kind in ("person", "organisation")
        and name.record is None
        else name
        for name in names
    ]  # fmt: skip


def _cut_wrongly(persons: Mapping[Words, Name], often: Counter[Words]) -> Iterator[tuple[Words, Name]]:
    """Yield the words of each person's name that is cut wrongly, by one word, and the more frequent name."""
    for words in persons:
        short = words[:-1]
        if len(short) > 1 and short in persons and words[-1] not in _GENERATIONS:
            less, more = sorted((words, short), key=often.__getitem__)
            if persons[less].record is None:
                yield less, persons[more]


def _named_as_bound(name: Name, bound: dict[tuple[str, Words], Name]) -> Name:
    """Return the name with the record or canonical name of the name that `bound` maps its words to.

    A name that is not in `bound` is returned unchanged.
    """
    meant = bound.get((name.kind, _words_of_name(name))) if name.record is None and name.counted else None
    if meant is None:
        return name
    canonical = "" if meant.record else meant.canonical or meant.surface
    return replace(name, record=meant.record, canonical=canonical)


def _words_of_name(name: Name) -> Words:
    """Return the words of a name in lower case, without accents, "the" and company form."""
    called = name.canonical or name.surface
    called = without_company_form(called) if name.kind == "organisation" else called
    return tuple(slug(called.removeprefix("the ").removeprefix("The ")).split("-"))


def is_fuller(kind: str, words: Words, other: Words) -> bool:
    """Return whether `other` is a fuller form of a name of this kind; both are words in lower case."""
    return (_is_fuller_organisation if kind == "organisation" else _is_fuller_person)(words, other)


def _fuller(kind: str, known: Mapping[Words, Name]) -> Iterator[tuple[Words, Name]]:
    """Yield the words of each name without a record that has a fuller form, and the name of that form.

    A name with several fuller forms has none, unless it is a body whose longest form begins with the others.
    """
    alike: defaultdict[str, list[Words]] = defaultdict(list)
    for words in known:
        for key in {words[0], words[-1], "".join(words)}:
            alike[key].append(words)
    for words, name in known.items():
        others = {*alike[words[0]], *alike[words[-1]], *alike["".join(words)]} - {words}
        plural = len(words) == 1 and words[0].endswith("s") and words[0].capitalize() not in _RESTS
        found = [
            other
            for other in others
            if is_fuller(kind, words, other)
            or (known[other].record and plural and words == other[-1:])  # a club: the Giants
        ]
        longest = max(found, key=len, default=())
        is_one = len(found) == 1 or (
            kind == "organisation" and all(other == longest[: len(other)] for other in found)
        )
        if found and is_one and name.record is None:
            yield words, known[longest]


def _is_fuller_organisation(words: Words, other: Words) -> bool:
    """Return whether `other` is a fuller form of an organisation's name.

    It goes on with a typical word ("obi", "obi group"), begins earlier ("council of holm", "harbour council
    of holm"), or splits what is one word here.
    """
    turned = _SCHOOLS.isdisjoint(words) and _own_words(words) == _own_words(other)
    if turned or "".join(words) == "".join(other):
        return len(words) < len(other)
    if other[-len(words) :] == words and len(words) > 1:
        body = "of" in words[1:2] or words[-1].capitalize() in _RESTS
        return body and _SCHOOLS.isdisjoint((words[0], words[-1]))
    if other[: len(words)] != words:
        return False
    rest = [word.capitalize() for word in other[len(words) :]]
    others = set() if words[-1] == "police" else _OF_A_PLACE  # but Holm Police Department
    if rest[0] in _LINKS or (len(words[0]) > 1 and set(rest) <= _RESTS - others):
        return True
    return len(words) > 1 and min(map(len, words)) > 1 and words[-1].capitalize() not in _RESTS  # L&T Metro


def _own_words(words: Words) -> list[str]:
    """Return a body's own words: the same for "Harbour Department" and "U.S. Department of the Harbour"."""
    return sorted(word for word in words if word not in ("u", "s", "us", "of", "the"))


def _is_fuller_person(words: Words, other: Words) -> bool:
    """Return whether the words are the family name of `other`, or its surname with a short given name."""
    if len(words) > 1 and other[-len(words) :] == words:
        return is_given(other[0])
    if len(words) < 2 or words[-1] != other[-1]:
        return False
    given, longer = words[0], other[0]
    if all(len(word) == 1 for word in words[:-1]):
        return len(longer) > 1 and longer.startswith(given)  # J. R. Holm
    if len(words) > len(other):
        return False
    is_short = len(given) >= _SHORTEST_GIVEN and given != longer and longer.startswith(given)
    return is_short and not is_another_given(given, longer)
