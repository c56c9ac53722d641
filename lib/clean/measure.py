"""Measures a text: its words, its sentences, and whether it reads as prose."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lib.clean.words import any_of, pattern, read
from lib.model.article import Link
from lib.model.folding import folded_words
from lib.model.length import DENSE, SPACED_WORD, UNSPACED

_STOPS = ".!?…।॥؟۔။។።։"
# An agency, who wrote it in Japanese and Chinese, or who and when in Austria, may follow in brackets.
_SIGNED = (
    rf"[(\[]{any_of(read('agencies')['news'])}[)\]]\.?|（[^（）。\W\d_]{{2,10}}）"
    r"|\([^\W\d_][^()]{3,30}, \d\d?\.\d\d?\.\d{4}\)"
)
_TERMINAL = re.compile(rf"[{_STOPS}。！？][\s)\]\"'”’»›“‘«‹」』]*(?:(?:{_SIGNED})\s*)?$")
_INNER_STOP = re.compile(rf"[{_STOPS}][\"'”’»›“‘«‹)]?\s+[^\W\d_]|[。！？]")
_LETTERS = pattern("letters", "letters")
_CLOSING = 40  # characters at a line's end in which its last stop is looked for
_LONG, _LONG_UNSPACED = 30.0, 24.0  # words of a line that needs no stop at its end; Thai and Lao print none
_VISIBLE = re.compile(r"\w")


@dataclass(frozen=True)
class Line:
    """A non-empty line of content: its place, text without extra white space, words and sentences."""

    number: int  # among the lines that hold something
    at: int
    end: int
    text: str
    gap_before: bool  # an empty line, or the page's edge, stands above
    gap_after: bool
    weight: float  # words; characters count in scripts without spaces
    terminal: bool  # ends as a sentence ends
    sentences: int  # stops inside and at the end
    skips: tuple[tuple[int, int], ...] = ()  # after a place of the text the content holds so many more
    sign: str = ""  # the Markdown sign that opened it: "#", ">", "-"; "!" for a picture
    links: tuple[Link, ...] = ()

    def source(self, position: int) -> int:
        """Return the offset in the content for an offset in the text."""
        return self.at + position + sum(more for place, more in self.skips if place < position)

    @property
    def prose(self) -> bool:
        """Whether the line reads as running text, by its length and its sentences."""
        if self.weight >= (_LONG_UNSPACED if UNSPACED.search(self.text) else _LONG):
            words = _LETTERS.findall(self.text[:600])
            capital = sum(1 for word in words if word[0].isupper())
            return bool(self.sentences) or 2 * capital <= len(words)  # else it may be a menu on one line
        return self.sentences >= 3 or (self.terminal and self.weight >= 8)

    @cached_property
    def key(self) -> str:
        """The words alone, folded, to find repeated lines."""
        return folded_words(self.text)


def line_of(text: str) -> Line:
    """Return a single text as a line with gaps around it."""
    return Line(
        number=0, at=0, end=len(text), text=text, gap_before=True, gap_after=True, weight=weight(text),
        terminal=ends_a_sentence(text), sentences=inner_stops(text) + ends_a_sentence(text),
    )  # fmt: skip


@lru_cache(maxsize=4)  # several doubts weigh the same text
def weight(text: str) -> float:
    """Return the number of words of a text, in scripts without spaces an estimate."""
    dense = len(DENSE.findall(text)) / 2 + len(UNSPACED.findall(text)) / 4
    return len(SPACED_WORD.findall(text)) + dense


def ends_a_sentence(text: str) -> bool:
    """Return whether the text ends like a sentence: with a stop, also before quotes or a signature."""
    return bool(_TERMINAL.search(text[-_CLOSING:]))


def inner_stops(text: str) -> int:
    """Return the number of sentences that end within the text, before another."""
    return len(_INNER_STOP.findall(text))


def has_words(text: str) -> bool:
    """Return whether the text has a letter or digit."""
    return bool(_VISIBLE.search(text))
