"""Remarks: a reader's words at a day or an actor, numbered in the picture and written out in its source line.

Written a line each, "2024-04-09: Talks begin" or "Norway: host of the talks".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import pandas as pd

from lib.charts.spans import moment

MOST = 9
LONGEST = 120  # letters of one


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Words about a day or an actor; `at` is the day as 2024-04-09, or the actor's name."""

    at: str
    words: str

    @property
    def day(self) -> date | None:
        """The day that it is about."""
        try:
            return date.fromisoformat(self.at)
        except ValueError:
            return None

    @property
    def sentence(self) -> str:
        """The remark as the source line has it."""
        place = moment(pd.Timestamp(self.day), "day") if self.day else self.at
        return f"{place}: {self.words}"


def read(written: str) -> list[Remark]:
    """Return the remarks of an option; a line without a place or without words is none."""
    parts = (line.partition(":") for line in written.splitlines())
    found = [Remark(at=at.strip(), words=words.strip()[:LONGEST]) for at, _, words in parts]
    return [each for each in found if each.at and each.words][:MOST]


def written(remarks: Sequence[Remark]) -> str:
    """Return the option that holds the remarks."""
    return "\n".join(f"{each.at}: {each.words}" for each in remarks)


def written_out(option: str) -> str:
    """Return the remarks with their numbers: "(1) 9 April 2024: Talks begin"."""
    return " · ".join(f"({number}) {each.sentence}" for number, each in enumerate(read(option), 1))


def of_days(option: str) -> Iterator[tuple[date, str]]:
    """Yield each day with the numbers of its remarks, in order: "(1) (3)"."""
    numbered = [(each.day, number) for number, each in enumerate(read(option), 1) if each.day]
    for day, own in groupby(sorted(numbered), key=lambda each: each[0]):
        yield day, " ".join(f"({number})" for _, number in own)


def beside(names: Iterable[str], option: str) -> list[str]:
    """Return for each name the numbers of its remarks with a space before, "" where there are none."""
    remarks = [*enumerate(read(option), 1)]
    return [
        "".join(f" ({number})" for number, each in remarks if each.at.casefold() == name.casefold())
        for name in names
    ]
