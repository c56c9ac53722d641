"""Comparing two texts word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from lib.model.wording import count

ALIKE = 0.4  # least likeness of two paragraphs that are shown as one that was edited
WORD = re.compile(r"\S+\s*")
NEXT = 3  # new paragraphs among which the edited form of an old one is sought
LONGEST = 4_000_000  # words of the old paragraph times words of the new that are compared one by one

Kind = Literal["same", "gone", "come"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph that is the same, gone or new."""

    text: str
    kind: Kind = "same"


@dataclass(frozen=True, slots=True)
class ChangedParagraph:
    """A changed paragraph as pieces, or in `unchanged` the number of unchanged ones: "3 paragraphs"."""

    pieces: tuple[Piece, ...] = ()
    unchanged: str = ""


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[ChangedParagraph]:
    """Yield changed, added and removed paragraphs, word by word, in order; unchanged ones are counted."""
    for deed, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if deed == "equal":
            yield ChangedParagraph(unchanged=count(last - first, "paragraph", "paragraphs"))
            continue
        gone, come = list(old[first:last]), list(new[start:end])
        while gone or come:
            if gone and come and _are_alike(gone[0], come[0]):
                yield ChangedParagraph(_edited(gone.pop(0), come.pop(0)))
            elif gone and (not come or not any(_are_alike(gone[0], each) for each in come[:NEXT])):
                yield ChangedParagraph((Piece(gone.pop(0), "gone"),))
            else:
                yield ChangedParagraph((Piece(come.pop(0), "come"),))


def side_by_side(was: str, now: str) -> ChangedParagraph:
    """Return the pieces of a sentence that changed: same, gone and new; either version may be ""."""
    if was and now and _are_alike(was, now):
        return ChangedParagraph(_edited(was, now))
    gone, come = (Piece(was, "gone"),) if was else (), (Piece(now, "come"),) if now else ()
    return ChangedParagraph((*gone, *((Piece(" "),) if gone and come else ()), *come))


def _are_alike(one: str, other: str) -> bool:
    """Return whether one paragraph is the edited form of the other; False where comparing takes too long."""
    words, others = one.split(), other.split()
    if len(words) * len(others) > LONGEST:
        return False
    return SequenceMatcher(None, words, others, autojunk=False).ratio() >= ALIKE


def _edited(old: str, new: str) -> tuple[Piece, ...]:
    """Return a paragraph's pieces: same, removed and added, in whole words."""
    before, after = WORD.findall(old), WORD.findall(new)
    pieces: list[Piece] = []
    for deed, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[first:last]), "".join(after[start:end])
        if deed == "equal":
            pieces.append(Piece(come))
        else:
            pieces += [Piece(gone, "gone"), Piece("" if gone.endswith(" ") else " ")] if gone else []
            pieces += [Piece(come, "come")] if come else []
    return tuple(pieces)
