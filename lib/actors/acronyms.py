"""Acronyms that a story explains in brackets stand for their long form everywhere in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lib.actors.document import free, occurrences
from lib.actors.story import Name, Passage, Story, in_order
from lib.actors.trimming import trimmed
from lib.actors.words import word_set

_ACRONYM = re.compile(r"\(\s?([A-Z][A-Za-z&-]{0,8}[A-Z])\s?[,;)]")
_SMALL = word_set("acronym_fillers")
_WORD = re.compile(r"[^\s()]+")
_LONGEST = 10  # words of a long form


def with_acronyms(story: Story, names: Sequence[Name]) -> list[Name]:
    """Binds every acronym in brackets to the organisation before it."""
    result = list(names)
    for number, passage in enumerate(story):
        for bracket in _ACRONYM.finditer(passage.text):
            long_form = _long_form(passage, number, bracket, result)
            if long_form is not None:
                result = _bound(story, result, long_form, bracket[1])
    return in_order(result)


def _bound(story: Story, names: Sequence[Name], long_form: Name, acronym: str) -> list[Name]:
    canonical = long_form.canonical or ("" if long_form.record else long_form.surface)
    model = replace(long_form, canonical=canonical, surface=acronym)
    short = [
        replace(model, passage=number, start=found.start(), end=found.end(), role="name")
        for number, found in occurrences(story, (acronym,))
    ]
    others = [n for n in names if n.surface != acronym or n.inner or (n.source == "records" and n.record)]
    whole = [n for n in others if not (long_form.holds(n) and n.at != long_form.at) or n.inner]
    return [*whole, *free([long_form], [n for n in whole if not n.inner]), *free(short, whole)]


def _long_form(passage: Passage, number: int, bracket: re.Match[str], names: Sequence[Name]) -> Name | None:
    before = passage.text[: bracket.start()].rstrip()
    ending = [n for n in names if n.passage == number and n.end == len(before) and not n.inner]
    if ending and ending[0].kind == "organisation":
        return ending[0]
    start = _start_of(before, bracket[1])
    if start is None:
        return None
    span = trimmed(passage.text, start, len(before))
    if span is None or any(n.passage == number and n.start < span[0] < n.end for n in names):
        return None
    return Name(
        passage=number,
        start=span[0],
        end=span[1],
        surface=passage.text[span[0] : span[1]],
        kind="organisation",
        source="rule",
    )


def _start_of(before: str, acronym: str) -> int | None:
    """Gives where the words begin whose initials make the acronym."""
    wanted = [letter for letter in acronym.upper() if letter.isalpha()]
    for word in _words_backwards(before):
        if word[0][0].upper() == wanted[-1] and (word[0][0].isupper() or word[0] not in _SMALL):
            wanted.pop()
        elif word[0].lower() not in _SMALL:
            return None
        if not wanted:
            return word.start() if word[0][0].isupper() else None
    return None


def _words_backwards(before: str) -> Iterator[re.Match[str]]:
    sentence = before[max(before.rfind(mark) for mark in ("\n", ". ", ": ", "“", '"')) + 1 :]
    offset = len(before) - len(sentence)
    words = list(_WORD.finditer(before, offset))
    yield from reversed(words[-_LONGEST:])
