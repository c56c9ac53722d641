"""Puts headings in capitals or Title Case into sentence case, so that names stand out.

Case changes letter for letter: all offsets stay valid.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from lib.actors.words import word_set

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Group 1 is a word behind a letter, digit or comma, group 2 one behind another mark or first in its line, as
# "Ferry" in "It left. Ferry traffic stopped.": its capital says nothing of how the story writes it.
_WORD_IN_PLACE = re.compile(
    rf"(?:(?<=,|[^\W_])|(?<=(?:,|[^\W_])[ \"“‘'(]))({_WORD.pattern})|({_WORD.pattern})"
)
_TWO_CAPITALS = re.compile(r"[^\W\d_a-z]['’]?[^\W\d_a-z]")  # or other letters than a to z
_LONGEST_HEADING = 500  # characters; a paragraph in capitals shows by then too
_MOST_LONG_WORDS = 25  # of a heading; a line of more is a paragraph of names
_FEWEST_CAPITALS = 3  # words of two letters or more: "US to NATO" has two in capitals and is no such heading
_FEWEST_LONG_WORDS = 4  # in Title Case: three may be a name, "World Health Organization"
_SHORT = 3  # letters of words that keep a small letter in Title Case: of, the, and
_IN_TITLE_CASE = 0.9  # of the long words begin with a capital; "from" and "with" may not
_IN_CAPITALS = 0.8  # of the words are in capitals; a name such as McHALE is not
_STEM = 5  # letters that kin words share: discuss, discussed
_ENOUGH_WORDS = 40  # different words of running text that show how a story writes
_SMALL = word_set("small_words")

Case = Literal["capitals", "title case"]


def true_cased(texts: Iterable[str]) -> list[str]:
    """Return the texts; in headings in capitals or Title Case words are written as elsewhere in the story."""
    texts = list(texts)
    cases = {line: case for text in texts for line in _LINE.findall(text) if (case := case_of(line))}
    if not cases:
        return texts
    usual = _UsualCase(line for text in texts for line in _LINE.findall(text) if line not in cases)

    def in_sentence_case(line: re.Match[str]) -> str:
        """Return a heading with each word in its usual case; other lines unchanged."""
        case = cases.get(line[0])
        if case == "capitals":
            return _WORD.sub(lambda word: usual.of_capitals(word[0]), line[0])
        if case == "title case":
            return _WORD.sub(lambda word: usual.of_title_case(word[0]) if word.start() else word[0], line[0])
        return line[0]

    return [_LINE.sub(in_sentence_case, text) for text in texts]


def case_of(line: str) -> Case | None:
    """Return whether a line is in capitals (three words or more) or Title Case; None if it is in neither.

    A paragraph, which is long or ends with a full stop, can be in capitals but not in Title Case.
    """
    is_paragraph = len(line) > _LONGEST_HEADING or line.rstrip().endswith((".", ".”", '."'))
    if is_paragraph and _TWO_CAPITALS.search(line, 0, _LONGEST_HEADING) is None:
        return None  # most of them: their words need not be found
    words = _WORD.findall(line[:_LONGEST_HEADING])
    longer = [word for word in words if len(word) > 1]
    if len(longer) >= _FEWEST_CAPITALS and sum(map(str.isupper, longer)) >= _IN_CAPITALS * len(longer):
        return "capitals"
    if is_paragraph:
        return None
    long = [word for word in words if len(word) > _SHORT]
    capitalised = sum(word[0].isupper() for word in long)
    if _FEWEST_LONG_WORDS <= len(long) <= _MOST_LONG_WORDS and capitalised >= _IN_TITLE_CASE * len(long):
        return "title case"
    return None


def is_heading(text: str, at: int) -> bool:
    """Return whether the line at an offset is in capitals or Title Case."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    end = end if end >= 0 else len(text)
    return case_of(text[start : min(end, start + _LONGEST_HEADING + 1)]) is not None


class _UsualCase:
    """The usual case of each word in the lines of a story's running text."""

    def __init__(self, lines: Iterable[str]) -> None:
        words = Counter(_WORD_IN_PLACE.findall("\n".join(lines))).most_common()
        self._forms = _usual_forms(inside for (inside, _), _ in words if inside)
        self._opening = _usual_forms(opening for (_, opening), _ in words if opening)
        self._stems = {word[:_STEM] for word, form in self._forms.items() if form.islower()}
        self._has_enough_words = len(self._forms) >= _ENOUGH_WORDS

    def of_capitals(self, word: str) -> str:
        """Return a word from a line in capitals as the story writes it elsewhere.

        One not elsewhere is in lower case if it is a small word or its stem is in lower case there, else
        capitalised. A word whose length would change stays.
        """
        lower = word.lower()
        form = self._forms.get(lower) or self._opening.get(lower)
        if form is None:
            plain = lower in _SMALL or (self._has_enough_words and lower[:_STEM] in self._stems)
            form = lower if plain else lower[:1].upper() + lower[1:]
        return form if len(form) == len(word) else word

    def of_title_case(self, word: str) -> str:
        """Return a word from a Title Case line, in lower case if the story writes it or its stem so."""
        lower = word.lower()
        form = self._forms.get(lower)
        small = form == lower or (form is None and len(lower) >= _STEM and lower[:_STEM] in self._stems)
        return lower if small and len(lower) == len(word) else word


def _usual_forms(forms: Iterable[str]) -> dict[str, str]:
    """Return the first of the forms of each word, by its small letters: {"nato": "NATO"}."""
    usual: dict[str, str] = {}
    for form in forms:
        usual.setdefault(form.lower(), form)
    return usual
