"""Finds persons by full name in languages that inflect names and that no recogniser reads.

"Annie Holmskiej" is Anna Holmska: a given name and a surname each have rows of endings in the file of the
language, the first of a row the nominative's. Where several readings are possible, that counts which the
story has as a word. The surname alone, in any case, means the person named in full.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from lib.actors.dictionary import Dictionary
from lib.actors.forms import is_given
from lib.actors.languages import Endings, endings_of
from lib.actors.occurrences import occurrences
from lib.actors.records import Record
from lib.actors.story import Name, Story, free, in_order
from lib.actors.words import word_set

_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")
_BEFORE = re.compile(r"(\w+)[. ]+$")
_PATRONYMIC = re.compile(r"\w+(?:ович|евич|йович|івн|ївн|овн|евн|ичн|ьич)\w{0,3}")
_CALLED_AFTER = word_set("called_after_persons")
_OF_WOMEN = ("a", "e", "а", "я")  # ends of given names
_UNCHANGED = ("e", "i", "o", "u", "y", "е", "и", "і", "о", "у")  # ends of given names of no case: Joe
_VOWELS = ("a", "e", "i", "o", "u", "y", "а", "е", "и", "і", "о", "у")
_INSTRUMENTAL = ("m", "м")  # ends of men's surnames that show a case behind a given name of no case
_NEVER_HERS = ("и", "ї", "ы")  # ends of no woman's surname in the nominative: Надія України
_SHORTEST = 3  # letters of a surname
_Finder = Callable[[str], Record | None]


class _Given(NamedTuple):
    """A given name in the nominative, and whether it is a woman's."""

    name: str
    woman: bool


class _Reading(NamedTuple):
    """A full name in the nominative: one way to read a printed name."""

    given: str
    surname: str


def inflected_names(
    story: Story, known: Dictionary, seen: Sequence[Name] = (), more_given: frozenset[str] = frozenset()
) -> list[list[Name]]:
    """Return for each passage the persons named in full, and their surnames alone; none in other languages.

    `seen` are further full names, found by a recogniser: for them `more_given` are given names too, and one
    that the endings do not explain is unsure.
    """
    endings = endings_of(story.language)
    if endings is None:
        return [[] for _ in story]

    @cache
    def record_of(called: str) -> Record | None:
        """Return the person of the actor file who has this whole name; None if nobody has."""
        whole = (hit for hit in known.hits(called, story.day) if (hit.start, hit.end) == (0, len(called)))
        return next((hit.record for hit in whole if hit.record and hit.record.kind == "person"), None)

    words = [list(_WORD.finditer(passage.text)) for passage in story]
    forms = frozenset(word[0] for passage in words for word in passage)

    def person(name: Name, readings: Sequence[_Reading]) -> Name:
        """Return a full name with its record, else with its nominative as canonical name."""
        passage = story.passages[name.passage]
        opens = passage.sentences[passage.sentence_of(name.start)][0] == name.start
        best, is_open = _best(readings, forms, name.surface, record_of, opens=opens)
        called = " ".join(best)
        record = record_of(called)
        canonical = "" if record or called == name.surface else called
        return replace(name, source="rule", record=record, canonical=canonical, unsure=is_open)

    named = [
        person(passage.name(start, end, "person", "rule"), readings)
        for passage, tokens in zip(story, words, strict=True)
        for start, end, readings in _full(passage.text, tokens, endings, story.lower_case_words)
        if not any(
            hit.record and hit.record.kind != "person"
            for hit in known.hits(passage.text[start:end].split()[-1], story.day)
        )
    ]
    wider = replace(endings, given=endings.given | more_given)
    for name in free(seen, named):
        readings = _readings_of(name.surface, wider)
        named.append(person(name, readings) if readings else replace(name, unsure=True))
    everything = in_order([*named, *free(_alone(story, named, endings), named)])
    by_passage: list[list[Name]] = [[] for _ in story]
    for name in everything:
        by_passage[name.passage].append(name)
    return by_passage


def _readings_of(surface: str, endings: Endings) -> list[_Reading]:
    """Return the nominatives that a given name and surname can be cases of; [] for other names."""
    words = [word for word in surface.split() if not _PATRONYMIC.fullmatch(word.lower())]
    if len(words) != 2:
        return []
    first, last = words
    return list(_readings(first, last, _given(first, endings), endings))


def _full(
    text: str, words: Sequence[re.Match[str]], endings: Endings, small: frozenset[str]
) -> Iterator[tuple[int, int, list[_Reading]]]:
    """Yield (start, end, possible nominatives) of each full name; words in `small` are no surnames."""
    free_from = 0
    for place, word in enumerate(words[:-1]):
        if place < free_from or not word[0][0].isupper() or word[0].isupper():
            continue
        given = _given(word[0], endings)
        before = _BEFORE.search(text, max(0, word.start() - 20), word.start())
        if not given or (before and before[1].lower() in _CALLED_AFTER):
            continue
        last = place + 1
        if last + 1 < len(words) and _PATRONYMIC.fullmatch(words[last][0]) and words[last][0][0].isupper():
            last += 1
        surname = words[last][0]
        gaps = {text[words[n].end() : words[n + 1].start()] for n in range(place, last)}
        if len(surname) < _SHORTEST or not surname[0].isupper() or surname.isupper():
            continue
        if surname.lower() in small or not gaps <= {" ", "\u00a0"}:
            continue
        if readings := list(_readings(word[0], surname, given, endings)):
            yield word.start(), words[last].end(), readings
            free_from = last + 1


def _given(word: str, endings: Endings) -> list[_Given]:
    """Return the given names of which a word may be a case: the language's or, if none fits, any other."""
    found = dict.fromkeys(
        _Given(base, woman)
        for woman, rows in ((True, endings.given_women), (False, endings.given_men))
        for base in _nominatives(word, rows)
        if woman == (base.endswith(_OF_WOMEN) and base not in endings.men)
    )
    if listed := [each for each in found if each.name in endings.given]:
        return listed
    if word.isascii() and is_given(word):
        return [_Given(word, word.endswith("a"))]
    return [each for each in found if each.name.isascii() and is_given(each.name)]


def _nominatives(word: str, rows: Sequence[tuple[str, ...]], *, oblique: bool = False) -> Iterator[str]:
    """Yield the words of which `word` may be a case, itself among them unless it is `oblique`."""
    for row in rows:
        for ending in (row[1:] or row) if oblique else row:
            stem = word.removesuffix(ending)
            two_vowels = oblique and row[0].startswith(_VOWELS) and stem.endswith(_VOWELS)
            if (stem != word or not ending) and len(stem) > 1 and not two_vowels:
                yield stem + row[0]


def _readings(first: str, last: str, given: Sequence[_Given], endings: Endings) -> Iterator[_Reading]:
    """Yield the nominatives of a full name; where the given name is one as printed, so is the surname."""
    cases = (end for row in endings.surname_men if not row[0] for end in row if end.endswith(_INSTRUMENTAL))
    instrumental = last.endswith(tuple(cases))
    for base, woman in given:
        is_case = instrumental and not woman and base.endswith(_UNCHANGED)
        if (
            base == first
            and not is_case
            and _may_be_nominative(last, endings, woman=woman, sure=len(given) == 1)
        ):
            yield _Reading(base, last)
        if base != first or base.endswith(_UNCHANGED):
            for surname in _surnames(last, endings.surname_women if woman else endings.surname_men):
                yield _Reading(base, surname)


def _may_be_nominative(surname: str, endings: Endings, *, woman: bool, sure: bool) -> bool:
    """Return whether a surname may be a nominative as printed; `sure`: the given name is a woman's alone."""
    if woman:
        like_hers = surname.endswith(tuple(row[0] for row in endings.surname_women if row[0]))
        return like_hers or (sure and not surname.endswith(_NEVER_HERS))
    long = [row for row in endings.surname_men if len(row[0]) > 1]
    others = tuple(end for row in long for end in row[1:] if len(end) > 2)
    return surname.endswith(tuple(row[0] for row in long)) or not surname.endswith(others)


def _surnames(printed: str, rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield the surnames of which a printed one may be a case; both parts of a double one, "Holm-Marn"."""
    front, hyphen, last = printed.rpartition("-")
    former = next(_nominatives(front, rows, oblique=True), front)
    return (f"{former}{hyphen}{surname}" for surname in _nominatives(last, rows, oblique=True))


def _best(
    readings: Sequence[_Reading], words: frozenset[str], surface: str, record_of: _Finder, *, opens: bool
) -> tuple[_Reading, bool]:
    """Return the best reading, and True if the printed words may as well be the nominative.

    Best is a person of the actor file, then words that the story has elsewhere, then the nominative if the
    name `opens` a sentence, else words that are cases of others. Within a sentence "Aleksandra Marnova" is
    open: it may be Aleksandr Marnov's genitive.
    """
    others = words - {*surface.split()}
    first, *_, last = surface.split()

    def evidence(reading: _Reading) -> tuple[bool, ...]:
        """Return whether the person is known, and whether the story has the surname and the given name."""
        return record_of(" ".join(reading)) is not None, reading.surname in others, reading.given in others

    printed = _Reading(first, last)

    def is_likely(reading: _Reading) -> bool:
        return reading == printed if opens else reading.given != first and reading.surname != last

    best = max(readings, key=lambda each: (evidence(each), is_likely(each)))
    is_open = best.given != first and printed in readings and evidence(printed) == evidence(best)
    return best, is_open


def _alone(story: Story, named: Sequence[Name], endings: Endings) -> Iterator[Name]:
    """Yield the places of surnames alone, in any case, of persons named in full; undecided if of several."""
    bearers: defaultdict[str, dict[str, Name]] = defaultdict(dict)
    for name in named:
        called = name.canonical or (name.record.name if name.record else name.surface)
        for form in {name.surface.split()[-1], *surname_cases(called, endings)}:
            bearers[form].setdefault(called, name)
    for place in occurrences(story, (form for form in bearers if len(form) >= _SHORTEST), cased=False):
        if place.surface.lower() not in story.lower_case_words:
            called, full = next(iter(bearers[place.surface].items()))
            yield story.passages[place.passage].name(
                place.start, place.end, "person", "rule", role="surname", record=full.record,
                canonical="" if full.record else called, undecided=len(bearers[place.surface]) > 1,
            )  # fmt: skip


def surname_cases(called: str, endings: Endings | None) -> set[str]:
    """Return the surname, the last word of a name, in all its cases; unchanged if there are no endings.

    Of a double surname, "Holm-Marn", both parts change.
    """
    rows = (*endings.surname_men, *endings.surname_women) if endings else ()

    def cases(word: str) -> set[str]:
        stems = ((word.removesuffix(row[0]), row) for row in rows if word.endswith(row[0]))
        return {word, *(stem + ending for stem, row in stems for ending in row)}

    front, hyphen, last = called.split()[-1].rpartition("-")
    fronts = cases(front) if front else [""]
    return {f"{former}{hyphen}{surname}" for former in fronts for surname in cases(last)}
