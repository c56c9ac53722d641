"""What the stages of the cascade hand to each other: passages of one story and the names found in them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lib.actors.dictionary import Sense
from lib.actors.record import Record
from lib.model.mention import Kind, Role

Source = Literal["records", "recogniser", "rule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One block of a story; cased is its text with capitals lines in sentence case, letter for letter."""

    block: int
    text: str
    cased: str
    sentences: tuple[tuple[int, int], ...]

    def sentence_of(self, start: int) -> int:
        """Return the number of the sentence that holds the offset."""
        return bisect_right(self.sentences, start, key=lambda sentence: sentence[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The passages that belong together, and the day that decides which records are valid."""

    passages: tuple[Passage, ...]
    day: date | None

    def __iter__(self) -> Iterator[Passage]:
        return iter(self.passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One place where a name stands: passage, span, and what it is taken for so far."""

    passage: int  # index into Story.passages
    start: int
    end: int
    surface: str
    kind: Kind
    source: Source
    role: Role = "name"
    record: Record | None = None
    canonical: str = ""  # set when it differs from the record's name or the surface
    sense: Sense | None = None  # how the record is named, for names of the actor file
    guarded: bool = False  # counts only beside another name of its record

    @property
    def at(self) -> tuple[int, int, int]:
        """Sorts names in reading order, the longer first."""
        return (self.passage, self.start, -self.end)

    @property
    def counted(self) -> bool:
        """Tells whether the name is an actor; an outlet is a name, but none."""
        return self.sense not in ("outlet", "never")

    @property
    def inner(self) -> bool:
        """Tells whether the name stands inside a longer one."""
        return self.role == "nested"

    def holds(self, other: "Name") -> bool:
        """Return whether the other name lies inside this one."""
        return self.passage == other.passage and self.start <= other.start and other.end <= self.end

    def touches(self, other: "Name") -> bool:
        """Return whether the two names share a letter."""
        return self.passage == other.passage and self.start < other.end and other.start < self.end


def in_order(names: Sequence[Name]) -> list[Name]:
    """Sort names in reading order."""
    return sorted(names, key=lambda name: name.at)
