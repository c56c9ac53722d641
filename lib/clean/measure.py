"""Measures a text: its words, and the sentences that end in it."""

import re
from functools import lru_cache

from lib.clean.words import any_of, pattern, read
from lib.model.length import DENSE, SPACED_WORD, UNSPACED
from lib.model.letters import STOPS, WIDE_STOPS

# The last letter of a segment that ends a sentence or what somebody said.
SENTENCE_ENDS = f'{STOPS}{WIDE_STOPS}»”"」』'
# An agency may follow in brackets or behind a dash, and in brackets who wrote it in Japanese and Chinese, or
# who and when in Austria.
_AGENCY = any_of(read("agencies")["news"])
_SIGNED = (
    rf"[(\[]{_AGENCY}[)\]]\.?|[–—-]{{1,2}}\s?{_AGENCY}\.?|（[^（）。\W\d_]{{2,10}}）"
    r"|\([^\W\d_][^()]{3,30}, \d\d?\.\d\d?\.\d{4}\)"
)
_TERMINAL = re.compile(rf"[{STOPS}{WIDE_STOPS}][\s)\]\"'”’»›“‘«‹」』]*(?:(?:{_SIGNED})\s*)?$")
_INNER_STOP = re.compile(rf"[{STOPS}][\"'”’»›“‘«‹)]?\s+[^\W\d_]|[{WIDE_STOPS}]")
_QUESTION = re.compile(r"[?？؟\u037e]$|(?<=[\u0370-\u03ff\u1f00-\u1fff]);$")
_CLOSING = 40  # characters at a line's end in which its last stop is looked for
_WORD = pattern("letters", "word")


@lru_cache(maxsize=4)  # several doubts weigh the same text
def weight(text: str) -> float:
    """Return the number of words of a text; in scripts without spaces an estimate."""
    if text.isascii():  # the same, three times as fast
        return float(len(_WORD.findall(text)))
    dense = len(DENSE.findall(text)) / 2 + len(UNSPACED.findall(text)) / 4
    return len(SPACED_WORD.findall(text)) + dense


def ends_a_sentence(text: str) -> bool:
    """Return whether the text ends like a sentence: with a stop, perhaps before quotes or a signature."""
    return bool(_TERMINAL.search(text[-_CLOSING:]))


def inner_stops(text: str) -> int:
    """Return the number of sentences that end within the text, with another one behind them."""
    return len(_INNER_STOP.findall(text))


def asks(text: str) -> bool:
    """Return whether the text ends with a question mark, which in Greek is a semicolon."""
    return bool(_QUESTION.search(text))


def size(text: str) -> int:
    """Return the length of a text in letters; a character of Chinese or Japanese counts as three."""
    return len(text) + 2 * len(DENSE.findall(text))


def has_words(text: str) -> bool:
    """Return whether the text has a letter or digit."""
    return bool(_WORD.search(text))
