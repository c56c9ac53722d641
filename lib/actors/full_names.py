"""Persons named in full, in languages that no recogniser reads.

A given name opens them and words with a capital follow. A rare given name needs more: the surname stands
alone elsewhere in the story, or a bracket follows, as of a party or an age. Beside words of streets, schools
and prizes a name is theirs. Languages that inflect names are left out: one person would be as many actors as
there are cases.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from lib.actors.dictionary import Dictionary
from lib.actors.forms import NO_SURNAMES, is_given
from lib.actors.story import Name, Passage, Story
from lib.actors.words import word_set

LANGUAGES = frozenset((
    "af", "ca", "da", "de", "es", "fr", "gl", "it", "nb", "nl", "nn", "no", "pt", "ro", "sv", "tr",
))  # fmt: skip
_GENITIVE = frozenset(("da", "de", "nb", "nl", "nn", "no", "sv"))  # an s without an apostrophe
_NOUNS_HAVE_CAPITALS = "de"
_COMMON = word_set("given_names")
_ALSO_WORDS = word_set("words_like_given_names")
_PARTICLES = word_set("particles")
_CALLED_AFTER = word_set("called_after_persons")
_ARTICLES = word_set("articles_abroad")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BRACKET = re.compile(r"['’]?s? \((?:[^\W\d_a-z]|\d\d\b)")
_ARABIC = re.compile(r"[aeu][a-z]-[A-Z]\w+")  # ad-Din
_SPACE = (" ", "\u00a0")
_OPENS = re.compile(r"(?:^|[.!?:…|\n])[\s\"“‘'(«»„–-]*$")
_Word = re.Match[str]


def full_names(story: Story, known: Dictionary) -> list[list[Name]]:
    """Return the persons of each passage who are named in full, as a recogniser would."""
    reading = _Reading(story, known)
    found = [list(reading.named(number, passage)) for number, passage in enumerate(story)]
    surnames = frozenset(name.surface.split()[-1] for names in found for name in names)
    return [[*names, *reading.genitives(number, surnames)] for number, names in enumerate(found)]


class _Reading:
    """The words of a story, and which of them stand where no given name is before them."""

    def __init__(self, story: Story, known: Dictionary) -> None:
        self.known, self.day = known, story.day
        self.lower, self.language = story.lower_case_words, story.language or ""
        self.words: Sequence[Sequence[_Word]] = [[*_WORD.finditer(passage.text)] for passage in story]

    @cached_property
    def alone(self) -> Mapping[str, int]:
        """How often each word stands where neither a given name nor a particle is before it."""
        counts = Counter[str]()
        for words in self.words:
            before = ""
            for word in words:
                counts[word[0]] += not (is_given(before) or before.lower() in _PARTICLES)
                before = word[0]
        return counts

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], int]:
        """How often two words follow each other where no given name is before them."""
        return Counter(
            (words[n][0], words[n + 1][0])
            for words in self.words
            for n in range(len(words) - 1)
            if not n or not is_given(words[n - 1][0])
        )

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The words behind an article, where nouns have capitals."""
        if self.language != _NOUNS_HAVE_CAPITALS:
            return frozenset()
        return frozenset(
            after[0]
            for words in self.words
            for before, after in pairwise(words)
            if before[0].lower() in _ARTICLES
        )

    def named(self, number: int, passage: Passage) -> Iterator[Name]:
        """Yield the full names of a passage."""
        text, words, place = passage.text, self.words[number], 0
        while place < len(words):
            last = self._last(text, words, place)
            if last is not None and self._is_person(text, words, place, last):
                surface = self._nominative(text[words[place].start() : words[last].end()])
                start = words[place].start()
                yield Name(
                    passage=number, start=start, end=start + len(surface), surface=surface, kind="person",
                    source="recogniser", unsure=self._may_go_on(text, words, last),
                )  # fmt: skip
            place = place + 1 if last is None else last + 1

    def genitives(self, number: int, surnames: Container[str]) -> Iterator[Name]:
        """Yield the surnames of a passage that stand alone with the s of a genitive: Holms Boot."""
        for word in self.words[number] if self.language in _GENITIVE else ():
            surname = word[0].removesuffix("s")
            if surname != word[0] and surname in surnames and word[0] not in surnames:
                yield Name(
                    passage=number, start=word.start(), end=word.end() - 1, surface=surname, kind="person",
                    source="recogniser", role="surname",
                )  # fmt: skip

    def _last(self, text: str, words: Sequence[_Word], first: int) -> int | None:
        """Return the number of the last word of a full name that opens here; None where none does."""
        if not _is_given(words[first][0]):
            return None

        def follows(place: int) -> str:
            if place >= len(words):
                return ""
            between = text[words[place - 1].end() : words[place].start()]
            initial = len(words[place - 1][0]) == 1 and between in (". ", ".\u00a0", ".")
            return words[place][0] if initial or between in _SPACE else ""

        place = first + 1
        while _is_initial(word := follows(place)) or (_is_given(word) and _is_surname(follows(place + 1))):
            place += 1
        while follows(place).lower() in _PARTICLES and follows(place + 1):
            place += 1
        if not _is_surname(follows(place)):
            return None
        return place + 1 if self._goes_on(words[place][0], follows(place + 1)) else place

    def _goes_on(self, surname: str, word: str) -> bool:
        """Return whether a word is of the name too: a second surname, or as in Ada ad-Din."""
        noun = self.language == _NOUNS_HAVE_CAPITALS and not self.pairs[surname, word]
        return (_is_surname(word) and not noun) or _ARABIC.fullmatch(word) is not None

    def _may_go_on(self, text: str, words: Sequence[_Word], last: int) -> bool:
        """Return whether a word with a capital follows that is a noun or a second surname."""
        if last + 1 == len(words) or self.language != _NOUNS_HAVE_CAPITALS:
            return False
        return text[words[last].end() : words[last + 1].start()] in _SPACE and words[last + 1][0][0].isupper()

    def _is_person(self, text: str, words: Sequence[_Word], first: int, last: int) -> bool:
        start, end = words[first].start(), words[last].end()
        before = (
            words[first - 1][0]
            if first and text[words[first - 1].end() : start] in (*_SPACE, " „", " «", ' "')
            else ""
        )
        after = (
            words[last + 1][0]
            if last + 1 < len(words) and text[end : words[last + 1].start()] in (*_SPACE, "-")
            else ""
        )
        if {before.lower(), after.lower()} & _CALLED_AFTER or after in NO_SURNAMES or before in _ARTICLES:
            return False
        opens = bool(_OPENS.search(text, max(0, start - 8), start))
        if _BRACKET.match(text, end):
            return True
        given = [word[0].split("-")[0] for word in words[first:last]]
        if given[0].lower() in self.lower or words[last][0] in self.nouns:
            return False
        if any(name in _COMMON and name not in _ALSO_WORDS for name in given):
            inside = before[:1].isupper() and before[1:].islower() and self.language != _NOUNS_HAVE_CAPITALS
            return not inside or bool(
                _OPENS.search(text, max(0, start - len(before) - 9), start - len(before) - 1)
            )
        always = (
            self.alone[given[0]] == self.pairs[given[0], words[first + 1][0]]
        )  # and not a place that is in the news
        rare = given[0] not in _ALSO_WORDS and always
        return not opens and rare and self._stands_alone(words[last][0])

    def _stands_alone(self, surname: str) -> bool:
        return any(self.alone.get(form) for form in self._forms(surname))

    def _forms(self, surname: str) -> Iterator[str]:
        yield surname
        if self.language in _GENITIVE:
            yield f"{surname}s"
            yield surname.removesuffix("s")

    def _nominative(self, surface: str) -> str:
        """Return a name without the s of a genitive where the story or the actor file has it so."""
        bare = surface.removesuffix("s")
        if self.language not in _GENITIVE or bare == surface:
            return surface
        known = any(hit.end - hit.start == len(bare) for hit in self.known.hits(bare, self.day))
        return bare if known or bare.split()[-1] in self.alone else surface


def _is_given(word: str) -> bool:
    return all(
        len(part) > 2 and part[0].isupper() and part[1:].islower() and is_given(part)
        for part in word.split("-")
    )


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def _is_surname(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and not word.isupper() and word not in NO_SURNAMES
