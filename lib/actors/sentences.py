"""Splits text into sentences by rule, and puts lines in capitals or Title Case into sentence case.

Sentences end at line ends and at closing marks that do not belong to an abbreviation. Case changes letter for
letter, so that names stand out and all offsets stay valid.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise
from typing import Literal

from lib.actors.words import word_set

_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")
_END = re.compile(
    r"[.!?…؟۔।。！？](?:(?<=[。！？])(?![。！？」』”’》）】]|\s*$)|"  # no space follows these three
    r"(?<![.!?…]{2})(?<![。！？])[.!?…]*+[\"'”’»)\]]*+(?=\s))"
)
_NEXT = re.compile(r"\s+([\"'“‘«(\[—–-]*\s?)(\S)")
_LAST_WORD = re.compile(r"([^\s(\[\"“‘/—–]+)$")
_ALNUM = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?$|[A-Z]$")  # "U.S", "p.m", "J"
_INITIAL = re.compile(r"[A-Z]\.")  # "A" begins a sentence, "A." behind an initial goes on with a name
_STARTERS = word_set("sentence_starters")
_NEVER_LAST = word_set("never_last")
_NEVER_LAST_ABROAD = word_set("never_last_abroad")
_RARELY_LAST = word_set("rarely_last")
# German ordinals: am 3. [Mai], in der 58. [Minute]
_BEFORE_ORDINAL = re.compile(
    r"\b(?:[Aa][bm]|[Bb]eim|[Bb]is|[Dd](?:as|em|en|er|es|ie)|[Ii]m|[Vv]om|[Zz]u[mr]|[Ss]eit|Anfang|Mitte|Ende)\s"
    r"(?:\d\d?|[IVX]{1,4})$"
)
_MONTHS = frozenset(("Januar", "Jänner", "Februar", "März", "Mai", "Juni", "Juli", "Oktober", "Dezember"))

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TWO_CAPITALS = re.compile(r"[^\W\d_a-z]['’]?[^\W\d_a-z]")  # or letters that have no small form
_FAR = 500  # characters: no heading is longer, and a paragraph in capitals shows by then
_LONGEST_HEADING = 25  # words
_STEM = 5  # letters that kin words share: discuss, discussed
_ENOUGH_WORDS = 40  # different words of running text that show how a story writes
_SMALL = word_set("small_words")

Case = Literal["capitals", "title case"]


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each sentence, without white space around it."""
    found = []
    for line in _PARAGRAPH.finditer(text):
        cuts = [mark.end() for mark in _END.finditer(text, *line.span()) if _closes(text, mark, line.end())]
        for start, end in pairwise([line.start(), *cuts, line.end()]):
            start += len(text[start:end]) - len(text[start:end].lstrip())
            end = start + len(text[start:end].rstrip())
            if start < end:
                found.append((start, end))
    return found


def _closes(text: str, mark: re.Match[str], end: int) -> bool:
    if mark[0] in "。！？":
        return True
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
    word = _ALNUM.match(text, next_at)
    last, next_word = found[1], word[0] if word else ""
    if last.lower() in _NEVER_LAST and (
        last[0].isupper() or last.lower() in ("vs", "v", "no", "e.g", "i.e", "cf")
    ):
        return last.lower() != "no" or next_word[:1].isdigit()
    if len(last) == 1 and last.isalpha() and not opening.strip() and _INITIAL.match(text, next_at):
        return True  # A. B. Holm, z. B.
    if last.lower() in _NEVER_LAST_ABROAD or _BEFORE_ORDINAL.search(text, max(0, dot - 24), dot):
        return True
    if len(last) <= 2 and last.isdigit() and next_word in _MONTHS:
        return True
    if last.lower() in _RARELY_LAST or _DOTTED.fullmatch(last):
        return not opening.strip() and next_word not in _STARTERS
    return False


def true_cased(texts: Iterable[str]) -> list[str]:
    """Return the texts with each heading in capitals or Title Case in the case usual in the story."""
    texts = list(texts)
    cases = {line: case for text in texts for line in _LINE.findall(text) if (case := case_of(line))}
    if not cases:
        return texts
    usual = _UsualCase(texts, headings=cases)

    def in_sentence_case(line: re.Match[str]) -> str:
        case = cases.get(line[0])
        if case == "capitals":
            return _WORD.sub(lambda word: usual.of_capitals(word[0]), line[0])
        if case == "title case":
            return _WORD.sub(lambda word: usual.of_title_case(word[0]) if word.start() else word[0], line[0])
        return line[0]

    return [_LINE.sub(in_sentence_case, text) for text in texts]


def case_of(line: str) -> Case | None:
    """Return the case of a heading: at least 3 words in capitals, or 4 longer ones in Title Case; or None."""
    running = len(line) > _FAR or line.rstrip().endswith((".", ".”", '."'))
    if running and _TWO_CAPITALS.search(line, 0, _FAR) is None:
        return None
    words = _WORD.findall(line[:_FAR])
    if _is_capitals(words):
        return "capitals"
    long = [word for word in words if len(word) > 3]
    large = sum(word[0].isupper() for word in long) >= 0.9 * len(long)
    return "title case" if not running and 4 <= len(long) <= _LONGEST_HEADING and large else None


def is_heading(text: str, at: int) -> bool:
    """Return whether the line at an offset is in capitals or Title Case."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    end = end if end >= 0 else len(text)
    return case_of(text[start : min(end, start + _FAR + 1)]) is not None


def _is_capitals(words: Sequence[str]) -> bool:
    if sum(map(str.isupper, words)) < 3:
        return False
    long = [word for word in words if len(word) > 1]
    return len(long) >= 3 and sum(map(str.isupper, long)) >= 0.8 * len(long)


class _UsualCase:
    """The usual case of each word in a story's running text."""

    def __init__(self, texts: Iterable[str], *, headings: Container[str]) -> None:
        inside: list[str] = []
        opening: set[str] = set()
        for line in (line for text in texts for line in _LINE.findall(text)):
            if line in headings:
                continue
            for word in _WORD.finditer(line):
                if _opens_sentence(line, word.start()):
                    opening.add(word[0])
                else:
                    inside.append(word[0])
        often = Counter(inside)
        self._forms: dict[str, str] = {}
        for form in sorted(often, key=often.__getitem__, reverse=True):
            self._forms.setdefault(form.lower(), form)
        self._opening = {word.lower(): word for word in opening if word.lower() not in self._forms}
        self._stems = {word[:_STEM] for word, form in self._forms.items() if form.islower()}
        self._enough = len(self._forms) >= _ENOUGH_WORDS

    def of_capitals(self, word: str) -> str:
        """Return a word from a line in capitals in the story's usual case, else with a capital at most."""
        lower = word.lower()
        form = self._forms.get(lower) or self._opening.get(lower)
        if form is None:
            plain = lower in _SMALL or (self._enough and lower[:_STEM] in self._stems)
            form = lower if plain else lower[:1].upper() + lower[1:]
        return form if len(form) == len(word) else word

    def of_title_case(self, word: str) -> str:
        """Return a word from a Title Case line, in lower case if the story has it or its stem so."""
        lower = word.lower()
        form = self._forms.get(lower)
        small = form == lower or (form is None and len(lower) >= _STEM and lower[:_STEM] in self._stems)
        return lower if small and len(lower) == len(word) else word


def _opens_sentence(line: str, start: int) -> bool:
    if start > 1 and line[start - 1] == " " and line[start - 2].isalnum():
        return False  # most words
    before = line[max(0, start - 2) : start].rstrip(' "“‘(')
    return not before[-1:].isalnum() and before[-1:] != ","
