"""The sentences of a text, split at line ends and at closing marks that are no part of an abbreviation."""

import re
from itertools import pairwise

from lib.actors.words import word_set
from lib.model.letters import STOPS, WIDE_STOPS, is_small

_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")
_CLOSING_MARK = re.compile(  # "." of "left. He", "。" of "出发。他"
    rf"[{STOPS}{WIDE_STOPS}](?:(?<=[{WIDE_STOPS}])(?![{WIDE_STOPS}」』”’》）】]|\s*$)|"
    rf"(?<![.!?…]{{2}})(?<![{WIDE_STOPS}])[.!?…]*+[\"'”’»)\]]*+(?=\s))"
)
_NEXT_LETTER = re.compile(r"\s+([\"'“‘«(\[—–-]*\s?)(\S)")
_LAST_WORD = re.compile(r"([^\s(\[\"“‘/—–]+)$")
_ALNUM = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|[^\W\d_]")  # "U.S", "p.m", "J"
_INITIAL = re.compile(r"[^\W\d_]\.")  # "A" begins a sentence, "A." behind an initial goes on with a name
_LONGEST_LAST_WORD = 24  # characters before a full stop in which an abbreviation or "Anfang 58" stands
_STARTERS = word_set("sentence_starters")
_NEVER_LAST = word_set("never_last")
_NEVER_LAST_ABROAD = word_set("never_last_abroad")
_NEVER_LAST_IN_SMALL_LETTERS = word_set("never_last_in_small_letters")
_RARELY_LAST = word_set("rarely_last")
# German ordinals: am 3. [Mai], in der 58. [Minute]; but "I am 30. [My brother]"
_BEFORE_ORDINAL = re.compile(
    r"\b(?:(?<!\bI )[Aa]m|[Aa]b|[Bb]eim|[Bb]is|[Dd](?:as|em|en|er|es|ie)|[Ii]m|[Vv]om|[Zz]u[mr]|[Ss]eit"
    r"|Anfang|Mitte|Ende)\s(?:\d\d?|[IVX]{1,4})$"
)
_GERMAN_MONTHS = word_set("german_months")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence in a text, in order, without white space around it."""
    spans = []
    for line in _PARAGRAPH.finditer(text):
        cuts = [
            mark.end()
            for mark in _CLOSING_MARK.finditer(text, *line.span())
            if _closes(text, mark, line.end())
        ]
        for start, end in pairwise([line.start(), *cuts, line.end()]):
            start += len(text[start:end]) - len(text[start:end].lstrip())
            end = start + len(text[start:end].rstrip())
            if start < end:
                spans.append((start, end))
    return spans


def _closes(text: str, mark: re.Match[str], end: int) -> bool:
    """Return whether a closing mark ends a sentence in a line that ends at `end`.

    It does not before a small letter ("Yahoo! said"), before a comma and behind an abbreviation.
    """
    if mark[0] in WIDE_STOPS:
        return True
    following = _NEXT_LETTER.match(text, mark.end(), end)
    if following is None:
        return False
    first = following[2]
    if is_small(first) or first in ",;:)]":
        return False
    if not mark[0].startswith(".") or mark[0].startswith(".."):
        return True
    return not _is_abbreviation(text, mark.start(), following.start(2), following[1])


def _is_abbreviation(text: str, dot: int, next_at: int, opening: str) -> bool:
    """Return whether the full stop at `dot` is part of an abbreviation or the like and ends no sentence.

    The next word begins at `next_at`, behind the quotation marks or brackets of `opening`. It is part of a
    title or a number ("Dr. Voss", "No. 5"), an initial before another ("J. K. Marsh"), an abbreviation of
    another language ("bzw. Holm"), a German ordinal ("am 3. Mai"), or an abbreviation that may end a sentence
    and does not here ("U.S. State Department", but "in the U.S. The harbour").
    """
    before = _LAST_WORD.search(text, max(0, dot - _LONGEST_LAST_WORD), dot)
    if before is None:
        return False
    after = _ALNUM.match(text, next_at)
    last, next_word = before[1], after[0] if after else ""
    lower, goes_on = last.lower(), not opening.strip()
    if lower in _NEVER_LAST and (last[0].isupper() or lower in _NEVER_LAST_IN_SMALL_LETTERS):
        return lower != "no" or next_word[:1].isdigit()
    if lower in _NEVER_LAST_ABROAD:
        return True
    if len(last) == 1 and last.isalpha() and goes_on and _INITIAL.match(text, next_at):
        return True
    if len(last) <= 2 and last.isdigit() and next_word in _GERMAN_MONTHS:
        return True
    if _BEFORE_ORDINAL.search(text, max(0, dot - _LONGEST_LAST_WORD), dot):
        return True
    dotted = _DOTTED.fullmatch(last) and (last.isupper() or (len(last) > 1 and last.isascii()))
    return bool(lower in _RARELY_LAST or dotted) and goes_on and next_word not in _STARTERS
