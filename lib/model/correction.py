"""Corrections: pieces of a capture that a reader keeps or cuts by hand, and finding these pieces again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

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


def find(spots: Sequence[Spot], corrections: Sequence[Correction]) -> list[tuple[int, ...]]:
    """Return for each correction the indexes of the pieces with its words; () where the words are gone.

    Of several pieces with the same words it takes the one at the same offset, else one that was cut by the
    same rule, else the nearest; no piece serves two corrections with different offsets. Words that are now
    divided among several pieces are found where these follow one another.
    """
    words = [_on_one_line(spot.text) for spot in spots]
    places: dict[tuple[str, int], tuple[int, ...]] = {}
    taken: set[int] = set()
    sought = {(_on_one_line(correction.text), correction.at): correction for correction in corrections}
    unmoved = {(words[number], spot.at) for number, spot in enumerate(spots)}
    for key, each in sorted(sought.items(), key=lambda item: item[0] not in unmoved):
        alike = [n for n, spoken in enumerate(words) if spoken == key[0] and n not in taken]
        ranked = sorted(
            (spots[n].at != each.at, spots[n].rule != each.rule, abs(spots[n].at - each.at), n) for n in alike
        )
        found = (ranked[0][-1],) if ranked else _consecutive_pieces(words, spots, each, taken)
        taken.update(found)
        places[key] = found
    return [places[_on_one_line(correction.text), correction.at] for correction in corrections]


def _consecutive_pieces(
    words: Sequence[str], spots: Sequence[Spot], correction: Correction, taken: set[int]
) -> tuple[int, ...]:
    """Return the indexes of consecutive free pieces that together are the correction's words, or ()."""
    goal = _on_one_line(correction.text)
    runs = [run for start in range(len(words)) if (run := _consecutive_from(words, start, goal))]
    free = [run for run in runs if not taken.intersection(run)]
    return min(free, key=lambda run: abs(spots[run[0]].at - correction.at), default=())


def _consecutive_from(words: Sequence[str], start: int, goal: str) -> tuple[int, ...]:
    """Return the numbers of consecutive words from one on that together are the goal, or ()."""
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
