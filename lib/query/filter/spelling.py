"""One way to compare spellings, in Python and in SQL: without case and without accents."""

import unicodedata

APOSTROPHES = "'’‘"


def fold(text: str) -> str:
    """Return the text in lower case and without accents, as `folded` does in SQL."""
    small = "".join(map(str.lower, text.replace("\0", "")))  # letter by letter: no sigma of another form
    parts = unicodedata.normalize("NFD", small)
    return unicodedata.normalize("NFC", "".join(each for each in parts if unicodedata.category(each) != "Mn"))


def folded(column: str) -> str:
    """Return the SQL expression that folds a column's text."""
    return f"strip_accents(lower({column}))"  # twice as fast as the other way round


def pattern(text: str, *, exact: bool) -> str:
    """Return the regular expression (RE2) that finds folded words.

    At the start of a word, or whole words if exact.

    White space in the words stands for any white space, a straight apostrophe for any apostrophe.
    """
    words = ["".join(map(_written, word)) for word in fold(text).split()]
    body = r"[\s\pZ]+".join(words)
    start = r"(?:^|[^\pL\pN])" if body and _is_word(fold(text).strip()[0]) else ""
    end = r"(?:$|[^\pL\pN])" if exact and body and _is_word(fold(text).strip()[-1]) else ""
    return start + body + end


def has_word(text: str) -> bool:
    """Return whether the text holds any letter or digit."""
    return any(_is_word(character) for character in fold(text))


def plain(text: str) -> str | None:
    """Return the longest folded word that every match contains as it is.

    None where each holds an apostrophe.
    """
    words = [word for word in fold(text).split() if not set(APOSTROPHES) & set(word)]
    return max(words, key=len, default=None)


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


def _written(character: str) -> str:
    if character in APOSTROPHES:
        return f"[{APOSTROPHES}]"
    return character if _is_word(character) or ord(character) > 127 else "\\" + character
