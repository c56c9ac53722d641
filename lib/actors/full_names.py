"""Finds persons by full name, in languages without a recogniser.

A full name is a given name and capitalised words after it. In German, where nouns are capitalised too, the
surname must not also follow articles, and a rare given name must neither begin a sentence nor occur elsewhere
without this surname. Names beside words for streets, schools and prizes are not persons. Languages that
inflect names are read by inflected_names.py.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lib.actors.dictionary import Dictionary
from lib.actors.language_files import GERMANIC, body_words, rows_of
from lib.actors.person_names import NO_SURNAMES, is_given
from lib.actors.story import Name, Passage, Story
from lib.actors.words import word_set

LANGUAGES = frozenset((
    "af", "ca", "da", "de", "es", "fr", "gl", "it", "nb", "nl", "nn", "no", "pt", "ro", "sv", "tr",
))  # fmt: skip
_COMMON = word_set("given_names")
_ALSO_WORDS = word_set("words_like_given_names")
_PARTICLES = word_set("particles")
_CALLED_AFTER = word_set("called_after_persons")
_ARTICLES = word_set("articles_abroad")
# Apart from their neighbours stand "d'" and "qu'" before a word and "'s" behind it; in Turkish all endings.
_WORD = re.compile(r"[a-z]+(?=['’])|[^\W\d_]+(?:(?:-|['’](?!s\b))[^\W\d_]+)*")
_TURKISH_WORD = re.compile(r"[^\W\d_]+(?:(?:-|['’](?=[A-ZÇĞİÖŞÜ]))[^\W\d_]+)*")
_BRACKET = re.compile(r"['’]?s? \((?:[^\W\d_a-z]|\d\d\b)")
_ARABIC = re.compile(r"[aeu][a-z]-[A-Z]\w+")  # ad-Din
_SPACES = (" ", "\u00a0")
_BEHIND_INITIALS = (*_SPACES, ". ", ".\u00a0", ".")
_OPENED = (*_SPACES, " „", " «", ' "')
_OPENING = re.compile(r"(?:^|[.!?:…|\n])[\s\"“‘'(«»„–-]*$")


def are_sought(language: str | None) -> bool:
    """Return whether rules find persons by their full names in this language, which no recogniser reads."""
    return language in LANGUAGES or not rows_of(language).keys().isdisjoint(("given", "family_names"))


def full_names(story: Story, known: Dictionary) -> list[list[Name]]:
    """Return for each passage the persons named in full, and their surnames alone in the genitive."""
    reading = _Reading(story, known)
    found = [list(reading.named(passage)) for passage in story]
    surnames = frozenset(name.surface.split()[-1] for names in found for name in names)
    return [[*own, *reading.genitives(passage, surnames)] for passage, own in zip(story, found, strict=True)]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a passage, and which of them follow each other as in a name."""

    matches: Sequence[re.Match[str]]

    def __len__(self) -> int:
        return len(self.matches)

    def __iter__(self) -> Iterator[str]:
        return (word[0] for word in self.matches)

    def __getitem__(self, place: int) -> str:
        return self.matches[place][0]

    def behind(self, place: int, between: Sequence[str] = _SPACES) -> str:
        """Return the word behind the one at `place`.

        "" if none follows, or text other than `between` is between.
        """
        if place + 1 >= len(self.matches):
            return ""
        word, following = self.matches[place : place + 2]
        return following[0] if word.string[word.end() : following.start()] in between else ""

    def in_name(self, place: int) -> str:
        """Return the word at `place` if it follows the one before as in a name, "K. Holm"; else ""."""
        initial = len(self[place - 1]) == 1
        return self.behind(place - 1, _BEHIND_INITIALS if initial else _SPACES)

    def behind_particles(self, place: int) -> int:
        """Return the index of the first word from `place` that is no particle before another word."""
        while self.in_name(place).lower() in _PARTICLES and self.in_name(place + 1):
            place += 1
        return place


class _Reading:
    """The words of a story's passages, with counts that show which are names, and the full names there."""

    def __init__(self, story: Story, known: Dictionary) -> None:
        self.known, self.day = known, story.day
        self.lower, self.genitive = story.lower_case_words, story.language in GERMANIC
        self.capital_nouns = story.language == "de"
        self.bodies = known_words.heads if (known_words := body_words(story.language)) else {}
        word = _TURKISH_WORD if story.language == "tr" else _WORD
        self.words = [_Words([*word.finditer(passage.text)]) for passage in story]

    @cached_property
    def alone(self) -> Counter[str]:
        """How often each word occurs without a given name or particle before it."""
        counts = Counter[str]()
        for words in self.words:
            before = ""
            for word in words:
                counts[word] += not (is_given(before) or before.lower() in _PARTICLES)
                before = word
        return counts

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """How often each two words follow each other, not counting where a given name stands before them."""
        return Counter(
            (words[n], words[n + 1])
            for words in self.words
            for n in range(len(words) - 1)
            if not n or not is_given(words[n - 1])
        )

    @cached_property
    def behind_article(self) -> Mapping[str, int]:
        """How often each word follows an article; empty except in German."""
        return Counter(
            words.behind(place)
            for words in (self.words if self.capital_nouns else ())
            for place, word in enumerate(words)
            if word.lower() in _ARTICLES
        )

    def is_noun(self, word: str) -> bool:
        """Return whether an article precedes a third of a word's places; False except in German."""
        return 3 * self.behind_article.get(word, 0) >= max(self.alone.get(word, 0), 1)

    def named(self, passage: Passage) -> Iterator[Name]:
        """Yield the full names in a passage."""
        words, place = self.words[passage.number], 0
        while place < len(words):
            last = self._last(words, place)
            if last is not None and self._is_person(words, place, last):
                start = words.matches[place].start()
                surface = self._nominative(passage.text[start : words.matches[last].end()])
                goes_on = self.capital_nouns and words.behind(last)[:1].isupper()
                yield passage.name(start, start + len(surface), "person", "recogniser", unsure=goes_on)
            place = place + 1 if last is None else last + 1

    def genitives(self, passage: Passage, surnames: Container[str]) -> Iterator[Name]:
        """Yield the known surnames that have a genitive s, without it: "Holm" in "Holms Boot"."""
        for word in self.words[passage.number].matches if self.genitive else ():
            surname = word[0].removesuffix("s")
            if surname != word[0] and surname in surnames and word[0] not in surnames:
                yield passage.name(word.start(), word.end() - 1, "person", "recogniser", role="surname")

    def _last(self, words: _Words, first: int) -> int | None:
        """Return the index of the last word of the full name that begins at `first`; None if no name does."""
        if not _is_given_name(words[first]):
            return None
        place = first + 1
        while self._is_another_given(words, place):
            place += 1
        place = words.behind_particles(place)
        if not _can_be_surname(words.in_name(place)):
            return None
        word = words.in_name(place + 1)
        noun = self.capital_nouns and not self.pairs[words[place], word]
        goes_on = (_can_be_surname(word) and not noun) or _ARABIC.fullmatch(word)  # or as in Ada ad-Din
        return place + 1 if goes_on else place

    def _is_another_given(self, words: _Words, place: int) -> bool:
        """Return whether the word at `place` is a given name or initial before more of the name."""
        word = words.in_name(place)
        if not _is_given_name(word):
            return len(word) == 1 and word.isupper()
        after = words.behind_particles(place + 1)
        surname = words.in_name(after)
        if after == place + 1 or not _can_be_surname(surname):
            return _can_be_surname(surname)
        # Else "Martin" may be the surname: of the university, of the fire brigade, of Madrid.
        return not (surname in self.bodies or self.is_noun(surname) or self.known.hits(surname, self.day))

    def _is_person(self, words: _Words, first: int, last: int) -> bool:
        """Return whether the words from `first` to `last`, spelt like a full name, are a person's.

        They are not if a word such as "street" is beside them, or if one of them is a noun or a word of the
        story.
        """
        text, start, surname = words.matches[first].string, words.matches[first].start(), words[last]
        before = words[first - 1] if first and words.behind(first - 1, _OPENED) else ""
        after = words.behind(last, (*_SPACES, "-"))
        if {before.lower(), after.lower()} & _CALLED_AFTER or after in NO_SURNAMES or before in _ARTICLES:
            return False
        if _BRACKET.match(text, words.matches[last].end()):
            return True
        given = words[first].split("-")[0]
        if given in _ALSO_WORDS or given.lower() in self.lower or self.is_noun(surname):
            return False
        if not self.capital_nouns:  # a word with a capital before is of the same name: Prix Albert Holm
            inside = before[:1].isupper() and before[1:].islower()
            return not inside or _opens(text, start - len(before) - 1) or bool(self.alone[surname])
        if any(words[n].split("-")[0] in _COMMON for n in range(first, last)):
            return True
        if _opens(text, start) or (given.endswith("s") and is_given(given[:-1])):
            return False
        # Else the first word is a noun, or a place in the news.
        return self.alone[given] <= self.pairs[given, words[first + 1]] or self.alone[surname] > 1

    def _nominative(self, surface: str) -> str:
        """Return the name without its genitive s, if the actor file or the story has it so; else as it is."""
        bare = surface.removesuffix("s")
        if not self.genitive or bare == surface:
            return surface
        known = any(hit.end - hit.start == len(bare) for hit in self.known.hits(bare, self.day))
        return bare if known or bare.split()[-1] in self.alone else surface


def _opens(text: str, start: int) -> bool:
    """Return whether a sentence or quotation begins at `start`."""
    return _OPENING.search(text, max(0, start - 8), start) is not None


def _is_given_name(word: str) -> bool:
    return all(
        len(part) > 2 and part[0].isupper() and part[1:].islower() and is_given(part)
        for part in word.split("-")
    )


def _can_be_surname(word: str) -> bool:
    """Return whether a word has a first capital, is no acronym and no word such as "street"."""
    return len(word) > 1 and word[0].isupper() and not word.isupper() and word not in NO_SURNAMES
