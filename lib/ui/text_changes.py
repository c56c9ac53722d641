"""Comparing two texts word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from lib.model.length import DENSE
from lib.model.wording import count

ALIKE = 0.4  # least likeness of two paragraphs that are shown as one that was edited
WORD = re.compile(rf"{DENSE.pattern}|(?:(?!{DENSE.pattern})\S)+")  # Chinese and Japanese by the letter
NEXT = 3  # new paragraphs among which the edited form of an old one is sought
LONGEST = 4_000_000  # words of the old paragraph times words of the new that are compared one by one

Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph that is the same in both versions, removed or added."""

    text: str
    kind: Kind = "same"


@dataclass(frozen=True, slots=True)
class ChangedParagraph:
    """A changed paragraph as pieces, or words for paragraphs that did not change: "3 paragraphs"."""

    pieces: tuple[Piece, ...] = ()
    unchanged: str = ""


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[ChangedParagraph]:
    """Yield changed, added and removed paragraphs, word by word, in order; unchanged ones are counted."""
    for operation, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "equal":
            yield ChangedParagraph(unchanged=count(last - first, "paragraph", "paragraphs"))
            continue
        removed, added = list(old[first:last]), list(new[start:end])
        while removed or added:
            if removed and added and _are_alike(removed[0], added[0]):
                yield ChangedParagraph(_edited(removed.pop(0), added.pop(0)))
            elif removed and not any(_are_alike(removed[0], each) for each in added[:NEXT]):
                yield ChangedParagraph((Piece(removed.pop(0), "removed"),))
            else:
                yield ChangedParagraph((Piece(added.pop(0), "added"),))


def changed_sentence(was: str, now: str) -> ChangedParagraph:
    """Return the pieces of a sentence that changed: same, removed and added; either version may be ""."""
    if was and now and _are_alike(was, now):
        return ChangedParagraph(_edited(was, now))
    pieces = [Piece(was, "removed")] if was else []
    pieces += [Piece(" ")] if was and now else []
    pieces += [Piece(now, "added")] if now else []
    return ChangedParagraph(tuple(pieces))


def _are_alike(one: str, other: str) -> bool:
    """Return whether one paragraph is the edited form of the other; False where comparing takes too long."""
    words, others = WORD.findall(one), WORD.findall(other)
    if len(words) * len(others) > LONGEST:
        return False
    return SequenceMatcher(None, words, others, autojunk=False).ratio() >= ALIKE


def _edited(old: str, new: str) -> tuple[Piece, ...]:
    """Return a paragraph's pieces, same, removed and added, in whole words; spaces alone are no change."""
    before, after = list(WORD.finditer(old)), list(WORD.finditer(new))
    compared = SequenceMatcher(
        None, [each[0] for each in before], [each[0] for each in after], autojunk=False
    )
    pieces: list[Piece] = []
    for operation, first, last, start, end in compared.get_opcodes():
        if operation == "equal":
            pieces += _run(new, after[start:end], "same", pieces)
        else:
            pieces += _run(old, before[first:last], "removed", pieces)
            pieces += _run(new, after[start:end], "added", pieces)
    return tuple(pieces)


def _run(text: str, words: Sequence[re.Match[str]], kind: Kind, behind: Sequence[Piece]) -> list[Piece]:
    """Return the words of a text as one piece, with a blank before it if it follows the pieces `behind`."""
    if not words:
        return []
    start = words[0].start()
    apart = text[start - 1].isspace() if start else not DENSE.match(text)
    run = Piece(text[start : words[-1].end()], kind)
    return [Piece(" "), run] if behind and apart else [run]
