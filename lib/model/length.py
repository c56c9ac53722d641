"""The number of words in a text, estimated for scripts that write no spaces between words.

A word is what stands between two spaces and has a letter or digit: "dit-il" is one, a dash by itself none.
"""

import re

_HAN = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_THAI = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
DENSE = re.compile(f"[{_HAN}]")  # Han and kana carry about half a word a character
UNSPACED = re.compile(f"[{_THAI}]")  # the scripts of South-East Asia about a quarter
# Vowels that are signs beside the letters of a word, in India, Hebrew and Arabic.
_SIGNS = r"\u0591-\u05bd\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
SPACED_WORD = re.compile(rf"(?:[^\W{_HAN}{_THAI}]+[{_SIGNS}]*)+")
_BETWEEN_SPACES = re.compile(rf"[^\W{_HAN}{_THAI}]\S*")


def word_count(text: str) -> int:
    """Return the number of words; for Chinese, Japanese, Thai and the like an estimate from the letters."""
    spaced = len(_BETWEEN_SPACES.findall(text))
    if text.isascii():
        return spaced
    return spaced + (2 * len(DENSE.findall(text)) + len(UNSPACED.findall(text))) // 4


def is_estimated(text: str) -> bool:
    """Return whether most of the text is in a script without spaces, so that `word_count` only estimates."""
    return len(DENSE.findall(text)) + len(UNSPACED.findall(text)) > len(text) / 2
