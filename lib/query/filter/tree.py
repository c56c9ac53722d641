"""The tree that a search becomes."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from lib.model.article import Zone

FieldName = Literal["author", "title", "tag", "source", "lang", "actor", "with"]
State = Literal["unread", "read", "starred"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words to be found in the text; exact when they were quoted."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the story and the values it may have; for `with`, actors named in one sentence."""

    name: FieldName
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InZone:
    """The part of the page where the words and names of the same group must stand."""

    zone: Zone


@dataclass(frozen=True, slots=True)
class Is:
    """The reader's own state of a story."""

    state: State


@dataclass(frozen=True, slots=True)
class Days:
    """Days of the desk zone, both ends included."""

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class Every:
    """What must hold together."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Of which one must hold."""

    nodes: tuple["Node", ...]


Leaf = Words | Field | InZone | Is | Days
Node = Leaf | Not | Every | Some


@dataclass(frozen=True, slots=True)
class Search:
    """A search as understood; notes say in sentences what was not."""

    node: Node | None
    notes: tuple[str, ...] = ()
