"""Searching without regard to case and accents, with the same result in Python and in SQL."""

import re
import unicodedata
from itertools import groupby

APOSTROPHES = "'’‘"
WORD = r"[\pL\pN]+"  # RE2: what the word index holds
# Scripts that put no space between words, where a word may begin and end anywhere: Thai, Lao, Burmese, Khmer,
# kana and Chinese characters.
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def fold(text: str) -> str:
    """Return the text in lower case without NUL, accents and vowel signs, exactly as the SQL of `folded`."""
    small = "".join(map(str.lower, text.replace("\0", "")))  # letter by letter: no sigma of another form
    parts = unicodedata.normalize("NFD", small)
    bare = "".join(each for each in parts if unicodedata.category(each)[0] != "M")
    return unicodedata.normalize("NFC", bare)


# ASCII, Latin-1's signs, typographic quotes and dashes, the euro: characters without accents (RE2).
BARE = r"\x00-\x{BF}\x{2010}-\x{2027}\x{20AC}"


def folded(column: str) -> str:
    """Return the SQL expression for a column's text as `fold` returns it, for a text without NUL."""
    # Stripping accents takes ten times as long as all else, so a text without letters that could carry one is
    # left as it is. That a text is of ASCII alone, its length in bytes says in a fifth of the time.
    small = f"lower({column})"  # first: twice as fast as the other way round
    bare = f"strlen({column}) = length({column}) or not regexp_matches({small}, '[^{BARE}]')"
    return f"(case when {bare} then {small} else strip_accents({small}) end)"


def loose_pattern(text: str) -> str:
    """Return an expression (RE2) that finds the text anywhere in folded text, faster than `pattern`."""
    return r"[\s\pZ]+".join("".join(map(_escaped, word)) for word in fold(text).split())


def pattern(*texts: str, exact: bool) -> str:
    """Return a regular expression (RE2) that finds any of the texts in folded text, as whole words if exact.

    Without `exact` a text is found at the start of a word; in a script without spaces, anywhere. White space
    in the words stands for any white space, a straight apostrophe for any apostrophe. Word borders take RE2 2
    ms to read, so the expression for several texts holds them once.
    """
    bodies: dict[tuple[str, str], list[str]] = {}
    for folded_text in (fold(text).strip() for text in texts):
        start = r"(?:^|[^\pL\pN])" if is_bounded(folded_text[:1]) else ""
        end = r"(?:$|[^\pL\pN])" if exact and is_bounded(folded_text[-1:]) else ""
        bodies.setdefault((start, end), []).append(loose_pattern(folded_text))
    return "|".join(
        start + (each[0] if len(each) == 1 else f"(?:{'|'.join(each)})") + end
        for (start, end), each in bodies.items()
    )


def python_pattern(text: str) -> re.Pattern[str]:
    """Return a compiled Python expression that finds the text at the start of a word in folded text."""
    written = pattern(text, exact=False)
    return re.compile(written.replace(r"[^\pL\pN]", r"[\W_]").replace(r"[\s\pZ]", r"\s"))


def index_words(text: str, *, exact: bool) -> list[tuple[str, bool]] | None:
    """Return (word, whether it must be whole) for the words of a search to look up in the word index.

    Every text that matches `pattern` has all of them. None for a text in a script without spaces, which is
    not indexed.
    """
    folded_text = fold(text).strip()
    words = ["".join(run) for is_word, run in groupby(folded_text, _is_letter_or_digit) if is_word]
    if any(not is_bounded(each) for word in words for each in (word[0], word[-1])):
        return None
    last = exact or not _is_letter_or_digit(folded_text[-1:] or " ")
    return [(word, last or place < len(words) - 1) for place, word in enumerate(words)]


def is_bounded(character: str) -> bool:
    """Return whether the character is a letter or digit of a script that separates words."""
    return bool(character) and _is_letter_or_digit(character) and not UNSPACED.match(character)


def has_word(text: str) -> bool:
    """Return whether the text holds any letter or digit."""
    return any(_is_letter_or_digit(character) for character in fold(text))


def longest_plain_word(text: str) -> str | None:
    """Return the longest word of a search, folded, that has no apostrophe in it; None if all have one.

    Every match of `pattern` contains it, so it can be searched for as plain text.
    """
    words = [word for word in fold(text).split() if not set(APOSTROPHES) & set(word)]
    return max(words, key=len, default=None)


def _is_letter_or_digit(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


def _escaped(character: str) -> str:
    """Return the character as a part of a regular expression (RE2); an apostrophe stands for any."""
    if character in APOSTROPHES:
        return f"[{APOSTROPHES}]"
    return character if _is_letter_or_digit(character) or ord(character) > 127 else "\\" + character
