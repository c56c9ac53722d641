"""The syntax tree of a search: words, names and days as its leaves, joined by AND, OR and NOT."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lib.model.article import Zone
from lib.model.spelling import index_words

FieldName = Literal["author", "title", "tag", "source", "lang", "actor", "with"]
State = Literal["unread", "read", "starred", "muted"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words to search for in the text; `exact` if they were in quotation marks.

    With `near` (and `exact`) they may be in any order, with at most so many other words between two of them.
    """

    text: str
    exact: bool = False
    near: int | None = None

    @property
    def parts(self) -> "tuple[Words, ...]":
        """The words, each as a search of its own if they may be apart (`near`), else as one search."""
        return (self,) if self.near is None else tuple(Words(each, exact=True) for each in self.text.split())

    @property
    def in_index(self) -> Sequence[tuple[str, bool]]:
        """Pairs (word, whether it must be whole) to look up in the index; () for a script without spaces."""
        return index_words(self.text, exact=self.exact) or ()


@dataclass(frozen=True, slots=True)
class Field:
    """A condition such as author:Smith; `quoted` are those values of a title that are whole words."""

    name: FieldName
    values: tuple[str, ...]
    quoted: tuple[str, ...] = ()  # values of a title that are whole words

    @property
    def words(self) -> tuple[Words, ...]:
        """The values as words to search for."""
        return tuple(Words(value, exact=value in self.quoted) for value in self.values)


@dataclass(frozen=True, slots=True)
class InZone:
    """A condition such as zone:caption: where the words and names of its group must be."""

    zone: Zone


@dataclass(frozen=True, slots=True)
class Is:
    """A condition such as is:unread: the reader's own state of a story."""

    state: State


@dataclass(frozen=True, slots=True)
class Days:
    """A range of days in the archive's timezone, both ends included; None for an open end."""

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Not:
    """A negated search: stories that do not match the inner node."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class Every:
    """Parts joined by AND: a story must match all of them."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Parts joined by OR: a story must match at least one of them."""

    nodes: tuple["Node", ...]


Leaf = Words | Field | InZone | Is | Days
Node = Leaf | Not | Every | Some
UNDATED = Not(Days(None, None))


def ends(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    """Return the first and the last day of a year, a month or a day; ValueError where there is none.

    The month 0, the day 0 and a day without a month are none.
    """
    if month is None:
        if day is not None:
            raise ValueError(f"the day {day} of no month")
        return date(year, 1, 1), date(year, 12, 31)
    if day is not None:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def leaves(node: Node) -> Iterator[Leaf]:
    """Yield the leaves of a syntax tree, those in negations too."""
    match node:
        case Not():
            yield from leaves(node.node)
        case Every() | Some():
            for each in node.nodes:
                yield from leaves(each)
        case _:
            yield node


def sought(node: Node | None) -> Iterator[Words]:
    """Yield the words that a search wants to find, also those of title:, without negated ones."""
    match node:
        case Words():
            yield node
        case Field(name="title"):
            yield from node.words
        case Every() | Some():
            for each in node.nodes:
                yield from sought(each)
        case Not() | None:
            return
