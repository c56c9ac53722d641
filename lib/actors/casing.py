"""Puts lines in capitals and Title Case into sentence case, letter for letter, so that names stand out."""

import re
from collections import Counter
from collections.abc import Iterable

from lib.actors.words import word_set

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONGEST_HEADING = 25  # words
_SMALL = word_set("small_words")


def true_cased(texts: Iterable[str]) -> list[str]:
    """Gives each text with its capitals and Title Case lines in the case that the story shows elsewhere."""
    texts = list(texts)
    usual = _usual_case(texts)
    return [_LINE.sub(lambda line: _line(line[0], usual), text) for text in texts]


def is_capitals(line: str) -> bool:
    """Tells whether a line of at least three words is written in capitals."""
    words = [word for word in _WORD.findall(line) if len(word) > 1]
    return len(words) >= 3 and sum(word.isupper() for word in words) >= 0.8 * len(words)


def is_title_case(line: str) -> bool:
    """Tells whether a heading of at least four words begins nearly every longer word with a capital."""
    words = [word for word in _WORD.findall(line) if len(word) > 3]
    if not 4 <= len(words) <= _LONGEST_HEADING or line.rstrip().endswith((".", ".”", '."')):
        return False
    return sum(1 for word in words if word[0].isupper()) >= 0.9 * len(words)


def _line(line: str, usual: dict[str, str]) -> str:
    if is_capitals(line):
        return _WORD.sub(lambda word: usual.get(word[0].lower()) or _capitalised(word[0]), line)
    if is_title_case(line):
        return _WORD.sub(lambda word: _lowered(word[0], usual) if word.start() else word[0], line)
    return line


def _capitalised(word: str) -> str:
    lower = word.lower()
    if len(lower) != len(word):
        return word
    return lower if lower in _SMALL else lower[0].upper() + lower[1:]


def _lowered(word: str, usual: dict[str, str]) -> str:
    lower = word.lower()
    return lower if usual.get(lower) == lower and len(lower) == len(word) else word


def _usual_case(texts: list[str]) -> dict[str, str]:
    """Counts how each word is written in running text, sentence beginnings left out."""
    seen: dict[str, Counter[str]] = {}
    for text in texts:
        for line in _LINE.findall(text):
            if is_capitals(line) or is_title_case(line):
                continue
            for word in _WORD.finditer(line):
                if line[max(0, word.start() - 2) : word.start()].rstrip(' "“‘(')[-1:].isalnum():
                    seen.setdefault(word[0].lower(), Counter())[word[0]] += 1
    return {
        lower: forms.most_common(1)[0][0]
        for lower, forms in seen.items()
        if len(lower) == len(forms.most_common(1)[0][0])
    }
