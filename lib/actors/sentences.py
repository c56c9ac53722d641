"""Sentences split by rule: at line ends first, then at closing marks that end no abbreviation."""

import re

from lib.actors.words import word_set

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)")
_NEXT = re.compile(r"\s+([\"'“‘«(\[—–-]*\s?)(\S)")
_LAST_WORD = re.compile(r"([^\s(\[\"“‘/—–]+)$")
_ALNUM = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?$|[A-Z]$")  # "U.S", "p.m", "J"
_INITIAL = re.compile(r"[A-Z]\.")  # "A" begins a sentence, "A." behind an initial goes on with a name
_STARTERS = word_set("sentence_starters")
_NEVER_LAST = word_set("never_last")
_RARELY_LAST = word_set("rarely_last")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each sentence, without the white space around it."""
    return [span for line in _LINE.finditer(text) for span in _of_line(text, line.start(), line.end())]


def _of_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [mark.end() for mark in _END.finditer(text, start, end) if _closes(text, mark, end)]
    spans = zip([start, *cuts], [*cuts, end], strict=True)
    return [trimmed for a, b in spans if (trimmed := _trimmed(text, a, b))[0] < trimmed[1]]


def _closes(text: str, mark: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, mark.end(), end)
    if following is None:
        return False
    first = following[2]
    if first.islower() or first in ",;:)]":
        return False
    if not mark[0].startswith(".") or mark[0].startswith(".."):
        return True
    return not _is_abbreviation(text, mark.start(), following.start(2), following[1])


def _is_abbreviation(text: str, dot: int, next_at: int, opening: str) -> bool:
    found = _LAST_WORD.search(text, max(0, dot - 24), dot)
    if found is None:
        return False
    last, next_word = found[1], _word_at(text, next_at)
    if last.lower() in _NEVER_LAST and (
        last[0].isupper() or last.lower() in ("vs", "v", "no", "e.g", "i.e", "cf")
    ):
        return last.lower() != "no" or next_word[:1].isdigit()
    if len(last) == 1 and last.isupper() and not opening.strip() and _INITIAL.match(text, next_at):
        return True
    if last.lower() in _RARELY_LAST or _DOTTED.fullmatch(last):
        return not opening.strip() and next_word not in _STARTERS
    return False


def _word_at(text: str, start: int) -> str:
    word = _ALNUM.match(text, start)
    return word[0] if word else ""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
