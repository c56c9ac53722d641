"""Compares the actors found in short stories with those that a reader sees in them.

A story is a line of `tests/data/actors/headlines.jsonl` or `headlines_2.jsonl`: `headline`, `deck` and
perhaps `caption`, the `day` it appeared, `actors` (a name, or a list of names of which one is enough) and
`optional`, names neither right nor wrong.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lib.actors import find
from lib.actors.co_mentions import counted_mentions
from lib.model.article import Zone
from tests.builders import article, blocks

DATA = Path(__file__).parents[1] / "data" / "actors"

Row = Mapping[str, Any]
SHOWN: tuple[Zone, ...] = ("headline", "deck", "caption")


def _read(file: str) -> list[Row]:
    return [json.loads(line) for line in (DATA / file).read_text(encoding="utf-8").splitlines()]


# The stories of each set with the actors a reader sees in them.
SETS: Mapping[str, list[Row]] = {
    "headlines": _read("headlines.jsonl"),
    "second headlines": _read("headlines_2.jsonl"),
    "third headlines": _read("headlines_3.jsonl"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many actors were found, made up and missed, and where the two latter stand."""

    right: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        """The share of the found actors that are there."""
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        """The share of the actors there that are found."""
        return self.right / (self.right + len(self.missed))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + len(self.wrong) + len(self.missed))

    def __str__(self) -> str:
        lines = [f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"]
        lines += [f"  wrong  {where}" for where in self.wrong]
        return "\n".join([*lines, *(f"  missed {where}" for where in self.missed)])


def score(rows: Iterable[Row], *, use_recogniser: bool) -> Score:
    """Find the actors of each story in the default zones, roles and kinds, and compare."""
    right, wrong, missed = 0, list[str](), list[str]()
    for row in rows:
        found = actors_of(row, use_recogniser=use_recogniser)
        wanted = [set(names) if isinstance(names, list) else {names} for names in row["actors"]]
        hits = [names for names in wanted if names & found]
        right += len(hits)
        wrong += [f"{row['id']} {name}" for name in sorted(_made_up(found, hits, row))]
        missed += [f"{row['id']} {min(names)}" for names in wanted if not names & found]
    return Score(right=right, wrong=tuple(wrong), missed=tuple(missed))


def actors_of(row: Row, *, use_recogniser: bool) -> set[str]:
    """Return the canonical names of the actors that the story names."""
    pieces: list[tuple[Zone, str]] = [(zone, row[zone]) for zone in SHOWN if zone in row]
    day = datetime.fromisoformat(row["day"]).replace(tzinfo=UTC)
    story = article(row["headline"], blocks=blocks(*pieces), published_at=day, captured_at=day)
    return {m.canonical for m in counted_mentions(story, find(story, use_recogniser=use_recogniser))}


def _made_up(found: set[str], hits: list[set[str]], row: Row) -> Iterator[str]:
    """Yield a second name of an actor that was found is one too many."""
    seen: list[set[str]] = []
    for name in sorted(found - set(row.get("optional", ()))):
        names = next((names for names in hits if name in names), None)
        if names is None or names in seen:
            yield name
        else:
            seen.append(names)
