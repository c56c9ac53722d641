"""Corrections: pieces of a capture that a reader keeps or cuts by hand, and finding these pieces again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

Verdict = Literal["keep", "cut"]
VERDICTS: tuple[Verdict, ...] = ("keep", "cut")
BY_HAND = "by hand"  # the rule of what a reader has cut, and the provenance of what was corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One piece of a capture, by its words and place, that the reader keeps or cuts whatever the rules say.

    The piece is found again by its own words first and by its place second: a newer Wireroom may cut the
    source text into other pieces.
    """

    id: str  # names the correction so that it can be undone
    sha256: str  # of the capture
    verdict: Verdict
    text: str  # the piece, as it was kept or cut
    at: int  # where it began in the source text
    rule: str | None  # the rule that had cut it; None for a kept piece
    publisher: str
    url: str | None
    made_at: datetime  # UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A piece of a cleaned capture that a correction may be about: its text, place and rule (None: kept)."""

    text: str
    at: int
    rule: str | None  # None for a kept piece


class _Sought(NamedTuple):
    """How a piece is found again: by its words on one line, and by the offset where it began."""

    words: str
    at: int


def find(spots: Sequence[Spot], corrections: Sequence[Correction]) -> list[tuple[int, ...]]:
    """Return for each correction the indexes of the pieces with its words; () where the words are gone.

    Of several pieces with the same words it takes the one at the same offset, else one that was cut by the
    same rule, else the nearest; no piece serves two corrections with different offsets. Words that are now
    divided among several pieces are found where these follow one another. Words that are now a part of a
    longer piece are not: it says more than the reader kept or cut.
    """
    pieces = [_Sought(_on_one_line(spot.text), spot.at) for spot in spots]
    sought = {_Sought(_on_one_line(each.text), each.at): each for each in corrections}
    places: dict[_Sought, tuple[int, ...]] = {}
    taken: set[int] = set()
    for key in sorted(sought, key=lambda key: _claim(key, pieces)):
        correction = sought[key]
        alike = [n for n, piece in enumerate(pieces) if piece.words == key.words and n not in taken]
        at, rule = correction.at, correction.rule
        nearest = min(
            alike,
            key=lambda n: (spots[n].at != at, spots[n].rule != rule, abs(spots[n].at - at)),
            default=None,
        )
        found = _consecutive_pieces(pieces, key, taken) if nearest is None else (nearest,)
        taken.update(found)
        places[key] = found
    return [places[_Sought(_on_one_line(each.text), each.at)] for each in corrections]


def _claim(key: _Sought, pieces: Sequence[_Sought]) -> tuple[int, int]:
    """Return the sort key of a correction: a correction with a lower key chooses its pieces first.

    First come those at whose offset all of their words stand, then those whose first words do, last those
    that were moved. `pieces` are the pieces of the capture.
    """
    here = [piece.words for piece in pieces if piece.at == key.at]
    if key.words in here:
        return 0, key.at
    return (1 if any(key.words.startswith(f"{words} ") for words in here) else 2), key.at


def _consecutive_pieces(pieces: Sequence[_Sought], key: _Sought, taken: set[int]) -> tuple[int, ...]:
    """Return the indexes of consecutive pieces that together are the words sought, the nearest; else ().

    Pieces in `taken` are left out.
    """
    words = [piece.words for piece in pieces]
    runs = [run for start in range(len(words)) if (run := _consecutive_from(words, start, key.words))]
    free = [run for run in runs if not taken.intersection(run)]
    return min(free, key=lambda run: abs(pieces[run[0]].at - key.at), default=())


def _consecutive_from(words: Sequence[str], start: int, goal: str) -> tuple[int, ...]:
    """Return the indexes of consecutive words, from `start` on, that together are `goal`; else ()."""
    made = words[start]
    for end in range(start + 1, len(words)):
        if not made or not goal.startswith(f"{made} "):
            return ()
        made = f"{made} {words[end]}"
        if made == goal:
            return tuple(range(start, end + 1))
    return ()


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
