"""Remarks of a reader on a day or an actor: numbers in the picture, their words in the source line.

Each is a line of an option: "2024-04-09: Talks begin" or "Norway: host of the talks". A colon in a name is
written %3A there, and % itself %25.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import pandas as pd

from lib.charts.spans import moment
from lib.model.wording import count

MOST = 9  # remarks that a chart shows: each has one digit
LONGEST = 120  # letters of one


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A remark on a day or an actor; `at` is the day as 2024-04-09, or the actor's name."""

    at: str
    words: str

    @property
    def day(self) -> date | None:
        """The day that the remark is about; None if it is about an actor."""
        try:
            return date.fromisoformat(self.at)
        except ValueError:
            return None

    @property
    def sentence(self) -> str:
        """The remark as printed in the source line: "9 April 2024: Talks begin"."""
        place = moment(pd.Timestamp(self.day), "day") if self.day else self.at
        return f"{place}: {self.words}"


def every(option: str) -> list[Remark]:
    """Return all remarks in an option's text; lines without a colon or without words are left out."""
    parts = (line.partition(":") for line in option.split("\n"))
    found = [
        Remark(at=at.strip().replace("%3A", ":").replace("%25", "%"), words=words.strip()[:LONGEST])
        for at, _, words in parts
    ]
    return [each for each in found if each.at and each.words]


def shown_remarks(option: str) -> list[Remark]:
    """Return the remarks in an option's text that a chart shows: the first MOST."""
    return every(option)[:MOST]


def to_option(remarks: Sequence[Remark]) -> str:
    """Return the remarks as an option's text, one a line, from which `every` reads them again."""
    places = (each.at.replace("%", "%25").replace(":", "%3A") for each in remarks)
    return "\n".join(f"{at}: {each.words}" for at, each in zip(places, remarks, strict=True))


def source_words(option: str) -> str:
    """Return the shown remarks for the source line, "(1) 9 April 2024: Talks begin".

    A last sentence says how many remarks are not shown.
    """
    words = [f"({number}) {each.sentence}" for number, each in enumerate(shown_remarks(option), 1)]
    if (more := len(every(option)) - MOST) > 0:
        words.append(f"{count(more, 'more remark')} left out, as a chart shows {MOST}")
    return " · ".join(words)


def of_days(option: str) -> Iterator[tuple[date, str]]:
    """Yield each day that has remarks, in order, with the remarks' numbers: "(1) (3)"."""
    numbered = [(each.day, number) for number, each in enumerate(shown_remarks(option), 1) if each.day]
    for day, own in groupby(sorted(numbered), key=lambda each: each[0]):
        yield day, " ".join(f"({number})" for _, number in own)


def numbers_of(names: Iterable[str], option: str) -> list[str]:
    """Return for each name the numbers of the remarks on it, as " (2)"; "" if there are none."""
    remarks = [*enumerate(shown_remarks(option), 1)]
    return [
        "".join(f" ({number})" for number, each in remarks if each.at.casefold() == name.casefold())
        for name in names
    ]
