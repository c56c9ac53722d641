"""Finds the words before an acronym that it is spelled from: by their initials, or by parts of compounds."""

import re
from collections.abc import Sequence

from lib.actors.words import word_set

_LONGEST = 10  # words of a long form
_BREAKS = ("\n", ": ", "“", '"')  # before which no long form begins, besides the end of a sentence
_SMALL = word_set("acronym_fillers")
# "U." and "S." of "U.S." are words too, and so are both halves of "Anti-War".
_WORD = re.compile(r"[DLdl]['’](?=\w)|[^\W\d_a-z]\.|[^\s()-]+")
_JOINTS = ("-", ".")  # behind which a word is a part of a longer one
_SHORTEST_PART = 3  # letters of a compound's part: "amt" of "Landeskriminalamt"


def start_of_long_form(words: str, acronym: str, *, compounds: bool = False) -> int | None:
    """Return where the long form of an acronym, at the end of `words`, begins; None if there is none.

    "Bank of England" is "BoE". Both "MoD" and "MD" may stand for "Ministry of Defence", "AWL" and "AL" for
    "Anti-War League". With `compounds`, parts of words count too: "HVB" is "Hafenverband".
    """
    acronym = acronym.removesuffix("s")
    line = max(words.rfind(mark) + 1 for mark in _BREAKS)
    last = list(_WORD.finditer(words, line))[-_LONGEST:]
    first = _first_word(last, [letter for letter in acronym.upper() if letter.isalpha()])
    if first is not None:
        return first.start()
    return _start_of_compounds(words, acronym) if compounds else None


def _first_word(words: Sequence[re.Match[str]], letters: Sequence[str]) -> re.Match[str] | None:
    """Return the first of the last words whose initials are these letters in turn; None if there is none.

    Small words and parts of longer words may be passed over. The first word has a capital and is whole.
    """
    if not words:
        return None
    word, before = words[-1], words[:-1]
    is_part = word.string[: word.start()].endswith(_JOINTS)
    if word[0][0].upper() == letters[-1]:
        if len(letters) > 1:
            first = _first_word(before, letters[:-1])
        else:
            first = word if word[0][0].isupper() and not is_part else None
        if first is not None:
            return first
    return _first_word(before, letters) if is_part or word[0].lower() in _SMALL else None


def _start_of_compounds(words: str, acronym: str) -> int | None:
    """Return where the last words begin whose parts spell the acronym: "Hafenverband" spells "HVB"; or None.

    Any three letters or more may be a part.
    """
    spelled = ""
    for word in reversed(list(_WORD.finditer(words))[-len(acronym) :]):
        if not (word[0][0].isupper() or word[0] in _SMALL):
            return None
        spelled = word[0].lower() + spelled
        if word[0][0] == acronym[0] and _are_parts(spelled, acronym.lower()):
            return word.start()
    return None


def _are_parts(spelled: str, letters: str) -> bool:
    """Return whether a word consists of parts of three letters or more that begin with these letters."""
    at = 0
    for letter in letters[1:]:
        at = spelled.find(letter, at + _SHORTEST_PART)
        if at < 0:
            return False
    return len(spelled) - at >= _SHORTEST_PART
