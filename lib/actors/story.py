"""A story's passages and the names in them, with an index of names that overlap."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, Literal

from lib.actors.dictionary import Sense
from lib.actors.records import Record
from lib.model.mention import Kind, Role

_WORD = re.compile(r"[^\W\d_]+")
NameSource = Literal["records", "recogniser", "rule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One block of a story's text with its sentences; `cased` is the text with headings in sentence case."""

    number: int  # index into Story.passages
    block: int
    text: str
    cased: str
    sentences: tuple[tuple[int, int], ...]

    def name(self, start: int, end: int, kind: Kind, source: "NameSource", **more: Any) -> "Name":
        """Return the text between two offsets as a name; `more` are further fields of a Name."""
        return Name(
            passage=self.number, start=start, end=end, surface=self.text[start:end], kind=kind, source=source,
            **more,
        )  # fmt: skip

    def sentence_of(self, start: int) -> int:
        """Return the number, from 0, of the passage's sentence at an offset."""
        return bisect_right(self.sentences, start, key=lambda sentence: sentence[1])


@dataclass(frozen=True, kw_only=True)
class Story:
    """The passages of a story, with its day, language, countries and publishers."""

    passages: tuple[Passage, ...]
    day: date | None
    language: str | None = None
    filed_in: Record | None = None  # the country of its dateline
    published_in: Record | None = None  # the country of its publisher
    headline: int | None = None  # the number of its passage
    publishers: tuple[str, ...] = ()  # domain and publication

    @cached_property
    def lower_case_words(self) -> frozenset[str]:
        """All words that the story has in lower case: elsewhere their capitals do not prove a name."""
        words = (filter(str.islower, _WORD.findall(passage.cased)) for passage in self)
        return frozenset(chain.from_iterable(words))

    def text_of(self, name: "Name | Occurrence") -> str:
        """Return the text of the passage with the name."""
        return self.passages[name.passage].text

    def before(self, name: "Name | Occurrence", most: int) -> str:
        """Return up to `most` characters before a name."""
        return self.text_of(name)[max(0, name.start - most) : name.start]

    def after(self, name: "Name | Occurrence", most: int) -> str:
        """Return up to `most` characters after a name."""
        return self.text_of(name)[name.end : name.end + most]

    def __iter__(self) -> Iterator[Passage]:
        return iter(self.passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One occurrence of a name: place, kind, `role` (how it names), `source` (its finder), record or None."""

    passage: int  # index into Story.passages
    start: int
    end: int
    surface: str
    kind: Kind
    source: NameSource
    role: Role = "name"
    record: Record | None = None
    canonical: str = ""  # set when it differs from the record's name or the surface
    sense: Sense | None = None  # how the record is named, for names of the actor file
    guarded: bool = False  # counts only beside another name of its record
    undecided: bool = False  # a surname that two people of the story bear
    unsure: bool = False  # nothing but the recogniser speaks for it

    @property
    def at(self) -> tuple[int, int, int]:
        """A sort key for reading order, longer names first."""
        return (self.passage, self.start, -self.end)

    @property
    def counted(self) -> bool:
        """Whether the name can be an actor: it is neither a mere outlet nor a name that never means one."""
        return self.sense not in ("outlet", "never")

    @property
    def inner(self) -> bool:
        """Whether the name is inside a longer one."""
        return self.role == "nested"

    def as_short_for(self, full: "Name") -> "Name":
        """Return this name as a short form of `full`, with its kind, record and canonical name.

        Where `full` has neither record nor canonical name, its text is the canonical name.
        """
        canonical = full.canonical or ("" if full.record else full.surface)
        return replace(self, kind=full.kind, record=full.record, canonical=canonical, sense=None)

    def at_place(self, place: "Occurrence") -> "Name":
        """Return this name as it stands at another place in the story."""
        return replace(self, passage=place.passage, start=place.start, end=place.end, surface=place.surface)

    def cut(self, start: int, end: int, **more: Any) -> "Name":
        """Return the part of this name between two offsets of its passage, with other fields if given."""
        surface = self.surface[start - self.start : end - self.start]
        return replace(self, start=start, end=end, surface=surface, **more)

    def holds(self, other: "Name") -> bool:
        """Return whether the other name is within this one."""
        return self.passage == other.passage and self.start <= other.start and other.end <= self.end

    def touches(self, other: "Name") -> bool:
        """Return whether the two names overlap."""
        return self.passage == other.passage and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An occurrence of a text in a story: passage, start, end and the text."""

    passage: int
    start: int
    end: int
    surface: str


def in_order(names: Sequence[Name]) -> list[Name]:
    """Return names in reading order, longer ones first."""
    return sorted(names, key=lambda name: name.at)


def in_rows(story: Story, names: Iterable[Name], joint: re.Pattern[str]) -> list[list[Name]]:
    """Return the names in rows, as "Obi, Marn and Voss": between two names of a row only `joint` matches."""
    rows: list[list[Name]] = []
    for name in names:
        last = rows[-1][-1] if rows else None
        beside = last is not None and last.passage == name.passage and last.end <= name.start
        if last and beside and joint.fullmatch(story.text_of(name), last.end, name.start):
            rows[-1].append(name)
        else:
            rows.append([name])
    return rows


_WIDTH = 64  # characters of a stretch: few names are longer, few stand in one


class Overlap:
    """An index of names by position that quickly finds those that overlap."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names: defaultdict[tuple[int, int], list[tuple[int, Name]]] = defaultdict(list)  # by stretch
        for number, name in enumerate(names):
            for stretch in _stretches(name.passage, name.start, name.end):
                self._names[stretch].append((number, name))

    def touching(self, name: Name) -> list[Name]:
        """Return the names that overlap with the name, in their given order."""
        return self.between(name.passage, name.start, name.end)

    def between(self, passage: int, start: int, end: int) -> list[Name]:
        """Return the names that overlap with a span of a passage, in their given order."""
        found: dict[int, Name] = {}
        for stretch in _stretches(passage, start, end):
            for number, name in self._names.get(stretch, ()):
                if name.start < end and start < name.end:
                    found[number] = name
        return [found[number] for number in sorted(found)]


def free(added: Iterable[Name], names: Iterable[Name]) -> list[Name]:
    """Return the added names that overlap with none of `names`."""
    indexed = Overlap(names)
    return [name for name in added if not indexed.touching(name)]


def _stretches(passage: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (passage, number of a 64-character stretch) for all stretches that a span touches."""
    for number in range(max(0, start) // _WIDTH, (end - 1) // _WIDTH + 1):
        yield (passage, number)
