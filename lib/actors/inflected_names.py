"""Finds persons by full name in languages that inflect names and that no recogniser reads.

"Annie Holmskiej" is Anna Holmska: nominatives.py reads the endings, the file of actors and the other words of
the story decide between its readings. The surname alone, in any case, means the person named in full.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from lib.actors.dictionary import Dictionary
from lib.actors.language_files import Endings, endings_of
from lib.actors.nominatives import FullName, likeliest, nominatives, surname_cases
from lib.actors.occurrences import occurrences
from lib.actors.records import Record
from lib.actors.story import Name, Passage, Story, free, in_order
from lib.actors.words import word_set

_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")
_BEFORE = re.compile(r"(\w+)[. ]+$")
_PATRONYMIC = re.compile(r"\w+(?:ович|евич|йович|івн|ївн|овн|евн|ичн|ьич)\w{0,3}")
_CALLED_AFTER = word_set("called_after_persons")
_SHORTEST = 3  # letters of a surname
_Words = Sequence[re.Match[str]]


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
    search = _Search(story, known, endings)
    found = list(search.full_names())
    named = [*found, *search.explained(free(seen, found), more_given)]
    by_passage: list[list[Name]] = [[] for _ in story]
    for name in in_order([*named, *free(_surnames_alone(story, named, endings), named)]):
        by_passage[name.passage].append(name)
    return by_passage


class _Search:
    """The search of a story for full names, each of which gets the likeliest of its readings."""

    def __init__(self, story: Story, known: Dictionary, endings: Endings) -> None:
        self._story, self._known, self._endings = story, known, endings
        self._words = [list(_WORD.finditer(passage.text)) for passage in story]
        self._forms = frozenset(word[0] for words in self._words for word in words)

    def full_names(self) -> Iterator[Name]:
        """Yield the persons named in full, without "Ewa Polska", which ends with the name of a country."""
        for passage, words in zip(self._story, self._words, strict=True):
            for name, readings in self._names_with_readings(passage, words):
                hits = self._known.hits(name.surface.split()[-1], self._story.day)
                if not any(hit.record and hit.record.kind != "person" for hit in hits):
                    yield self._person(name, readings)

    def explained(self, seen: Iterable[Name], more_given: frozenset[str]) -> Iterator[Name]:
        """Yield a recogniser's names as the persons that they mean, unsure where no endings explain one."""
        endings = replace(self._endings, given=self._endings.given | more_given)
        for name in seen:
            words = [word for word in name.surface.split() if not _PATRONYMIC.fullmatch(word.lower())]
            readings = nominatives(words[0], words[1], endings) if len(words) == 2 else []
            yield self._person(name, readings) if readings else replace(name, unsure=True)

    def _names_with_readings(self, passage: Passage, words: _Words) -> Iterator[tuple[Name, list[FullName]]]:
        """Yield each given name and surname, a patronymic may be between, with what they can be cases of."""
        text, free_from = passage.text, 0
        for first, given in enumerate(words[:-1]):
            if first < free_from or not _is_capitalised(given[0]):
                continue
            last, second = first + 1, words[first + 1][0]
            if last + 1 < len(words) and second[0].isupper() and _PATRONYMIC.fullmatch(second):
                last += 1
            surname = words[last][0]
            if len(surname) < _SHORTEST or not _is_capitalised(surname):
                continue
            gaps = {text[one.end() : other.start()] for one, other in pairwise(words[first : last + 1])}
            if surname.lower() in self._story.lower_case_words or not gaps <= {" ", "\u00a0"}:
                continue
            before = _BEFORE.search(text, max(0, given.start() - 20), given.start())
            if before and before[1].lower() in _CALLED_AFTER:  # a street, a school
                continue
            if readings := nominatives(given[0], surname, self._endings):
                yield passage.name(given.start(), words[last].end(), "person", "rule"), readings
                free_from = last + 1

    def _person(self, name: Name, readings: list[FullName]) -> Name:
        """Return a full name with its record, else with its nominative as canonical name."""
        passage = self._story.passages[name.passage]
        opens = passage.sentences[passage.sentence_of(name.start)][0] == name.start
        records = {reading: self._record_of(" ".join(reading)) for reading in readings}
        known = [reading for reading, record in records.items() if record]
        first, *_, last = words = name.surface.split()
        others = self._forms.difference(words)
        best, is_open = likeliest(readings, FullName(first, last), known, others, opens=opens)
        called = " ".join(best)
        canonical = "" if records[best] or called == name.surface else called
        return replace(name, source="rule", record=records[best], canonical=canonical, unsure=is_open)

    def _record_of(self, called: str) -> Record | None:
        """Return the person of the actor file who has this whole name; None if nobody has."""
        hits = self._known.hits(called, self._story.day)
        whole = (hit.record for hit in hits if (hit.start, hit.end) == (0, len(called)))
        return next((record for record in whole if record and record.kind == "person"), None)


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def _surnames_alone(story: Story, named: Sequence[Name], endings: Endings) -> Iterator[Name]:
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
